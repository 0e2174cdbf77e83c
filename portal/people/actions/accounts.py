"""Changing accounts. Nobody's account is ever deleted: it is deactivated."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.foundation.vietnamese import text
from portal.people import queries, rules
from portal.people.actions.access import log_access
from portal.people.models import Role, RoleGroup, User


@transaction.atomic
def change_person(
    person: User, *, by: User, full_name: str, email: str, is_active: bool, roles: Iterable[Role], at: datetime
) -> User:
    """This will change an account's name, address, activity and roles, and log each change.

    Refuses with NotAdministrator, OnlySuperuser, OwnAccount, LastAdministrator (see the rule) and AddressTaken.
    Groups that are no role are left alone.
    """
    # Two administrators who deactivate each other at once wait here; the second one is refused.
    list(RoleGroup.objects.select_for_update().filter(role=Role.ADMINISTRATOR))
    person = User.objects.select_for_update().get(pk=person.pk)
    roles, had = set(roles), queries.roles_of(person)
    rules.check_can_change_person(person, by=by, is_active=is_active, roles=roles)
    before = (person.full_name, person.email, person.is_active)
    person.full_name, person.email, person.is_active = (
        text.normalize(full_name, single_line=True),
        email.strip().lower(),
        is_active,
    )
    holder = queries.account_of(person.email)
    if holder is not None and holder.pk != person.pk:
        raise rules.AddressTaken
    try:
        with transaction.atomic():
            person.save(update_fields=["full_name", "email", "is_active"])
            if person.email != before[1]:
                # The administrator vouches for the new address, as for an invited one.
                EmailAddress.objects.filter(user=person).delete()
                EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    except IntegrityError as error:
        raise rules.AddressTaken from error
    person.groups.remove(*queries.groups_of(had - roles))
    person.groups.add(*queries.groups_of(roles - had))
    _log_changes(person, by=by, before=before, had=had, roles=roles, at=at)
    return person


def _log_changes(
    person: User, *, by: User, before: tuple[str, str, bool], had: set[Role], roles: set[Role], at: datetime
) -> None:
    subject = str(person)
    for role in sorted(roles - had):
        log_access(by=by, verb=gettext_noop("giao vai trò"), subject=subject, reason=queries.group_name(role), at=at)
    for role in sorted(had - roles):
        log_access(by=by, verb=gettext_noop("bỏ vai trò"), subject=subject, reason=queries.group_name(role), at=at)
    if person.is_active != before[2]:
        verb = gettext_noop("mở lại tài khoản") if person.is_active else gettext_noop("ngừng tài khoản")
        log_access(by=by, verb=verb, subject=subject, at=at)
    if (person.full_name, person.email) != before[:2]:
        log_access(
            by=by, verb=gettext_noop("sửa tài khoản"), subject=subject, reason=f"{before[0]} <{before[1]}>", at=at
        )


@transaction.atomic
def unlock_account(person: User, *, by: User, at: datetime) -> None:
    """This will let a locked account try again at once, and log it. Refuses with NotAdministrator."""
    rules.check_can_administer(by)
    User.objects.filter(pk=person.pk).update(failed_sign_ins=0, locked_until=None)
    log_access(by=by, verb=gettext_noop("mở khóa đăng nhập"), subject=str(person), at=at)


@transaction.atomic
def reset_second_factor(person: User, *, by: User, at: datetime) -> None:
    """This will forget a lost phone or key, so that the person enrols anew at the next sign-in, and log it.

    Refuses with NotAdministrator; OnlySuperuser when the account stands above roles and `by` does not; OwnAccount for
    one's own.
    """
    rules.check_can_administer(by)
    if person.pk == by.pk:
        raise rules.OwnAccount(_("Bạn không tự gỡ lớp bảo vệ thứ hai của mình ở đây. Hãy nhờ một người quản trị khác."))
    if person.is_superuser and not by.is_superuser:
        raise rules.OnlySuperuser
    Authenticator.objects.filter(user=person).delete()
    log_access(by=by, verb=gettext_noop("gỡ lớp bảo vệ thứ hai"), subject=str(person), at=at)
