"""A facilitator of the club adds a photo; it is public only with its piece, and a child on it only with all consents (S-16)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from clubs import actions, queries, rules
from clubs.models import Piece
from media import actions as media_actions
from media.models import Picture
from portal.foundation.refusals import Refusal
from portal.people.models import AccessEntry
from portal.safeguarding.models import Decision
from tests import desk, personas
from tests.clubs.factories import ClubFactory, facilitator
from tests.clubs.reporters import decide, give_byline, piece, published, reporter
from tests.media.photos import photo as jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def photo(sent, by, at, **values):
    given = {"upload": jpeg(), "description": "cây cầu tre", "shows_identifiable_child": False, **values}
    return actions.add_photo(sent, by=by, at=at, **given)


def own(sent):
    return Piece.objects.light().select_related("picture").get(pk=sent.pk)


def test_it_takes_a_photo_from_a_facilitator_of_the_club_alone(at):
    sent = published(reporter(), at=at)
    adult, other = facilitator(sent.club), personas.director()

    photo(own(sent), adult, at)

    assert own(sent).picture.description == "cây cầu tre"
    assert own(sent).picture_added_by == adult
    assert AccessEntry.objects.filter(subject=f"clubs.piece {sent.pk}", by=adult).exists()
    with pytest.raises(Refusal):
        photo(own(sent), other, at)


def test_it_is_public_only_while_its_piece_is(at, django_capture_on_commit_callbacks):
    child = reporter()
    sent = published(child, at=at)
    with django_capture_on_commit_callbacks(execute=True):
        photo(own(sent), facilitator(sent.club), at)
    media_actions.prepare_copies(own(sent).picture)
    media_actions.publish_shown_files(at=at)
    assert own(sent).picture.is_public

    actions.withdraw_piece(own(sent), participant=child, at=at)
    media_actions.publish_shown_files(at=at)

    assert not own(sent).picture.is_public


def test_it_shows_a_child_only_with_all_consents(at):
    child, other = reporter(), reporter("Ong Nâu")
    sent = published(child, at=at)
    adult = facilitator(sent.club)
    give_byline(child, witness=adult, at=at)

    with pytest.raises(rules.NobodyTied):
        photo(own(sent), adult, at, shows_identifiable_child=True)
    with pytest.raises(Refusal):
        photo(own(sent), adult, at, shows_identifiable_child=True, children=[other])
    photo(own(sent), adult, at, shows_identifiable_child=True, children=[child])

    assert own(sent).picture.is_vouched
    assert list(queries.who_may_be_shown(sent.club)) == [child]


def test_it_takes_a_photo_off(at):
    sent = published(reporter(), at=at)
    adult = facilitator(sent.club)
    photo(own(sent), adult, at)

    actions.remove_photo(own(sent), by=adult, at=at)
    actions.remove_photo(own(sent), by=adult, at=at)

    assert own(sent).picture is None
    assert not Picture.objects.exists()


def test_it_tells_nobody_that_a_piece_went_to_protection(at):
    sent = piece(reporter(), at=at)
    decide(sent.words, Decision.PROTECTION, at=at, note="xem")

    photo(own(sent), facilitator(sent.club), at)

    assert own(sent).picture is not None


def test_it_takes_none_for_a_piece_that_is_gone(at):
    sent = piece(reporter(), at=at)
    adult = facilitator(sent.club)
    actions.withdraw_piece(own(sent), participant=sent.participant, at=at)

    with pytest.raises(rules.PieceGone):
        photo(own(sent), adult, at)


def test_it_counts_a_photo_as_something_that_shows_somebody(at):
    child = reporter()
    sent, plain = published(child, at=at), published(child, at=at)
    photo(own(sent), facilitator(sent.club), at)

    actions.take_off_for(child.pk, "picture", at=at)

    left = Piece.objects.published(timezone.localdate(at))
    assert list(left) == [plain]


def test_it_works_on_the_screen(at):
    sent = published(reporter(), at=at)
    waiting = piece(sent.participant, at=at, title="Chưa ai đọc")
    adult = desk.signed_in(facilitator(sent.club))
    address = f"/admin/bai-phong-vien/{sent.pk}/"
    given = {"description": "cây cầu tre", "shows_identifiable_child": "no"}

    listed = adult.get("/admin/bai-phong-vien/").content.decode()
    empty = adult.post(address, given)
    bad = adult.post(address, {**given, "photo": SimpleUploadedFile("a.jpg", b"no")})
    done = adult.post(address, {**given, "photo": SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg")})

    assert "Con suối sau làng" in listed
    assert "Chưa ai đọc" not in listed
    assert "Chưa ai đọc" not in adult.get(f"/admin/bai-phong-vien/{waiting.pk}/").content.decode()
    assert empty.status_code == 400
    assert bad.status_code == 400
    assert done.status_code == 302
    assert "Bỏ ảnh" in adult.get(address).content.decode()
    assert adult.post(f"{address}bo-anh/").status_code == 302
    assert own(sent).picture is None


def test_it_hides_other_clubs_pieces_and_refuses_whoever_is_no_facilitator(at):
    sent = published(reporter(), at=at)
    stranger = desk.signed_in(facilitator(ClubFactory()))
    director = desk.signed_in(personas.director())

    assert stranger.get(f"/admin/bai-phong-vien/{sent.pk}/").status_code == 404
    assert director.get(f"/admin/bai-phong-vien/{sent.pk}/").status_code == 200
    director.post(f"/admin/bai-phong-vien/{sent.pk}/bo-anh/")
    assert not queries.pieces_for(personas.editor()).exists()
