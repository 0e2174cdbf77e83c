"""Fictional staff for the demo centre."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.foundation import codewords
from portal.foundation.refusals import Refusal
from portal.people import queries
from portal.people.actions import guardian_links
from portal.people.models import Activity, GuardianLink, Participant, Qualification, User

OPEN_TOKEN, ANSWERED_TOKEN = "phieu-mau", "phieu-mau-da-tra-loi"
_ANSWER = UUID("5f0c1a52-3f0e-4a53-9a4b-9c6f3a4a7d21")
"""The sending by which the answered link was answered: its code follows from it."""


class NotDemo(Refusal):
    """Accounts whose password everyone knows may not exist here."""

    code = "not_demo"
    sentence = _("Tài khoản mẫu chỉ được tạo ở bản dùng thử.")


@transaction.atomic
def create_demo_accounts(*, at: datetime) -> list[User]:
    """This will create the fictional staff of `queries.demo_accounts()`, each with role, password, second factor and languages.

    Refuses with NotDemo in production. Running it again puts password, role and second factor back as they were. All
    are trained and committed for a year, so that what needs it can be tried.
    """
    if settings.IS_PRODUCTION:
        raise NotDemo
    people = []
    for account in queries.demo_accounts():
        person = queries.account_of(account.email) or User(email=account.email, date_joined=at)
        person.full_name, person.is_active = account.full_name, True
        person.failed_sign_ins, person.locked_until = 0, None
        if not person.pk or not person.check_password(account.password):
            person.set_password(account.password)
        person.save()
        person.groups.set(queries.groups_of({account.role}))
        EmailAddress.objects.update_or_create(
            user=person, email=person.email, defaults={"primary": True, "verified": True}
        )
        totp = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
        if totp is None or decrypt(totp.data["secret"]) != account.totp_secret:
            Authenticator.objects.filter(user=person).delete()
            TOTP.activate(person, account.totp_secret)
            RecoveryCodes.activate(person)
        person.languages_read.exclude(language__in=account.languages).delete()
        for language in account.languages:
            person.languages_read.get_or_create(language=language)
        people.append(person)
    _qualify(people, at=at)
    return people


TRAINED_FOR = timedelta(days=60)
"""The demo's people did things in the days before it is loaded: somebody who may do them."""


def _qualify(people: list[User], *, at: datetime) -> None:
    today, by = timezone.localdate(at), people[-1]
    for person in people:
        for kind in Qualification.Kind:
            live = person.qualifications.filter(kind=kind, expires_on__gt=today)
            if not live.exists():
                Qualification.objects.create(
                    user=person,
                    kind=kind,
                    obtained_on=today - TRAINED_FOR,
                    expires_on=today + timedelta(days=365),
                    evidence="Dữ liệu mẫu",
                    recorded_by=by,
                    recorded_at=at,
                )


@transaction.atomic
def ask_demo_guardian(participant: Participant, *, by: User, at: datetime) -> None:
    """This will open a link everybody may know, anew each time, and once answer another, whose code takes the answer back.

    Refuses with NotDemo in production. Of a child who was erased it asks nothing.
    """
    if settings.IS_PRODUCTION:
        raise NotDemo
    if participant.is_erased:
        return
    _link(participant, OPEN_TOKEN, Activity.CLUB, by=by, at=at)
    if queries.guardian_link(ANSWERED_TOKEN) is None:
        _link(participant, ANSWERED_TOKEN, Activity.PICTURE, by=by, at=at)
        guardian_links.answer_guardian_link(
            ANSWERED_TOKEN, relation="mother", answers={Activity.PICTURE: True}, instance=_ANSWER, at=at
        )


def demo_guardian_ways() -> list[str]:
    """This will return lines that tell whoever tries the demo how to come in as a guardian; none before it is loaded."""
    if queries.guardian_link(ANSWERED_TOKEN) is None:
        return []
    sending = uuid5(_ANSWER, queries.token_digest(ANSWERED_TOKEN))
    code = codewords.code_of(sending, purpose=queries.GUARDIAN_CODE)
    return [f"/cha-me/{OPEN_TOKEN}/   a guardian's link", f"/cha-me/rut-lai/   a guardian's code: {code}"]


def _link(participant: Participant, token: str, activity: str, *, by: User, at: datetime) -> None:
    GuardianLink.objects.update_or_create(
        token_hash=queries.token_digest(token),
        defaults={
            "participant": participant,
            "activities": [activity],
            "made_by": by,
            "made_at": at,
            "expires_at": at + guardian_links.LIVES_FOR,
            "answered_at": None,
            "revoked_at": None,
        },
    )
