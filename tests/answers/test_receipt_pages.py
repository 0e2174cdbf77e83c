"""The page after sending is the same for every child, and the page behind a code never shows her words."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from portal.answers import actions, queries, rules
from portal.answers.models import Complaint, WrongLookup
from portal.foundation import form_tokens
from portal.people import actions as people_actions
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import FreeText, TextState
from tests import personas
from tests.answers import factories
from tests.safeguarding import factories as safeguarding_factories

pytestmark = pytest.mark.django_db

PAGE = "/ma-phieu/"


@pytest.fixture(autouse=True)
def _now(clock, db) -> None:
    people_actions.ensure_roles()


def complain(client, words, **typed):
    token = form_tokens.issue("answers.complaint")
    return client.post("/phan-anh/", {form_tokens.FIELD: token, "about": "site", "words": words, **typed})


def received(client, words):
    """The page after sending, without what is this sending's own: its code and its token."""
    html = complain(client, words).text
    html = re.sub(r'(?s)(<ul class="receipt-code".*?data-code=")[^"]*(".*?>).*?</ul>', r"\1\2", html)
    return re.sub(rf'(name="{form_tokens.FIELD}" value=")[^"]*', r"\1", html)


def code_in(response):
    return re.search(r'data-code="([^"]+)"', response.text)[1]


def test_it_shows_the_same_page_whatever_was_written(client):
    grave, plain = received(client, "em k muon song nua"), received(client, "em thích vẽ")

    assert grave == plain
    assert grave.index('class="help-card"') < grave.index("<h1>")
    assert 'href="tel:111"' in grave
    assert "Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111." in grave


def test_it_shows_the_same_receipt_for_a_double_tap(client):
    token = form_tokens.issue("answers.complaint")
    form = {form_tokens.FIELD: token, "about": "site", "words": "Chữ nhỏ quá."}

    assert code_in(client.post("/phan-anh/", form)) == code_in(client.post("/phan-anh/", form))
    assert Complaint.objects.count() == 1


def test_it_keeps_what_was_typed_when_the_form_lay_open_too_long(client, clock):
    token = form_tokens.issue("answers.complaint")
    clock.shift(timedelta(days=3))

    response = client.post("/phan-anh/", {form_tokens.FIELD: token, "about": "site", "words": "Chữ nhỏ quá."})

    assert response.status_code == 400
    assert "Chữ nhỏ quá." in response.text
    fresh = re.search(rf'name="{form_tokens.FIELD}" value="([^"]+)"', response.text)[1]
    again = client.post("/phan-anh/", {form_tokens.FIELD: fresh, "about": "site", "words": "Chữ nhỏ quá."})
    assert again.status_code == 200


def test_it_takes_no_form_from_another_site(client):
    token = form_tokens.issue("answers.complaint")
    form = {form_tokens.FIELD: token, "about": "site", "words": "Chữ nhỏ quá."}

    assert client.post("/phan-anh/", form, headers={"Origin": "https://xau.example"}).status_code == 403
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"about": "cat", "words": "x"}, {"about": "site", "words": ""}])
def test_it_shows_what_is_missing(client, typed):
    response = client.post("/phan-anh/", {form_tokens.FIELD: form_tokens.issue("answers.complaint"), **typed})

    assert response.status_code == 422
    assert 'class="error-summary"' in response.text


def test_it_promises_honestly_beside_every_box(client):
    for address in ("/phan-anh/", "/thong-tin-cua-em/", PAGE):
        assert "Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111." in client.get(address).text


def test_it_is_found_by_a_code_that_is_posted_and_only_so(client, at):
    _, code = factories.receipt_for(at)

    shown = client.post(PAGE, {"code": code})
    in_address = client.get(PAGE, {"code": code})

    assert "Hộp ý kiến" in shown.text
    assert "Hộp ý kiến" not in in_address.text
    assert code not in in_address.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert "no-store" in in_address.headers["Cache-Control"]
    assert not shown.cookies
    assert not in_address.cookies


def test_it_answers_an_unknown_code_kindly(client):
    response = client.post(PAGE, {"code": "mèo vàng, thuyền nhỏ"})

    assert response.status_code == 404
    assert "Cô chú chưa tìm thấy mã này" in response.text
    assert WrongLookup.objects.get().count == 1


