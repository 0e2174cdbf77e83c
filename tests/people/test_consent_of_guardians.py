"""A guardian's link: looked at by anyone, answered once, by page and by API; and the code that takes the answer back."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.foundation import codewords, form_tokens
from portal.foundation.refusals import Throttled, why_not
from portal.people import actions, queries, rules
from portal.people.models import ConsentRecord, GuardianLink, Withdrawal
from tests import personas
from tests.people import consenting as children

pytestmark = pytest.mark.django_db


@pytest.fixture
def child():
    return children.child()


@pytest.fixture
def officer(child):
    return personas.protection_officer()


@pytest.fixture
def token(child, officer, clock) -> str:
    return actions.make_guardian_link(child, activities=["picture", "club"], by=officer, at=timezone.now())[1]


def hidden(page) -> str:
    return re.search(f'name="{form_tokens.FIELD}" value="([^"]+)"', page.content.decode())[1]


def filled(page, **changed):
    return {"relation": "mother", "club": "yes", "picture": "no", form_tokens.FIELD: hidden(page), **changed}


def code_in(page) -> str:
    return re.search(r'class="receipt-code">([^<]+)<', page.content.decode())[1]


def test_it_keeps_only_the_hash_of_a_token(token):
    link = GuardianLink.objects.get()

    assert token not in repr(link.__dict__)
    assert link.token_hash == queries.token_digest(token)
    assert link.expires_at - link.made_at == timedelta(days=14)


def test_it_asks_only_what_a_guardian_is_asked(officer, at):
    for activities in ([], ["anonymous"], ["club", "\0"]):
        with pytest.raises(rules.NothingToAsk):
            actions.make_guardian_link(children.child("x"), activities=activities, by=officer, at=at)
    with pytest.raises(rules.NothingToAsk):
        actions.make_guardian_link(children.child("y", age=18), activities=["club"], by=officer, at=at)


def test_it_uses_nothing_up_by_looking(client, token):
    pages = [client.get(f"/cha-me/{token}/") for _ in range(3)]
    head = client.head(f"/cha-me/{token}/")

    assert [page.status_code for page in [*pages, head]] == [200] * 4
    assert GuardianLink.objects.get().answered_at is None
    page = pages[0]
    assert {"private", "no-store"} <= set(page.headers["Cache-Control"].split(", "))
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert not page.cookies
    words = page.content.decode()
    assert "Thông tin cần thiết" in re.search("<title>(.*?)</title>", words)[1]
    assert " checked" not in words
    assert words.count('type="radio"') == 2 * 2 + 4


def test_it_shows_the_words_in_the_language_chosen(client, token):
    chosen = client.get(f"/cha-me/{token}/?tieng=en").content.decode()
    english = client.get(f"/en/cha-me/{token}/").content.decode()
    unknown = client.get(f"/cha-me/{token}/?tieng=%00%F0").content.decode()

    assert "Writing in the club under a pen name" in chosen
    assert "Writing in the club under a pen name" in english
    assert "Cho em viết trong câu lạc bộ bằng bút danh" in unknown


def test_it_answers_once_and_gives_a_code(client, token, child):
    page = client.get(f"/cha-me/{token}/")
    answered = client.post(f"/cha-me/{token}/", filled(page))

    assert answered.status_code == 200
    club, picture = ConsentRecord.objects.order_by("activity")
    assert (club.is_yes, picture.is_yes) == (True, False)
    assert {record.relation for record in (club, picture)} == {"mother"}
    assert {record.channel for record in (club, picture)} == {"link"}
    assert club.witnessed_at is None
    assert club.code_digest == codewords.digest_of(code_in(answered), purpose="guardian")
    assert code_in(answered) not in repr(club.__dict__)


@pytest.mark.parametrize(
    ("answers", "told"),
    [({"picture": "yes"}, True), ({"picture": "no"}, False), ({"club": "no", "picture": "yes"}, True)],
)
def test_it_says_what_somebody_still_asks_about_only_where_it_was_agreed_to(client, token, answers, told):
    answered = client.post(f"/cha-me/{token}/", filled(client.get(f"/cha-me/{token}/"), **answers)).content.decode()

    asked_again = answered.partition("gặp hoặc gọi lại để hỏi chắc")[2]
    assert bool(asked_again) is told
    assert ("Đăng ảnh, bút danh, lời trích của em" in asked_again) is told
    assert "đi xa" not in asked_again.lower()
    assert "Cho em viết trong câu lạc bộ" not in asked_again


def test_it_shows_the_same_code_to_a_double_tap(client, token):
    sent = filled(client.get(f"/cha-me/{token}/"))
    first, second = (client.post(f"/cha-me/{token}/", sent) for _ in range(2))

    assert code_in(first) == code_in(second)
    assert ConsentRecord.objects.count() == 2


@pytest.mark.parametrize("door", ["page", "api"])
def test_it_takes_a_yes_back_when_the_form_comes_again_with_a_no(client, token, child, door):
    page = client.get(f"/cha-me/{token}/")
    given = {"token": token, "relation": "mother", "language": "vi", "instance": str(uuid4())}

    def send(club, picture):
        if door == "page":
            return client.post(f"/cha-me/{token}/", filled(page, club=club, picture=picture)).content.decode()
        answers = {"club": club == "yes", "picture": picture == "yes"}
        body = {**given, "answers": answers}
        return client.post("/api/v1/consents/guardian/", body, content_type="application/json").json()

    send("yes", "no")
    said = send("no", "yes")  # gone back to and changed

    assert not queries.has_live_yes(child, "club", "guardian")
    assert not queries.has_live_yes(child, "picture", "guardian")  # a slip answered once gives no second yes
    assert Withdrawal.objects.get().activity == "club"
    if door == "page":
        assert re.findall(r"</b>: ([^<]+)<", said) == ["không đồng ý", "không đồng ý"]
    else:
        assert said["answers"] == {"club": False, "picture": False}


def test_it_tells_whoever_opened_it_twice_that_it_is_answered(client, token):
    first, second = (client.get(f"/cha-me/{token}/") for _ in range(2))
    client.post(f"/cha-me/{token}/", filled(first))
    late = client.post(f"/cha-me/{token}/", filled(second, club="no"))
    again = client.get(f"/cha-me/{token}/")

    assert (late.status_code, again.status_code) == (410, 410)
    assert "đã được trả lời" in late.content.decode()
    assert ConsentRecord.objects.get(activity="club").is_yes


@pytest.mark.parametrize("missing", ["club", "picture", "relation"])
def test_it_takes_no_silence_for_a_yes(client, token, missing):
    sent = filled(client.get(f"/cha-me/{token}/"))
    page = client.post(f"/cha-me/{token}/", {name: value for name, value in sent.items() if name != missing})

    assert page.status_code == 422
    assert not ConsentRecord.objects.exists()
    assert page.content.decode().count(" checked") == 2  # what was chosen stays chosen
    assert f'href="#id_{missing}"' in page.content.decode()


@pytest.mark.parametrize(
    "rubbish", [{"club": "maybe"}, {"relation": "self"}, {"relation": "\0"}, {"picture": ["x" * 9999]}]
)
def test_it_refuses_rubbish(client, token, rubbish):
    sent = filled(client.get(f"/cha-me/{token}/"))

    assert client.post(f"/cha-me/{token}/", {**sent, **rubbish}).status_code == 422
    assert not ConsentRecord.objects.exists()


def test_it_shows_everything_again_when_the_page_lay_open_too_long(client, token, clock):
    sent = filled(client.get(f"/cha-me/{token}/"))
    clock.shift(timedelta(days=3))
    page = client.post(f"/cha-me/{token}/", sent)

    assert page.status_code == 400
    assert page.content.decode().count(" checked") == 3
    assert client.post(f"/cha-me/{token}/", filled(page)).status_code == 200


def test_it_refuses_the_form_of_another_link_and_of_another_site(client, token, officer):
    other = actions.make_guardian_link(
        children.child("Khác"), activities=["club", "picture"], by=officer, at=timezone.now()
    )[1]
    foreign = filled(client.get(f"/cha-me/{other}/"))

    assert client.post(f"/cha-me/{token}/", foreign).status_code == 400
    own = filled(client.get(f"/cha-me/{token}/"))
    page = client.post(f"/cha-me/{token}/", own, headers={"origin": "https://evil.example"})
    assert page.status_code == 403
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize("forged", ["x", "A" * 32, "%00", "đ", "x" * 300])
def test_it_knows_no_forged_token(client, db, forged):
    page = client.get(f"/cha-me/{forged}/")

    assert page.status_code == 404
    assert client.post(f"/cha-me/{forged}/", {}).status_code == 404


def test_it_expires_after_14_days(client, token, clock):
    sent = filled(client.get(f"/cha-me/{token}/"))
    clock.shift(timedelta(days=14))

    page = client.get(f"/cha-me/{token}/")

    assert page.status_code == 410
    assert "hết hạn" in page.content.decode()
    assert client.post(f"/cha-me/{token}/", sent).status_code == 410


def test_it_replaces_the_link_before_and_can_be_revoked(client, token, child, officer):
    newer = actions.make_guardian_link(child, activities=["club"], by=officer, at=timezone.now())[1]

    assert client.get(f"/cha-me/{token}/").status_code == 410
    assert client.get(f"/cha-me/{newer}/").status_code == 200
    assert actions.revoke_guardian_links(child, by=officer, at=timezone.now()) == 1
    assert client.get(f"/cha-me/{newer}/").status_code == 410
    assert actions.revoke_guardian_links(child, by=officer, at=timezone.now()) == 0


def test_it_asks_nothing_once_everything_was_taken_back(client, token, child):
    page = client.get(f"/cha-me/{token}/")
    actions.withdraw_consent(child, asked_by="child", at=timezone.now())

    assert client.post(f"/cha-me/{token}/", filled(page)).status_code == 410


@pytest.mark.parametrize(
    "answers", [{}, {"club": True}, {"club": True, "picture": "yes"}, {"club": True, "picture": True, "push": True}]
)
def test_it_refuses_answers_that_do_not_fit_the_questions(token, answers):
    with pytest.raises(rules.BadAnswer):
        actions.answer_guardian_link(token, relation="mother", answers=answers, at=timezone.now())


def test_it_lets_a_declared_yes_do_for_a_club_but_not_for_a_picture(token, child, officer):
    now = timezone.now()
    for activity in ("club", "picture"):
        children.answer(child, activity)
    actions.answer_guardian_link(token, relation="father", answers={"club": True, "picture": True}, at=now)

    assert queries.consent_status(child, "club", at=now).is_complete
    assert queries.consent_status(child, "picture", at=now).guardian == queries.Standing.DECLARED


@pytest.fixture
def code(token) -> str:
    return actions.answer_guardian_link(
        token, relation="mother", answers={"club": True, "picture": False}, at=timezone.now()
    )


def withdraw(client, code, which="these"):
    page = client.get("/cha-me/rut-lai/")
    return client.post("/cha-me/rut-lai/", {"code": code, "which": which, form_tokens.FIELD: hidden(page)})


@pytest.mark.parametrize("typed", [str, str.upper, lambda code: code.replace(",", " ")])
def test_it_takes_back_by_code_what_was_agreed(client, code, child, typed):
    page = withdraw(client, typed(code))

    assert page.status_code == 200
    assert {"private", "no-store"} <= set(page.headers["Cache-Control"].split(", "))
    assert "25/11/2026" in page.content.decode()
    assert Withdrawal.objects.get().activity == "club"
    assert withdraw(client, code).status_code == 200
    assert Withdrawal.objects.count() == 1


def test_it_takes_everything_back_by_code(client, code, child):
    assert withdraw(client, code, "everything").status_code == 200

    assert Withdrawal.objects.get().activity == ""
    assert queries.is_being_erased(child)


@pytest.mark.parametrize("wrong", ["mèo vàng, cá nhỏ, ong đỏ, bò to", "\u200b", "😀", "x" * 200])
def test_it_knows_no_other_code(client, code, wrong):
    page = withdraw(client, wrong)

    assert page.status_code in {404, 422}
    assert not Withdrawal.objects.exists()


def test_it_obeys_no_code_in_an_address(client, code):
    page = client.get("/cha-me/rut-lai/", {"code": code, "which": "everything"})

    assert code not in page.content.decode()
    assert not Withdrawal.objects.exists()


def test_it_slows_down_who_tries_one_code_again_and_again(client, code):
    statuses = [withdraw(client, "mèo vàng, cá nhỏ, ong đỏ, bò to").status_code for _ in range(12)]

    assert statuses == [404] * 10 + [429] * 2
    assert withdraw(client, code).status_code == 200


@pytest.mark.parametrize(("limit", "elsewhere"), [("TRIES_IN_ALL", False), ("TRIES_FROM_A_PLACE", True)])
def test_it_slows_down_who_tries_many_codes(monkeypatch, rf, limit, elsewhere):
    monkeypatch.setattr(f"portal.people.rules.throttling.{limit}", 3)
    for number in range(3):
        rules.throttle_code(f"code {'abc'[number]}", rf.get("/"))

    with pytest.raises(Throttled):
        rules.throttle_code("code d", rf.get("/"))
    assert (why_not(rules.throttle_code, "code d", rf.get("/", REMOTE_ADDR="192.0.2.9")) is None) is elsewhere


def test_it_has_nothing_to_take_back_of_a_no(token):
    code = actions.answer_guardian_link(
        token, relation="mother", answers={"club": False, "picture": False}, at=timezone.now()
    )

    with pytest.raises(rules.NothingToWithdraw):
        actions.withdraw_by_code(code, at=timezone.now())


def test_it_has_nothing_left_to_take_back_when_that_is_done(code):
    now = timezone.now()
    actions.withdraw_by_code(code, at=now)
    actions.finish_withdrawals(at=now + timedelta(days=15))

    with pytest.raises(rules.NothingToWithdraw):
        actions.withdraw_by_code(code, at=now + timedelta(days=16))


def test_it_costs_few_queries(client, token, django_assert_max_num_queries):
    Client().get(f"/cha-me/{token}/")
    with django_assert_max_num_queries(10):
        page = client.get(f"/cha-me/{token}/")
    sent = filled(page)
    with django_assert_max_num_queries(40):
        client.post(f"/cha-me/{token}/", sent)


def test_it_answers_no_link_nobody_made(db):
    with pytest.raises(rules.LinkUnknown):
        actions.answer_guardian_link("x", relation="mother", answers={}, at=timezone.now())


def test_it_asks_who_answers(token):
    with pytest.raises(rules.BadAnswer) as refused:
        actions.answer_guardian_link(token, relation="self", answers={"club": True, "picture": True}, at=timezone.now())

    assert set(refused.value.fields) == {"relation"}
