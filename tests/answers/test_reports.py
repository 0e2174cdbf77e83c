"""Anyone may tell the centre that something public is not right; it raises priority and hides nothing."""

import re
from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import resolve, reverse

from portal.answers import actions, queries
from portal.foundation import form_tokens
from portal.foundation.refusals import NotAllowed
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import Concern, FreeText, Report, TextState
from tests import personas
from tests.answers.factories import PAGE, report
from tests.desk import signed_in
from tests.safeguarding.factories import qualify, reader, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_it_gives_a_receipt(at):
    made, code = actions.report(instance=uuid4(), reason="private", about=PAGE, words="Có tên bạn em.", at=at)

    assert queries.receipt_of(code).thread == made.thread
    assert made.words.is_meant_for_public is False
    assert made.words.thread == made.thread
    assert safeguarding_queries.words_of(made.words) == "Có tên bạn em."
    assert made.words in safeguarding_queries.waiting_texts()


def test_it_raises_what_is_reported_and_hides_nothing(at, published):
    for _ in range(40):
        report(at, text=published.pk)

    published.refresh_from_db()
    assert published.is_reported
    assert published.state == TextState.PUBLISHED
    assert safeguarding_queries.waiting_texts().first() == published


@pytest.mark.parametrize("state", ["waiting", "rejected", "withdrawn"])
def test_it_says_the_same_about_a_text_nobody_sees(at, state):
    hidden = receive("Em thích vẽ.", at=at)
    FreeText.objects.filter(pk=hidden.pk).update(state=state)

    made = report(at, text=hidden.pk)

    assert made.about_text is None
    assert not FreeText.objects.get(pk=hidden.pk).is_reported


def test_it_opens_a_concern_when_somebody_may_be_in_danger(at, published):
    made = report(at, reason="danger", text=published.pk, words="Bạn ấy hay khóc.")

    concern = Concern.objects.get()
    assert (concern.severity, concern.origin, concern.thread) == (2, "report", published.thread)
    assert {published, made.words} == set(concern.texts.all())


def test_it_gives_the_officer_the_text_and_what_was_said_of_it(at, published):
    officer = qualify(personas.protection_officer(), at)
    made = report(at, reason="danger", text=published.pk, words="Bạn ấy ở nhà chú Ba, xóm 3.")

    assert set(Concern.objects.get().texts.all()) == {published, made.words}
    for text in (published, made.words):
        safeguarding_actions.open_text(text, reason="có người báo", by=officer, at=at)
        assert safeguarding_rules.sees_unmasked(text, by=officer)


def test_it_reads_what_was_said_of_danger_before_other_words(at):
    receive("Em thích vẽ.", at=at)
    made = report(at + timedelta(hours=1), reason="danger", words="Bạn ấy ở nhà chú Ba.")
    other = report(at, reason="wrong", words="Sai ngày.")

    assert (made.words.severity, other.words.severity) == (2, 9)
    assert safeguarding_queries.waiting_texts().first() == made.words


def test_it_wakes_the_one_on_call_when_its_words_say_so(at):
    report(at, reason="danger", words="Bạn ấy nói không muốn sống nữa.")

    assert Concern.objects.get().severity == 1


def test_it_opens_no_concern_for_anything_else(at):
    report(at)

    assert not Concern.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "like"}, "reason"),
        ({"about": "https://la.example/"}, "about"),
        ({"about": "//la.example/"}, "about"),
        ({"about": "/tim-kiem/?q=x"}, "about"),
        ({"about": "javascript:alert(1)"}, "about"),
        ({"about": "/" + "a" * 300}, "about"),
        ({"about": "/a b\n"}, "about"),
        ({"about": "/a\0"}, "about"),
        ({"about": "/a\ud800"}, "about"),
    ],
)
def test_it_refuses_what_is_no_report(at, changes, field):
    with pytest.raises(safeguarding_rules.BadReport) as refused:
        report(at, **changes)

    assert set(refused.value.fields) == {field}
    assert not Report.objects.exists()


# --- The page ---


def form_of(browser, **asked):
    shown = browser.get(reverse("report_page"), asked).content.decode()
    token = re.search(rf'name="{form_tokens.FIELD}" value="([^"]+)"', shown).group(1)
    return shown, token


def test_it_shows_111_before_anything_else_and_danger_first(client):
    shown, _token = form_of(client, trang=PAGE)

    assert shown.index('href="tel:111"', shown.index("<h1>")) < shown.index('type="radio"')
    assert shown.index('value="danger"') < shown.index('value="private"')
    assert f'name="trang" value="{PAGE}"' in shown
    assert "Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111." in shown
    assert not client.cookies


