"""`/api/v1/hotlines/`: whom to call, for programs."""

from datetime import timedelta

import pytest

from portal.safeguarding.models import Hotline
from tests.safeguarding.factories import add_hotline

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/hotlines/"


def _numbers(client, query=""):
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    return [row["number"] for row in response.json()["results"]]


def test_it_lists_the_shown_hotlines_in_order(client, clock):
    assert _numbers(client) == ["111", "113", "114", "115", "112"]


def test_it_says_what_may_be_dialled(client, at, clock, proposer, confirmer):
    number_111 = Hotline.objects.get(number="111")
    add_hotline(proposer, confirmer, at, number="1900 5555")
    add_hotline(proposer, confirmer, at, number="18008077", verified_on=None)
    old = add_hotline(proposer, confirmer, at, number="18001567", replaced_by=number_111, verified_on=None)

    rows = {row["number"]: row for row in client.get(ADDRESS).json()["results"]}

    assert [(rows[n]["callable"], rows[n]["tel"]) for n in ("1900 5555", "18008077", "18001567")] == [
        (True, "19005555"),
        (False, None),
        (False, "111"),
    ]
    assert rows["18001567"]["replaced_by"] == number_111.pk
    assert client.get(f"{ADDRESS}{old.pk}/").json() == rows["18001567"]


def test_it_gives_the_documented_fields_and_nothing_for_staff(client, clock):
    row = client.get(f"{ADDRESS}{Hotline.objects.get(number='111').pk}/").json()

    assert set(row) == {
        "id", "number", "name", "hours", "when_to_use", "kind", "url", "callable", "tel", "replaced_by",
        "valid_from", "valid_to",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=cấp cứu", ["115"]),
        ("?q=cap cuu", ["115"]),
        ("?q=CAP  CUU", ["115"]),
        ("?q=ca%CC%82%CC%81p cu%CC%9B%CC%81u", ["115"]),
        ("?q=duoi nuoc", ["114"]),
        ("?q=thảm hoạ", ["112"]),
        ("?q=113", ["113"]),
        ("?kind=emergency&q=nguoi", ["113", "114", "115", "112"]),
        ("?q=🦆", []),
        ("?q=' OR 1=1 --", []),
        ("?q=" + "a" * 3_000, []),
        ("?q=", ["111", "113", "114", "115", "112"]),
    ],
)
def test_it_finds_by_words_with_or_without_marks(client, clock, query, found):
    assert _numbers(client, query) == found


@pytest.mark.parametrize("query", ["?q=%00", "?kind=nothing"])
def test_it_refuses_what_it_cannot_read_as_a_problem(client, clock, query):
    response = client.get(ADDRESS + query)

    assert response.status_code == 400
    assert response.json()["code"] == "invalid"


def test_it_leaves_out_a_row_altered_behind_the_back(client, clock, police):
    Hotline.objects.filter(pk=police.pk).update(number="0912345678")

    assert "0912345678" not in _numbers(client)
    assert client.get(f"{ADDRESS}{police.pk}/").status_code == 404


def test_it_leaves_out_an_ended_hotline(client, at, clock, proposer, confirmer):
    add_hotline(proposer, confirmer, at, number="19005555", valid_to=at.date())
    assert "19005555" in _numbers(client)

    clock.shift(timedelta(days=1))

    assert "19005555" not in _numbers(client)


def test_it_answers_304_until_something_changes(client, at, clock, proposer, confirmer, django_assert_num_queries):
    etag = client.get(ADDRESS).headers["ETag"]

    with django_assert_num_queries(1):
        assert client.get(ADDRESS, headers={"if-none-match": etag}).status_code == 304
    add_hotline(proposer, confirmer, at)

    assert client.get(ADDRESS, headers={"if-none-match": etag}).status_code == 200


def test_it_costs_few_queries_however_many_hotlines(
    client, at, clock, proposer, confirmer, django_assert_max_num_queries
):
    for number in range(19001000, 19001010):
        add_hotline(proposer, confirmer, at, number=str(number))

    with django_assert_max_num_queries(6):
        _numbers(client, "?q=nguoi")


@pytest.mark.parametrize("key", ["0", "9" * 40, "abc", "%00", "-1", "🦆"])
def test_it_answers_404_for_what_is_not_there(client, clock, key):
    response = client.get(f"{ADDRESS}{key}/")

    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


def test_it_only_reads(client, clock):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(ADDRESS, data={}, content_type="application/json").status_code == 405
