"""A child's own PIN: tried, counted, locked, set, given anew. Only its hash is kept."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.people import queries, rules
from portal.people.actions.access import log_access
from portal.people.actions.children import change, subject_of
from portal.people.actions.participant_sessions import close_all_sessions
from portal.people.models import Participant, PinKind, UnknownAddress, User


def hash_of(clean_pin: str, pin_kind: str) -> str:
    """This will return the hash under which a PIN in its clean form is kept, by Django's hasher of the day."""
    return make_password(f"{pin_kind} {clean_pin}")


def check_pin(participant: Participant | None, pin: str, *, unknown: str = "", at: datetime) -> None:
    """This will pass when the PIN is right, and start the count of wrong ones anew.

    Refuses with WrongPin, and with PinLocked once five in a row were wrong, until a facilitator lifts it. For a name nobody
    has, pass None and a stable text about the try (`unknown`, such as club and folded name): it is counted and refused in
    the same words and takes the same time, so that nobody learns which names exist.

    A wrong try must stay counted whatever its caller does, so this refuses to run inside a transaction.
    """
    with transaction.atomic(durable=True):
        is_right = _try_pin(participant, pin, at=at) if participant is not None else _try_unknown(unknown, pin, at=at)
    if not is_right:
        raise rules.WrongPin


def _try_pin(participant: Participant, pin: str, *, at: datetime) -> bool:
    # Under a lock: ten tries at once are counted as ten.
    row = Participant.objects.select_for_update().get(pk=participant.pk)
    rules.check_can_try_pin(row)
    clean = rules.read_pin(pin, row.pin_kind)
    is_right = check_password(f"{row.pin_kind} {clean}", row.pin_hash or make_password(None)) and clean is not None
    if is_right:
        row.wrong_pins = 0
    else:
        row.wrong_pins += 1
        if row.wrong_pins >= rules.WRONG_PINS_BEFORE_LOCK:
            row.locked_at = at
    row.save(update_fields=["wrong_pins", "locked_at"])
    participant.wrong_pins, participant.locked_at = row.wrong_pins, row.locked_at
    return is_right


def _try_unknown(name: str, pin: str, *, at: datetime) -> bool:
    digest = queries.unknown_name_digest(name)
    UnknownAddress.objects.get_or_create(digest=digest)
    counted = UnknownAddress.objects.select_for_update().get(digest=digest)
    if counted.failed_sign_ins >= rules.WRONG_PINS_BEFORE_LOCK:
        raise rules.PinLocked
    make_password(pin[:_PIN_READ])
    counted.failed_sign_ins += 1
    counted.last_failed_at = at
    counted.save(update_fields=["failed_sign_ins", "last_failed_at"])
    return False


_PIN_READ = 100
"""No more of what was typed is ever hashed."""


@transaction.atomic
def set_pin(participant: Participant, *, pin: str, pin_kind: str, at: datetime) -> None:
    """This will give a child the PIN she chose herself. Refuses with BadPin, EasyPin and ParticipantErased."""
    clean = rules.check_pin_shape(pin, pin_kind)
    change(participant, pin_hash=hash_of(clean, pin_kind), pin_kind=pin_kind, must_change_pin=False)


def change_pin(participant: Participant, *, old_pin: str, pin: str, pin_kind: str, at: datetime) -> None:
    """This will give a signed-in child another PIN: she says the one she has, unless a facilitator has just given it.

    Refuses with WrongPin and PinLocked (counted as at the door), BadPin, EasyPin and ParticipantErased.
    """
    if not participant.must_change_pin:
        try:
            check_pin(participant, old_pin, at=at)
        except rules.WrongPin as refusal:
            sentence = _("Mã em đang dùng chưa đúng. Em thử lại nhé.")
            raise rules.WrongPin(sentence, fields={"old_pin": [sentence]}) from refusal
    set_pin(participant, pin=pin, pin_kind=pin_kind, at=at)


@transaction.atomic
def reset_pin(participant: Participant, *, by: User, at: datetime) -> str:
    """This will return a new PIN of four digits, to be shown to the facilitator once, and lift a lock.

    Every sign-in ends, and the child is asked for a PIN of her own at the next one. Refuses with NotFacilitator and
    ParticipantErased. It is logged.
    """
    rules.check_looks_after_children(participant, by=by, at=at)
    pin = _new_pin()
    change(
        participant,
        pin_hash=hash_of(pin, PinKind.DIGITS),
        pin_kind=PinKind.DIGITS,
        must_change_pin=True,
        wrong_pins=0,
        locked_at=None,
    )
    close_all_sessions(participant, at=at)
    log_access(by=by, verb=gettext_noop("cấp mã riêng mới cho em"), subject=subject_of(participant), at=at)
    return pin


@transaction.atomic
def unlock_participant(participant: Participant, *, by: User, at: datetime) -> None:
    """This will let a child try her PIN again after five wrong ones, and log it. Refuses as `reset_pin` does."""
    rules.check_looks_after_children(participant, by=by, at=at)
    change(participant, wrong_pins=0, locked_at=None)
    log_access(by=by, verb=gettext_noop("mở khóa cho em"), subject=subject_of(participant), at=at)


def _new_pin() -> str:
    while True:
        pin = f"{secrets.randbelow(10_000):04}"
        try:
            return rules.check_pin_shape(pin, PinKind.DIGITS)
        except rules.EasyPin:
            continue
