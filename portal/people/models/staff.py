"""Staff: accounts, roles, invitations, qualifications, and the log of who opened what."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.foundation.vietnamese.sorting import sort_key


class Role(models.TextChoices):
    """What a member of staff does; each is one Group with the same name, its permissions are in `rules`."""

    EDITOR = "editor", _("Biên tập viên")
    APPROVER = "approver", _("Người duyệt bài")
    CAMPAIGNER = "campaigner", _("Cán bộ truyền thông")
    MODERATOR = "moderator", _("Người đọc bài của trẻ em")
    PROTECTION = "protection", _("Cán bộ bảo vệ trẻ em")
    FACILITATOR = "facilitator", _("Phụ trách câu lạc bộ")
    FIGURES = "figures", _("Cán bộ số liệu")
    DIRECTOR = "director", _("Giám đốc")
    ADMINISTRATOR = "administrator", _("Quản trị")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        from allauth.account.models import EmailAddress

        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        # People of the centre open accounts and vouch for the address; allauth keeps that in a row of its own.
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An adult who signs in. Children are never Users."""

    email = models.EmailField(_("địa chỉ e-mail"), unique=True)
    # One field: "A Brôl" and "Neáng Srây Mom" have no first and last name to split.
    full_name = models.CharField(_("họ và tên"), max_length=120)
    sort_key = models.CharField(max_length=600, editable=False, default="")  # Vietnamese order on any database
    is_active = models.BooleanField(_("đang hoạt động"), default=True, help_text=_("Bỏ chọn thay vì xóa tài khoản."))
    date_joined = models.DateTimeField(_("ngày tạo"), default=timezone.now)
    failed_sign_ins = models.PositiveSmallIntegerField(_("số lần đăng nhập sai liên tiếp"), default=0, editable=False)
    locked_until = models.DateTimeField(_("khóa đến"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()

    fetched_roles: "set[Role] | None" = None
    """What `queries.fetch_rights` found, for as long as this object lives: one request."""

    class Meta:
        verbose_name = _("tài khoản cán bộ")
        verbose_name_plural = _("tài khoản cán bộ")
        ordering = ["sort_key", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_case_insensitive"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.full_name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """The given name: the last word of a Vietnamese name."""
        return self.full_name.split()[-1] if self.full_name.strip() else self.email

    @property
    def first_name(self) -> str:
        """What Wagtail's sidebar calls a person by; nothing is stored under this name."""
        return self.get_short_name()

    @property
    def is_staff(self) -> bool:
        """Whether this is a person of the centre; every account is, children have none."""
        return self.is_active

    def is_locked(self, at: datetime) -> bool:
        return self.locked_until is not None and self.locked_until > at


class RoleGroup(models.Model):
    """Ties a role to its Group, so that a reworded or renamed role keeps its people."""

    role = models.CharField(max_length=14, choices=Role, unique=True)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role_group")

    def __str__(self) -> str:
        return self.get_role_display()


class UnknownAddress(models.Model):
    """Wrong sign-ins for an address without account, counted as for one with: nobody can tell them apart.

    The address is not kept, only a keyed digest; `tasks` deletes old rows.
    """

    digest = models.CharField(max_length=64, unique=True)
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    last_failed_at = models.DateTimeField(null=True, blank=True, db_index=True)


class Invitation(models.Model):
    """A link that lets one named adult open one account, once."""

    email = models.EmailField(_("địa chỉ e-mail"))
    full_name = models.CharField(_("họ và tên"), max_length=120)
    roles = models.JSONField(_("vai trò"), default=list)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="invitations_sent", verbose_name=_("người mời")
    )
    invited_at = models.DateTimeField(_("mời lúc"))
    expires_at = models.DateTimeField(_("hết hạn"))
    accepted_at = models.DateTimeField(_("nhận lúc"), null=True, blank=True)
    accepted_by = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation", verbose_name=_("tài khoản")
    )
    withdrawn_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lời mời")
        verbose_name_plural = _("lời mời")
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} <{self.email}>"

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > at


class Qualification(models.Model):
    """Proof that someone may read what children write: training done, or the child-protection commitment signed."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("Đã tập huấn bảo vệ trẻ em")
        COMMITMENT = "commitment", _("Đã ký cam kết bảo vệ trẻ em")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="qualifications", verbose_name=_("cán bộ"))
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices)
    obtained_on = models.DateField(_("ngày có"))
    expires_on = models.DateField(_("ngày hết hạn"), help_text=_("Ngày cuối cùng còn hiệu lực."))
    evidence = models.CharField(
        _("giấy tờ kèm theo"), max_length=200, help_text=_("Số chứng nhận hoặc nơi lưu bản ký.")
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("người ghi"))
    recorded_at = models.DateTimeField(_("ghi lúc"))
    reminded_at = models.DateTimeField(_("đã nhắc lúc"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("chứng nhận")
        verbose_name_plural = _("chứng nhận")
        ordering = ["user", "kind", "-expires_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__gte=models.F("obtained_on")), name="qualification_expires_after_obtained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"

    def is_live(self, on: date) -> bool:
        return self.obtained_on <= on <= self.expires_on


class LanguageRead(models.Model):
    """A language besides Vietnamese in which someone reads what children write (S-23)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="languages_read", verbose_name=_("cán bộ"))
    language = models.CharField(_("tiếng"), max_length=12)

    class Meta:
        default_permissions = ()
        verbose_name = _("tiếng đọc được")
        verbose_name_plural = _("tiếng đọc được")
        constraints = [
            models.UniqueConstraint(fields=["user", "language"], name="language_read_once"),
            models.CheckConstraint(
                condition=~models.Q(language__in=["", "vi", "und"]), name="language_read_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.language}"


class AccessEntry(models.Model):
    """Append-only: who did or opened what, when, why. The database refuses changes and deletions."""

    at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("ai"))
    verb = models.CharField(_("việc"), max_length=60)
    subject = models.CharField(_("đối tượng"), max_length=200)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("dòng nhật ký")
        verbose_name_plural = _("nhật ký mở xem")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"]), models.Index(fields=["subject", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.by or ''} {self.verb} {self.subject}"
