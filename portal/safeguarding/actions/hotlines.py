"""Writes of safeguarding. A hotline changes here only, by two people, and is signed in the same transaction."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from portal.foundation import actions as foundation_actions
from portal.foundation import hotline as constant
from portal.people import actions as people_actions
from portal.people.models import User
from portal.safeguarding import queries, rules
from portal.safeguarding.models import Agency, Hotline, HotlineChange, HotlineList, signature


@transaction.atomic
def propose_hotline_change(
    *, hotline: Hotline | None, values: Mapping[str, Any], reason: str, by: User, at: datetime
) -> HotlineChange:
    """This will write down a change for another person to decide; `hotline` None proposes a new one.

    `values` holds the fields that change, by name. It refuses `NotAllowed`, `AlreadyWaiting`, `ListNotGenuine`,
    `BadReason`, `BadHotline` (with a sentence for each field) and `NothingChanged`.
    """
    reason = rules.tidy(reason)
    rules.check_can_propose_hotline_change(hotline, by=by, at=at)
    rules.check_reason(reason)
    # The change starts from what two people last confirmed, not from the row: the row may have been altered since.
    signed = queries.signed_entries().get(hotline.pk) if hotline else None
    draft = Hotline(pk=hotline.pk if hotline else None, note=hotline.note if hotline else "")
    draft.take(signed or (hotline.entry() if hotline else {}))
    draft.take({name: rules.tidy(value) for name, value in _columns(values).items()})
    rules.check_hotline(draft, at=at)
    proposed = {**draft.entry(), "note": draft.note}
    is_repair = hotline is not None and hotline.entry() != signed
    if hotline is not None and not is_repair and proposed == {**hotline.entry(), "note": hotline.note}:
        raise rules.NothingChanged
    del proposed["id"]
    try:
        with transaction.atomic():
            change = HotlineChange.objects.create(
                hotline=hotline, values=proposed, reason=reason, proposed_by=by, proposed_at=at
            )
    except IntegrityError as error:  # two people proposed for one hotline at the same moment
        raise rules.AlreadyWaiting from error
    people_actions.log_access(
        by=by, verb=gettext_noop("đề nghị đổi số"), subject=_subject(change), reason=reason, at=at
    )
    return change


@transaction.atomic
def confirm_hotline_change(change: HotlineChange, *, by: User, at: datetime) -> Hotline:
    """This will put a proposed change into force and sign the list anew.

    It refuses `NotAllowed`, `AlreadyDecided`, `SamePerson`, `ListNotGenuine` and, when things moved, `BadHotline`.
    """
    # First of all, because its row lock lets one confirmation pass at a time, and each signs what the one before left.
    foundation_actions.bump_site_revision()
    _lock(change)
    rules.check_can_confirm_hotline_change(change, by=by, at=at)
    hotline = change.hotline or Hotline()
    hotline.take(change.values)
    rules.check_hotline(hotline, at=at)
    hotline.save()
    change.hotline = hotline
    _decide(change, HotlineChange.Decision.CONFIRMED, by=by, at=at)
    # The other entries stay as they were signed: a row altered behind our back is not blessed in passing.
    entries = {**queries.signed_entries(), hotline.pk: hotline.entry()}
    _sign(list(entries.values()), at=at)
    people_actions.log_access(
        by=by, verb=gettext_noop("xác nhận đổi số"), subject=_subject(change), reason=change.reason, at=at
    )
    return hotline


@transaction.atomic
def reject_hotline_change(change: HotlineChange, *, reason: str, by: User, at: datetime) -> None:
    """This will close a proposal without effect; it refuses what deciding refuses, and `BadReason`."""
    reason = rules.tidy(reason)
    _lock(change)
    rules.check_can_decide_hotline_change(change, by=by, at=at)
    rules.check_reason(reason)
    change.rejection_reason = reason
    _decide(change, HotlineChange.Decision.REJECTED, by=by, at=at)
    people_actions.log_access(
        by=by, verb=gettext_noop("không nhận đổi số"), subject=_subject(change), reason=reason, at=at
    )


@transaction.atomic
def save_agency(agency: Agency, *, by: User, at: datetime) -> Agency:
    """This will write an agency, new or changed; it refuses `NotAllowed` and `BadAgency`."""
    rules.check_can_save_agency(agency, by=by, at=at)
    verb = gettext_noop("thêm cơ quan") if agency.pk is None else gettext_noop("sửa cơ quan")
    agency.save()
    foundation_actions.bump_site_revision()
    people_actions.log_access(by=by, verb=verb, subject=f"{agency} (cơ quan {agency.pk})"[:200], at=at)
    return agency


@transaction.atomic
def sign_hotlines(*, at: datetime, old_key: str = "", from_records: bool = False) -> HotlineList | None:
    """This will sign the last list anew with today's key, after a change of `HOTLINE_KEY`; None when it already holds.

    The list must be genuine under `old_key`. With `from_records` the rows themselves are signed instead, whoever
    wrote them: only after a person compared them with paper. It refuses `ListNotGenuine`.
    """
    foundation_actions.bump_site_revision()
    newest = queries.latest_list()
    if from_records:
        entries = [hotline.entry() for hotline in Hotline.objects.order_by("pk")]
    elif newest is not None and newest.is_genuine():
        return None
    elif newest is not None and old_key and newest.is_genuine(old_key):
        entries = newest.numbers
    else:
        raise rules.ListNotGenuine
    signed = _sign(entries, at=at)
    people_actions.log_access(
        by=None, verb=gettext_noop("ký lại danh sách số"), subject=f"danh sách số {signed.serial}", at=at
    )
    return signed


@transaction.atomic
def restore_hotlines(*, at: datetime) -> tuple[list[Hotline], list[Hotline]]:
    """This will make the rows equal the signed list, and return those written back and those the list does not know.

    It decides nothing: it only puts back what two people confirmed. A row nobody confirmed is removed, for it may hold
    the number of a confirmed one; proposals about it stay. It refuses `ListNotGenuine`.
    """
    foundation_actions.bump_site_revision()
    if queries.genuine_list() is None:
        raise rules.ListNotGenuine
    rows, entries = {row.pk: row for row in Hotline.objects.all()}, queries.signed_entries()
    unknown = [row for pk, row in rows.items() if pk not in entries]
    # First out of each other's way: a number stands once, and rows point at each other.
    for pk, row in rows.items():
        if row.entry() != entries.get(pk):
            Hotline.objects.filter(pk=pk).update(number=f"~{pk}", replaced_by=None)
    HotlineChange.objects.filter(hotline__in=unknown).update(hotline=None)
    Hotline.objects.filter(pk__in=[row.pk for row in unknown]).delete()
    restored = []
    for pk, entry in entries.items():
        row = rows.get(pk) or Hotline(pk=pk)
        if pk not in rows or row.entry() != entry:
            row.take(entry)
            row.save()
            restored.append(row)
    if restored or unknown:
        numbers = ", ".join(row.number for row in [*restored, *unknown])
        people_actions.log_access(
            by=None, verb=gettext_noop("khôi phục số đã xác nhận"), subject=f"đường dây {numbers}"[:200], at=at
        )
    return restored, unknown


@transaction.atomic
def load_demo_hotlines(rows: Iterable[Mapping[str, Any]], *, proposer: User, confirmer: User, at: datetime) -> int:
    """This will propose and confirm the demo's hotlines that are not there yet, and return how many.

    Rows have `number name hours when_to_use kind status note` and, where known, `url valid_from valid_to verified_on
    replaced_by`; those `unverified` stay so. It refuses what proposing and confirming refuse.
    """
    added = 0
    for row in rows:
        if Hotline.objects.filter(number=row["number"]).exists():
            continue
        values = _demo_values(row, at=at)
        change = propose_hotline_change(
            hotline=None, values=values, reason="Dữ liệu mẫu của trung tâm mẫu.", by=proposer, at=at
        )
        confirm_hotline_change(change, by=confirmer, at=at)
        added += 1
    return added


def _demo_values(row: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    is_superseded = row["status"] == "superseded"
    replacement = (
        Hotline.objects.filter(number=row.get("replaced_by", constant.NUMBER)).first() if is_superseded else None
    )
    kind, name = row["kind"], row["number"]
    return {
        **{field: row[field] for field in ("number", "name", "hours", "when_to_use")},
        "kind": kind,
        "note": row.get("note", ""),
        "url": row.get("url") or (f"https://{name}/" if kind == Hotline.Kind.WEB else ""),
        "valid_from": row.get("valid_from") or at.date().isoformat(),
        "valid_to": row.get("valid_to"),
        "verified_on": None if row["status"] == "unverified" else row.get("verified_on"),
        "replaced_by": replacement,
        "position": row.get("position", 50),
    }


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values by column name; a name that is no column of a hotline is a mistake of the caller."""
    columns = dict(values)
    if "replaced_by" in columns:
        replacement = columns.pop("replaced_by")
        columns["replaced_by_id"] = replacement.pk if replacement else None
    unknown = set(columns) - {*Hotline.SIGNED, "note"}
    if unknown:
        raise TypeError(f"not fields of a hotline: {', '.join(sorted(unknown))}")
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in columns.items()}


def _lock(change: HotlineChange) -> None:
    """Read the change again and hold it: of two decisions at the same moment the second sees the first."""
    change.refresh_from_db(from_queryset=HotlineChange.objects.select_for_update(of=("self",)))


def _decide(change: HotlineChange, decision: HotlineChange.Decision, *, by: User, at: datetime) -> None:
    change.decision, change.decided_by, change.decided_at = decision, by, at
    change.save(update_fields=["hotline", "decision", "decided_by", "decided_at", "rejection_reason"])


def _sign(entries: list[dict[str, Any]], *, at: datetime) -> HotlineList:
    newest = queries.latest_list()
    serial = newest.serial + 1 if newest else 1
    return HotlineList.objects.create(
        serial=serial, numbers=entries, signed_at=at, signature=signature(serial, entries, at, settings.HOTLINE_KEY)
    )


def _subject(change: HotlineChange) -> str:
    return f"{change} (đề nghị {change.pk})"[:200]