def test_it_takes_a_report_without_knowing_who_sends_it(client, published):
    _shown, token = form_of(client, trang=PAGE, bai=str(published.pk))
    typed = {form_tokens.FIELD: token, "trang": PAGE, "bai": str(published.pk), "reason": "hurts", "words": "Buồn lắm."}

    first, again = client.post(reverse("report_page"), typed), client.post(reverse("report_page"), typed)

    made = Report.objects.get()
    assert (made.about, made.about_text) == (PAGE, published)
    assert first.context["code"] == again.context["code"]
    assert "Cảm ơn em" in first.content.decode()
    assert "no-store" in first.headers["Cache-Control"]
    assert not client.cookies


def test_it_shows_the_same_page_whatever_is_reported(client):
    answers = []
    for words in ("Em k muon song nua", "Chữ nhỏ quá."):
        _shown, token = form_of(client, trang=PAGE)
        typed = {form_tokens.FIELD: token, "trang": PAGE, "reason": "danger", "words": words}
        page = client.post(reverse("report_page"), typed)
        shown = page.content.decode().replace(page.context["code"], "")
        shown = re.sub(r'<ul class="receipt-code".*?</ul>', "", shown, flags=re.DOTALL)
        answers.append(re.sub(r'value="[^"]{60,}"', "", shown))

    assert answers[0] == answers[1]


def test_it_asks_before_a_telephone_number_goes_out(client):
    _shown, token = form_of(client, trang=PAGE)
    typed = {form_tokens.FIELD: token, "trang": PAGE, "reason": "other", "words": "Gọi em số 0912 345 678."}

    asked = client.post(reverse("report_page"), typed).content.decode()
    assert "Để lại và gửi" in asked
    assert not Report.objects.exists()

    client.post(reverse("report_page"), {**typed, "da-xem": "1"})
    assert Report.objects.count() == 1


def test_it_keeps_what_was_typed_when_the_form_is_old_or_unfinished(client):
    old = client.post(reverse("report_page"), {"trang": PAGE, "reason": "other", "words": "Chữ nhỏ quá."})
    assert old.status_code == 400
    assert "Chữ nhỏ quá." in old.content.decode()

    _shown, token = form_of(client, trang=PAGE)
    unfinished = client.post(reverse("report_page"), {form_tokens.FIELD: token, "trang": PAGE, "words": "Chữ nhỏ."})
    assert unfinished.status_code == 422
    assert "Chữ nhỏ." in unfinished.content.decode()

    foreign = client.post(
        reverse("report_page"), {form_tokens.FIELD: token, "trang": "//la.example/", "reason": "other"}
    )
    assert foreign.status_code == 400


@pytest.mark.parametrize("bai", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_it_takes_a_report_about_a_piece_it_does_not_know(client, bai):
    _shown, token = form_of(client, trang=PAGE, bai=bai)

    client.post(reverse("report_page"), {form_tokens.FIELD: token, "trang": PAGE, "bai": bai, "reason": "wrong"})

    assert Report.objects.get().about_text is None


# --- The API ---


def send(client, **body):
    return client.post("/api/v1/reports/", body, content_type="application/json")


def test_it_takes_a_report_by_the_api_once(client, published):
    body = {
        "id": str(uuid4()),
        "reason": "danger",
        "about": PAGE,
        "text": str(published.pk),
        "words": "Bạn ấy hay khóc.",
    }

    first, again = send(client, **body), send(client, **body)

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert "no-store" in first.headers["Cache-Control"]
    made = Report.objects.get()
    assert queries.receipt_of(first.json()["code"]).thread == made.thread
    assert str(made.pk) != body["id"]
    assert made.about_text == published
    assert Concern.objects.get().severity == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "x"},
        {"reason": "like"},
        {"about": "//la.example/"},
        {"about": 7},
        {"text": 7},
        {"words": ["a"]},
        {"words": "à" * 200_001},
    ],
)
def test_it_refuses_malformed_reports_by_the_api(client, changes):
    answer = send(client, **{"id": str(uuid4()), "reason": "other", "about": PAGE, **changes})

    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == set(changes)


# --- The desk ---


