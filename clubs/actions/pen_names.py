"""What a member is called: read like any text, changed by herself, shown to nobody once the desk did not accept it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from clubs import queries, rules
from clubs.models import Club, ClubMembership
from portal.people import actions as people_actions
from portal.people.models import Participant
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import OPEN_STATES, FreeText, TextKind, TextState


def give_to_desk(
    name: str, *, club: Club, participant: Participant, instance: UUID, thread: UUID | None = None, at: datetime
) -> FreeText:
    """This will lay a pen name before the desk; the names of one member share a thread."""
    return safeguarding_actions.receive_text(
        instance=instance,
        kind=TextKind.PEN_NAME,
        content=name,
        source=f"Bút danh, {club.name}"[:160],
        source_kind="clubs.pen_name",
        language=participant.language,
        place=club.place,
        age_band=participant.age_band,
        participant=participant,
        thread=thread,
        at=at,
    )


@transaction.atomic
def choose_pen_name(participant: Participant, *, pen_name: str, at: datetime) -> ClubMembership:
    """This will give a member another pen name: she signs in with it at once, and the desk reads it as it read the first.

    The name she has changes nothing, so a second tap does not either. A former one nobody has read leaves the desk; an
    accepted one stays below the pieces it signed. It refuses `NotAMember`, `TooManyNames` and what
    `rules.check_pen_name` refuses.
    """
    name = rules.tidy_pen_name(pen_name)
    membership = queries.membership_of(participant)
    if membership is None:
        raise rules.NotAMember
    former = membership.pen_name_text
    if membership.participant.pen_name == name:
        return membership
    if former is not None and former.state in OPEN_STATES:
        # Before the membership is locked: the desk locks the text first, too.
        safeguarding_actions.withdraw_text(former, at=at)
    membership.refresh_from_db(from_queryset=ClubMembership.objects.select_for_update(of=("self",)))
    if membership.ended_on is not None:  # she left at the same moment
        raise rules.NotAMember
    if membership.participant.pen_name == name:  # the same tap twice, at the same moment
        return membership
    rules.check_pen_name(name, membership.club, of=membership)
    thread = former.thread if former is not None else None
    if thread is not None:
        rules.check_names_today(thread, at=at)
    membership.folded_name = rules.fold_pen_name(name)
    membership.pen_name_text = give_to_desk(
        name, club=membership.club, participant=participant, instance=uuid4(), thread=thread, at=at
    )
    try:
        with transaction.atomic():
            membership.save(update_fields=["folded_name", "pen_name_text"])
    except IntegrityError as error:  # another child took it at the same moment
        raise rules.PenNameTaken from error
    people_actions.rename_participant(participant, pen_name=name)
    return membership


@transaction.atomic
def follow_pen_name(text: UUID) -> None:
    """This will hide the pen name the desk did not accept, and show it again should the desk accept it after all.

    The folded name stays: she signs in with it until she has chosen another. Any other text changes nothing.
    """
    found = ClubMembership.objects.filter(pen_name_text=text, participant__erased_at__isnull=True)
    membership = found.select_for_update(of=("self",)).select_related("participant", "pen_name_text").first()
    if membership is None or membership.pen_name_text is None:
        return
    participant, name = membership.participant, membership.pen_name_text
    if name.state == TextState.REJECTED:
        people_actions.take_pen_name(participant)
    elif name.state == TextState.PUBLISHED and not participant.pen_name and name.public_text:
        people_actions.rename_participant(participant, pen_name=safeguarding_queries.words_of(name))
