"""A pen name that was not accepted is shown to nobody, and its bearer hears why and chooses another, at both doors."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from clubs import actions, queries, rules
from clubs.models import ClubMembership
from portal.people import actions as people_actions
from portal.people.models import Activity
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import Decision, FreeText, RejectionReason, ReviewDecision, TextState
from tests import desk, personas
from tests.clubs import factories, reporters
from tests.safeguarding.factories import reader

pytestmark = pytest.mark.django_db

PAGE = "/em/but-danh/"
API = "/api/v1/me/pen-name/"
OLD = "Mèo Vàng"
MESSAGE = "Em chọn một con vật em thích nhé."
KIND = "Cảm ơn em. Tên này chưa dùng được. Em chọn một tên khác nhé."
"""What stands in place of a moderator's own words until a second person agreed to them."""


@pytest.fixture
def at(at, clock):
    return at


@pytest.fixture
def club():
    return factories.ClubFactory(name="CLB Sông Xanh")


@pytest.fixture
def joined(club, at):
    factories.join_code(club, at)
    came = actions.join_club(
        factories.CODE, instance=uuid4(), pen_name=OLD, age_band="10_12", pin="2580", is_shared=False, at=at
    )
    return came.membership


@pytest.fixture
def child(client, joined, at):
    client.cookies["em"] = people_actions.open_session(joined.participant, at=at)
    return client


def now(membership):
    return ClubMembership.objects.select_related("participant", "pen_name_text").get(pk=membership.pk)


def reject(membership, at, **values):
    text = FreeText.objects.get(pk=now(membership).pen_name_text_id)
    given = {"reason": RejectionReason.PRIVATE, "message": MESSAGE, **values}
    reporters.decide(text, Decision.REJECT, at=at, **given)


def by_page(child, name):
    return child.post(PAGE, {"pen_name": name})


def by_api(child, name):
    return child.put(API, {"pen_name": name}, content_type="application/json")


both_doors = pytest.mark.parametrize("choose", [by_page, by_api])


def test_it_tells_her_why_at_home_with_a_form_to_choose_another(child, joined, at):
    reject(joined, at)

    page = child.get("/em/").content.decode()

    assert "Chào em!" in page
    assert str(queries.own_name(now(joined)).reason) in page
    assert KIND in page
    assert "Em chưa đổi thì vẫn vào bằng tên cũ." in page
    assert f'action="{PAGE}"' in page
    assert OLD not in page


def test_it_tells_her_the_same_on_the_page_of_her_name_and_by_the_api(child, joined, at):
    reject(joined, at)

    page, told = child.get(PAGE).content.decode(), child.get(API).json()

    assert told["message"] == KIND
    assert KIND in page
    assert (told["pen_name"], told["state"]) == ("", "rejected")
    assert told["reason"] in page
    assert len(told["suggestions"]) == 3


def test_it_tells_her_a_moderators_own_words_once_a_second_person_agreed(child, joined, at):
    reject(joined, at)
    safeguarding_actions.read_second(ReviewDecision.objects.get(), by=reader(at, "Y Blên"), agrees=True, at=at)

    assert child.get(API).json()["message"] == MESSAGE
    assert MESSAGE in child.get("/em/").content.decode()


def test_it_shows_the_rejected_name_to_nobody_else(child, joined, club, at):
    staff = desk.signed_in(factories.facilitator(club))
    screens = [
        reverse("clubs:club", args=[club.pk]),
        reverse("clubs:member", args=[club.pk, joined.participant_id]),
        f"/admin/cau-lac-bo/{club.pk}/em/{joined.participant_id}/ghi-ho/",
        reverse("consents:participant", args=[joined.participant_id]),
    ]
    assert all(OLD in staff.get(screen).content.decode() for screen in screens[:2])

    reject(joined, at)
    slip = staff.post(reverse("consents:slip", args=[joined.participant_id]), {"activities": [Activity.CLUB]})

    for screen in screens:
        page = staff.get(screen).content.decode()
        assert OLD not in page
        assert "Bút danh đang chờ đổi" in page
    assert slip.status_code == 200
    assert OLD not in slip.content.decode()
    assert "Về một em đang chờ đổi bút danh." in slip.content.decode()
    assert OLD not in child.get("/em/may-nay/").content.decode()
    assert child.get("/api/v1/me/").json()["pen_name"] == ""


def test_it_does_not_name_her_to_her_guardian(client, joined, club, at):
    _link, token = people_actions.make_guardian_link(
        joined.participant, activities=[Activity.CLUB], by=factories.facilitator(club), at=at
    )
    address = reverse("guardian_link", args=[token])
    assert OLD in client.get(address).content.decode()

    reject(joined, at)

    page = client.get(address).content.decode()
    assert OLD not in page
    assert "em đang chờ đổi bút danh" in page


def test_it_lets_her_in_with_the_old_name_until_she_has_changed_it(child, joined, club, at):
    reject(joined, at)
    assert actions.sign_in(club.sign_in_code, pen_name=OLD, pin="2580", at=at).membership == joined

    by_page(child, "Thuyền Nhỏ")

    assert actions.sign_in(club.sign_in_code, pen_name="thuyen nho", pin="2580", at=at).membership == joined
    with pytest.raises(rules.SignInFailed):
        actions.sign_in(club.sign_in_code, pen_name=OLD, pin="2580", at=at)


