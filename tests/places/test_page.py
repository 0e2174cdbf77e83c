"""The page that says what a place is called now."""

import logging

import pytest
from django.core.cache import cache

pytestmark = pytest.mark.django_db

PAGE = "/xa-phuong/"


def test_it_asks_for_a_name(client):
    page = client.get(PAGE)

    assert "Xã, phường của em nay tên là gì?" in page.text
    assert 'name="xa"' in page.text
    assert 'class="error-summary"' not in page.text


def test_it_says_where_a_commune_lies_and_what_it_was(client):
    page = client.get(PAGE, {"xa": "xã Hội An, An Giang"}).text

    assert "<h2>Xã Hội An</h2>" in page
    assert "Nay thuộc tỉnh An Giang." in page
    assert "<li>xã Hòa Bình, huyện Chợ Mới, tỉnh An Giang</li>" in page
    assert "Địa giới hành chính từ ngày 01/07/2025." in page


def test_it_leads_from_an_old_name_to_the_new_one(client):
    asked = client.get(PAGE, {"xa": "xã Hòa Bình, Chợ Mới"}).text
    answered = client.get(
        PAGE, {"xa": "xã Hòa Bình, Chợ Mới", "xa-asked": "xã Hòa Bình, Chợ Mới", "xa-unit": "2025-07:30673"}
    ).text

    assert "Nơi này nay có tên khác." in asked
    assert "trước là xã Hòa Bình, huyện Chợ Mới" in asked
    assert "<h2>Xã Hội An</h2>" in answered
    assert 'class="error-summary"' not in answered


def test_it_answers_for_a_province_too(client):
    page = client.get(PAGE, {"xa": "tỉnh An Giang"}).text

    assert "<h2>Tỉnh An Giang</h2>" in page
    assert "<li>tỉnh Kiên Giang</li>" in page


def test_it_owns_up_where_it_has_no_list_of_old_names(client):
    page = client.get(PAGE, {"xa": "xã Xa Dung"}).text

    assert "Chúng tôi chưa có danh sách tên cũ của nơi này." in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Em hãy ghi tên một nơi."),
        ("zzz", "Chưa tìm thấy nơi nào tên “zzz”."),
        ("Hội An", "Có 4 nơi hợp với tên này."),
        ("<script>alert(1)</script>", "Chưa tìm thấy"),
    ],
)
def test_it_says_what_is_missing_and_keeps_what_was_typed(client, words, said):
    page = client.get(PAGE, {"xa": words}).text

    assert said in page
    assert f'value="{words}"' in page if words.isalpha() else "<script>alert" not in page


def test_it_is_kept_by_nobody_and_logs_no_name(client, caplog):
    caplog.set_level(logging.DEBUG)

    first = client.get(PAGE, {"xa": "xã Hội An"})
    second = client.get(PAGE, {"xa": "xã Núi Cấm"})

    assert first.headers["Cache-Control"] == "private, no-store"
    assert "Núi Cấm" in second.text
    assert not any("page:" in key for key in cache._cache)
    assert "Núi Cấm" not in caplog.text
    assert not second.cookies


@pytest.mark.usefixtures("demo_centre")
def test_it_costs_few_queries(client, django_assert_max_num_queries):
    client.get("/")
    for words in ("xã Hội An", "tân", "huyện Tịnh Biên", "zzz"):
        with django_assert_max_num_queries(12):
            client.get(PAGE, {"xa": words})


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_only_reads(client, method):
    assert getattr(client, method)(PAGE).status_code == 405


@pytest.mark.usefixtures("demo_centre")
def test_it_is_linked_from_the_foot_of_every_page(client):
    assert 'href="/xa-phuong/"' in client.get("/").text
