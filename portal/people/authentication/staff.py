"""How staff sign in: what we ask of allauth beyond its defaults, and what a session has proved."""

import time
from base64 import b32encode
from datetime import datetime
from secrets import token_bytes
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.internal import auth as totp
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from portal.foundation import encryption, queue
from portal.people import actions, queries, rules
from portal.people.models import User

ENROLLED_KEY = "people_enrolled"
"""In the session: authenticators set up right here, whose holder has thereby proved to hold them."""


class SecretKeeper(DefaultMFAAdapter):
    """Second-factor secrets are encrypted at rest, so that a copy of the database alone opens no door."""

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text, purpose=queries.SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        text = encryption.decrypt(encrypted_text, purpose=queries.SECOND_FACTOR)
        # A secret whose key is gone becomes one nobody holds: the code is simply wrong, and an administrator resets it.
        return b32encode(token_bytes(20)).decode() if text is None else text


class StaffAdapter(DefaultAccountAdapter):
    """No self sign-up, lock-out held in the database, mail through the queue, notices without addresses or devices."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        _refuse_locked(credentials.get("email", ""), at=timezone.now())
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        at = timezone.now()
        if actions.record_failed_sign_in(email=credentials.get("email", ""), at=at):
            _refuse_locked(credentials.get("email", ""), at=at)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        # Whoever typed the password a moment ago, to enrol for the first time, need not type it again.
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix == "account/email/unknown_account":
            return  # strangers may not make us write to addresses we do not know
        message = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        queue.enqueue(
            "portal.foundation.tasks.send_email", to=message.to, subject=message.subject, body=str(message.body)
        )

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        # Never with the sender's address or device, which the default would write into the mail and so into the queue.
        self.send_mail(
            template_prefix, email or user.email, {"user": user, "timestamp": timezone.now(), **(context or {})}
        )


class LockingForm:
    """Counts wrong codes as wrong passwords are counted, in forms that take a code of the second factor."""

    user: User

    def clean_code(self) -> str:
        at = timezone.now()
        _refuse_locked(self.user.email, at=at)
        try:
            return super().clean_code()  # type: ignore[misc]
        except ValidationError as error:
            if error.code == "incorrect_code" and actions.record_failed_sign_in(email=self.user.email, at=at):
                _refuse_locked(self.user.email, at=at)
            raise


class SecondFactorForm(LockingForm, AuthenticateForm):
    """The code after the password."""


class SecondFactorAgainForm(LockingForm, ReauthenticateForm):
    """The code asked again before something delicate."""


def _refuse_locked(email: str, *, at: datetime) -> None:
    try:
        rules.check_can_sign_in(queries.throttled_as(email), at=at)
    except rules.AccountLocked as refusal:
        raise ValidationError(str(refusal), code=refusal.code) from refusal


def proved_by(request: HttpRequest) -> set[int]:
    """This will return which authenticators this very session gave a code of, used, or enrolled. No query."""
    records = get_authentication_records(request, request.user)
    proved = {record["id"] for record in records if record.get("method") == "mfa"}
    return proved | set(request.session.get(ENROLLED_KEY, ()))


def demo_code(user: User) -> str | None:
    """This will return the code the authenticator app of a demo account shows now; None outside demo mode."""
    account = queries.demo_account_of(user)
    if account is None or not queries.has_second_factor(user):
        return None
    counter = int(time.time()) // 30
    return totp.format_hotp_value(totp.hotp_value(account.totp_secret, counter))