@both_doors
def test_it_lays_the_new_name_before_the_desk(child, joined, at, choose):
    reject(joined, at)

    answer = choose(child, "Thuyền Nhỏ")

    changed = now(joined)
    assert answer.status_code in {200, 302}
    assert (changed.participant.pen_name, changed.folded_name) == ("Thuyền Nhỏ", "thuyennho")
    assert (changed.pen_name_text.state, changed.pen_name_text.source_kind) == (TextState.WAITING, "clubs.pen_name")
    assert changed.pen_name_text.thread == joined.pen_name_text.thread
    assert not queries.pen_name_may_be_shown(changed.participant, changed.club_id)
    assert "Chào Thuyền Nhỏ!" in child.get("/em/").content.decode()


@both_doors
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("x", "bad_pen_name"),
        ("0912345678", "pen_name_personal"),
        ("Lá Thơm", "pen_name_taken"),
        ("meo vang", "pen_name_rejected"),
    ],
)
def test_it_checks_the_new_name_as_at_joining(child, joined, club, at, choose, name, code):
    factories.member(club, "Lá Thơm")
    reject(joined, at)

    answer = choose(child, name)

    assert answer.status_code in {400, 409}
    if choose is by_api:
        assert answer.json()["code"] == code
    assert (now(joined).participant.pen_name, now(joined).folded_name) == ("", "meovang")


@both_doors
def test_it_lets_her_change_an_accepted_name_and_forgets_the_one_nobody_read(child, joined, at, choose):
    reporters.decide(joined.pen_name_text, at=at)
    choose(child, "Thuyền Nhỏ")
    unread = now(joined).pen_name_text

    choose(child, "Lá Thơm")

    joined.pen_name_text.refresh_from_db()
    unread.refresh_from_db()
    assert (joined.pen_name_text.state, unread.state) == (TextState.PUBLISHED, TextState.WITHDRAWN)
    assert now(joined).pen_name_text.state == TextState.WAITING


@both_doors
def test_it_changes_nothing_when_the_same_name_comes_twice(child, joined, choose):
    choose(child, "Thuyền Nhỏ")
    before = now(joined).pen_name_text

    answer = choose(child, "Thuyền  Nhỏ")

    assert answer.status_code in {200, 302}
    assert (now(joined).pen_name_text, now(joined).pen_name_text.state) == (before, TextState.WAITING)


@both_doors
def test_it_gives_the_desk_five_names_a_day(child, joined, choose, clock):
    for number in range(1, rules.NAMES_A_DAY):
        choose(child, f"Lá Số {number}")
    assert choose(child, "Lá Thơm").status_code == 429

    clock.shift(timedelta(days=1))

    assert choose(child, "Lá Thơm").status_code in {200, 302}


@both_doors
def test_it_is_for_members(client, at, choose):
    client.cookies["em"] = people_actions.open_session(personas.child_of_12(at=at), at=at)

    assert choose(client, "Lá Thơm").status_code == 403
    assert client.get(API).status_code == 403


def test_it_offers_free_names_as_buttons(child, joined):
    offered = child.get(PAGE).context["suggestions"]

    child.post(PAGE, {"pen_name": "", "goi_y": offered[0]})

    assert now(joined).participant.pen_name == offered[0]
    assert child.post(PAGE, {"pen_name": ""}).status_code == 400


def test_it_keeps_the_accepted_name_below_what_it_signed(at):
    author = reporters.may_write(factories.member(factories.ClubFactory()).participant, Activity.PICTURE)
    membership = reporters.give_byline(author, witness=personas.administrator(), at=at)
    signed = reporters.published(author, is_bylined=True, at=at)
    later = at + timedelta(hours=1)

    actions.choose_pen_name(author, pen_name="Thuyền Nhỏ", at=later)
    assert queries.for_public([signed])[0].byline == "Mèo Vàng"
    unsigned = reporters.piece(author, is_bylined=True, at=later)
    reporters.decide(now(membership).pen_name_text, at=later)
    signed_anew = reporters.piece(author, title="Bài sau", is_bylined=True, at=later)

    assert [shown.byline for shown in queries.for_public([signed, signed_anew])] == ["Mèo Vàng", "Thuyền Nhỏ"]
    assert not unsigned.is_bylined


def test_it_shows_the_name_again_when_the_desk_accepts_it_after_all(joined, at):
    FreeText.objects.update(is_reported=True)  # so that the decision is read twice
    reject(joined, at)
    other = reader(at, "Y Blên")
    safeguarding_actions.read_second(ReviewDecision.objects.get(), by=other, agrees=False, note="Tên này hay.", at=at)
    assert now(joined).participant.pen_name == ""

    reporters.decide(now(joined).pen_name_text, at=at, by=other)

    assert (now(joined).participant.pen_name, now(joined).folded_name) == (OLD, "meovang")


def test_it_hides_a_name_that_is_taken_down_later(joined, at):
    reporters.decide(joined.pen_name_text, at=at)
    reporters.decide(joined.pen_name_text, Decision.WITHDRAW, at=at, reason=RejectionReason.HURTS, message=MESSAGE)

    assert (now(joined).participant.pen_name, queries.own_name(now(joined)).message) == ("", KIND)


def test_it_leaves_the_present_name_alone_when_a_former_one_is_rejected(child, joined, at):
    reporters.decide(joined.pen_name_text, at=at)
    by_page(child, "Thuyền Nhỏ")

    reporters.decide(joined.pen_name_text, Decision.WITHDRAW, at=at, reason=RejectionReason.HURTS, message=MESSAGE)

    assert now(joined).participant.pen_name == "Thuyền Nhỏ"
