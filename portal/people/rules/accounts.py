"""May this account sign in, and who may change it?"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.refusals import NotAllowed, Refusal
from portal.people import queries
from portal.people.models import Role, UnknownAddress, User

WRONG_BEFORE_LOCK = 5
FIRST_LOCK = timedelta(minutes=15)
MAX_LOCK = timedelta(hours=24)


class NotAdministrator(NotAllowed):
    """Only an administrator may do this."""

    code = "not_administrator"
    sentence = gettext_lazy("Chỉ người quản trị làm được việc này. Hãy nhờ người quản trị.")


class OwnAccount(Refusal):
    """Nobody shuts themselves out."""

    code = "own_account"
    sentence = gettext_lazy(
        "Bạn không thể tự ngừng tài khoản hay tự bỏ vai trò Quản trị của mình. Hãy nhờ một người quản trị khác."
    )


class LastAdministrator(Refusal):
    """Somebody must be left who can let others in."""

    code = "last_administrator"
    status = 409
    sentence = gettext_lazy(
        "Đây là người quản trị duy nhất còn hoạt động. Hãy giao vai trò Quản trị cho người khác trước."
    )


class OnlySuperuser(NotAllowed):
    """An account above the roles is changed only by another such account."""

    code = "only_superuser"
    sentence = gettext_lazy("Tài khoản này có toàn quyền hệ thống. Chỉ tài khoản cùng mức mới sửa được.")


class AccountLocked(Refusal):
    """Too many wrong passwords or codes in a row."""

    code = "account_locked"
    status = 429

    def __init__(self, until: datetime) -> None:
        self.until = until
        local = timezone.localtime(until)
        super().__init__(
            _("Nhập sai quá nhiều lần. Tài khoản bị khóa đến %(time)s ngày %(date)s. Nếu gấp, hãy hỏi người quản trị.")
            % {"time": f"{local:%H:%M}", "date": f"{local:%d/%m/%Y}"}
        )


def lock_end(failures: int, *, at: datetime) -> datetime | None:
    """This will return until when an account is locked after its latest wrong try, or None.

    Each fifth wrong try in a row locks: 15 minutes, then twice as long each time, at most 24 hours.
    """
    if failures == 0 or failures % WRONG_BEFORE_LOCK:
        return None
    doublings = min(failures // WRONG_BEFORE_LOCK - 1, 10)
    return at + min(FIRST_LOCK * 2**doublings, MAX_LOCK)


def check_can_sign_in(account: User | UnknownAddress | None, *, at: datetime) -> None:
    """This will refuse with AccountLocked while the account, or the address nobody has, is locked."""
    if account and account.locked_until and account.locked_until > at:
        raise AccountLocked(account.locked_until)


def check_can_administer(by: User | AnonymousUser) -> None:
    """This will refuse with NotAdministrator whoever does not keep accounts and roles."""
    if not queries.is_administrator(by):
        raise NotAdministrator


def check_can_change_person(person: User, *, by: User, is_active: bool, roles: Iterable[Role]) -> None:
    """This will refuse to change an account so.

    Refuses with NotAdministrator; OnlySuperuser when the account stands above roles and `by` does not; OwnAccount when
    `by` would shut themselves out; LastAdministrator when nobody would be left who can let others in.
    """
    check_can_administer(by)
    if person.is_superuser and not by.is_superuser:
        raise OnlySuperuser
    stays = is_active and (person.is_superuser or Role.ADMINISTRATOR in set(roles))
    if stays or not queries.is_administrator(person):
        return
    if person.pk == by.pk:
        raise OwnAccount
    if not queries.administrators().exclude(pk=person.pk).exists():
        raise LastAdministrator
