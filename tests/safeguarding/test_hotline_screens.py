"""The staff desk's screens about hotlines and agencies."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.people.models import AccessEntry
from portal.safeguarding import actions, queries
from portal.safeguarding.models import Agency, Hotline, HotlineChange
from tests import personas

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def _typed(**changes):
    return {
        "number": "1900 5555",
        "name": "Đường dây thử",
        "hours": "7:30–17:00",
        "when_to_use": "Khi cần hỏi.",
        "kind": "office",
        "url": "",
        "verified_on": "20/11/2026",
        "valid_from": "1/1/2026",
        "valid_to": "",
        "replaced_by": "",
        "position": "60",
        "note": "",
        "reason": "Đã gọi thử.",
        **changes,
    }


@pytest.fixture
def change(police, proposer, at):
    return actions.propose_hotline_change(
        hotline=police,
        values={"hours": "Cả ngày đêm", "verified_on": at.date()},
        reason="Đã gọi thử.",
        by=proposer,
        at=at,
    )


def test_it_lists_every_hotline_with_its_state(sign_in, proposer, police):
    Hotline.objects.filter(number="115").update(number="0912345678")

    page = sign_in(proposer).get(reverse("hotlines:index")).content.decode()

    assert "gọi được" in page
    assert "bị sửa lạ" in page
    assert "Không có đề nghị nào đang chờ." in page


def test_it_warns_when_the_signature_does_not_hold(sign_in, proposer, settings):
    settings.HOTLINE_KEY = "another key than the one that signed"

    assert "không còn đúng chữ ký" in sign_in(proposer).get(reverse("hotlines:index")).content.decode()


def test_it_shows_the_menu_items_to_those_who_may_use_them(sign_in, proposer):
    page = sign_in(proposer).get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("hotlines:index") in page
    assert reverse("agencies:index") in page


def test_it_is_closed_to_editors(sign_in, change):
    browser = sign_in(personas.editor())

    for name, args in (("index", []), ("propose_new", []), ("change", [change.pk]), ("history", [])):
        response = browser.get(reverse(f"hotlines:{name}", args=args))
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
    assert reverse("hotlines:index") not in browser.get(reverse("wagtailadmin_home")).content.decode()


def test_it_takes_a_proposal_for_a_new_number(sign_in, proposer):
    response = sign_in(proposer).post(reverse("hotlines:propose_new"), _typed())

    waiting = HotlineChange.objects.get()
    assert response.url == reverse("hotlines:change", args=[waiting.pk])
    assert waiting.values["number"] == "1900 5555"
    assert waiting.values["verified_on"] == "2026-11-20"


def test_it_fills_the_form_with_what_was_confirmed(sign_in, proposer, police):
    Hotline.objects.filter(pk=police.pk).update(number="0912345678")

    page = sign_in(proposer).get(reverse("hotlines:propose", args=[police.pk])).content.decode()

    assert 'value="113"' in page
    assert 'value="0912345678"' not in page


def test_it_begins_a_new_number_with_today_and_nothing_else(sign_in, proposer):
    page = sign_in(proposer).get(reverse("hotlines:propose_new")).content.decode()

    assert 'value="23/11/2026"' in page
    assert "Đề nghị số mới" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("number", "gọi em", "chỉ ghi chữ số"),
        ("number", "☎️", "chỉ ghi chữ số"),
        ("number", "1" * 10_000, "ký tự"),
        ("valid_to", "31/12/2025", "bằng hoặc sau ngày bắt đầu"),
        ("verified_on", "31/12/2026", "sau hôm nay"),
        ("valid_from", "31/02/2026", "Không có ngày 31 tháng 02"),
        ("reason", "", "Hãy điền ô này"),
    ],
)
def test_it_says_beside_the_field_what_is_wrong(sign_in, proposer, field, value, sentence):
    response = sign_in(proposer).post(reverse("hotlines:propose_new"), _typed(**{field: value}))

    assert response.status_code == 400
    assert field in response.context["form"].errors
    assert sentence in response.content.decode()
    assert not HotlineChange.objects.exists()


def test_it_says_above_the_form_what_concerns_no_field(sign_in, proposer, confirmer, change, police):
    typed = _typed(number="113", name="Công an", hours="Ban ngày")

    response = sign_in(confirmer).post(reverse("hotlines:propose", args=[police.pk]), typed)

    assert "đang có một đề nghị chờ quyết định" in response.content.decode()


def test_it_shows_what_would_change_and_lets_another_confirm(sign_in, confirmer, change, police):
    browser = sign_in(confirmer)

    page = browser.get(reverse("hotlines:change", args=[change.pk])).content.decode()
    response = browser.post(reverse("hotlines:confirm", args=[change.pk]))

    assert "24/24" in page
    assert "Cả ngày đêm" in page
    assert "23/11/2026" in page
    assert "Xác nhận và ký" in page
    assert response.url == reverse("hotlines:index")
    police.refresh_from_db()
    assert police.hours == "Cả ngày đêm"


def test_it_tells_the_proposer_why_not(sign_in, proposer, change, police):
    browser = sign_in(proposer)

    page = browser.get(reverse("hotlines:change", args=[change.pk])).content.decode()
    answer = browser.post(reverse("hotlines:confirm", args=[change.pk]), follow=True).content.decode()

    assert "Bạn là người đề nghị." in page
    assert "Xác nhận và ký" not in page
    assert "Bạn là người đề nghị." in answer
    police.refresh_from_db()
    assert police.hours == "24/24"


def test_it_rejects_with_a_reason_only(sign_in, confirmer, change):
    browser = sign_in(confirmer)
    address = reverse("hotlines:reject", args=[change.pk])

    without = browser.post(address, {"reason": " "})
    response = browser.post(address, {"reason": "Không ai nghe máy."})

    assert without.status_code == 400
    assert response.url == reverse("hotlines:index")
    change.refresh_from_db()
    assert change.rejection_reason == "Không ai nghe máy."


def test_it_says_that_a_decision_was_taken_already(sign_in, confirmer, change, at):
    browser = sign_in(confirmer)
    actions.confirm_hotline_change(change, by=confirmer, at=at)

    for name, typed in (("confirm", {}), ("reject", {"reason": "Muộn rồi"})):
        page = browser.post(reverse(f"hotlines:{name}", args=[change.pk]), typed, follow=True).content.decode()
        assert "đã có quyết định" in page


@pytest.mark.parametrize("name", ["confirm", "reject"])
def test_it_changes_nothing_by_reading(sign_in, confirmer, change, name):
    assert sign_in(confirmer).get(reverse(f"hotlines:{name}", args=[change.pk])).status_code == 405


def test_it_keeps_a_history(sign_in, confirmer, change, at):
    browser = sign_in(confirmer)
    assert "Chưa có lần đổi nào." in browser.get(reverse("hotlines:history")).content.decode()
    actions.reject_hotline_change(change, reason="Không ai nghe máy.", by=confirmer, at=at)

    page = browser.get(reverse("hotlines:history"), {"p": "rubbish"}).content.decode()

    assert "không nhận" in page
    assert "Không ai nghe máy." in page
    assert "Đinh Thị Mai" in page


def test_it_shows_a_decided_proposal_for_a_new_number(sign_in, proposer, confirmer, at):
    browser = sign_in(confirmer)
    browser.post(reverse("hotlines:propose_new"), _typed(replaced_by=str(Hotline.objects.get(number="113").pk)))
    change = HotlineChange.objects.get()
    actions.confirm_hotline_change(change, by=proposer, at=at)

    page = browser.get(reverse("hotlines:change", args=[change.pk])).content.decode()

    assert "đã xác nhận" in page
    assert "113" in page


def test_it_answers_404_for_what_is_not_there(sign_in, confirmer):
    browser = sign_in(confirmer)

    assert browser.get(reverse("hotlines:change", args=[10**6])).status_code == 404
    assert browser.get(reverse("hotlines:propose", args=[10**6])).status_code == 404


def _agency(**changes):
    return {
        "name": "Công an xã mẫu",
        "kind": "police",
        "phone": "",
        "address": "",
        "valid_from": "2026-01-01",
        "valid_to": "",
        **changes,
    }


def test_it_adds_and_ends_an_agency_and_logs_both(sign_in, proposer, at):
    browser = sign_in(proposer)

    browser.post(reverse("agencies:add"), _agency())
    agency = Agency.objects.get()
    browser.post(reverse("agencies:edit", args=[agency.pk]), _agency(valid_to="2026-11-01"))

    agency.refresh_from_db()
    assert not agency.is_in_force(at.date())
    assert not queries.agencies(at.date()).exists()
    assert queries.agencies(at.date() - timedelta(days=60)).get() == agency
    verbs = AccessEntry.objects.filter(verb__endswith="cơ quan").order_by("pk").values_list("verb", "by")
    assert list(verbs) == [("thêm cơ quan", proposer.pk), ("sửa cơ quan", proposer.pk)]


def test_it_refuses_an_agency_that_ends_before_it_begins(sign_in, proposer):
    response = sign_in(proposer).post(reverse("agencies:add"), _agency(valid_to="2025-01-01"))

    assert "Ngày kết thúc phải bằng hoặc sau ngày bắt đầu." in response.content.decode()
    assert not Agency.objects.exists()


def test_it_never_deletes_an_agency(sign_in, proposer, at):
    agency = actions.save_agency(Agency(name="Trạm y tế mẫu", kind="health", valid_from=at.date()), by=proposer, at=at)
    browser = sign_in(proposer)

    page = browser.get(reverse("agencies:edit", args=[agency.pk])).content.decode()

    assert "/delete/" not in page
    assert browser.get(f"/admin/co-quan/delete/{agency.pk}/").status_code == 404
    assert browser.get(reverse("agencies:index")).status_code == 200


def test_it_lets_protection_officers_read_agencies_only(sign_in, confirmer):
    browser = sign_in(confirmer)

    assert browser.get(reverse("agencies:index")).status_code == 200
    assert browser.post(reverse("agencies:add"), _agency()).status_code == 302
    assert not Agency.objects.exists()
