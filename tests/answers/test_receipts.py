"""A code of four words: given once for a sending, found again however it is typed, and never told to anyone else."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.answers import actions, queries, rules
from portal.answers.models import Receipt, WrongLookup
from portal.foundation.vietnamese.text import fold
from tests import personas
from tests.answers import factories

pytestmark = pytest.mark.django_db


def test_it_gives_four_words_and_keeps_only_their_digest(at):
    receipt, code = factories.receipt_for(at)

    assert len(code.split(", ")) == 4
    assert code not in str(Receipt.objects.values().get(pk=receipt.pk))
    assert receipt.code_digest == queries.digest_of(code)


def test_it_gives_the_same_receipt_for_a_double_tap(at):
    instance, thread = uuid4(), uuid4()

    first = factories.receipt_for(at, instance=instance, thread=thread)
    second = factories.receipt_for(at + timedelta(minutes=1), instance=instance, thread=thread)

    assert first == second
    assert Receipt.objects.count() == 1


def test_it_gives_a_thread_one_receipt_for_all_that_is_sent_in_it(at):
    thread = uuid4()
    first = factories.receipt_for(at, thread=thread)

    assert factories.receipt_for(at, thread=thread) == first


@pytest.mark.parametrize(
    "typed", [str, fold, lambda code: fold(code).replace(",", " "), lambda code: f"  {code.upper()} ."]
)
def test_it_finds_a_receipt_whatever_marks_capitals_and_commas(at, typed):
    receipt, code = factories.receipt_for(at)

    assert actions.find_receipt(typed(code), at=at) == receipt


@pytest.mark.parametrize("typed", ["", "mèo vàng", "mèo vàng, thuyền nhỏ, lá thơm, sao sáng", "x" * 300, "\x00"])
def test_it_says_kindly_that_nobody_has_a_code_and_counts_it(at, typed):
    with pytest.raises(rules.UnknownCode):
        actions.find_receipt(typed, at=at)

    assert WrongLookup.objects.get().count == 1


def test_it_rests_after_too_many_wrong_codes_in_an_hour_and_not_longer(at):
    receipt, code = factories.receipt_for(at)
    WrongLookup.objects.create(hour=queries.hour_of(at), bucket="zz", count=rules.MOST_WRONG_AN_HOUR)

    with pytest.raises(rules.TooManyLookups):
        actions.find_receipt(code, at=at)

    assert actions.find_receipt(code, at=at + timedelta(hours=1)) == receipt


def test_it_stops_a_machine_that_repeats_one_code_sooner(at):
    receipt, code = factories.receipt_for(at)
    for _ in range(rules.MOST_WRONG_ALIKE):
        with pytest.raises(rules.UnknownCode):
            actions.find_receipt("mèo vàng", at=at)

    with pytest.raises(rules.TooManyLookups):
        actions.find_receipt("mèo vàng", at=at)
    if queries.digest_of(code)[:2] != queries.digest_of("mèo vàng")[:2]:
        assert actions.find_receipt(code, at=at) == receipt


def test_it_forgets_counts_after_a_day(at):
    with pytest.raises(rules.UnknownCode):
        actions.find_receipt("mèo vàng", at=at)

    assert actions.forget_wrong_lookups(at=at + timedelta(hours=1)) == 0
    assert actions.forget_wrong_lookups(at=at + timedelta(days=2)) == 1


def test_it_looks_up_with_few_queries(at, django_assert_max_num_queries):
    receipt, code = factories.receipt_for(at)

    with django_assert_max_num_queries(2):
        actions.find_receipt(code, at=at)
    with django_assert_max_num_queries(3):
        queries.look_at(receipt, at=at)


@pytest.mark.parametrize("pin", ["", "12", "12345", "abcd", "١٢٣٤", "12 4"])
def test_it_refuses_what_is_not_four_digits(at, pin):
    receipt, _ = factories.receipt_for(at)

    with pytest.raises(rules.BadPin):
        actions.set_receipt_pin(receipt.pk, pin=pin)


@pytest.mark.parametrize("pin", ["0000", "1234", "9876"])
def test_it_refuses_what_anybody_would_try_first(at, pin):
    receipt, _ = factories.receipt_for(at)

    with pytest.raises(rules.WeakPin):
        actions.set_receipt_pin(receipt.pk, pin=pin)


def test_it_sets_a_pin_once_and_the_same_again_is_no_fault(at):
    receipt, _ = factories.receipt_for(at)
    actions.set_receipt_pin(receipt.pk, pin="4071")
    actions.set_receipt_pin(receipt.pk, pin="4071")

    with pytest.raises(rules.PinTaken):
        actions.set_receipt_pin(receipt.pk, pin="5926")


def test_it_takes_a_pin_with_the_sending_itself(at):
    receipt, _ = factories.receipt_for(at, pin="4071")

    assert "4071" not in receipt.pin_hash
    actions.check_receipt_pin(receipt, "4071")
    with pytest.raises(rules.BadPin):
        factories.receipt_for(at, pin="1")


def test_it_counts_wrong_pins_and_locks(at):
    receipt, _ = factories.receipt_for(at, pin="4071")
    for _ in range(rules.WRONG_PINS - 1):
        with pytest.raises(rules.WrongPin):
            actions.check_receipt_pin(receipt, "5926")
    with pytest.raises(rules.PinLocked):
        actions.check_receipt_pin(receipt, "5926")

    with pytest.raises(rules.PinLocked):
        actions.check_receipt_pin(receipt, "4071")


def test_it_begins_counting_anew_after_the_right_pin(at):
    receipt, _ = factories.receipt_for(at, pin="4071")
    with pytest.raises(rules.WrongPin):
        actions.check_receipt_pin(receipt, "5926")

    actions.check_receipt_pin(receipt, "4071")

    receipt.refresh_from_db()
    assert receipt.wrong_pins == 0


def test_it_opens_nothing_by_pin_where_none_was_set(at):
    receipt, _ = factories.receipt_for(at)

    with pytest.raises(rules.NoPin):
        actions.check_receipt_pin(receipt, "")


def test_it_does_nothing_by_pin_behind_an_erased_receipt(at):
    receipt, _ = factories.receipt_for(at, pin="4071")
    actions.erase_receipt(receipt.pk, at=at)

    with pytest.raises(rules.AlreadyErased):
        actions.check_receipt_pin(receipt, "4071")
    with pytest.raises(rules.AlreadyErased):
        actions.set_receipt_pin(receipt.pk, pin="4071")


def test_it_gives_another_receipt_for_another_thread_under_the_same_key(at):
    instance = uuid4()
    first, second = (factories.receipt_for(at, instance=instance, thread=uuid4()) for _ in range(2))

    assert first[1] != second[1]
    assert actions.find_receipt(second[1], at=at) == second[0]


def test_it_says_read_of_what_a_person_has_opened(at):
    text = factories.sent(at, is_meant_for_public=True)
    receipt, _ = factories.receipt_for(at, thread=text.thread)
    text.claimed_by, text.claimed_at = personas.moderator(), at
    text.save()

    assert queries.look_at(receipt, at=at).texts[0].state == "read"
