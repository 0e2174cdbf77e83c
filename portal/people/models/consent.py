"""Who agreed to what: events with evidence, never a boolean (R-10)."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Activity(models.TextChoices):
    """What one may agree to: the columns of the table of safeguarding §2.6."""

    ANONYMOUS = "anonymous", _("khảo sát không ghi tên, phiếu, báo tin, tìm người giúp")
    CLUB = "club", _("viết trong câu lạc bộ bằng bút danh")
    REGISTRATION = "registration", _("đăng ký dự hoạt động có ghi tên")
    PICTURE = "picture", _("đăng ảnh, bút danh, lời trích")
    TRAVEL = "travel", _("đi xa, ngủ lại")
    PUSH = "push", _("nhận tin trên điện thoại riêng của em")


class Giver(models.TextChoices):
    CHILD = "child", _("chính em")
    GUARDIAN = "guardian", _("cha mẹ, người giám hộ")


class Relation(models.TextChoices):
    SELF = "self", _("chính em")
    MOTHER = "mother", _("mẹ")
    FATHER = "father", _("cha")
    GRANDPARENT = "grandparent", _("ông, bà")
    GUARDIAN = "guardian", _("người giám hộ khác")


class Channel(models.TextChoices):
    DEVICE = "device", _("em bấm trên máy")
    LINK = "link", _("đường dẫn một lần")
    PAPER = "paper", _("giấy ký tay")
    PHONE = "phone", _("gọi lại qua điện thoại")


class ConsentText(models.Model):
    """What a person read before answering; a change is a new version, so that evidence keeps meaning the same."""

    activity = models.CharField(_("việc"), max_length=12, choices=Activity)
    giver = models.CharField(_("dành cho"), max_length=8, choices=Giver)
    language = models.CharField(_("tiếng"), max_length=12, default="vi")
    version = models.PositiveSmallIntegerField(_("bản"))
    title = models.CharField(_("tên"), max_length=160)
    body = models.TextField(_("lời"), max_length=4000)
    recording = models.ForeignKey(
        "media.AudioClip",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bản đọc"),
    )
    published_at = models.DateTimeField(_("dùng từ"))

    class Meta:
        verbose_name = _("lời xin đồng ý")
        verbose_name_plural = _("lời xin đồng ý")
        default_permissions = ("add", "view")
        ordering: ClassVar = ["activity", "giver", "language", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["activity", "giver", "language", "version"], name="consent_text_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def lines(self) -> list[str]:
        """Each line by itself: one thought, read aloud as one."""
        return [line for line in self.body.splitlines() if line.strip()]


class GuardianLink(models.Model):
    """A link or printed slip by which a guardian answers once, for one child."""

    participant = models.ForeignKey("people.Participant", on_delete=models.CASCADE, related_name="guardian_links")
    activities = models.JSONField(_("việc được hỏi"), default=list)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("tạo lúc"))
    expires_at = models.DateTimeField(_("hết hạn"))
    answered_at = models.DateTimeField(_("đã trả lời lúc"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-made_at"]


class ConsentRecord(models.Model):
    """One answer by one person to one question: yes or no, to which words, when, how we know."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey("people.Participant", on_delete=models.PROTECT, related_name="consents")
    activity = models.CharField(_("việc"), max_length=12, choices=Activity)
    giver = models.CharField(_("người trả lời"), max_length=8, choices=Giver)
    relation = models.CharField(_("là gì của em"), max_length=12, choices=Relation)
    is_yes = models.BooleanField(_("chịu"))
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+", verbose_name=_("lời đã đọc"))
    channel = models.CharField(_("bằng cách nào"), max_length=8, choices=Channel)
    evidence = models.CharField(_("bằng chứng"), max_length=300, blank=True)
    at = models.DateTimeField(_("lúc"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Declared until an adult of ours saw the guardian or called back: a child could have tapped the link herself.
    witnessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    witnessed_at = models.DateTimeField(_("có người chứng lúc"), null=True, blank=True)
    witness_channel = models.CharField(_("chứng bằng cách nào"), max_length=8, choices=Channel, blank=True)
    code_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    """The guardian's code to withdraw later, kept as a digest; the same for all answers of one link."""
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bản ghi đồng ý")
        verbose_name_plural = _("bản ghi đồng ý")
        default_permissions = ("view",)
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["participant", "activity", "-at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(giver="child", relation="self")
                | (models.Q(giver="guardian") & ~models.Q(relation="self")),
                name="consent_relation_fits_giver",
            ),
            models.CheckConstraint(
                condition=models.Q(witnessed_at__isnull=True, witnessed_by__isnull=True)
                | models.Q(witnessed_at__isnull=False, witnessed_by__isnull=False),
                name="consent_witnessed_by_someone",
            ),
        ]

    @property
    def is_live(self) -> bool:
        """Whether it is a yes nobody took back; whether it is the newest answer is for `queries` to say."""
        return self.is_yes and self.withdrawn_at is None


class ImageConsent(models.Model):
    """Ties a picture on which a child can be recognized to the consents that allow showing it."""

    picture = models.ForeignKey("media.Picture", on_delete=models.CASCADE, related_name="+", verbose_name=_("ảnh"))
    consent = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="images")
    # The picture as it was when the tie was made: another file under the same row is another picture.
    file_hash = models.CharField(max_length=40, blank=True, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("đồng ý dùng ảnh")
        verbose_name_plural = _("đồng ý dùng ảnh")
        default_permissions = ("add", "view")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["picture", "consent"], name="image_consent_once"),
        ]


class Withdrawal(models.Model):
    """Somebody took a yes back. Two clocks run: a reply within 2 working days, erasure within 15 days (Decree 356/2025)."""

    participant = models.ForeignKey("people.Participant", on_delete=models.PROTECT, related_name="withdrawals")
    activity = models.CharField(_("việc"), max_length=12, choices=Activity, blank=True)
    """Empty when everything is taken back."""
    asked_by = models.CharField(_("người rút lại"), max_length=8, choices=Giver)
    asked_at = models.DateTimeField(_("lúc"))
    reply_due_on = models.DateField(_("trả lời trước"))
    erase_due_on = models.DateField(_("xóa xong trước"))
    replied_at = models.DateTimeField(_("đã trả lời lúc"), null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Empty until every feature was told; `tick` tells them again.
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_at = models.DateTimeField(_("đã xóa xong lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lần rút lại đồng ý")
        verbose_name_plural = _("các lần rút lại đồng ý")
        default_permissions = ("change", "view")
        ordering: ClassVar = ["asked_at"]
