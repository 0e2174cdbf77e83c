"""Clubs for tests: rows as the actions would write them, and codes everyone knows."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import factory

from clubs import rules
from clubs.actions.codes import keep_code
from clubs.models import Club, ClubFacilitator, ClubMembership, JoinCode
from portal.people.models import Participant, Qualification, User
from portal.places.models import AdministrativeUnit, Kind
from tests import personas
from tests.people.factories import ParticipantFactory

CODE = "TRAN GWKH"
"""Typed as people read it."""


def commune(number: int = 0) -> AdministrativeUnit:
    """A commune of today in Quảng Ngãi."""
    rows = AdministrativeUnit.objects.in_force().filter(kind=Kind.COMMUNE, province__code="51").order_by("code")
    return rows[number]


class ClubFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Club

    name = factory.Sequence(lambda number: f"CLB Măng Non {number}")
    slug = factory.Sequence(lambda number: f"clb-mang-non-{number}")
    kind = Club.Kind.RIGHTS
    place = factory.LazyFunction(commune)


def join_code(club: Club, at: datetime, *, code: str = CODE, **fields: Any) -> JoinCode:
    """A code on a sheet, known to the test."""
    row = keep_code(
        club,
        rules.tidy_code(code),
        pack=uuid4(),
        uses_allowed=fields.pop("uses_allowed", 40),
        expires_at=fields.pop("expires_at", at + timedelta(days=7)),
        by=None,
        at=at,
    )
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def member(club: Club, pen_name: str = "Mèo Vàng", **fields: Any) -> ClubMembership:
    """A child who belongs to a club, with the PIN of `tests.people.factories`."""
    participant: Participant = ParticipantFactory(pen_name=pen_name, place=club.place, **fields)
    return ClubMembership.objects.create(
        club=club,
        participant=participant,
        folded_name=rules.fold_pen_name(pen_name),
        joined_on=date(2026, 9, 5),
    )


def qualified(user: User) -> User:
    """Trained and committed."""
    for kind in Qualification.Kind:
        Qualification.objects.create(
            user=user,
            kind=kind,
            obtained_on=date(2026, 1, 5),
            expires_on=date(2027, 1, 4),
            evidence="Giấy chứng nhận 12",
            recorded_by=user,
            recorded_at=datetime.fromisoformat("2026-01-05T09:00:00+07:00"),
        )
    return user


def facilitator(*clubs: Club) -> User:
    """A facilitator of these clubs: vetted by another, trained, committed."""
    user = qualified(personas.facilitator())
    vetter = personas.administrator()
    for club in clubs:
        ClubFacilitator.objects.create(club=club, user=user, vetted_on=date(2026, 1, 6), vetted_by=vetter)
    return user
