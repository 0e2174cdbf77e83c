"""What adults owe children: who listens, the receipt a child follows, requests about her data, complaints."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.safeguarding.models import Dated, FreeText


class Body(Dated):
    """An organisation that decides: a commune's committee, a department, a school, deputies, the Youth Union."""

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("Ủy ban nhân dân xã, phường, đặc khu")
        SCHOOL = "school", _("Trường học")
        DEPARTMENT = "department", _("Sở, ngành")
        DEPUTIES = "deputies", _("Đại biểu dân cử")
        YOUTH_UNION = "youth_union", _("Đoàn Thanh niên")
        CENTRE = "centre", _("Trung tâm")
        OTHER = "other", _("Nơi khác")

    name = models.CharField(_("tên"), max_length=160)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind)
    place = models.ForeignKey(
        "places.AdministrativeUnit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("xã, phường"),
    )

    class Meta:
        verbose_name = _("cơ quan trả lời")
        verbose_name_plural = _("cơ quan trả lời")
        default_permissions = ("add", "change", "view")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Audience(models.Model):
    """The named person of a body who promised to listen to one thing, and by when the answer comes."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="audiences", verbose_name=_("cơ quan"))
    role = models.CharField(_("chức vụ"), max_length=120)
    name = models.CharField(_("họ và tên"), max_length=120)
    email = models.EmailField(_("địa chỉ e-mail"), blank=True)
    confirmed_on = models.DateField(_("hứa đọc ngày"), null=True, blank=True)
    read_on = models.DateField(_("đã đọc ngày"), null=True, blank=True)
    answer_due_on = models.DateField(_("trả lời trước"), null=True, blank=True)

    class Meta:
        verbose_name = _("người lắng nghe")
        verbose_name_plural = _("người lắng nghe")
        default_permissions = ("add", "change", "view")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"


class Receipt(models.Model):
    """What a child keeps: four words. The page behind them shows state and adults' replies, never her words (S-18)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    """For programs: "clubs.opinion", "answers.complaint"."""
    label = models.CharField(_("biên nhận của"), max_length=160)
    """Neutral words for the page: whoever finds the code learns little."""
    thread = models.UUIDField(unique=True, editable=False)
    participant = models.ForeignKey(
        "people.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    pin_hash = models.CharField(max_length=128, blank=True, editable=False)
    wrong_pins = models.PositiveSmallIntegerField(default=0, editable=False)
    issued_at = models.DateTimeField(_("lúc"))
    answer_due_on = models.DateField(_("trả lời trước"), null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("biên nhận")
        verbose_name_plural = _("biên nhận")
        default_permissions = ("view",)
        ordering: ClassVar = ["-issued_at"]
        indexes: ClassVar = [models.Index(fields=["answer_due_on", "issued_at"], name="receipt_due")]

    def __str__(self) -> str:
        return self.label or str(self.pk)[:8]

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None


class WrongLookup(models.Model):
    """How many codes nobody has were typed in one hour, by the first sign of their digest: no address, no name (S-18)."""

    hour = models.DateTimeField()
    bucket = models.CharField(max_length=2)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["hour", "bucket"], name="wrong_lookup_once")]


class ReceiptEntry(models.Model):
    """A sentence of an adult on a receipt, signed by role. Every member of staff who answers sees all of them (S-01)."""

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="entries")
    words = models.TextField(_("lời trả lời"), max_length=2000)
    signed_as = models.CharField(_("ký là"), max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("lúc"))
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """A second member of staff who read it; until then it waits on the first screen of all who answer."""
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lời trả lời")
        verbose_name_plural = _("các lời trả lời")
        default_permissions = ("add", "view")
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(seen_by__isnull=True) | ~models.Q(seen_by=models.F("by")),
                name="receipt_entry_seen_by_another",
            ),
        ]


class DataRequest(models.Model):
    """A child or guardian asks to see, correct, erase, or take back (C30): 2 working days to answer, 15 days to finish."""

    class Kind(models.TextChoices):
        SEE = "see", _("xem")
        CORRECT = "correct", _("sửa")
        ERASE = "erase", _("xóa")
        WITHDRAW = "withdraw", _("rút lại đồng ý")

    class State(models.TextChoices):
        OPEN = "open", _("chờ trả lời")
        ANSWERED = "answered", _("đã trả lời")
        DONE = "done", _("đã xong")
        REFUSED = "refused", _("không làm được")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("việc"), max_length=8, choices=Kind)
    state = models.CharField(_("tình trạng"), max_length=8, choices=State, default=State.OPEN)
    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="data_request")
    about = models.ForeignKey(
        Receipt, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("về biên nhận")
    )
    participant = models.ForeignKey(
        "people.Participant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    words = models.ForeignKey(FreeText, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(_("hỏi lúc"))
    reply_due_on = models.DateField(_("trả lời trước"))
    done_due_on = models.DateField(_("xong trước"))
    replied_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("đã làm gì"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("yêu cầu về thông tin")
        verbose_name_plural = _("yêu cầu về thông tin")
        default_permissions = ("change", "view")
        ordering: ClassVar = ["asked_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "answered"], done_at__isnull=True)
                | models.Q(state__in=["done", "refused"], done_at__isnull=False),
                name="data_request_closed_when_done",
            ),
        ]


class Complaint(models.Model):
    """About the centre, its staff or this site: read by the director, never by those it is said to be about."""

    class About(models.TextChoices):
        CENTRE = "centre", _("Trung tâm")
        STAFF = "staff", _("một cô chú ở Trung tâm")
        OFFICER = "officer", _("cô chú bảo vệ trẻ em")
        DIRECTOR = "director", _("giám đốc Trung tâm")
        CLUB = "club", _("câu lạc bộ, cô chú phụ trách")
        DECISION = "decision", _("bài của em không được đăng")
        SITE = "site", _("trang web này")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField(_("về"), max_length=8, choices=About)
    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="complaint")
    words = models.ForeignKey(FreeText, on_delete=models.PROTECT, related_name="+")
    keep_from = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    received_at = models.DateTimeField(_("nhận lúc"))
    answer_due_on = models.DateField(_("trả lời trước"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("lời phản ánh")
        verbose_name_plural = _("lời phản ánh")
        default_permissions = ("change", "view")
        ordering: ClassVar = ["received_at"]
