"""A child's own pages of consent, and the screens where staff follow and complete it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from portal.people import actions, queries, rules
from portal.people.models import ConsentRecord, ConsentText, GuardianLink, Role, Withdrawal
from tests import desk, personas
from tests.people import children as browsers
from tests.people import consenting as children

pytestmark = pytest.mark.django_db


@pytest.fixture
def child():
    return children.child()


@pytest.fixture
def browser(child, clock):
    return browsers.signed_in(child, at=timezone.now())


@pytest.fixture
def officer():
    return personas.protection_officer()


@pytest.fixture
def facilitator(child, monkeypatch):
    """Lò Văn Pản looks after this child's club."""
    pan = personas.staff("Lò Văn Pản", [Role.FACILITATOR])
    monkeypatch.setattr("portal.people.rules.reach._reaches", [])
    rules.register_reach(lambda user, ids, at: {child.pk} & set(ids) if user == pan else set())
    return pan


# The child's pages


def test_it_leads_a_stranger_to_the_way_in(client, db):
    for address in ("/em/dong-y/", "/em/dong-y/club/"):
        page = client.get(address)
        assert page.status_code == 302
        assert "dong-y" not in page.url.split("?")[0]
    assert client.post("/em/dong-y/rut-lai/", {"viec": "tat-ca"}).status_code == 302


def test_it_lists_what_she_is_asked_and_chooses_nothing_for_her(browser):
    page = browser.get("/em/dong-y/").content.decode()

    assert page.count("asked__one--open") == 2  # what a feature uses: clubs and pictures
    assert "Viết trong câu lạc bộ" in page
    assert "Còn chờ cha mẹ." in page
    assert " checked" not in page


def test_it_shows_the_way_back_from_each_question(browser):
    assert "Về trang của em" in browser.get("/em/dong-y/club/").content.decode()


def test_it_asks_a_girl_of_sixteen_less(clock):
    page = browsers.signed_in(children.child(age=16), at=timezone.now()).get("/em/dong-y/").content.decode()

    assert page.count("Còn chờ cha mẹ.") == 1  # pictures


@pytest.mark.parametrize(("tapped", "is_yes"), [("co", True), ("khong", False)])
def test_it_keeps_her_answer(browser, child, tapped, is_yes):
    assert browser.get("/em/dong-y/club/").status_code == 200

    answered = browser.post("/em/dong-y/club/", {"tra-loi": tapped})

    assert answered.url == f"/em/dong-y/?xong={tapped}"
    assert child.consents.get().is_yes is is_yes
    assert browser.get(answered.url).status_code == 200


def test_it_takes_no_silence_for_a_yes(browser):
    assert browser.post("/em/dong-y/club/", {}).status_code == 422
    assert browser.post("/em/dong-y/club/", {"tra-loi": "\0"}).status_code == 422
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize("activity", ["anonymous", "x", "CLUB"])
def test_it_has_no_page_for_what_nobody_asks(browser, activity):
    assert browser.get(f"/em/dong-y/{activity}/").status_code == 404


def test_it_lets_her_take_a_yes_back_and_say_it_again(browser, child):
    browser.post("/em/dong-y/club/", {"tra-loi": "co"})
    assert "Em rút lại" in browser.get("/em/dong-y/club/").content.decode()

    for _ in range(2):
        assert browser.post("/em/dong-y/rut-lai/", {"viec": "club"}).url == "/em/dong-y/?xong=rut"

    assert Withdrawal.objects.count() == 1
    assert "Em đã rút lại." in browser.get("/em/dong-y/").content.decode()
    browser.post("/em/dong-y/club/", {"tra-loi": "co"})
    assert queries.consent_status(child, "club", at=timezone.now()).child


def test_it_lets_her_take_everything_back(browser, child):
    assert browser.post("/em/dong-y/rut-lai/", {"viec": "tat-ca"}).url == "/em/dong-y/?xong=het"

    assert queries.is_being_erased(child)
    assert "Rút lại hết và xóa" not in browser.get("/em/dong-y/").content.decode()
    assert browser.post("/em/dong-y/club/", {"tra-loi": "co"}).status_code == 409


def test_it_knows_nothing_to_take_back_by_another_name(browser):
    assert browser.post("/em/dong-y/rut-lai/", {"viec": "x"}).status_code == 404
    assert browser.post("/em/dong-y/rut-lai/", {"viec": "club"}).status_code == 302
    assert not Withdrawal.objects.exists()


def test_it_costs_her_few_queries(browser, django_assert_max_num_queries):
    browser.get("/em/dong-y/")
    with django_assert_max_num_queries(10):
        browser.get("/em/dong-y/")


# The desk


def test_it_shows_staff_only_children_they_reach(child, facilitator):
    other = children.child("Mèo Đen")
    client = desk.signed_in(facilitator)

    found = client.get("/admin/dong-y/", {"q": "mèo"}).content.decode()
    assert str(child.pk) in found
    assert str(other.pk) not in found
    assert client.get(f"/admin/dong-y/{child.pk}/").status_code == 200
    for address in (f"/admin/dong-y/{other.pk}/", f"/admin/dong-y/{uuid4()}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/admin/dong-y/{other.pk}/giay/", {}).status_code == 404


