"""Which hotlines may be called, by what their row says and by what is signed."""

from datetime import timedelta

import pytest
from django.db import connection

from portal.safeguarding import actions, queries
from portal.safeguarding.models import Hotline, HotlineList, HotlineState
from tests.safeguarding.factories import add_hotline, values_for

pytestmark = pytest.mark.django_db


def _listed(at, number):
    return next((item for item in queries.all_hotlines(at) if item.hotline.number == number), None)


def test_it_calls_a_verified_number_as_digits(at, proposer, confirmer):
    add_hotline(proposer, confirmer, at, number="1900 54.55 59")

    item = _listed(at, "1900 54.55 59")

    assert item.callable
    assert item.tel == "1900545559"


def test_it_never_calls_an_unverified_number(at, proposer, confirmer):
    add_hotline(proposer, confirmer, at, number="18008077", verified_on=None)

    item = _listed(at, "18008077")

    assert item.state == HotlineState.UNVERIFIED
    assert (item.callable, item.tel) == (False, "")


def test_it_never_calls_a_sample_number_even_when_the_row_claims_it_was_verified(at):
    row = Hotline(number="0000 000 000", verified_on=at.date(), valid_from=at.date(), kind="office")

    assert not row.is_callable(at)


def test_it_never_calls_a_web_page(at, proposer, confirmer):
    add_hotline(proposer, confirmer, at, number="tongdai111.vn", kind="web", url="https://tongdai111.vn/")

    item = _listed(at, "tongdai111.vn")

    assert (item.callable, item.tel) == (False, "")
    assert item.link == "https://tongdai111.vn/"


def test_it_leads_from_the_old_number_to_111(at, proposer, confirmer):
    number_111 = Hotline.objects.get(number="111")
    add_hotline(proposer, confirmer, at, number="18001567", replaced_by=number_111, verified_on=None)

    item = _listed(at, "18001567")

    assert (item.callable, item.tel, item.instead) == (False, "111", "111")


def test_it_follows_a_chain_of_replacements_to_its_end(at, proposer, confirmer):
    newest = add_hotline(proposer, confirmer, at, number="19005555")
    middle = add_hotline(proposer, confirmer, at, number="18002222", replaced_by=newest)
    add_hotline(proposer, confirmer, at, number="18001111", replaced_by=middle)

    assert _listed(at, "18001111").tel == "19005555"


def test_it_leads_to_111_when_the_replacement_may_not_be_called(at, proposer, confirmer):
    unverified = add_hotline(proposer, confirmer, at, number="19005555", verified_on=None)
    add_hotline(proposer, confirmer, at, number="18001111", replaced_by=unverified)

    assert _listed(at, "18001111").tel == "111"


def test_it_leads_to_111_when_replacements_were_made_to_turn_in_a_circle(at, proposer, confirmer):
    one = add_hotline(proposer, confirmer, at, number="18001111")
    two = add_hotline(proposer, confirmer, at, number="18002222", replaced_by=one)
    Hotline.objects.filter(pk=one.pk).update(replaced_by=two)

    actions.sign_hotlines(at=at, from_records=True)

    assert _listed(at, "18001111").tel == "111"


def test_it_is_called_on_its_last_day_and_not_shown_on_the_next(at, proposer, confirmer):
    add_hotline(proposer, confirmer, at, number="19005555", valid_to=at.date())

    today = _listed(at, "19005555")
    tomorrow = queries.hotlines(at + timedelta(days=1))

    assert today.callable
    assert "19005555" not in [item.hotline.number for item in tomorrow]
    assert _listed(at + timedelta(days=1), "19005555").state == HotlineState.EXPIRED


def test_it_is_not_shown_before_its_first_day(at, proposer, confirmer):
    add_hotline(proposer, confirmer, at, number="19005555", valid_from=at.date() + timedelta(days=1))

    assert _listed(at, "19005555").state == HotlineState.FUTURE
    assert "19005555" not in [item.hotline.number for item in queries.hotlines(at)]
    assert _listed(at + timedelta(days=1), "19005555").callable


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("number", "0912345678"),
        ("name", "Gọi tôi đi"),
        ("hours", "1 giờ"),
        ("verified_on", "2020-01-01"),
        ("position", 9),
    ],
)
def test_it_neither_calls_nor_shows_a_row_altered_behind_the_back(at, police, column, value):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE safeguarding_hotline SET {column} = %s WHERE id = %s", [value, police.pk])

    shown = queries.hotlines(at)

    assert police.pk not in [item.hotline.pk for item in shown]
    assert {item.tel for item in shown} == {"111", "112", "114", "115"}


def test_it_neither_calls_nor_shows_a_row_slipped_in(at):
    Hotline.objects.create(**values_for(at, number="0912345678"))

    assert "0912345678" not in [item.hotline.number for item in queries.hotlines(at)]
    assert _listed(at, "0912345678").state == HotlineState.TAMPERED


def test_it_calls_111_alone_when_the_signature_does_not_hold(at, settings):
    settings.HOTLINE_KEY = "another key than the one that signed"

    assert queries.hotlines(at) == []
    assert queries.callable_numbers(at) == {"111"}


def test_it_does_not_believe_an_old_list_put_back_under_a_new_number(at, proposer, confirmer, police):
    old = HotlineList.objects.get()
    actions.confirm_hotline_change(
        actions.propose_hotline_change(
            hotline=police, values={"hours": "Cả ngày"}, reason="Gọi thử", by=proposer, at=at
        ),
        by=confirmer,
        at=at,
    )

    HotlineList.objects.create(serial=99, numbers=old.numbers, signed_at=old.signed_at, signature=old.signature)

    assert queries.genuine_list() is None


def test_it_costs_two_queries_however_many_hotlines(at, proposer, confirmer, django_assert_num_queries):
    for number in range(19001000, 19001006):
        add_hotline(proposer, confirmer, at, number=str(number))

    with django_assert_num_queries(2):
        assert len(queries.hotlines(at)) == 11
