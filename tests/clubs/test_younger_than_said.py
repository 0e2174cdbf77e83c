"""A child is younger than was written down: what then lacks a consent leaves the public at once, not at the next tick."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from clubs.models import Piece
from portal.people import actions as people_actions
from portal.people.models import AgeBand, Participant
from portal.safeguarding.models import FreeText, TextState
from tests import personas
from tests.clubs.factories import facilitator
from tests.clubs.reporters import decide, opinion, piece, published, reporter
from tests.desk import signed_in as staff_signed_in
from tests.media.conftest import keep, show  # noqa: F401  (fixtures)
from tests.media.photos import photo
from tests.people import consenting
from tests.people.children import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def child():
    """She writes with her own yes alone: of 16 nobody asks a guardian."""
    child = reporter(age_band=AgeBand.FROM_16)
    child.consents.filter(giver="guardian").delete()
    return child


def by_page(child: Participant) -> None:
    signed_in(child, at=timezone.now()).post("/em/tuoi/", {"age_band": AgeBand.FROM_13})


def by_api(child: Participant) -> None:
    browser = signed_in(child, at=timezone.now())
    browser.put("/api/v1/me/age-band/", {"age_band": AgeBand.FROM_13}, content_type="application/json")


def by_facilitator(child: Participant) -> None:
    club = child.memberships.get().club
    browser = staff_signed_in(facilitator(club))
    browser.post(reverse("clubs:member", args=[club.pk, child.pk]), {"viec": "tuoi", "age_band": AgeBand.FROM_13})


def is_anything_public() -> bool:
    return Piece.objects.published(timezone.localdate()).exists() or FreeText.objects.published().exists()


@pytest.mark.parametrize("says", [by_page, by_api, by_facilitator])
def test_it_takes_off_what_lacks_a_consent_when_she_is_younger(child, at, says: Callable[[Participant], None]):
    published(child, at=at)
    decide(opinion(child, at=at, is_meant_for_public=True).text, at=at)
    other = published(reporter("Lá Me"), at=at)
    assert Piece.objects.published(at.date()).count() == 2

    says(child)

    child.refresh_from_db()
    assert child.age_band == AgeBand.FROM_13
    assert list(Piece.objects.published(at.date())) == [other]
    assert list(FreeText.objects.published()) == [other.words]


def test_it_leaves_what_her_consents_cover_at_the_new_age_too(at):
    child = reporter(age_band=AgeBand.FROM_16)
    sent = published(child, at=at)

    people_actions.restate_age_band(child, age_band=AgeBand.FROM_13, at=at)

    assert list(Piece.objects.published(at.date())) == [sent]


def test_it_takes_off_at_once_what_is_published_after_her_consents_ended(child, at):
    waiting, said = piece(child, at=at), opinion(child, at=at, is_meant_for_public=True)
    people_actions.restate_age_band(child, age_band=AgeBand.FROM_13, at=at)

    for text in (waiting.words, said.text):
        assert FreeText.objects.get(pk=text.pk).state == TextState.WAITING
        decide(text, at=at)

    assert not is_anything_public()


def test_it_takes_down_a_picture_that_needed_only_her_own_yes(keep, show, at):  # noqa: F811
    adult, portrait = consenting.child(age=18), keep(photo(360, 240), shows_identifiable_child=True)
    consenting.answer(adult, "picture")
    show(portrait)
    people_actions.tie_picture(portrait, adult, by=personas.protection_officer(), at=at)
    assert consenting.fresh(portrait).is_vouched

    people_actions.restate_age_band(adult, age_band=AgeBand.FROM_16, at=at)

    assert not consenting.fresh(portrait).is_vouched
