"""A photo is public only after a moderator decided about it together with the words (R-05, S-12)."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from clubs import actions, rules
from clubs.models import Piece
from media import actions as media_actions
from media.models import Picture
from portal.foundation.refusals import NotAllowed, Refusal
from portal.people import actions as people_actions
from portal.people.models import AccessEntry, Activity, Giver, Role
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import Decision, FreeText
from portal.safeguarding.rules import StaleVersion
from tests import desk, personas
from tests.clubs.factories import facilitator
from tests.clubs.photographed import laid_open, own, photo, with_photo
from tests.clubs.reporters import decide, give_byline, piece, reporter
from tests.media.photos import photo as jpeg
from tests.people import children as browsers
from tests.safeguarding.factories import reader

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("clock"),
    # Wagtail leaves a file open after a rendition.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_it_is_public_only_while_its_piece_is(at):
    child = reporter()
    sent = piece(child, at=at)
    photo(own(sent), facilitator(sent.club), at)

    waiting = laid_open(sent, at).is_public
    decide(sent.words, at=at)
    shown = laid_open(sent, at).is_public
    actions.withdraw_piece(own(sent), participant=child, at=at)

    assert not waiting
    assert shown
    assert not Picture.objects.exists()


@pytest.mark.parametrize("decision", [Decision.PUBLISH, Decision.REJECT])
def test_it_takes_none_once_somebody_decided(at, decision):
    sent = piece(reporter(), at=at)
    adult = facilitator(sent.club)
    photo(own(sent), adult, at)
    refused = {"reason": "unclear", "message": "Em gửi lại nhé."} if decision == Decision.REJECT else {}
    decide(sent.words, decision, at=at, **refused)
    before = own(sent).picture

    with pytest.raises(rules.PieceDecided, match="Nhờ em gửi lại"):
        photo(own(sent), adult, at, description="ảnh khác")

    assert own(sent).picture == before
    assert list(Picture.objects.all()) == [before]


def test_it_takes_one_again_when_the_second_reader_sends_the_piece_back(at):
    sent = piece(reporter(), at=at)
    FreeText.objects.filter(pk=sent.words_id).update(severity=2)
    decide(sent.words, at=at)
    decision = sent.words.decisions.get()
    safeguarding_actions.read_second(decision, by=reader(at, "Siu Kim"), agrees=False, note="còn tên trường", at=at)

    photo(own(sent), facilitator(sent.club), at)

    assert not Piece.objects.published(timezone.localdate()).exists()


def test_it_lets_nobody_publish_a_photo_she_has_not_seen(at):
    sent = piece(reporter(), at=at)
    adult, moderator = facilitator(sent.club), reader(at, "Siu Kim")
    open_since = safeguarding_actions.open_text(sent.words, reason="đọc theo lượt", by=moderator, at=at).version
    photo(own(sent), adult, at)

    def publish(version):
        safeguarding_actions.decide_text(sent.words, decision="publish", version=version, by=moderator, at=at)

    with pytest.raises(StaleVersion):
        publish(open_since)
    seen = safeguarding_actions.open_text(sent.words, reason="đang đọc bài này", by=moderator, at=at).version
    photo(own(sent), adult, at, description="ảnh khác")
    with pytest.raises(StaleVersion):
        publish(seen)
    assert not Piece.objects.published(timezone.localdate()).exists()


def test_it_tells_the_author_of_a_photo_without_a_word_nobody_has_read(at):
    child = reporter()
    sent = piece(child, at=at)
    browser = browsers.signed_in(child, at=at)

    before = browser.get(f"/em/bai/{sent.pk}/").content.decode()
    photo(own(sent), facilitator(sent.club), at)
    after = browser.get(f"/em/bai/{sent.pk}/").content.decode()

    assert "thêm một ảnh" not in before
    assert "thêm một ảnh" in after
    assert "cây cầu tre" not in after


def test_it_refuses_without_making_anybody_read_again(at):
    sent = piece(reporter(), at=at)

    with pytest.raises(Refusal):
        photo(own(sent), personas.director(), at)

    assert FreeText.objects.get(pk=sent.words_id).version == 1


@pytest.mark.parametrize("consents_of", ["author", "friend"])
def test_it_hides_a_photo_at_once_when_somebody_on_it_takes_back_her_yes(at, client, consents_of):
    child, friend = reporter(), reporter("Ong Nâu")
    friend.memberships.update(club=child.memberships.get().club)
    adult = facilitator(child.memberships.get().club)
    for one in (child, friend):
        give_byline(one, witness=adult, at=at)
    shown = child if consents_of == "author" else friend
    sent = with_photo(child, at, by=adult, shows_identifiable_child=True, children=[shown])
    public = laid_open(sent, at)
    address = public.copy_url(f"{public.sizes[0][0]}.jpg")
    before = client.get(f"/phong-vien-nho/{sent.pk}/").content.decode()

    people_actions.withdraw_consent(shown, activity=Activity.PICTURE, asked_by=Giver.CHILD, at=at)

    page = client.get(f"/phong-vien-nho/{sent.pk}/")
    assert address in before
    assert address not in page.content.decode()
    assert page.status_code == (404 if shown == child else 200)  # her own piece goes with her yes
    assert not Picture.objects.filter(is_public=True).exists()


def test_it_lets_a_moderator_take_a_photo_off_and_decide_about_the_words(at):
    sent = piece(reporter(), at=at)
    photo(own(sent), facilitator(sent.club), at)
    moderator = reader(at, "Siu Kim")
    version = safeguarding_actions.open_text(sent.words, reason="đọc theo lượt", by=moderator, at=at).version

    actions.remove_photo(own(sent), by=moderator, at=at)
    safeguarding_actions.decide_text(sent.words, decision="publish", version=version, by=moderator, at=at)

    assert own(sent).picture is None
    assert AccessEntry.objects.filter(subject=f"clubs.piece {sent.pk}", by=moderator).exists()
    with pytest.raises(Refusal):
        actions.remove_photo(own(sent), by=personas.director(), at=at)


def test_it_goes_with_the_piece_that_is_sent_again_and_is_looked_at_anew(at):
    child = reporter()
    sent = piece(child, at=at)
    adult = facilitator(sent.club)
    photo(own(sent), adult, at)
    decide(sent.words, Decision.REJECT, at=at, reason="unclear", message="Em gửi lại nhé.")

    again = piece(child, at=at, text="Em tả kỹ hơn.", replaces=own(sent))

    assert own(sent).picture is None
    assert own(again).picture.description == "cây cầu tre"
    assert own(again).picture_added_by == adult
    assert safeguarding_queries.picture_beside(again.words) == own(again).picture
    assert not laid_open(again, at).is_public
    actions.remove_photo(own(again), by=adult, at=at)
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("shows", "told"), [(False, "không nhận ra em nào"), (True, "Đủ đồng ý"), (None, "Chưa đủ đồng ý")]
)
def test_it_shows_the_moderator_the_photo_with_the_words(at, shows, told):
    child = reporter()
    sent = piece(child, at=at)
    adult = facilitator(sent.club)
    give_byline(child, witness=adult, at=at)
    photo(
        own(sent),
        adult,
        at,
        shows_identifiable_child=shows is not False,
        children=[child] if shows is not False else [],
    )
    if shows is None:
        people_actions.untie_picture(own(sent).picture, child, by=adult, at=at)
    moderator = desk.signed_in(reader(at, "Siu Kim"))

    closed = moderator.get(f"/admin/loi-cua-cac-em/{sent.words_id}/").content.decode()
    opened = moderator.post(f"/admin/loi-cua-cac-em/{sent.words_id}/mo/").content.decode()

    [address] = re.findall(r'<img[^>]+src="(/admin/tep/images/[^"]+)"', opened)
    assert "cây cầu tre" not in closed
    assert "cây cầu tre" in opened
    assert told in opened
    assert b"".join(moderator.get(address).streaming_content)
    for role in (Role.FACILITATOR, Role.FIGURES):
        stranger = desk.signed_in(personas.staff(f"Y Hlim {role}", [role]))
        assert stranger.get(address).status_code == 404
    assert (
        f"/admin/loi-cua-cac-em/{sent.words_id}/" in moderator.get(f"/admin/bai-phong-vien/{sent.pk}/").content.decode()
    )


@pytest.mark.parametrize("is_decided", [False, True])
def test_it_is_not_in_the_library(at, is_decided):
    sent = piece(reporter(), at=at)
    photo(own(sent), facilitator(sent.club), at)
    if is_decided:
        decide(sent.words, at=at)
    kept = own(sent).picture
    other = media_actions.keep_picture(
        jpeg(), title="Cầu", description="cầu", shows_identifiable_child=False, by=None, at=at
    )
    person = personas.editor()
    client = desk.signed_in(person)
    lists = ("/admin/images/", "/admin/images/results/", "/admin/images/chooser/results/", "/admin/api/main/images/")

    for address in lists:
        page = client.get(address).content.decode()
        assert kept.title not in page, address
        assert other.title in page, address
    for address in (
        "images/{}/",
        "images/{}/delete/",
        "images/{}/che/",
        "images/chooser/chosen/{}/",
        "api/main/images/{}/",
    ):
        opened, closed = (client.get("/admin/" + address.format(one.pk), follow=True) for one in (other, kept))
        assert opened.status_code == 200, address
        assert closed.status_code == 404 or "Bạn không có quyền" in closed.content.decode(), address
    assert client.get(f"/admin/tep/{kept.file.name}").status_code == 404
    others = desk.signed_in(personas.staff("Rơ Châm Thu", [Role.FIGURES])).get("/admin/api/main/images/")
    assert others.json()["items"] == []
    with pytest.raises(NotAllowed):
        media_actions.blur_picture(kept, regions=[(0, 0, 0.5, 0.5)], by=person, at=at)


def test_it_deletes_the_photo_that_is_there_now(at):
    child = reporter()
    sent = piece(child, at=at)
    read_before = own(sent)
    photo(own(sent), facilitator(sent.club), at)

    actions.withdraw_piece(read_before, participant=child, at=at)

    assert not Picture.objects.exists()


def test_it_leaves_the_photo_that_went_along_with_another_piece(at):
    child = reporter()
    sent = piece(child, at=at)
    photo(own(sent), facilitator(sent.club), at)
    decide(sent.words, Decision.REJECT, at=at, reason="unclear", message="Em gửi lại nhé.")
    read_before = own(sent)
    again = piece(child, at=at, replaces=own(sent))

    actions.withdraw_piece(read_before, participant=child, at=at)

    assert own(again).picture == Picture.objects.get()


def files_of(picture):
    return default_storage.exists(picture.file.name)


def taken_back(child, sent, at):
    actions.withdraw_piece(own(sent), participant=child, at=at)


def withdrawn_by_the_guardian(child, sent, at):
    people_actions.withdraw_consent(child, activity=Activity.PICTURE, asked_by=Giver.GUARDIAN, at=at)


def erased(child, sent, at):
    people_actions.erase_participant(child.pk, at=at)


def past_its_time(child, sent, at):
    actions.expire_pieces(at=at + timedelta(days=740))


@pytest.mark.parametrize("end", [taken_back, withdrawn_by_the_guardian, erased, past_its_time])
def test_it_is_deleted_for_good_with_its_piece(at, end, django_capture_on_commit_callbacks):
    child = reporter()
    sent = piece(child, at=at)
    adult = facilitator(sent.club)
    give_byline(child, witness=adult, at=at)
    photo(own(sent), adult, at, shows_identifiable_child=True, children=[child])
    decide(sent.words, at=at)
    shown = own(sent).picture
    assert files_of(shown)

    with django_capture_on_commit_callbacks(execute=True):
        end(child, sent, at)

    assert not Picture.objects.exists()
    assert not files_of(shown)
    assert own(sent).picture is None
