"""Children, answers and pictures made directly, for tests of consent."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from media.models import Picture
from portal.people.models import (
    AgeBand,
    Channel,
    ConsentRecord,
    ConsentText,
    Giver,
    Participant,
    Relation,
    User,
)
from tests.conftest import NOW

BAND_OF_AGE = {
    6: AgeBand.UNDER_7,
    7: AgeBand.FROM_7,
    15: AgeBand.FROM_13,
    16: AgeBand.FROM_16,
    17: AgeBand.FROM_16,
    18: AgeBand.FROM_18,
}


def child(pen_name: str = "Mèo Vàng", *, age: int = 12, **fields: Any) -> Participant:
    """A child known by a pen name."""
    band = BAND_OF_AGE.get(age, AgeBand.FROM_10)
    values = {"pen_name": pen_name, "age_band": band, "stated_on": NOW.date(), "created_on": NOW.date(), **fields}
    return Participant.objects.create(**values)


def words(activity: str, giver: str) -> ConsentText:
    """The newest Vietnamese words of a question."""
    return ConsentText.objects.filter(activity=activity, giver=giver, language="vi").latest("version")


def answer(
    participant: Participant,
    activity: str,
    giver: str = Giver.CHILD,
    *,
    is_yes: bool = True,
    witness: User | None = None,
    at: datetime = NOW - timedelta(hours=1),
    **fields: Any,
) -> ConsentRecord:
    """An answer as it lies in the table."""
    values: dict[str, Any] = {
        "relation": Relation.SELF if giver == Giver.CHILD else Relation.MOTHER,
        "channel": Channel.DEVICE if giver == Giver.CHILD else Channel.LINK,
        "text": words(activity, giver),
        "witnessed_by": witness,
        "witnessed_at": at if witness else None,
        **fields,
    }
    return ConsentRecord.objects.create(
        participant=participant, activity=activity, giver=giver, is_yes=is_yes, at=at, **values
    )


def both(participant: Participant, activity: str, witness: User) -> Iterable[ConsentRecord]:
    """The child's yes and a guardian's witnessed one."""
    return answer(participant, activity), answer(participant, activity, Giver.GUARDIAN, witness=witness)


def fresh(picture: Picture) -> Picture:
    return Picture.objects.get(pk=picture.pk)
