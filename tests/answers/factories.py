"""Receipts and texts for tests, made the way features make them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from portal.answers import actions
from portal.answers.models import Receipt
from portal.people.models import AccessEntry, Participant, User
from portal.places.models import AdministrativeUnit, Kind
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import FreeText, Report


def sent(at: datetime, *, words: str = "em thích vẽ", thread: UUID | None = None, **changes: Any) -> FreeText:
    """A child's words, received as any feature receives them."""
    return safeguarding_actions.receive_text(
        **{
            "instance": uuid4(),
            "content": words,
            "source": "Hộp ý kiến",
            "source_kind": "tests.opinion",
            "thread": thread or uuid4(),
            "is_meant_for_public": False,
            "at": at,
            **changes,
        }
    )


def receipt_for(at: datetime, **changes: Any) -> tuple[Receipt, str]:
    """A receipt and its code."""
    return actions.issue_receipt(
        **{
            "instance": uuid4(),
            "kind": "tests.opinion",
            "label": "Hộp ý kiến",
            "thread": uuid4(),
            "at": at,
            **changes,
        }
    )


def log_of(text: FreeText) -> list[tuple[User | None, str]]:
    """Who opened a text, and why."""
    return [(entry.by, entry.reason) for entry in AccessEntry.objects.filter(subject=f"lời của em {text.pk}")]


def child(at: datetime) -> Participant:
    """A child who signs in with a pen name."""
    place = AdministrativeUnit.objects.filter(kind=Kind.COMMUNE, edition__code="2025-07").first()
    return Participant.objects.create(
        pen_name="Sao Nhỏ", age_band="10_12", stated_on=at.date(), created_on=at.date(), place=place
    )


PAGE = "/tin-tuc/mot-bai/"


def report(at: datetime, **changes: Any) -> Report:
    """What a visitor tells of a page."""
    return actions.report(**{"instance": uuid4(), "reason": "hurts", "about": PAGE, "at": at, **changes})[0]
