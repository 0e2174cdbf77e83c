"""Who is woken for a concern, and who next when nobody takes it (S-06). An alert carries a link and no word of a child."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.foundation import working_days
from portal.notifications import actions as notifications
from portal.people import queries as people_queries
from portal.people.models import Role, User
from portal.safeguarding import queries, rules
from portal.safeguarding.models import DAY_BEGINS, DAY_ENDS, Concern, ConcernStep, DutyShift, Severity

logger = logging.getLogger(__name__)

Verb = ConcernStep.Verb
_ALERTS = (Verb.ALERTED, Verb.ALERTED_SECOND, Verb.ALERTED_DIRECTOR)


def climb_ladders(*, at: datetime) -> int:
    """This will tell the next person of every concern nobody has taken in time, and return how many concerns climbed.

    Severity 1: the second after 30 minutes, the director after 60; both at once, with the true time, after the ticker
    stood still. Severity 2 and 3: the director once, when the clock has run out; an incident of severity 3 the officers,
    as soon as offices are open. Running it again tells nobody twice.
    """
    climbed = 0
    for pk in list(queries.concerns_to_climb(at, second_after=rules.SECOND_AFTER).values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                concern = Concern.objects.select_for_update().get(pk=pk)
                if concern.state == Concern.State.OPEN:
                    climbed += _climb(concern, at=at)
        except Exception as error:  # one that fails holds up no other child's; the next tick tries again
            logger.error("concern_not_climbed", extra={"code": type(error).__name__})
    return climbed


def alert_first(concern: Concern, *, at: datetime) -> None:
    """This will tell whoever must take a concern on: severity 1 the one on call, 2 the officers on duty, 3 nobody.

    Of an incident in a club the officers on duty hear even then, once, in working hours (Circular 27/2022).
    """
    if concern.severity == Severity.SOON and not _is_quietly_due(concern, at=at):
        return
    if chosen := _on_duty(concern, at=at):
        _alert(concern, Verb.ALERTED, chosen, at=at)
    else:
        _alert(concern, Verb.ALERTED_DIRECTOR, _directors(), at=at)


def alert_colleague(concern: Concern, colleague: User, *, at: datetime) -> None:
    """This will tell one colleague that a concern is hers now."""
    _alert(concern, Verb.ALERTED, [colleague], at=at)


def tell_more(concern: Concern, *, is_anothers: bool = False, at: datetime) -> None:
    """This will tell whoever takes care of a concern that more words came, at most once an hour.

    Where they are as urgent and somebody else's (`is_anothers`), the one on call is told too: it may be another child.
    """
    takers = [] if concern.acknowledged_by is None else [concern.acknowledged_by]
    people = {*takers, *(_on_duty(concern, at=at) if is_anothers else [])}
    with translation.override(settings.LANGUAGE_CODE):
        for person in people:
            is_hers = person == concern.acknowledged_by
            notifications.notify(
                person,
                key=f"concern:{concern.pk}:more:{at:%Y%m%d%H}",
                title=_("Tiếng Nói: có việc cần xem"),
                body=_("Việc bạn đang lo có thêm tin. Hãy mở bàn làm việc.")
                if is_hers
                else _("Một việc khẩn đã có người nhận vừa có thêm tin. Hãy mở bàn làm việc."),
                url=_address(concern),
                at=at,
            )


def _on_duty(concern: Concern, *, at: datetime) -> list[User]:
    officers = queries.qualified(Role.PROTECTION, at=at)
    on_duty = {user.pk for user in queries.on_duty(DutyShift.Kind.ON_CALL, at)}
    if concern.severity != Severity.NOW:
        on_duty |= {user.pk for user in queries.on_duty(DutyShift.Kind.READER, at)}
    # Nobody on duty: better everyone than no one. Nobody qualified: still those who know what to do.
    return [user for user in officers if user.pk in on_duty] or officers or queries.holders(Role.PROTECTION)


def _climb(concern: Concern, *, at: datetime) -> bool:
    if concern.severity == Severity.SOON and _is_quietly_due(concern, at=at):
        alert_first(concern, at=at)
        return True
    if concern.severity != Severity.NOW or concern.ladder_from is None:
        if concern.due_at >= at or _told(concern, Verb.ALERTED_DIRECTOR, since=concern.due_at):
            return False
        _alert(concern, Verb.ALERTED_DIRECTOR, _directors(), at=at)
        return True
    waited, since = at - concern.ladder_from, concern.ladder_from
    is_second_due = waited >= rules.SECOND_AFTER and not _told(concern, Verb.ALERTED_SECOND, since=since)
    seconds = _seconds(concern, at=at) if is_second_due else []
    _alert(concern, Verb.ALERTED_SECOND, seconds, at=at)
    # With nobody left to be the second, the director need not wait.
    is_director_due = waited >= rules.DIRECTOR_AFTER or (is_second_due and not seconds)
    if is_director_due and not _told(concern, Verb.ALERTED_DIRECTOR, since=since):
        _alert(concern, Verb.ALERTED_DIRECTOR, _directors(), at=at)
        return True
    return bool(seconds)


def _is_quietly_due(concern: Concern, *, at: datetime) -> bool:
    """Whether the officers may be told now, without haste, of an incident nobody was told of."""
    local = timezone.localtime(at)
    is_open = DAY_BEGINS <= local.time() < DAY_ENDS and working_days.is_working_day(local.date())
    is_new = concern.origin == Concern.Origin.INCIDENT and not concern.steps.filter(verb__in=_ALERTS).exists()
    return is_open and is_new


def _seconds(concern: Concern, *, at: datetime) -> list[User]:
    told = {
        step.to_id for step in concern.steps.filter(verb__in=_ALERTS, at__gte=concern.ladder_from, to__isnull=False)
    }
    officers = [user for user in queries.qualified(Role.PROTECTION, at=at) if user.pk not in told]
    second = {user.pk for user in queries.on_duty(DutyShift.Kind.ON_CALL, at, is_second=True)}
    return [user for user in officers if user.pk in second] or officers


def _directors() -> list[User]:
    return queries.holders(Role.DIRECTOR) or list(people_queries.administrators())


def _told(concern: Concern, verb: Verb, *, since: datetime) -> bool:
    return concern.steps.filter(verb=verb, at__gte=since).exists()


def _alert(concern: Concern, verb: Verb, people: Iterable[User], *, at: datetime) -> None:
    since = concern.ladder_from or concern.due_at
    for person in people:
        with translation.override(settings.LANGUAGE_CODE):
            notifications.notify(
                person,
                key=f"concern:{concern.pk}:{verb}:{since.timestamp():.0f}",
                title=_("Tiếng Nói: có việc cần xem"),
                body=_words(concern, verb),
                # The director sees who is on duty, and calls; what it is about is for protection officers alone.
                url=_address(concern) if verb != Verb.ALERTED_DIRECTOR else reverse("roster:week"),
                at=at,
            )
        ConcernStep.objects.create(concern=concern, verb=verb, to=person, at=at)


def _words(concern: Concern, verb: Verb) -> str:
    if concern.severity != Severity.NOW:
        if verb == Verb.ALERTED_DIRECTOR:
            return _("Có việc đã quá hạn mà chưa ai nhận. Hãy gọi cán bộ trực.")
        if concern.severity == Severity.TODAY:
            return _("Có việc cần xem trong ngày làm việc. Hãy mở bàn làm việc.")
        return _("Có việc cần xem trong hai ngày làm việc. Hãy mở bàn làm việc.")
    return {
        Verb.ALERTED: _("Có việc khẩn. Hãy mở bàn làm việc và nhận trong 30 phút."),
        Verb.ALERTED_SECOND: _("Việc khẩn chưa ai nhận sau 30 phút. Hãy mở bàn làm việc và nhận."),
        Verb.ALERTED_DIRECTOR: _("Việc khẩn chưa ai nhận. Hãy gọi cán bộ trực."),
    }[verb]


def _address(concern: Concern) -> str:
    return reverse("concerns:detail", args=[concern.pk])
