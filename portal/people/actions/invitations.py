"""Invitations by link: made, accepted once, withdrawn."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.foundation import queue
from portal.foundation.vietnamese import text
from portal.people import queries, rules
from portal.people.actions.access import log_access
from portal.people.models import Invitation, Role, User

LIVES_FOR = timedelta(days=7)


@transaction.atomic
def invite_person(*, email: str, full_name: str, roles: Iterable[str], by: User, at: datetime) -> Invitation:
    """This will send someone a link that opens one account with these roles within seven days.

    Refuses with NotAdministrator, NoRole, UnknownRole, AddressTaken. An older open invitation to the same address is
    withdrawn: only the latest link works. The invitation keeps the link's hash alone.
    """
    email, roles = email.strip().lower(), sorted(set(roles))
    rules.check_can_invite(email=email, roles=roles, by=by)
    Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        full_name=text.normalize(full_name, single_line=True),
        roles=roles,
        token_hash=_digest(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + LIVES_FOR,
    )
    names = [queries.group_name(Role(code)) for code in roles]
    context = {
        "invitation": invitation,
        "roles": names,
        "link": settings.SITE_URL + reverse("people_invitation", args=[token]),
    }
    # In Vietnamese, whatever language the administrator reads the desk in.
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Lời mời mở tài khoản cán bộ Tiếng Nói")
        body = render_to_string("people/email/invitation.txt", context)
    queue.enqueue("portal.foundation.tasks.send_email", to=[email], subject=subject, body=body)
    log_access(by=by, verb=gettext_noop("mời"), subject=str(invitation), reason=", ".join(names), at=at)
    return invitation


def open_invitation(*, token: str, at: datetime) -> Invitation:
    """This will return the invitation behind a link and change nothing.

    Refuses with InvitationUnknown, InvitationUsed, InvitationWithdrawn, InvitationExpired.
    """
    invitation = queries.invitation_by_digest(_digest(token))
    if invitation is None:
        raise rules.InvitationUnknown
    rules.check_can_accept_invitation(invitation, at=at)
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, password: str, at: datetime) -> User:
    """This will open the invited account with this password and return it.

    Refuses with InvitationUnknown, InvitationUsed, InvitationWithdrawn, InvitationExpired, WeakPassword (sentences by
    field), and AddressTaken when an account with this address appeared meanwhile. Of two at once one succeeds.
    """
    invitation = open_invitation(token=token, at=at)
    person = User(email=invitation.email, full_name=invitation.full_name, date_joined=at)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise rules.WeakPassword(fields={"password1": list(error.messages)}) from error
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        # Whoever was first with this very link has the account; anything else took the address some other way.
        invitation.refresh_from_db()
        rules.check_can_accept_invitation(invitation, at=at)
        raise rules.AddressTaken from error
    # The condition is the lock: an invitation withdrawn or accepted since it was read is not accepted now.
    claimed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(
        accepted_at=at, accepted_by=person
    )
    if not claimed:
        invitation.refresh_from_db()
        rules.check_can_accept_invitation(invitation, at=at)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    person.groups.set(queries.groups_of({Role(code) for code in invitation.roles if code in Role.values}))
    log_access(by=person, verb=gettext_noop("nhận lời mời"), subject=str(invitation), at=at)
    return person


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User, at: datetime) -> None:
    """This will make the link useless. Refuses with NotAdministrator, InvitationUsed, InvitationWithdrawn."""
    rules.check_can_withdraw_invitation(invitation, by=by)
    withdrawn = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
    if not withdrawn:
        invitation.refresh_from_db()
        rules.check_can_withdraw_invitation(invitation, by=by)
    log_access(by=by, verb=gettext_noop("thu hồi lời mời"), subject=str(invitation), at=at)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()
