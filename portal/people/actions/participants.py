"""Children: known by a pen name, an age band and a place, changed by themselves, forgotten for good."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from portal.foundation import erasure
from portal.people import rules, signals
from portal.people.actions.access import log_access
from portal.people.actions.children import agree_pictures, change, subject_of
from portal.people.actions.pins import hash_of
from portal.people.models import AgeBand, Participant, ParticipantSession, PinKind, User
from portal.places.models import AdministrativeUnit


@transaction.atomic
def create_participant(
    *,
    pen_name: str,
    age_band: str,
    place: AdministrativeUnit | None,
    language: str = "vi",
    pin: str = "",
    pin_kind: str = PinKind.DIGITS,
    is_by_guardian: bool = False,
    at: datetime,
) -> Participant:
    """This will write down a child: a pen name, the band of her age, a place, and the hash of her own PIN.

    Refuses with BadPenName, UnknownAgeBand, BandNotOffered (under 7, unless a guardian registers), UnknownLanguage, BadPin
    and EasyPin. Without a PIN nobody signs in as this child until a facilitator gives one. Whether the name gives her
    away, and whether it is free in a club, is asked by whoever calls.
    """
    return Participant.objects.create(
        pen_name=rules.check_pen_name(pen_name),
        age_band=rules.check_age_band(age_band, is_by_guardian=is_by_guardian),
        stated_on=timezone.localdate(at),
        place=place,
        language=rules.check_language(language),
        pin_kind=pin_kind,
        pin_hash=hash_of(rules.check_pin_shape(pin, pin_kind), pin_kind) if pin else "",
        created_on=timezone.localdate(at),
    )


@transaction.atomic
def restate_age_band(participant: Participant, *, age_band: str, at: datetime) -> None:
    """This will write down the band a child says of herself today; consents follow, and what lacks one leaves the public.

    Refuses with UnknownAgeBand, BandNotOffered, OlderNeedsAdult and ParticipantErased.
    """
    band = rules.check_says_own_age(participant, age_band, at=at)
    _write_age(participant, band, at=at)


@transaction.atomic
def correct_age_band(participant: Participant, *, age_band: str, by: User, at: datetime) -> None:
    """This will write down the band that whoever looks after a child knows her to be in, and log it.

    Refuses with NotFacilitator, UnknownAgeBand, BandNotOffered and ParticipantErased.
    """
    rules.check_looks_after_children(participant, by=by, at=at)
    _write_age(participant, rules.check_age_band(age_band), at=at)
    log_access(by=by, verb=gettext_noop("sửa nhóm tuổi của em"), subject=subject_of(participant), at=at)


@transaction.atomic
def choose_language(participant: Participant, *, language: str) -> None:
    """This will remember the language a child likes best. Refuses with UnknownLanguage and ParticipantErased."""
    change(participant, language=rules.check_language(language))


@transaction.atomic
def rename_participant(participant: Participant, *, pen_name: str) -> None:
    """This will give a child another pen name. Refuses with BadPenName and ParticipantErased."""
    change(participant, pen_name=rules.check_pen_name(pen_name))


@transaction.atomic
def take_pen_name(participant: Participant) -> None:
    """This will show nobody what a child is called, until she chooses another name. Refuses with ParticipantErased."""
    change(participant, pen_name="")


def erase_participant(participant_id: UUID, *, at: datetime) -> None:
    """This will forget a child for good in every app, and put her random id into the journal.

    The empty row stays, so that the evidence of consents keeps its subject. Twice, or on an id nobody has, is harmless.
    """
    erasure.erase("participant", participant_id, at=at)


@erasure.eraser("participant")
def _blank(participant_id: UUID, at: datetime) -> None:
    ParticipantSession.objects.filter(participant=participant_id).delete()
    Participant.objects.filter(pk=participant_id, erased_at=None).update(
        pen_name="",
        age_band="",
        stated_on=None,
        place=None,
        language="vi",
        pin_kind=PinKind.DIGITS,
        pin_hash="",
        must_change_pin=False,
        wrong_pins=0,
        locked_at=None,
        erased_at=at,
    )


def _write_age(participant: Participant, band: AgeBand, *, at: datetime) -> None:
    change(participant, age_band=band, stated_on=timezone.localdate(at))
    agree_pictures(participant)
    signals.age_stated.send(Participant, participant_id=participant.pk, at=at)
