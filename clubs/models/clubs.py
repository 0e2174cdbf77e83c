"""Clubs, who looks after them, who belongs to them, and the codes by which children come in."""

import secrets
import uuid
from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LETTERS = "ACDEFGHKMNPQRTUWXY34679"
"""What codes are written with: nothing that looks like something else (no O and 0, I and 1, B and 8, S and 5, Z and 2)."""

SIGN_IN_CODE_LENGTH = 6


def new_sign_in_code() -> str:
    """A club's lasting code, printed on its sheets: it says which club, and opens nothing without a name and a PIN."""
    return "".join(secrets.choice(LETTERS) for _place in range(SIGN_IN_CODE_LENGTH))


class ClubQuerySet(models.QuerySet["Club"]):
    def open(self, on: date) -> "ClubQuerySet":
        """Clubs that meet."""
        return self.filter(models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=on))

    def for_facilitator(self, user: object) -> "ClubQuerySet":
        """The clubs this adult looks after now; whoever else may not even know that they exist in the desk."""
        mine = ClubFacilitator.objects.filter(user=user, ended_on__isnull=True)  # type: ignore[misc]
        return self.filter(pk__in=mine.values("club"))

    def with_places(self) -> "ClubQuerySet":
        """With everything the name of a place needs."""
        return self.select_related(
            "place__edition", "place__province", "place__parent", "old_district__edition", "old_district__province"
        )


class Club(models.Model):
    """A group of children with adults who look after it. The public sees counts, never a roster."""

    class Kind(models.TextChoices):
        RIGHTS = "rights", _("Câu lạc bộ Quyền tham gia của trẻ em")
        CORE = "core", _("Nhóm trẻ nòng cốt")
        REPORTERS = "reporters", _("Câu lạc bộ Phóng viên nhỏ")

    name = models.CharField(_("tên câu lạc bộ"), max_length=120)
    slug = models.SlugField(_("phần địa chỉ"), max_length=120, unique=True)
    kind = models.CharField(_("loại"), max_length=9, choices=Kind)
    place = models.ForeignKey(
        "places.AdministrativeUnit", on_delete=models.PROTECT, related_name="+", verbose_name=_("xã, phường nay")
    )
    old_district = models.ForeignKey(
        "places.AdministrativeUnit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("huyện cũ"),
    )
    school = models.CharField(
        _("trường"), max_length=120, blank=True, help_text=_("Bỏ trống nếu là câu lạc bộ của xã.")
    )
    sign_in_code = models.CharField(
        _("mã của câu lạc bộ"), max_length=8, unique=True, default=new_sign_in_code, editable=False
    )
    founded_on = models.DateField(_("lập ngày"), null=True, blank=True)
    ended_on = models.DateField(_("ngừng ngày"), null=True, blank=True)
    is_sample = models.BooleanField(_("mẫu"), default=False)

    objects = ClubQuerySet.as_manager()

    class Meta:
        verbose_name = _("câu lạc bộ")
        verbose_name_plural = _("câu lạc bộ")
        default_permissions = ("add", "change", "view")
        permissions: ClassVar = [("facilitate_club", "Can look after own clubs")]
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "place"],
                name="club_name_once_in_a_place",
                violation_error_message=_("Nơi này đã có câu lạc bộ tên như vậy. Hãy chọn tên khác."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, on: date) -> bool:
        return self.ended_on is None or self.ended_on > on


class ClubFacilitator(models.Model):
    """An adult who looks after a club: vetted on a day, by somebody who answers for it."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="facilitators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clubs")
    vetted_on = models.DateField(_("thẩm tra ngày"))
    vetted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(_("thôi phụ trách ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("người phụ trách")
        verbose_name_plural = _("người phụ trách")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["club", "user"], condition=models.Q(ended_on__isnull=True), name="facilitator_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(vetted_by=models.F("user")), name="facilitator_vetted_by_another"
            ),
        ]


class ClubMembership(models.Model):
    """A child belongs to a club. Her pen name is unique there, however it is written."""

    class Role(models.TextChoices):
        MEMBER = "member", _("thành viên")
        LEADER = "leader", _("ban chủ nhiệm")

    club = models.ForeignKey(Club, on_delete=models.PROTECT, related_name="memberships")
    participant = models.ForeignKey("people.Participant", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("vai trò"), max_length=6, choices=Role, default=Role.MEMBER)
    folded_name = models.CharField(max_length=60, editable=False)
    """The pen name without marks, small letters, no spaces; empty when she has left."""
    instance = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Minted where the joining form was shown: sending it twice makes one participant."""
    pen_name_text = models.ForeignKey(
        "safeguarding.FreeText", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The pen name as a text somebody reads: no byline before it is published."""
    joined_on = models.DateField(_("vào ngày"))
    ended_on = models.DateField(_("thôi ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("thành viên")
        verbose_name_plural = _("thành viên")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["club", "participant"], name="membership_once"),
            models.UniqueConstraint(
                fields=["club", "folded_name"], condition=~models.Q(folded_name=""), name="pen_name_once_in_a_club"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(folded_name=""),
                name="membership_left_bears_no_name",
            ),
        ]


class JoinCode(models.Model):
    """A code on a sheet: valid for a time, for so many children, until revoked. Kept as a digest and, to print, encrypted."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sealed = models.TextField(editable=False)
    pack = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    """Codes made together, printed on one sheet."""
    uses_allowed = models.PositiveSmallIntegerField(_("dùng được mấy lần"), default=40)
    uses = models.PositiveSmallIntegerField(_("đã dùng"), default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("tạo lúc"))
    expires_at = models.DateTimeField(_("hết hạn"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("mã vào câu lạc bộ")
        verbose_name_plural = _("mã vào câu lạc bộ")
        default_permissions = ()
        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(uses__lte=models.F("uses_allowed")), name="join_code_not_overused"
            ),
        ]

    def is_open(self, at: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > at and self.uses < self.uses_allowed


class SignInCount(models.Model):
    """Wrong tries by what was tried (a code, a code with a name), as keyed digests: never by who or where."""

    digest = models.CharField(max_length=64, unique=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        default_permissions = ()


class YearlyHeadcount(models.Model):
    """How many took part in a year, as a club reported it: aggregate only."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="headcounts")
    year = models.PositiveSmallIntegerField(_("năm"))
    children = models.PositiveIntegerField(_("số em"))
    qualifier = models.CharField(
        _("độ chắc"),
        max_length=9,
        choices=[("exact", _("đúng")), ("more_than", _("hơn")), ("approx", _("khoảng"))],
        default="exact",
    )

    class Meta:
        verbose_name = _("số em trong năm")
        verbose_name_plural = _("số em các năm")
        constraints: ClassVar = [models.UniqueConstraint(fields=["club", "year"], name="headcount_once_a_year")]
