"""A facilitator of the club adds a photo; and a child is on it only with all consents (S-16)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from clubs import actions, queries, rules
from clubs.models import Piece
from media.models import Picture
from portal.foundation.refusals import Refusal
from portal.people.models import AccessEntry
from portal.safeguarding.models import Decision
from tests import desk, personas
from tests.clubs.factories import ClubFactory, facilitator
from tests.clubs.photographed import laid_open, own, photo, with_photo
from tests.clubs.reporters import decide, give_byline, piece, published, reporter
from tests.media.photos import photo as jpeg

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("clock"),
    # Wagtail leaves a file open after a rendition.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_it_takes_a_photo_from_a_facilitator_of_the_club_alone(at):
    sent = piece(reporter(), at=at)
    adult, other = facilitator(sent.club), personas.director()

    photo(own(sent), adult, at)

    assert own(sent).picture.description == "cây cầu tre"
    assert own(sent).picture_added_by == adult
    assert AccessEntry.objects.filter(subject=f"clubs.piece {sent.pk}", by=adult).exists()
    with pytest.raises(Refusal):
        photo(own(sent), other, at)


def test_it_keeps_one_photo(at):
    sent = piece(reporter(), at=at)
    adult = facilitator(sent.club)
    photo(own(sent), adult, at)

    photo(own(sent), adult, at, description="ảnh khác")

    assert [picture.description for picture in Picture.objects.all()] == ["ảnh khác"]


def test_it_shows_a_child_only_with_all_consents(at):
    child, other = reporter(), reporter("Ong Nâu")
    sent = piece(child, at=at)
    adult = facilitator(sent.club)
    give_byline(child, witness=adult, at=at)

    with pytest.raises(rules.NobodyTied):
        photo(own(sent), adult, at, shows_identifiable_child=True)
    with pytest.raises(Refusal):
        photo(own(sent), adult, at, shows_identifiable_child=True, children=[other])
    photo(own(sent), adult, at, shows_identifiable_child=True, children=[child])

    assert own(sent).picture.is_vouched
    assert list(queries.who_may_be_shown(sent.club)) == [child]


def test_it_takes_a_photo_off_whatever_became_of_the_piece(at, client):
    child = reporter()
    sent = with_photo(child, at)
    adult = sent.picture_added_by
    public = laid_open(sent, at)
    address = public.copy_url(f"{public.sizes[0][0]}.jpg")
    assert address in client.get(f"/phong-vien-nho/{sent.pk}/").content.decode()

    actions.remove_photo(own(sent), by=adult, at=at)
    actions.remove_photo(own(sent), by=adult, at=at)

    assert own(sent).picture is None
    assert not Picture.objects.exists()
    assert address not in client.get(f"/phong-vien-nho/{sent.pk}/").content.decode()


def test_it_takes_a_photo_off_a_withdrawn_piece_without_live_papers(at):
    sent = piece(reporter(), at=at)
    adult = facilitator(sent.club)
    photo(own(sent), adult, at)
    actions.withdraw_piece(own(sent), participant=sent.participant, at=at)
    adult.qualifications.update(expires_on=at.date() - timedelta(days=1))

    actions.remove_photo(own(sent), by=adult, at=at)

    assert own(sent).picture is None


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
    with_photo(child, at)
    plain = published(child, at=at)

    actions.take_off_for(child.pk, "picture", at=at)

    left = Piece.objects.published(timezone.localdate(at))
    assert list(left) == [plain]


def test_it_works_on_the_screen(at):
    sent = piece(reporter(), at=at)
    other = published(sent.participant, at=at, title="Cây đa đầu làng")
    adult = desk.signed_in(facilitator(sent.club))
    address = f"/admin/bai-phong-vien/{sent.pk}/"
    given = {"description": "cây cầu tre", "shows_identifiable_child": "no"}

    def upload(to):
        return adult.post(to, {**given, "photo": SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg")})

    listed = adult.get("/admin/bai-phong-vien/").content.decode()
    empty = adult.post(address, given)
    bad = adult.post(address, {**given, "photo": SimpleUploadedFile("a.jpg", b"no")})
    done = upload(address)

    assert "Cây đa đầu làng" in listed
    assert "Con suối sau làng" not in listed
    assert "Chưa em nào có đủ đồng ý đăng ảnh" in empty.content.decode()
    assert empty.status_code == 400
    assert bad.status_code == 400
    assert done.status_code == 302
    page = adult.get(address).content.decode()
    assert "Con suối sau làng" not in page
    assert "Bỏ ảnh" in page
    late = upload(f"/admin/bai-phong-vien/{other.pk}/")
    assert late.status_code == 409
    assert "và thêm ảnh lúc bài còn chờ đọc" in late.content.decode()
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