def test_it_lists_reports_danger_first_and_marks_duplicates(at, published):
    report(at, about="/khac/")
    report(at, text=published.pk)
    report(at, text=published.pk)
    report(at, reason="danger", about="/nguy/")

    shown = signed_in(reader(at, "Y Hlim Ayun")).get(reverse("texts:reports")).content.decode()

    assert shown.index("/nguy/") < shown.index("/khac/")
    assert shown.count("báo trùng trang này") == 1
    assert "Lời báo (4)" in signed_in(personas.protection_officer()).get(reverse("texts:queue")).content.decode()


def test_it_is_handled_once_with_what_was_done(at):
    made = report(at, words="Chữ nhỏ quá.")
    report(at)
    desk = signed_in(reader(at))
    address = reverse("texts:report", args=[made.pk])
    shown = desk.get(address).content.decode()
    assert "Chữ nhỏ quá" not in shown
    assert reverse("texts:item", args=[made.words_id]) in shown
    assert "Lời báo khác về trang này" in shown

    assert desk.post(address, {"outcome": " "}).status_code == 400
    assert desk.post(address, {"outcome": "Đã sửa cỡ chữ."}).url == reverse("texts:reports")

    made.refresh_from_db()
    assert made.outcome == "Đã sửa cỡ chữ."
    assert desk.post(address, {"outcome": "Lần nữa."}).url == address
    assert "Đã sửa cỡ chữ." in desk.get(address).content.decode()
    assert "Đã sửa cỡ chữ." in desk.get(reverse("texts:reports"), {"xong": "1"}).content.decode()


def test_it_refuses_an_outcome_from_nobody_or_without_words(at):
    made = report(at)
    by = reader(at)
    with pytest.raises(NotAllowed):
        safeguarding_actions.handle_report(made, outcome="Xong.", by=personas.editor(), at=at)
    for outcome in ("", "à" * 301):
        with pytest.raises(safeguarding_rules.BadOutcome):
            safeguarding_actions.handle_report(made, outcome=outcome, by=by, at=at)
    safeguarding_actions.handle_report(made, outcome="Xong.", by=by, at=at)
    with pytest.raises(safeguarding_rules.ReportHandled):
        safeguarding_actions.handle_report(made, outcome="Xong.", by=by, at=at)


def test_it_shows_an_unknown_report_to_nobody_and_the_director_may_not_handle(at):
    made = report(at)
    director = signed_in(personas.director())

    assert "Tài khoản của bạn không có quyền" in director.get(reverse("texts:report", args=[made.pk])).content.decode()
    assert director.get(reverse("texts:report", args=[uuid4()])).status_code == 404
    editor = signed_in(personas.editor())
    assert editor.get(reverse("texts:report", args=[made.pk])).url == reverse("wagtailadmin_home")


def test_it_leads_from_a_page_to_the_form(rf, published):
    from django.template import Context, Template

    request = rf.get("/bai-viet/1/")
    request.resolver_match = resolve(request.path)
    drawn = Template("{% load safeguarding_tags %}{% report_link text %}").render(
        Context({"request": request, "text": published})
    )

    assert f"trang=%2Fbai-viet%2F1%2F&amp;bai={published.pk}" in drawn
    assert "Báo cho cô chú" in drawn
    assert "bai=" not in Template("{% load safeguarding_tags %}{% report_link %}").render(Context({}))


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/cau-lac-bo/", "/cau-lac-bo/"),
        ("/en/cau-lac-bo/", "/en/cau-lac-bo/"),
        ("/vao/MAUTRANG/", "/"),
        ("/cha-me/abc/", "/"),
        ("/en/cha-me/abc/", "/"),
        ("/ma-phieu/", "/"),
        ("/khong-co-trang/nay/", "/khong-co-trang/nay/"),
    ],
)
def test_it_is_offered_at_the_foot_of_every_page_and_hands_on_no_code(client, path, named):
    foot = client.get(path).content.decode().split("<footer")[1]

    assert f'/bao-cho-co-chu/?trang={quote(named, safe="")}"' in foot


def test_it_says_the_house_rules_in_childrens_words():
    shown = Client().get(reverse("house_rules")).content.decode()

    assert "Bài có lời làm bạn khác buồn hoặc đau." in shown
    assert 'data-behaviour="listen"' in shown
    assert "gọi 111" in shown
    assert 'href="/phan-anh/">Em thấy không đúng?' in shown
    assert f'href="/bao-cho-co-chu/?trang={quote("/noi-quy/", safe="")}" rel="nofollow">Em thấy điều chưa đúng' in shown
    assert ">Em có điều chưa vừa lòng?</a>" in shown.split("<footer")[1]
