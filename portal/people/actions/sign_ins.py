"""Counting wrong sign-ins, and locking."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from portal.people import queries, rules
from portal.people.actions.access import log_access
from portal.people.models import UnknownAddress, User

_MOST = 30_000
FORGET_AFTER = timedelta(days=30)


@transaction.atomic
def record_failed_sign_in(*, email: str, at: datetime) -> datetime | None:
    """This will count one wrong password or code for this address and return until when it is locked now, if it is.

    An address without account is counted and locked just the same, so that a stranger learns nothing from it. A lock is
    logged; the address of nobody is not.
    """
    user = User.objects.select_for_update().filter(email=email.strip().lower()).first()
    account: User | UnknownAddress
    if user is not None:
        account = user
    else:
        digest = queries.digest_of(email)
        UnknownAddress.objects.get_or_create(digest=digest)
        account = UnknownAddress.objects.select_for_update().get(digest=digest)
    account.failed_sign_ins = min(account.failed_sign_ins + 1, _MOST)
    until = rules.lock_end(account.failed_sign_ins, at=at)
    if until is not None:
        account.locked_until = until
    if isinstance(account, User):
        account.save(update_fields=["failed_sign_ins", "locked_until"])
        if until is not None:
            log_access(
                by=None,
                verb=gettext_noop("khóa đăng nhập"),
                subject=str(account),
                reason=gettext_noop("nhập sai nhiều lần"),
                at=at,
            )
    else:
        account.last_failed_at = at
        account.save(update_fields=["failed_sign_ins", "locked_until", "last_failed_at"])
    return account.locked_until if account.locked_until and account.locked_until > at else None


@transaction.atomic
def record_sign_in(user: User, *, at: datetime) -> None:
    """This will start the count of wrong tries anew, after a sign-in with every factor, and log the sign-in."""
    User.objects.filter(pk=user.pk).update(failed_sign_ins=0, locked_until=None)
    log_access(by=user, verb=gettext_noop("đăng nhập"), subject=str(user), at=at)


@transaction.atomic
def forget_unknown_addresses(*, at: datetime) -> int:
    """This will delete the counts of addresses without account that nobody tried for 30 days, and return how many."""
    return UnknownAddress.objects.filter(last_failed_at__lt=at - FORGET_AFTER).delete()[0]