def test_it_closes_the_screens_to_editors(child, officer):
    client = desk.signed_in(personas.editor())

    for address in ("/admin/dong-y/", f"/admin/dong-y/{child.pk}/", "/admin/dong-y/rut-lai/", "/admin/loi-xin-dong-y/"):
        assert client.get(address).status_code in {302, 404}, address


def test_it_makes_a_slip_to_print(child, facilitator, client):
    staff = desk.signed_in(facilitator)

    slip = staff.post(f"/admin/dong-y/{child.pk}/phieu/", {"activities": ["club", "picture"]})

    words = slip.content.decode()
    assert {"private", "no-store"} <= set(slip.headers["Cache-Control"].split(", "))
    assert "<svg" in words
    assert "14pt" in words
    address = words.split('readonly value="')[1].split('"')[0]
    path = "/" + address.split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert "còn chờ trả lời" in staff.get(f"/admin/dong-y/{child.pk}/").content.decode()
    staff.post(f"/admin/dong-y/{child.pk}/phieu/thu-hoi/")
    assert client.get(path).status_code == 410


def test_it_makes_no_slip_that_asks_nothing(child, facilitator):
    staff = desk.signed_in(facilitator)

    assert staff.post(f"/admin/dong-y/{child.pk}/phieu/", {}).status_code == 400
    assert staff.post(f"/admin/dong-y/{child.pk}/phieu/", {"activities": ["anonymous"]}).status_code == 400
    actions.withdraw_consent(child, asked_by="child", at=timezone.now())
    assert staff.post(f"/admin/dong-y/{child.pk}/phieu/", {"activities": ["club"]}).status_code == 400
    assert not GuardianLink.objects.exists()


def test_it_takes_paper_in(child, facilitator):
    staff = desk.signed_in(facilitator)
    paper = {
        "activity": "club",
        "relation": "father",
        "is_yes": "yes",
        "language": "vi",
        "evidence": "Giấy 20/11, tủ 2",
    }

    assert staff.post(f"/admin/dong-y/{child.pk}/giay/", {**paper, "evidence": " "}).status_code == 400
    assert staff.post(f"/admin/dong-y/{child.pk}/giay/", {**paper, "is_yes": ""}).status_code == 400
    assert staff.post(f"/admin/dong-y/{child.pk}/giay/", {**paper, "relation": "x"}).status_code == 400
    assert staff.post(f"/admin/dong-y/{child.pk}/giay/", {**paper, "activity": "anonymous"}).status_code == 400
    assert not ConsentRecord.objects.exists()

    assert staff.post(f"/admin/dong-y/{child.pk}/giay/", paper).status_code == 302

    record = ConsentRecord.objects.get()
    assert (record.is_yes, record.witnessed_by) == (True, facilitator)
    assert "Giấy 20/11, tủ 2" in staff.get(f"/admin/dong-y/{child.pk}/").content.decode()


def test_it_takes_paper_that_is_refused_back_into_the_form(child, facilitator):
    actions.withdraw_consent(child, asked_by="child", at=timezone.now())
    paper = {"activity": "club", "relation": "father", "is_yes": "no", "language": "vi", "evidence": "Giấy 20/11"}

    page = desk.signed_in(facilitator).post(f"/admin/dong-y/{child.pk}/giay/", paper)

    assert page.status_code == 400
    assert "Giấy 20/11" in page.content.decode()


def test_it_shows_what_is_in_use_and_what_somebody_answered_about(child, facilitator):
    staff = desk.signed_in(facilitator)
    address = f"/admin/dong-y/{child.pk}/"

    before = staff.get(address).content.decode()
    children.answer(child, "travel")
    after = staff.get(address).content.decode()

    assert before.count('class="consents__title"') == len(rules.IN_USE)
    assert "đăng ảnh, bút danh, lời trích" in before
    assert "đi xa, ngủ lại" not in before.lower()
    assert after.count('class="consents__title"') == len(rules.IN_USE) + 1
    assert '<option value="travel">' in after
    assert staff.post(f"{address}rut-lai/", {"activity": "travel", "asked_by": "child"}).status_code == 302


def test_it_notes_a_witness(child, facilitator):
    record = children.answer(child, "picture", "guardian")
    staff = desk.signed_in(facilitator)

    assert "Tôi đã hỏi chắc cha mẹ" in staff.get(f"/admin/dong-y/{child.pk}/").content.decode()
    assert staff.post(f"/admin/dong-y/{child.pk}/chung/{record.pk}/", {"channel": "x"}).status_code == 400
    assert staff.post(f"/admin/dong-y/{child.pk}/chung/{uuid4()}/", {"channel": "phone"}).status_code == 404
    staff.post(f"/admin/dong-y/{child.pk}/chung/{record.pk}/", {"channel": "phone"})

    record.refresh_from_db()
    assert record.witnessed_by == facilitator
    actions.withdraw_consent(child, activity="picture", asked_by="guardian", at=timezone.now())
    assert staff.post(f"/admin/dong-y/{child.pk}/chung/{record.pk}/", {"channel": "phone"}).status_code == 302


