"""Training and child-protection commitments, and the languages someone reads."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from portal.foundation import languages as known_languages
from portal.foundation import queue
from portal.foundation.refusals import Refusal
from portal.people import queries, rules
from portal.people.actions.access import log_access
from portal.people.models import LanguageRead, Qualification, User

REMIND_BEFORE = timedelta(days=30)


class ImpossibleDates(Refusal):
    """It ends before it begins, or begins in the future."""

    code = "impossible_dates"
    status = 400


class UnknownLanguage(Refusal):
    """It is none of the languages spoken here besides Vietnamese."""

    code = "unknown_language"
    status = 400
    sentence = gettext_lazy("Có tiếng không nằm trong danh sách. Hãy tải lại trang rồi chọn lại.")


@transaction.atomic
def record_qualification(
    *, person: User, kind: str, obtained_on: date, expires_on: date, evidence: str, by: User, at: datetime
) -> Qualification:
    """This will record that someone was trained or signed the child-protection commitment, and until when that holds.

    Refuses with NotAdministrator and ImpossibleDates (it ends before it begins, or begins after today). Both dates are
    days of Việt Nam; the last day counts. Records are added, never changed: a renewal is a new record.
    """
    rules.check_can_administer(by)
    if expires_on < obtained_on:
        raise ImpossibleDates(
            _("Ngày hết hạn phải sau ngày có. Hãy xem lại hai ngày."),
            fields={"expires_on": [_("Ngày hết hạn phải sau ngày có. Hãy xem lại hai ngày.")]},
        )
    if obtained_on > timezone.localdate(at):
        raise ImpossibleDates(
            _("Ngày có không thể ở sau hôm nay. Hãy xem lại ngày này."),
            fields={"obtained_on": [_("Ngày có không thể ở sau hôm nay. Hãy xem lại ngày này.")]},
        )
    qualification = Qualification.objects.create(
        user=person,
        kind=kind,
        obtained_on=obtained_on,
        expires_on=expires_on,
        evidence=evidence.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    log_access(
        by=by, verb=gettext_noop("ghi chứng nhận"), subject=str(qualification), reason=qualification.evidence, at=at
    )
    return qualification


@transaction.atomic
def record_languages(person: User, *, languages: Iterable[str], by: User, at: datetime) -> None:
    """This will record which languages besides Vietnamese someone reads, and log it where it changes (S-23).

    Refuses with NotAdministrator and UnknownLanguage. Languages left out are read no more.
    """
    rules.check_can_administer(by)
    wanted = set(languages)
    if not wanted <= known_languages.BESIDE_VIETNAMESE.keys():
        raise UnknownLanguage
    person = User.objects.select_for_update().get(pk=person.pk)  # of two at once the second sees the first
    had = {row.language for row in person.languages_read.all()}
    if wanted == had:
        return
    person.languages_read.filter(language__in=had - wanted).delete()
    LanguageRead.objects.bulk_create(LanguageRead(user=person, language=language) for language in wanted - had)
    names = [name for code, name in known_languages.SPOKEN.items() if code in wanted]
    log_access(
        by=by,
        verb=gettext_noop("ghi tiếng đọc được"),
        subject=str(person),
        reason=", ".join(names) or known_languages.SPOKEN[settings.LANGUAGE_CODE],
        at=at,
    )


def remind_of_expiry(*, at: datetime) -> int:
    """This will e-mail the person and the administrators once, thirty days before one ends; returns how many."""
    today = timezone.localdate(at)
    due = queries.expiring_qualifications(on=today, until=today + REMIND_BEFORE)
    return sum(_remind(qualification, at=at) for qualification in due)


@transaction.atomic
def _remind(qualification: Qualification, *, at: datetime) -> bool:
    # Claimed and queued in one transaction: two tickers send one message, a crash sends none and tries again.
    if not Qualification.objects.filter(pk=qualification.pk, reminded_at=None).update(reminded_at=at):
        return False
    context = {"qualification": qualification, "link": settings.SITE_URL + reverse("people_abilities")}
    body = render_to_string("people/email/qualification_ends.txt", context)
    subject = _("Sắp hết hạn: %(what)s") % {"what": qualification}
    receivers = {qualification.user.email, *queries.administrators().values_list("email", flat=True)}
    for email in sorted(receivers):
        queue.enqueue("portal.foundation.tasks.send_email", to=[email], subject=subject, body=body)
    return True
