"""The people tests speak of, one sentence each."""

from collections.abc import Iterable

from django.contrib.auth.models import Group

from portal.foundation.vietnamese.text import fold
from portal.people.models import Role, User

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
