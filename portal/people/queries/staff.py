"""Reads about staff: accounts, roles, what each may do."""

from dataclasses import dataclass, field
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from portal.foundation import languages
from portal.people.models import Invitation, LanguageRead, Qualification, Role, RoleGroup, UnknownAddress, User

SECOND_FACTOR = "second factor"
"""The purpose under which second-factor secrets are encrypted."""

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What proves a person beside the password. Recovery codes stand in for these, they are none by themselves."""


def group_name(role: Role) -> str:
    """This will return the Vietnamese name of a role's Group, whatever language is spoken now."""
    with translation.override("vi"):
        return str(role.label)


def roles_of(user: User | AnonymousUser) -> set[Role]:
    """This will return the roles of one account. One query; none after `fetch_rights`."""
    if not isinstance(user, User) or not user.pk:
        return set()
    if user.fetched_roles is not None:
        return user.fetched_roles
    return {Role(code) for code in RoleGroup.objects.filter(group__user=user.pk).values_list("role", flat=True)}


def fetch_rights(user: User) -> User:
    """This will fetch the roles, papers and languages of an account once, for a screen that asks many rules. Three queries."""
    prefetch_related_objects([user], "qualifications", "languages_read")
    user.fetched_roles = roles_of(user)
    return user


def languages_read(user: User) -> set[str]:
    """This will return the languages someone reads, Vietnamese always. One query; none after `fetch_rights`."""
    return {settings.LANGUAGE_CODE, *(row.language for row in user.languages_read.all())}


def groups_of(roles: set[Role]) -> QuerySet[Group]:
    """This will return the Groups of roles."""
    return Group.objects.filter(role_group__role__in=roles)


def administrators() -> QuerySet[User]:
    """This will return the active accounts that may keep accounts and roles."""
    has_role = RoleGroup.objects.filter(role=Role.ADMINISTRATOR, group__user=OuterRef("pk"))
    return User.objects.filter(Q(is_superuser=True) | Exists(has_role), is_active=True)


def is_administrator(user: User | AnonymousUser | None) -> bool:
    """This will say whether the account is active and keeps accounts and roles."""
    if user is None or not user.is_active:
        return False
    return user.is_superuser or Role.ADMINISTRATOR in roles_of(user)


def account_of(email: str) -> User | None:
    """This will return the account with this address, active or not; letter case does not matter."""
    return User.objects.filter(email=email.strip().lower()).first()


def digest_of(email: str) -> str:
    """This will return the keyed digest under which wrong sign-ins of an address without account are counted."""
    return salted_hmac("portal.people.unknown_address", email.strip().lower(), algorithm="sha256").hexdigest()


def throttled_as(email: str) -> User | UnknownAddress | None:
    """This will return the row that counts wrong sign-ins of an address: an account's, or nobody's."""
    return account_of(email) or UnknownAddress.objects.filter(digest=digest_of(email)).first()


def has_second_factor(user: User) -> bool:
    """This will say whether the account has an authenticator app or a passkey. One query."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def invitation_by_digest(token_hash: str) -> Invitation | None:
    """This will return the invitation whose link has this hash."""
    return Invitation.objects.filter(token_hash=token_hash).first()


@dataclass
class Person:
    """One row of "Ai được làm gì"."""

    user: User
    roles: set[Role] = field(default_factory=set)
    has_second_factor: bool = False
    training_until: date | None = None
    commitment_until: date | None = None
    languages: list[str] = field(default_factory=list)
    is_locked: bool = False


def people_and_roles(*, at: datetime) -> list[Person]:
    """This will return every account with roles, second factor and live qualifications. Five queries for any number.

    A qualification counts when it is live today by the calendar of Việt Nam; the latest last day is returned.
    """
    on = timezone.localdate(at)
    people = {
        user.pk: Person(user=user, is_locked=user.is_locked(at))
        for user in User.objects.order_by("-is_active", "sort_key", "email")
    }
    for role, pk in RoleGroup.objects.filter(group__user__isnull=False).values_list("role", "group__user"):
        people[pk].roles.add(Role(role))
    for pk in Authenticator.objects.filter(type__in=SECOND_FACTORS).values_list("user_id", flat=True):
        people[pk].has_second_factor = True
    for qualification in Qualification.objects.order_by("expires_on"):
        if not qualification.is_live(on):
            continue
        person = people[qualification.user_id]
        if qualification.kind == Qualification.Kind.TRAINING:
            person.training_until = qualification.expires_on
        else:
            person.commitment_until = qualification.expires_on
    for row in LanguageRead.objects.order_by("language"):
        people[row.user_id].languages.append(languages.SPOKEN.get(row.language, row.language))
    return list(people.values())


def expiring_qualifications(*, on: date, until: date) -> QuerySet[Qualification]:
    """This will return qualifications that end in this span, are not renewed beyond it, and nobody was reminded of."""
    renewed = Qualification.objects.filter(user=OuterRef("user"), kind=OuterRef("kind"), expires_on__gt=until)
    return (
        Qualification.objects.filter(
            ~Exists(renewed), expires_on__range=(on, until), reminded_at=None, user__is_active=True
        )
        .select_related("user")
        .order_by("pk")
    )


@dataclass(frozen=True)
class DemoAccount:
    """A fictional member of staff of the demo centre. Everything here is public and works nowhere else."""

    role: Role
    full_name: str
    email: str
    password: str
    totp_secret: str
    languages: tuple[str, ...] = ()
    """Read besides Vietnamese."""


DEMO_PASSWORD = "mua rao tren doi sim"  # noqa: S105  (printed at every `make run`; refused outside the demo)
_DEMO_PEOPLE = (
    (Role.EDITOR, "Y Blên", "bien-tap"),
    (Role.APPROVER, "A Brôl", "duyet-bai"),
    (Role.CAMPAIGNER, "Trần Thị Sim", "truyen-thong"),
    (Role.MODERATOR, "Neáng Srây Mom", "doc-bai"),
    (Role.PROTECTION, "Rơ Châm Hạnh", "bao-ve"),
    (Role.FACILITATOR, "Lò Văn Pản", "cau-lac-bo"),
    (Role.FIGURES, "Thạch Sa Rây", "so-lieu"),
    (Role.DIRECTOR, "Y Hlim", "giam-doc"),
    # What needs a second person can be tried too.
    (Role.MODERATOR, "Trịnh Văn Sang", "doc-bai-2"),
    (Role.PROTECTION, "A Thui", "bao-ve-2"),
    (Role.ADMINISTRATOR, "Đinh Thị Mai", "quan-tri"),
)


_DEMO_LANGUAGES = {"doc-bai-2": ("km",)}
"""One reader reads another language, one does not: both sides of the desk can be tried."""


def demo_accounts() -> list[DemoAccount]:
    """This will return the fictional staff of the demo centre, every role first in its order, with password and TOTP secret."""
    return [
        DemoAccount(
            role=role,
            full_name=name,
            email=f"{box}@sngan.example",
            password=DEMO_PASSWORD,
            # Base32 of a sentence; it differs from one account to the next and is known to everyone.
            totp_secret=f"TIENGNOIDEMO{'ABCDEFGHIJK'[index] * 8}{'MNPQRSTUVWX'[index] * 12}",
            languages=_DEMO_LANGUAGES.get(box, ()),
        )
        for index, (role, name, box) in enumerate(_DEMO_PEOPLE)
    ]


def demo_account_of(user: User) -> DemoAccount | None:
    """This will return the demo account behind this user, in demo mode only."""
    if not settings.IS_DEMO:
        return None
    return next((account for account in demo_accounts() if account.email == user.email), None)
