"""Every word, drawing and recording a child makes anywhere is one row here; features point at it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.people.models import AgeBand


class TextKind(models.TextChoices):
    WORDS = "words", _("lời viết")
    DRAWING = "drawing", _("hình vẽ")
    RECORDING = "recording", _("lời nói")
    PEN_NAME = "pen_name", _("bút danh")


class TextState(models.TextChoices):
    """Where a text stands. Only `PUBLISHED` is ever shown to the public."""

    WAITING = "waiting", _("chờ đọc")
    LANGUAGE = "language", _("chờ người đọc tiếng này")
    PUBLISHED = "published", _("đã đăng")
    READ = "read", _("đã đọc, không đăng")
    """Read, and never meant for the public: an opinion for the centre alone, a report, a complaint."""
    REJECTED = "rejected", _("chưa đăng được")
    PROTECTION = "protection", _("chuyển cán bộ bảo vệ")
    WITHDRAWN = "withdrawn", _("em rút lại")
    ERASED = "erased", _("đã xóa")


OPEN_STATES = (TextState.WAITING, TextState.LANGUAGE)


class Severity(models.IntegerChoices):
    """How fast a person must look. 1 is the gravest; the number orders the queue and decides nothing."""

    NOW = 1, _("ngay bây giờ")
    TODAY = 2, _("trong ngày làm việc")
    SOON = 3, _("trong hai ngày làm việc")
    NONE = 9, _("đọc theo thứ tự")


class Provenance(models.TextChoices):
    SELF = "self", _("em tự gửi")
    ON_BEHALF = "on_behalf", _("người lớn ghi hộ")
    PAPER = "paper", _("chép từ giấy")
    EVENT = "event", _("ghi tại sự kiện")


READ_ELSEWHERE: set[str] = set()
"""Kinds of source that another desk reads, so that no moderator meets them: complaints. Features add theirs in `ready()`."""

SOURCE_PERMISSIONS: dict[str, str] = {}
"""The permission that opens the desk's page of a source, by its kind. Features add theirs in `ready()`."""


class FreeTextQuerySet(models.QuerySet["FreeText"]):
    def published(self) -> "FreeTextQuerySet":
        return self.filter(state=TextState.PUBLISHED)

    def light(self) -> "FreeTextQuerySet":
        """Without the originals: lists must not carry them."""
        return self.defer("original")