def test_it_says_when_it_rests(client, at):
    WrongLookup.objects.create(hour=queries.hour_of(at), bucket="zz", count=rules.MOST_WRONG_AN_HOUR)

    response = client.post(PAGE, {"code": "mèo vàng"})

    assert response.status_code == 429
    assert "quay lại sau một giờ" in response.text


def test_it_never_shows_the_childs_words(client, at):
    text = factories.sent(at, words="em thích vẽ con voi")
    _, code = factories.receipt_for(at, thread=text.thread, pin="4071")

    assert "con voi" not in client.post(PAGE, {"code": code}).text


def told(client, code):
    html = client.post(PAGE, {"code": code}).text
    return re.sub(r'(name="(?:code|phieu)"[^>]*value=")[^"]*', r"\1", html)


def test_it_does_not_tell_what_went_to_protection(client, at):
    moderator = safeguarding_factories.reader(at)
    pages = []
    for decision, message in (("read", ""), ("protection", "")):
        text = factories.sent(at)
        _, code = factories.receipt_for(at, thread=text.thread)
        safeguarding_actions.decide_text(
            text, decision=decision, version=text.version, note="xem giúp", message=message, by=moderator, at=at
        )
        pages.append(told(client, code))

    assert "Cô chú đã đọc." in pages[0]
    assert pages[0] == pages[1]


def test_it_gives_reason_message_and_a_way_to_send_again(client, at):
    moderator = safeguarding_factories.reader(at)
    text = factories.sent(at, is_meant_for_public=True)
    _, code = factories.receipt_for(at, thread=text.thread)
    made = safeguarding_actions.decide_text(
        text,
        decision="reject",
        version=text.version,
        reason="unclear",
        message="Em viết về con voi nhé.",
        by=moderator,
        at=at,
    )
    before = client.post(PAGE, {"code": code}).text
    second = safeguarding_factories.reader(at, "Y Hlim Ayun")
    safeguarding_actions.read_second(made, by=second, agrees=True, at=at)

    page = client.post(PAGE, {"code": code}).text
    assert "Chưa đăng được." in page
    assert safeguarding_rules.suggestion_of("unclear") in before
    assert "Em viết về con voi nhé." not in before
    assert "Em viết về con voi nhé." in page
    token = re.search(r'name="phieu" value="([^"]+)"', page)[1]
    form = {"code": code, "phieu": token, "words": "em thích vẽ voi"}
    again = client.post("/ma-phieu/viet-lai/", form)
    client.post("/ma-phieu/viet-lai/", form)

    assert code_in(again) == code
    assert FreeText.objects.filter(thread=text.thread).count() == 2
    new = FreeText.objects.exclude(pk=text.pk).get()
    assert (new.state, new.source_kind, new.is_meant_for_public) == (TextState.WAITING, "tests.opinion", False)


def test_it_shows_again_what_was_typed_when_writing_again_failed(client, at):
    text = factories.sent(at)
    _, code = factories.receipt_for(at, thread=text.thread)

    expired = client.post("/ma-phieu/viet-lai/", {"code": code, "phieu": "cũ", "words": "em viết lại"})
    empty = client.post(
        "/ma-phieu/viet-lai/", {"code": code, "phieu": form_tokens.issue("answers.again"), "words": " "}
    )

    assert (expired.status_code, empty.status_code) == (400, 422)
    assert "em viết lại" in expired.text
    assert FreeText.objects.count() == 1


def test_it_takes_five_texts_a_day_and_no_more(client, at):
    text = factories.sent(at)
    _, code = factories.receipt_for(at, thread=text.thread)
    statuses = [
        client.post(
            "/ma-phieu/viet-lai/",
            {"code": code, "phieu": form_tokens.issue("answers.again"), "words": f"em viết lần {number}"},
        ).status_code
        for number in range(6)
    ]

    assert statuses == [200, 200, 200, 200, 429, 429]