def test_it_takes_back_what_somebody_said_by_word_of_mouth(child, facilitator):
    children.answer(child, "club", "guardian")
    staff = desk.signed_in(facilitator)

    assert staff.post(f"/admin/dong-y/{child.pk}/rut-lai/", {"activity": "club"}).status_code == 400
    assert (
        staff.post(f"/admin/dong-y/{child.pk}/rut-lai/", {"activity": "push", "asked_by": "guardian"}).status_code
        == 400
    )
    staff.post(f"/admin/dong-y/{child.pk}/rut-lai/", {"activity": "club", "asked_by": "guardian"})
    staff.post(f"/admin/dong-y/{child.pk}/rut-lai/", {"activity": "everything", "asked_by": "guardian"})

    assert list(Withdrawal.objects.values_list("activity", flat=True)) == ["club", ""]
    assert "Đã rút lại" in staff.get(f"/admin/dong-y/{child.pk}/").content.decode()


def test_it_lists_withdrawals_with_their_clocks_and_reds_the_late(child, facilitator, clock):
    children.answer(child, "club")
    other = children.child("Mèo Đen")
    children.answer(other, "club")
    for one in (child, other):
        actions.withdraw_consent(one, activity="club", asked_by="child", at=timezone.now())
    staff = desk.signed_in(facilitator)

    page = staff.get("/admin/dong-y/rut-lai/").content.decode()
    assert "Mèo Vàng" in page
    assert "Mèo Đen" not in page
    assert "còn 2 ngày" in page
    assert 'class="is-late"' not in page
    assert "1 gia đình chờ trả lời" in staff.get("/admin/").content.decode()

    clock.shift(timedelta(days=5))
    staff = desk.signed_in(personas.administrator())
    page = staff.get("/admin/dong-y/rut-lai/").content.decode()
    assert page.count('class="is-late"') == 2
    assert "Quá hạn trả lời" in page
    assert "2 lần đã quá hạn" in staff.get("/admin/").content.decode()


def test_it_notes_that_the_family_was_answered(child, facilitator):
    children.answer(child, "club")
    withdrawal = actions.withdraw_consent(child, activity="club", asked_by="child", at=timezone.now())
    staff = desk.signed_in(facilitator)

    assert staff.post(f"/admin/dong-y/rut-lai/{withdrawal.pk}/tra-loi/", {"how": ""}).status_code == 400
    for _ in range(2):
        answered = staff.post(f"/admin/dong-y/rut-lai/{withdrawal.pk}/tra-loi/", {"how": "Gặp ở buổi sinh hoạt"})
        assert answered.status_code == 302

    withdrawal.refresh_from_db()
    assert withdrawal.replied_by == facilitator
    stranger = personas.staff("Y Hlim", [Role.FACILITATOR])
    client = desk.signed_in(stranger)
    assert client.post(f"/admin/dong-y/rut-lai/{withdrawal.pk}/tra-loi/", {"how": "x"}).status_code == 404


def test_it_says_when_nothing_waits(officer):
    staff = desk.signed_in(officer)

    assert "Không có lần rút lại nào" in staff.get("/admin/dong-y/rut-lai/").content.decode()
    assert 'id="desk-withdrawals"' not in staff.get("/admin/").content.decode()


def test_it_adds_words_in_the_admin_and_changes_none(officer):
    staff = desk.signed_in(officer)
    first = ConsentText.objects.get(activity="club", giver="child", language="vi")

    assert staff.get("/admin/loi-xin-dong-y/").status_code == 200
    form = staff.get(f"/admin/loi-xin-dong-y/new/?copy={first.pk}")
    assert first.title in form.content.decode()
    words = {"activity": "club", "giver": "child", "language": "bdq", "title": "Tên", "body": "Lời.", "recording": ""}
    answered = staff.post("/admin/loi-xin-dong-y/new/", words)

    assert answered.status_code == 302, answered.context["form"].errors
    assert ConsentText.objects.get(language="bdq").version == 1
    for verb in ("edit", "delete"):
        assert staff.get(f"/admin/loi-xin-dong-y/{verb}/{first.pk}/").status_code == 404


def test_it_costs_the_same_however_many_answers(child, officer, django_assert_max_num_queries):
    staff = desk.signed_in(officer)
    staff.get(f"/admin/dong-y/{child.pk}/")
    for number in range(20):
        children.answer(child, "club", is_yes=bool(number % 2), at=timezone.now() - timedelta(days=number))
    with django_assert_max_num_queries(22):
        staff.get(f"/admin/dong-y/{child.pk}/")