class FreeText(models.Model):
    """What a child said. The key is minted where she wrote, so that sending twice makes one row.

    `original` is encrypted (purpose "free text"); `public_text` is what a person decided may be seen: words, or the strokes
    of a drawing as JSON, or the transcript of a recording.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("loại"), max_length=9, choices=TextKind, default=TextKind.WORDS)
    original = models.BinaryField(editable=False, default=bytes)
    digest = models.CharField(max_length=64, editable=False, blank=True)
    """Keyed digest of the original: a replay is told from other content under the same key, without reading either."""
    media_type = models.CharField(max_length=40, blank=True, editable=False)  # of a recording
    public_text = models.TextField(_("bản được đăng"), blank=True)
    public_file = models.CharField(max_length=120, blank=True, editable=False)
    """Path in the public storage of a published recording."""
    is_meant_for_public = models.BooleanField(_("em muốn đăng"), default=True)

    language = models.CharField(_("tiếng"), max_length=12, default="vi")
    place = models.ForeignKey(
        "places.AdministrativeUnit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    age_band = models.CharField(_("nhóm tuổi"), max_length=8, choices=AgeBand, blank=True)
    participant = models.ForeignKey(
        "people.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="texts"
    )
    thread = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    """Shared by all that came under one receipt; says nothing about who."""
    provenance = models.CharField(_("ai ghi"), max_length=9, choices=Provenance, default=Provenance.SELF)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    source = models.CharField(_("từ đâu"), max_length=160)
    """In words for the reader: "Hộp ý kiến, CLB Măng Non"."""
    source_kind = models.CharField(max_length=40, db_index=True)
    """For programs: "clubs.opinion"."""
    source_url = models.CharField(max_length=200, blank=True)
    """Address in the staff desk where the thing it belongs to stands."""
    context = models.TextField(_("trả lời cho câu"), blank=True)
    keep_from = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    """Moderators and protection officers who may not read it: those a complaint is about."""

    state = models.CharField(_("tình trạng"), max_length=10, choices=TextState, default=TextState.WAITING)
    severity = models.PositiveSmallIntegerField(_("mức độ"), choices=Severity, default=Severity.NONE)
    marks = models.JSONField(default=list, editable=False)
    """Spans found by screening: [start, end, kind, rule], offsets into the original; never words."""
    screened_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_reported = models.BooleanField(_("có người báo"), default=False)
    received_at = models.DateTimeField(_("nhận lúc"))
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    published_at = models.DateTimeField(_("đăng lúc"), null=True, blank=True)
    expires_on = models.DateField(_("đăng đến"), null=True, blank=True)
    erase_on = models.DateField(_("giữ đến"))
    erased_at = models.DateTimeField(_("đã xóa lúc"), null=True, blank=True)

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    """Counted up by every decision and by what changes beside the text; a form that carries an older one is refused."""

    objects = FreeTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("lời của em")
        verbose_name_plural = _("lời của các em")
        default_permissions = ("view",)
        indexes: ClassVar = [
            models.Index(fields=["state", "-is_reported", "severity", "received_at"], name="text_queue"),
            models.Index(fields=["erase_on"]),
            models.Index(fields=["participant", "-received_at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(decided_at__isnull=False, published_at__isnull=False),
                name="text_published_after_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(state="published") | models.Q(public_text="", public_file=""),
                name="text_public_only_while_published",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="erased") | models.Q(original=b"", digest="", erased_at__isnull=False),
                name="text_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {str(self.pk)[:8]}"

    @property
    def waiting_state(self) -> TextState:
        """How it waits: for any reader, or for one of its language."""
        return TextState.WAITING if self.language == settings.LANGUAGE_CODE else TextState.LANGUAGE

    @property
    def state_for_staff(self) -> str:
        """What those who answer are told; that a text went to protection officers is for these alone."""
        return str((TextState.WAITING if self.state == TextState.PROTECTION else TextState(self.state)).label)

    @property
    def public_url(self) -> str:
        """Where everyone hears a published recording."""
        return storages["public"].url(self.public_file) if self.public_file else ""

    @property
    def is_public(self) -> bool:
        return self.state == TextState.PUBLISHED


class Decision(models.TextChoices):
    PUBLISH = "publish", _("đăng")
    MASK = "mask", _("che thông tin rồi đăng")
    READ = "read", _("đã đọc")
    REJECT = "reject", _("không đăng")
    PROTECTION = "protection", _("chuyển bảo vệ")
    WITHDRAW = "withdraw", _("gỡ xuống")


class RejectionReason(models.TextChoices):
    """The house rules, as children read them; every rejection names one (S-19)."""

    PRIVATE = "private", _("Bài có thông tin riêng, che đi thì không còn đọc được.")
    HURTS = "hurts", _("Bài có lời làm bạn khác buồn hoặc đau.")
    OTHERS_STORY = "others_story", _("Bài kể chuyện riêng của người khác.")
    NOT_OWN = "not_own", _("Bài chép của người khác.")
    UNCLEAR = "unclear", _("Cô chú chưa hiểu bài muốn nói gì.")
    ADVERTISES = "advertises", _("Bài quảng cáo hoặc rủ mua bán.")


class ReviewDecision(models.Model):
    """Append-only: what a person decided about a text. It keeps no words of the child."""

    text = models.ForeignKey(FreeText, on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField(_("quyết định"), max_length=10, choices=Decision)
    reason = models.CharField(_("lý do"), max_length=14, choices=RejectionReason, blank=True)
    message = models.CharField(_("lời nhắn cho em"), max_length=600, blank=True)
    """An adult's words to the child."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("lúc"))
    needs_second = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("kết quả đọc duyệt")
        verbose_name_plural = _("kết quả đọc duyệt")
        default_permissions = ("view",)
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(decision__in=["reject", "withdraw"]) | ~models.Q(reason="") & ~models.Q(message=""),
                name="decision_refusal_has_reason_and_message",
            ),
        ]


class SecondReading(models.Model):
    """Append-only: another person's look at a decision (S-14); `rules.needs_second_reading` says at which."""

    decision = models.OneToOneField(ReviewDecision, on_delete=models.PROTECT, related_name="second_reading")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agrees = models.BooleanField(_("cũng thấy như vậy"))
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        default_permissions = ()
