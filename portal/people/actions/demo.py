"""Fictional staff for the demo centre."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.foundation.refusals import Refusal
from portal.people import queries
from portal.people.models import Qualification, User


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


def _qualify(people: list[User], *, at: datetime) -> None:
    today, by = timezone.localdate(at), people[-1]
    for person in people:
        for kind in Qualification.Kind:
            live = person.qualifications.filter(kind=kind, expires_on__gt=today)
            if not live.exists():
                Qualification.objects.create(
                    user=person,
                    kind=kind,
                    obtained_on=today,
                    expires_on=today + timedelta(days=365),
                    evidence="Dữ liệu mẫu",
                    recorded_by=by,
                    recorded_at=at,
                )
