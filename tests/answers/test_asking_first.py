"""Every form that takes a child's words asks before a telephone number or a home goes out (S-11), with and without script."""

import pytest

from portal.foundation import form_tokens
from portal.people import actions as people_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import FreeText
from tests.answers import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WORDS = "Gọi em số 0912 345 678."
FORMS = {
    "complaint": ("/phan-anh/", {"about": "site"}),
    "data_request": ("/thong-tin-cua-em/", {"kind": "correct"}),
    "again": ("/ma-phieu/viet-lai/", {}),
}


@pytest.fixture(params=FORMS)
def form(request, client, at):
    """A function that sends this form, and the page that shows it."""
    people_actions.ensure_roles()
    address, typed = FORMS[request.param]
    text = factories.sent(at)
    FreeText.objects.filter(pk=text.pk).update(state="rejected")
    _receipt, code = factories.receipt_for(at, thread=text.thread)
    token = form_tokens.issue(f"answers.{request.param}")
    if request.param == "complaint":
        code = ""

    def send(**more):
        return client.post(address, {"phieu": token, "code": code, **typed, "words": WORDS, **more}).text

    shown = client.post("/ma-phieu/", {"code": code}) if request.param == "again" else client.get(address)
    return send, shown.text


def test_it_asks_by_script(form):
    _send, shown = form

    assert 'data-ask-at="/api/v1/personal-data-check/"' in shown


def test_it_asks_once_without_script_and_takes_the_answer(form):
    send, _shown = form

    asked = send()
    assert "Để lại và gửi" in asked
    assert WORDS in asked
    assert 'href="#id_words"' in asked
    assert 'id="id_words"' in asked
    assert FreeText.objects.count() == 1

    send(**{"da-xem": "1"})
    assert WORDS in {safeguarding_queries.words_of(text) for text in FreeText.objects.all()}


def test_it_asks_nothing_where_nothing_tells_who_she_is(form):
    send, _shown = form

    assert "Để lại và gửi" not in send(words="Chữ nhỏ quá.")
    assert FreeText.objects.count() == 2
