"""A picture of a child is public exactly as long as she and her guardian agree, witnessed, to this very picture (R-14)."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from media import actions as media_actions
from media import queries as media_queries
from media import rules as media_rules
from media.models import AudioClip, Picture
from portal.foundation.refusals import NotAllowed
from portal.people import actions, queries, rules
from portal.people.models import ImageConsent, Role
from tests import desk, personas
from tests.media import sounds
from tests.media.conftest import fetched, keep, show  # noqa: F401  (fixtures)
from tests.media.photos import photo
from tests.people import consenting as children
from tests.people.consenting import fresh

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def child():
    return children.child()


@pytest.fixture
def officer():
    return personas.protection_officer()


@pytest.fixture
def agreed(child, officer):
    return children.both(child, "picture", officer)


@pytest.fixture
def portrait(keep) -> Picture:  # noqa: F811
    return keep(photo(360, 240), shows_identifiable_child=True)


@pytest.fixture
def shown(portrait, agreed, child, officer, show, at, django_capture_on_commit_callbacks) -> Picture:  # noqa: F811
    show(portrait)
    with django_capture_on_commit_callbacks(execute=True):
        actions.tie_picture(portrait, child, by=officer, at=at)
    assert fresh(portrait).is_public
    assert fetched(fresh(portrait)) == 200
    return fresh(portrait)


def test_it_stays_private_until_tied(portrait, agreed, show, at):  # noqa: F811
    show(portrait)
    media_actions.agree_with_vouchers()
    media_actions.publish_shown_files(at=at)

    assert not fresh(portrait).is_public
    with pytest.raises(media_rules.ShowsChild):
        media_rules.check_can_show(fresh(portrait))


def test_it_is_shown_once_tied(shown):
    assert media_rules.check_can_show(shown) is None
    assert ImageConsent.objects.count() == 2


def test_it_ties_once(shown, child, officer, at):
    actions.tie_picture(shown, child, by=officer, at=at)

    assert ImageConsent.objects.count() == 2


@pytest.mark.parametrize("lacking", ["child", "guardian", "witness"])
def test_it_is_not_tied_to_half_a_consent(portrait, child, officer, at, lacking):
    own, theirs = children.both(child, "picture", officer)
    if lacking == "witness":
        type(theirs).objects.filter(pk=theirs.pk).update(witnessed_by=None, witnessed_at=None)
    else:
        {"child": own, "guardian": theirs}[lacking].delete()

    with pytest.raises(rules.ConsentMissing) as refused:
        actions.tie_picture(portrait, child, by=officer, at=at)

    assert set(refused.value.fields) == {lacking}
    assert not ImageConsent.objects.exists()


def test_it_is_tied_only_by_whom_reaches_the_child(portrait, agreed, child, at):
    stranger = personas.staff("Y Hlim", [Role.FACILITATOR])

    with pytest.raises(NotAllowed):
        actions.tie_picture(portrait, child, by=stranger, at=at)
    with pytest.raises(NotAllowed):
        actions.untie_picture(portrait, child, by=stranger, at=at)


@pytest.mark.parametrize("asked_by", ["child", "guardian"])
@pytest.mark.parametrize("activity", ["picture", None])
def test_it_goes_when_either_takes_it_back(shown, child, at, asked_by, activity, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_consent(child, activity=activity, asked_by=asked_by, at=at)

    assert not fresh(shown).is_public
    assert fetched(shown) == 404


def test_it_goes_when_she_says_no(shown, child, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.record_child_consent(child, "picture", is_yes=False, at=at)

    assert fetched(shown) == 404


def test_it_goes_when_she_is_erased(shown, child, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_participant(child.pk, at=at)

    assert fetched(shown) == 404
    assert not ImageConsent.objects.exists()


@pytest.mark.parametrize("activity", ["picture", None])
@pytest.mark.parametrize("is_covered", [False, True])
def test_it_is_deleted_by_the_last_day_unless_she_was_covered(
    shown, child, officer, at, activity, is_covered, django_capture_on_commit_callbacks
):
    actions.withdraw_consent(child, activity=activity, asked_by="child", at=at)
    if is_covered:
        media_actions.blur_picture(shown, regions=[(0, 0, 1, 1)], by=None, at=at)
    file = fresh(shown).file

    with django_capture_on_commit_callbacks(execute=True):
        actions.finish_withdrawals(at=at + timedelta(days=14))
        early = Picture.objects.exists()
        actions.finish_withdrawals(at=at + timedelta(days=16))

    assert early
    assert Picture.objects.exists() == file.storage.exists(file.name) == is_covered


def test_it_goes_by_the_sweep_when_nobody_said_so(shown, child, at, django_capture_on_commit_callbacks):
    child.consents.update(withdrawn_at=at)  # as by another program

    with django_capture_on_commit_callbacks(execute=True):
        assert media_actions.agree_with_vouchers() == 1
        assert media_actions.agree_with_vouchers() == 0

    assert fetched(shown) == 404


def test_it_goes_when_it_is_untied(shown, child, officer, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.untie_picture(shown, child, by=officer, at=at)

    assert fetched(shown) == 404


def test_it_waits_for_every_child_on_it(shown, officer, at, django_capture_on_commit_callbacks):
    other = children.child("Cá Nhỏ")
    children.both(other, "picture", officer)
    actions.tie_picture(shown, other, by=officer, at=at)
    assert fresh(shown).is_public

    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_consent(other, activity="picture", asked_by="child", at=at)

    assert fetched(shown) == 404


def test_it_comes_back_only_tied_anew(shown, child, officer, at, django_capture_on_commit_callbacks):
    actions.withdraw_consent(child, activity="picture", asked_by="child", at=at)
    actions.record_child_consent(child, "picture", is_yes=True, at=at + timedelta(minutes=1))
    assert not queries.vouched_pictures([shown.pk])

    with django_capture_on_commit_callbacks(execute=True):
        actions.tie_picture(shown, child, by=officer, at=at + timedelta(minutes=2))

    assert fetched(fresh(shown)) == 200


def test_it_was_agreed_for_this_file_and_no_other(shown, child, officer, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        media_actions.blur_picture(shown, regions=[(0, 0, 0.5, 0.5)], by=None, at=at)
    media_actions.agree_with_vouchers()

    assert not fresh(shown).is_vouched
    assert not fresh(shown).is_public
    with django_capture_on_commit_callbacks(execute=True):
        actions.tie_picture(shown, child, by=officer, at=at)
    assert fresh(shown).is_public


def test_it_stays_public_while_its_words_are_edited(shown, django_capture_on_commit_callbacks):
    client = desk.signed_in(personas.administrator())
    words = {"title": "Đồi sim", "description": "Hai em bé cười", "shows_identifiable_child": "True"}

    assert "dong-y/anh/" in client.get(f"/admin/images/{shown.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answered = client.post(f"/admin/images/{shown.pk}/", words)

    assert answered.status_code == 302
    assert fresh(shown).is_public


def test_it_is_held_by_the_database(portrait):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE media_picture SET is_public = %s", [True])


def test_it_is_vouched_for_by_all_who_may(monkeypatch):
    monkeypatch.setattr("media.rules.vouching._vouchers", [])
    monkeypatch.setattr("media.rules.vouching._screens", [])
    assert media_rules.vouched([1]) == set()
    assert media_rules.consent_screen(Picture(pk=1)) == ""

    for _ in range(2):
        media_rules.register_voucher(one := lambda pictures: {1, 2}, screen=lambda picture: "x")
        media_rules.register_voucher(one, screen=lambda picture: "y")
    media_rules.register_voucher(lambda pictures: {2, 3}, screen=lambda picture: "y")

    assert media_rules.vouched([1, 2, 3]) == {2}


def test_it_costs_the_same_for_many(portrait, officer, at, django_assert_num_queries):
    for number in range(5):
        child = children.child(f"Em {number}")
        children.both(child, "picture", officer)
        actions.tie_picture(portrait, child, by=officer, at=at)

    with django_assert_num_queries(4):
        assert queries.vouched_pictures([portrait.pk]) == {portrait.pk}


# The screen


def test_it_ties_by_pen_name(portrait, agreed, child, officer):
    staff = desk.signed_in(officer)
    address = f"/admin/dong-y/anh/{portrait.pk}/"

    assert "Chưa nối với em nào." in staff.get(address).content.decode()
    assert staff.post(address, {"pen_name": "Không Ai"}).status_code == 400
    assert staff.post(address, {"pen_name": "mèo vàng"}).status_code == 302
    page = staff.get(address).content.decode()
    assert "Đủ đồng ý: ảnh đăng được." in page
    assert staff.post(f"{address}{child.pk}/go/").status_code == 302
    assert not ImageConsent.objects.exists()


def test_it_asks_which_of_two_with_one_name(portrait, agreed, child, officer):
    other = children.child()
    staff = desk.signed_in(officer)
    address = f"/admin/dong-y/anh/{portrait.pk}/"

    page = staff.post(address, {"pen_name": "Mèo Vàng"})
    assert str(other.pk) in page.content.decode()
    staff.post(address, {"pen_name": "Mèo Vàng", "participant": str(child.pk)})

    assert {tie.consent.participant for tie in ImageConsent.objects.all()} == {child}


def test_it_says_what_is_missing(portrait, child, officer):
    page = desk.signed_in(officer).post(f"/admin/dong-y/anh/{portrait.pk}/", {"pen_name": "Mèo Vàng"})

    assert page.status_code == 400
    assert "Em chưa trả lời." in page.content.decode()


def test_it_tells_an_editor_whether_it_holds_but_not_who(shown, child):
    editor = desk.signed_in(personas.editor())
    address = f"/admin/dong-y/anh/{shown.pk}/"

    page = editor.get(address).content.decode()

    assert "một em do người khác phụ trách" in page
    assert child.pen_name not in page
    assert editor.post(address, {"pen_name": "Mèo Vàng"}).status_code == 403
    assert editor.post(f"{address}{child.pk}/go/").status_code in {302, 403}
    assert ImageConsent.objects.count() == 2


def test_it_lets_nobody_untie_whom_he_does_not_reach(shown, child):
    stranger = desk.signed_in(personas.staff("Y Hlim", [Role.FACILITATOR]))

    stranger.post(f"/admin/dong-y/anh/{shown.pk}/{child.pk}/go/")

    assert ImageConsent.objects.count() == 2


# Recordings of the words


def test_it_lets_everyone_hear_the_words_in_use(officer, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        clip = media_actions.keep_clip(
            ContentFile(sounds.ogg_opus(tagged=True), name="x.ogg"),
            title="Lời",
            transcript="Lời",
            language="vi",
            by=None,
            at=at,
        )
        words = {"activity": "club", "giver": "child", "language": "vi", "title": "Lời", "body": "Lời"}
        actions.add_consent_text(**words, recording=clip, by=officer, at=timezone.now() - timedelta(days=9))
    assert AudioClip.objects.get().is_public
    assert media_queries.shown_ids(AudioClip, at=timezone.now(), pk=clip.pk + 1) == set()

    with django_capture_on_commit_callbacks(execute=True):
        actions.add_consent_text(**words, by=officer, at=timezone.now() - timedelta(days=8))
        media_actions.publish_shown_files(at=timezone.now())
    assert not AudioClip.objects.get().is_public
