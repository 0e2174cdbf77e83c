"""Before sending, a page may ask whether words give somebody away; nothing of them stays anywhere."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.template import Context, Template
from django.utils import translation

from portal.safeguarding import queries
from portal.safeguarding.api.personal_data import CheckThrottle

ADDRESS = "/api/v1/personal-data-check/"


def ask(client, text, **extra):
    return client.post(ADDRESS, {"text": text}, content_type="application/json", **extra)


def test_it_says_where_and_asks_in_words_that_endanger_nobody(client, db):
    answer = ask(client, "Em ở thôn 5, số 0912 345 678")

    assert answer.status_code == 200
    assert answer.json() == {
        "needs_warning": True,
        "sentence": "Em ghi số điện thoại hoặc nơi ở. Nếu em muốn cô chú tìm được em, hãy để lại: chỉ cô chú bảo vệ trẻ em đọc "
        "được. Nếu không, xóa đi nhé.",
        "kinds": ["address", "phone"],
        "spans": [{"start": 5, "end": 11, "kind": "address"}, {"start": 16, "end": 28, "kind": "phone"}],
    }
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("text", ["", "Em thích vẽ.", "em 12 tuổi", "em bị đánh ở nhà"])
def test_it_asks_nothing_of_ordinary_or_grave_words(client, db, text):
    answer = ask(client, text).json()

    assert (answer["needs_warning"], answer["sentence"]) == (False, "")


def test_it_keeps_nothing(client, db, caplog, django_assert_num_queries):
    with caplog.at_level("DEBUG"), django_assert_num_queries(0):
        ask(client, "số bí mật 0987 654 321")

    assert "0987" not in caplog.text
    assert "bí mật" not in caplog.text
    assert not [key for key in cache._cache if "0987" in key]
    assert not client.cookies
    assert connection.in_atomic_block


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "{}",
        '{"text": 5e',
        '{"text": null}',
        '{"text": 0}',
        '{"text": true}',
        '{"text": ["a"]}',
    ],
)
def test_it_refuses_a_wrong_shape(client, db, body):
    assert client.post(ADDRESS, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("sign", ["\0", "\ud83d"])
def test_it_looks_past_signs_nobody_can_see(client, db, sign):
    assert ask(client, f"{sign}Gọi em số 0912 345 678.").json()["needs_warning"]


def test_it_takes_two_hundred_thousand_letters_and_no_more(client, db):
    assert ask(client, "chữ " * 50_000).status_code == 200
    assert ask(client, "chữ " * 50_001).status_code == 400
    assert client.get(ADDRESS).status_code == 405


def test_it_slows_down_who_asks_without_end_and_keys_by_no_content(client, db, monkeypatch):
    monkeypatch.setattr(CheckThrottle, "rate", "2/min")

    assert [ask(client, f"Em {n}").status_code for n in range(3)] == [200, 200, 429]


def test_it_needs_no_session_and_no_token(client, db):
    client.handler.enforce_csrf_checks = True

    assert ask(client, "Em thích vẽ.").status_code == 200


def shown(**context) -> str:
    return Template('{% include "safeguarding/personal_data_step.html" %}').render(Context(context))


def test_it_offers_a_page_without_script_the_same_two_ways():
    html = shown(asks_first=True, field_id="id_words")

    assert str(queries.WARNING) in html
    assert f'name="{queries.SEEN}"' in html
    assert 'href="#id_words"' in html
    assert html.count('class="button"') == 2
    assert shown(asks_first=False).strip() == ""


def test_it_gives_the_script_its_words_in_the_language_of_the_page():
    form = Template("{% load safeguarding_tags %}<form {% personal_data_check 'draft' %}>")

    assert 'data-behaviour="draft personal-data"' in form.render(Context())
    assert f'data-ask-at="{ADDRESS}"' in form.render(Context())
    assert "Để lại và gửi" in form.render(Context())
    with translation.override("en"):
        assert "Để lại" not in form.render(Context())
