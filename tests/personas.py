"""The people tests speak of, one sentence each."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import Group

from portal.foundation.vietnamese.text import fold
from portal.people import actions
from portal.people.models import Participant, Role, User

PASSWORD = "mưa rào trên đồi sim 2026"


def staff(full_name: str, roles: Iterable[Role] = (), **fields: object) -> User:
    """An adult with an account and these roles."""
    email = f"{fold(full_name).replace(' ', '.')}@sngan.example"
    user = User.objects.create_user(email, PASSWORD, full_name=full_name, **fields)
    user.groups.set(Group.objects.filter(name__in=[role.label for role in roles]))
    return user


def editor() -> User:
    """Y Blên writes service pages and may not publish them."""
    return staff("Y Blên", [Role.EDITOR])


def approver() -> User:
    """A Brôl reads what editors wrote and publishes it."""
    return staff("A Brôl", [Role.APPROVER])


def moderator() -> User:
    """Neáng Srây Mom reads every word children write."""
    return staff("Neáng Srây Mom", [Role.MODERATOR])


def protection_officer() -> User:
    """Rơ Châm Hạnh answers for children in danger."""
    return staff("Rơ Châm Hạnh", [Role.PROTECTION])


def administrator() -> User:
    """Đinh Thị Mai keeps accounts, roles and settings."""
    return staff("Đinh Thị Mai", [Role.ADMINISTRATOR])


def facilitator() -> User:
    """Lò Văn Pản looks after a rights club."""
    return staff("Lò Văn Pản", [Role.FACILITATOR])


def director() -> User:
    """Y Hlim answers for the centre: complaints and whatever was left too long come to her."""
    return staff("Y Hlim", [Role.DIRECTOR])


def child_of_12(*, at: datetime) -> Participant:
    """Búp Măng is 12, known by her pen name, and her PIN is 2580."""
    return actions.create_participant(pen_name="Búp Măng", age_band="10_12", place=None, pin="2580", at=at)


def child_of_8(*, at: datetime) -> Participant:
    """A Brôl is 8 and remembers four pictures: star, plant, plant, flame."""
    return actions.create_participant(
        pen_name="A Brôl", age_band="7_9", place=None, language="sed", pin="sao cay cay lua", pin_kind="pictures", at=at
    )


def young_adult_of_18(*, at: datetime) -> Participant:
    """Y Hlim's niece, 18, who stayed in the core group and answers for herself."""
    return actions.create_participant(pen_name="Sao Hôm", age_band="18_up", place=None, pin="4826", at=at)
