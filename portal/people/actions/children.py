"""A child's row: held, changed, named in the log."""

from media import actions as media_actions
from portal.people import queries, rules
from portal.people.models import Participant


def lock(participant: Participant) -> Participant:
    """This will return the child as she is now, her row held: of two answers at once the second sees the first."""
    return Participant.objects.select_for_update().get(pk=participant.pk)


def change(participant: Participant, **fields: object) -> None:
    """This will write these fields, and nothing else the caller's copy holds. Refuses with ParticipantErased."""
    if not Participant.objects.filter(pk=participant.pk, erased_at=None).update(**fields):
        raise rules.ParticipantErased
    for name, value in fields.items():
        setattr(participant, name, value)


def subject_of(participant: Participant) -> str:
    """This will name a child in the log, which nobody can erase: by a number that says nothing once she is erased."""
    return f"em {participant.pk}"


def agree_pictures(participant: Participant) -> None:
    """This will let the pictures tied to a child's consents follow what these now say. One query when there are none."""
    pictures = queries.pictures_of([participant.pk])
    if pictures:
        media_actions.agree_with_vouchers(pictures)
