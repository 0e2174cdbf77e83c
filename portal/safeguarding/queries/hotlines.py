"""Reads of safeguarding: which hotlines are shown, and which of them may be believed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from portal.foundation import hotline as constant
from portal.safeguarding.models import Agency, Hotline, HotlineChange, HotlineList, HotlineState

SHOWN_STATES = {HotlineState.CALLABLE, HotlineState.OPENABLE, HotlineState.UNVERIFIED, HotlineState.SUPERSEDED}
"""What the public sees. A row altered behind the application's back is not shown: its words may be anyone's."""


@dataclass(frozen=True)
class ListedHotline:
    """A hotline with what may be done with it now."""

    hotline: Hotline
    state: HotlineState
    tel: str
    """What to dial: its own digits, those of its replacement, or nothing."""
    instead: str = ""
    """The number this one became, as it is written."""

    @property
    def callable(self) -> bool:
        return self.state == HotlineState.CALLABLE

    @property
    def link(self) -> str:
        return self.hotline.url if self.state == HotlineState.OPENABLE else ""


def latest_list() -> HotlineList | None:
    """This will return the newest list, genuine or not. One query."""
    return HotlineList.objects.order_by("-serial").first()


def genuine_list() -> HotlineList | None:
    """This will return the newest list if its signature holds. One query."""
    newest = latest_list()
    return newest if newest is not None and newest.is_genuine() else None


def signed_entries() -> dict[int, dict[str, Any]]:
    """This will return what two people confirmed, by hotline id; nothing when the list is not genuine. One query."""
    newest = genuine_list()
    return {entry["id"]: entry for entry in newest.numbers} if newest else {}


def all_hotlines(at: datetime) -> list[ListedHotline]:
    """This will return every hotline with its state; one that differs from the list is `TAMPERED`. Two queries."""
    entries = signed_entries()
    rows = {row.pk: row for row in Hotline.objects.all()}
    states = {
        pk: row.state_at(at) if row.entry() == entries.get(pk) else HotlineState.TAMPERED for pk, row in rows.items()
    }
    listed = []
    for pk, row in rows.items():
        if states[pk] == HotlineState.SUPERSEDED:
            last = _last_replacement(row, rows, states)
            # Whatever became of the replacement, a child who remembers an old number reaches someone.
            instead, tel = (last.number, last.digits) if last else (constant.NUMBER, constant.NUMBER)
            listed.append(ListedHotline(row, states[pk], tel, instead))
        else:
            listed.append(ListedHotline(row, states[pk], row.digits if states[pk] == HotlineState.CALLABLE else ""))
    return listed


def hotlines(at: datetime) -> list[ListedHotline]:
    """This will return the hotlines the public is shown; `callable` only where row and list agree.

    Two queries. 111 is not promised to be among them: it stands in `portal.foundation.hotline`.
    """
    return [listed for listed in all_hotlines(at) if listed.state in SHOWN_STATES]


def callable_numbers(at: datetime) -> set[str]:
    """This will return the digits pages may offer for calling, by the signed list alone, and 111. One query."""
    numbers = {constant.NUMBER}
    for entry in signed_entries().values():
        hotline = Hotline()
        hotline.take(entry)
        if hotline.is_callable(at):
            numbers.add(hotline.digits)
    return numbers


def waiting_changes() -> QuerySet[HotlineChange]:
    """This will return the proposals nobody has decided, oldest first."""
    return (
        HotlineChange.objects.filter(decision="").select_related("hotline", "proposed_by").order_by("proposed_at", "pk")
    )


def decided_changes() -> QuerySet[HotlineChange]:
    """This will return the proposals that were decided, newest first."""
    return (
        HotlineChange.objects.exclude(decision="")
        .select_related("proposed_by", "decided_by")
        .order_by("-decided_at", "-pk")
    )


def agencies(on: date) -> QuerySet[Agency]:
    """This will return the agencies in force on a day."""
    begun = Agency.objects.filter(valid_from__lte=on)
    return begun.filter(valid_to__isnull=True) | begun.filter(valid_to__gte=on)


def next_change(at: datetime) -> datetime | None:
    """This will return the next local midnight at which a hotline begins or has ended. One query."""
    today = timezone.localdate(at)
    days = set()
    for begun, until in Hotline.objects.values_list("valid_from", "valid_to"):
        if begun > today:
            days.add(begun)
        if until is not None and today <= until < date.max:
            days.add(until + timedelta(days=1))
    return timezone.make_aware(datetime.combine(min(days), time.min)) if days else None


def _last_replacement(row: Hotline, rows: dict[int, Hotline], states: dict[int, HotlineState]) -> Hotline | None:
    """The callable end of a chain of replacements; a chain that is broken, altered or turns in a circle has none."""
    seen: set[int] = set()
    current: Hotline | None = row
    while current is not None and current.replaced_by_id is not None and current.pk not in seen:
        seen.add(current.pk)
        current = rows.get(current.replaced_by_id)
    return current if current is not None and states[current.pk] == HotlineState.CALLABLE else None