def test_it_shows_replies_signed_by_role_and_says_plainly_when_late(client, at, clock):
    receipt, code = factories.receipt_for(at, answer_due_on=at.date())
    assert "Cô chú trả lời trước ngày 23/11/2026." in client.post(PAGE, {"code": code}).text
    clock.shift(timedelta(days=3))
    assert "Quá hạn 3 ngày." in client.post(PAGE, {"code": code}).text

    actions.reply(receipt, words="Cảm ơn em nhé.", by=personas.director(), at=at)

    page = client.post(PAGE, {"code": code}).text
    assert "Cảm ơn em nhé." in page
    assert "Giám đốc" in page
    assert "Y Hlim" not in page
    assert "Quá hạn" not in page


def test_it_sets_a_pin_on_the_page_after_sending(client, at):
    receipt, code = factories.receipt_for(at)
    token = form_tokens.issue("answers.pin", instance=receipt.pk)

    weak = client.post("/ma-phieu/ma-rieng/", {"phieu": token, "pin": "1111"})
    empty = client.post("/ma-phieu/ma-rieng/", {"phieu": token, "pin": ""})
    done = client.post("/ma-phieu/ma-rieng/", {"phieu": token, "pin": "4071"})

    assert (weak.status_code, empty.status_code, done.status_code) == (400, 422, 200)
    assert code_in(weak) == code_in(done) == code
    actions.check_receipt_pin(receipt, "4071")


def test_it_sets_no_pin_later_by_code_or_by_another_token(client, at, clock):
    receipt, _ = factories.receipt_for(at)
    token = form_tokens.issue("answers.pin", instance=receipt.pk)
    nobody = form_tokens.issue("answers.pin", instance=uuid4())
    clock.shift(timedelta(hours=3))

    assert client.post("/ma-phieu/ma-rieng/", {"phieu": token, "pin": "4071"}).status_code == 409
    assert client.post("/ma-phieu/ma-rieng/", {"phieu": nobody, "pin": "4071"}).status_code == 409
    assert client.post("/ma-phieu/ma-rieng/", {"pin": "4071"}).status_code == 409
    receipt.refresh_from_db()
    assert receipt.pin_hash == ""


def test_it_erases_at_once_with_code_and_pin(client, at):
    text = factories.sent(at)
    _receipt, code = factories.receipt_for(at, thread=text.thread, pin="4071")

    wrong = client.post("/ma-phieu/xoa/", {"code": code, "pin": "5926"})
    empty = client.post("/ma-phieu/xoa/", {"code": code, "pin": ""})
    done = client.post("/ma-phieu/xoa/", {"code": code, "pin": "4071"})

    assert (wrong.status_code, empty.status_code, done.status_code) == (403, 422, 200)
    assert "Lời này đã được xóa." in done.text
    text.refresh_from_db()
    assert text.state == TextState.ERASED


@pytest.mark.parametrize("address", ["/ma-phieu/xoa/", "/ma-phieu/viet-lai/", "/ma-phieu/ma-rieng/"])
def test_it_leads_a_reloaded_page_back_to_the_code(client, address):
    assert client.get(address).url == reverse("receipt")


def test_it_speaks_english_below_its_language(client, at):
    _, code = factories.receipt_for(at)

    assert "Your slip" in client.post("/en/ma-phieu/", {"code": code}).text
    assert (
        "Thank you for telling us"
        in client.post(
            "/en/phan-anh/",
            {form_tokens.FIELD: form_tokens.issue("answers.complaint"), "about": "site", "words": "Too small."},
        ).text
    )


def test_it_answers_a_code_with_few_queries(client, at, django_assert_max_num_queries):
    text = factories.sent(at)
    _receipt, code = factories.receipt_for(at, thread=text.thread)
    client.post(PAGE, {"code": code})

    with django_assert_max_num_queries(12):
        client.post(PAGE, {"code": code})


def test_it_asks_for_a_code_where_none_was_written(client):
    assert client.post(PAGE, {"code": ""}).status_code == 422


def test_it_says_that_a_pin_of_another_is_set_already(client, at):
    receipt, _ = factories.receipt_for(at, pin="5926")
    token = form_tokens.issue("answers.pin", instance=receipt.pk)

    assert client.post("/ma-phieu/ma-rieng/", {"phieu": token, "pin": "4071"}).status_code == 409
