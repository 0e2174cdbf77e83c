"""100 kB through every door where a child or the public writes: taken whole; more than a request may hold, said kindly."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from clubs import queries
from clubs.models import PieceDraft
from portal.foundation import form_tokens
from portal.people import actions as people_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import Concern, FreeText
from tests.answers import factories
from tests.clubs.reporters import reporter
from tests.people.children import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

LONG = ("Em kể chuyện ở trường. " * 6_000)[:102_400].strip()
assert len(LONG) > 102_000

PAGES = {
    "report": ("/bao-cho-co-chu/", {"reason": "other", "trang": "/"}),
    "danger": ("/bao-cho-co-chu/", {"reason": "danger", "trang": "/"}),
    "complaint": ("/phan-anh/", {"about": "site"}),
    "data_request": ("/thong-tin-cua-em/", {"kind": "correct", "code": "?"}),
    "again": ("/ma-phieu/viet-lai/", {"code": "?"}),
    "opinion": ("/em/y-kien/?cach=viet", {"to": "centre"}),
    "piece": ("/em/bai/viet/", {"title": "Con suối"}),
    "description": ("/em/bai/viet/", {"title": "Con suối", "text": "Nước lên."}),
    "draft": ("/em/bai/viet/", {"title": "Con suối", "lam": "nhap"}),
}
API = {
    "report": ("reports/", {"reason": "other", "about": "/"}),
    "danger": ("reports/", {"reason": "danger", "about": "/"}),
    "complaint": ("complaints/", {"about": "site"}),
    "data_request": ("data-requests/", {"kind": "correct", "code": "?"}),
    "again": ("receipts/words/", {"code": "?"}),
    "opinion": ("opinions/", {"to": "centre"}),
    "piece": ("pieces/", {"title": "Con suối"}),
    "description": ("pieces/", {"title": "Con suối", "text": "Nước lên."}),
    "draft": (f"pieces/drafts/{uuid4()}/", {"title": "Con suối"}),
}
PURPOSES = {"danger": "report"}
NAMES = {"piece": "text", "draft": "text", "description": "description"}


@pytest.fixture(params=["page", "api"])
def send(request, at):
    """Sends words through one door and gives the answer."""
    people_actions.ensure_roles()
    client = signed_in(reporter(), at=at)
    client.raise_request_exception = False
    text = factories.sent(at, words="Em viết lần đầu.")
    _receipt, code = factories.receipt_for(at, thread=text.thread)

    def by_page(door, words):
        address, typed = PAGES[door]
        token = form_tokens.issue(f"answers.{PURPOSES.get(door, door)}")
        typed = {name: code if value == "?" else value for name, value in typed.items()}
        own = {"phieu": token, "instance": str(uuid4()), "da-xem": "1", NAMES.get(door, "words"): words}
        return client.post(address, {**typed, **own})

    def by_api(door, words):
        address, typed = API[door]
        typed = {name: code if value == "?" else value for name, value in typed.items()}
        body = {"id": str(uuid4()), "instance": str(uuid4()), **typed, NAMES.get(door, "words"): words}
        method = client.put if door == "draft" else client.post
        return method(f"/api/v1/{address}", json.dumps(body), content_type="application/json")

    return by_page if request.param == "page" else by_api


@pytest.mark.parametrize("door", PAGES)
def test_it_takes_100_kilobytes_whole(send, door):
    response = send(door, LONG)

    assert response.status_code in {200, 201, 302}
    if door == "draft":
        assert queries.draft_content(PieceDraft.objects.get())["text"] == LONG
    else:
        assert any(LONG in safeguarding_queries.words_of(text) for text in FreeText.objects.all())
    assert door != "danger" or Concern.objects.exists()


@pytest.mark.parametrize("door", PAGES)
def test_it_takes_a_sign_nobody_can_see(send, door):
    assert send(door, "Em n\0ói \u202enha").status_code in {200, 201, 302}
    assert PieceDraft.objects.exists() if door == "draft" else FreeText.objects.count() > 1


@pytest.mark.parametrize("door", API)
@pytest.mark.parametrize("send", ["api"], indirect=True)  # a form on a page sends no half characters
def test_it_takes_half_an_emoji(send, door):
    response = send(door, "Em nói \ud83d")

    assert response.status_code in {200, 201}
    if door == "draft":
        assert response.json()["text"] == "Em nói ?"
    else:
        assert any("Em nói" in str(safeguarding_queries.original_of(text)) for text in FreeText.objects.all())


@pytest.mark.parametrize("door", PAGES)
def test_it_says_what_to_do_with_more_than_a_door_takes(send, door):
    response = send(door, "a" * (safeguarding_rules.LONGEST_WORDS + 1))

    assert response.status_code in {400, 422}
    said = (
        json.dumps(response.json(), ensure_ascii=False) if "json" in response.headers["Content-Type"] else response.text
    )
    assert "thành hai lần gửi" in said


@pytest.mark.parametrize("door", PAGES)
def test_it_says_kindly_that_a_request_is_too_big(send, door):
    response = send(door, "a" * 3_000_000)

    assert response.status_code in {400, 413}
    if "json" in response.headers["Content-Type"]:
        assert response.json()["code"] == "too_big"
        assert "Hãy chia thành nhiều lần gửi." in response.json()["detail"]
    else:
        assert "chia thành hai lần gửi" in response.text
        assert 'href="tel:111"' in response.text


def test_it_looks_for_personal_data_in_as_much():
    body = json.dumps({"text": LONG + " Gọi em số 0912 345 678."})
    answer = Client().post("/api/v1/personal-data-check/", body, content_type="application/json")

    assert answer.json()["needs_warning"]
