"""The API of places: by name, by key, cheaply, in a stated shape."""

import pytest

from portal.foundation import actions as foundation_actions

pytestmark = pytest.mark.django_db

PLACES = "/api/v1/places/"


def keys(client, **query) -> list[str]:
    return [place["key"] for place in client.get(PLACES, query).json()["results"]]


def brief(key: str, kind: str, type_word: str, name: str, label: str) -> dict[str, str]:
    return {"key": key, "kind": kind, "type_word": type_word, "name": name, "label": label}


def test_it_lists_every_unit_page_by_page_newest_list_first(client):
    answer = client.get(PLACES, {"page_size": 100}).json()

    assert answer["count"] == 4037
    assert len(answer["results"]) == 100
    assert {place["edition"] for place in answer["results"]} == {"2025-07"}


@pytest.mark.parametrize("text", ["Hòa Bình, Chợ Mới", "hoa binh cho moi"])
def test_it_finds_by_name_and_says_what_a_place_became(client, text):
    (place,) = client.get(PLACES, {"q": text}).json()["results"]

    assert place == {
        "key": "2025-06:30676",
        "edition": "2025-06",
        "code": "30676",
        "kind": "legacy_commune",
        "type_word": "xã",
        "name": "Hòa Bình",
        "other_names": "",
        "label": "xã Hòa Bình, huyện Chợ Mới, An Giang (cũ)",
        "boundaries": "Địa giới hành chính đến hết ngày 30/06/2025",
        "parent": brief("2025-06:893", "legacy_district", "huyện", "Chợ Mới", "huyện Chợ Mới, An Giang (cũ)"),
        "province": brief("2025-06:89", "province", "tỉnh", "An Giang", "An Giang (cũ)"),
        "valid_from": None,
        "valid_to": "2025-06-30",
        "became": [brief("2025-07:30673", "commune", "xã", "Hội An", "xã Hội An, An Giang")],
        "formerly": [],
    }


def test_it_puts_the_best_first_and_the_own_province_before_others_when_asked(client):
    assert keys(client, q="kon tum") == ["2025-07:23293", "2025-06:608", "2025-06:62"]
    assert client.get(PLACES, {"q": "Tân Hòa", "near": "91"}).json()["results"][0]["province"]["name"] == "An Giang"


def test_it_narrows_by_kind_and_list(client):
    assert keys(client, q="kon tum", kind="commune") == ["2025-07:23293"]
    assert keys(client, q="kon tum", kind=["commune", "province"]) == ["2025-07:23293", "2025-06:62"]
    assert keys(client, q="kon tum", edition="2025-06", near="") == ["2025-06:608", "2025-06:62"]
    assert client.get(PLACES, {"edition": "2025-07", "kind": "province"}).json()["count"] == 34
    assert keys(client, edition="1999-01") == []


def test_it_gives_one_place_by_its_key(client):
    place = client.get(f"{PLACES}2025-07:91/").json()

    assert (place["label"], place["boundaries"]) == ("An Giang", "Địa giới hành chính từ ngày 01/07/2025")
    assert [old["label"] for old in place["formerly"]] == ["An Giang (cũ)", "Kiên Giang (cũ)"]


@pytest.mark.parametrize("key", ["91", "2025-07:99999", "1999-01:91", "2025-07:", "x"])
def test_it_knows_no_place_by_another_key(client, key):
    response = client.get(f"{PLACES}{key}/")

    assert response.status_code == 404
    assert response.json().keys() == {"code", "detail", "fields"}


@pytest.mark.parametrize("query", [{"kind": "village"}, {"page_size": "0"}, {"page_size": "many"}])
def test_it_says_which_parameter_is_wrong(client, query):
    response = client.get(PLACES, query)

    assert response.status_code == 400
    assert list(response.json()["fields"]) == list(query)


@pytest.mark.parametrize(
    "query",
    [{"q": "x" * 10_000}, {"q": "%_|"}, {"q": "' OR 1=1 --"}, {"near": "'," * 500, "q": "tân"}, {"edition": "🙂"}],
)
def test_it_survives_rubbish(client, query):
    assert client.get(PLACES, query).status_code == 200


@pytest.mark.parametrize(
    "query", [{}, {"q": "tân"}, {"q": "tân", "near": "91,51"}, {"q": "an", "kind": "legacy_commune"}]
)
@pytest.mark.parametrize("size", [1, 100])
def test_it_costs_the_same_for_one_place_and_for_a_hundred(client, query, size, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        client.get(PLACES, {**query, "page_size": size})


def test_it_answers_not_modified_until_lists_are_loaded_anew(client):
    etag = client.get(PLACES, {"q": "tân"}).headers["ETag"]
    assert client.get(PLACES, {"q": "tân"}, headers={"If-None-Match": etag}).status_code == 304

    foundation_actions.bump_site_revision()

    assert client.get(PLACES, {"q": "tân"}, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_writes_nothing(client, method):
    assert getattr(client, method)(PLACES, content_type="application/json", data="{}").status_code == 405
