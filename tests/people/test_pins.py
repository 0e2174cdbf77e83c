"""A child's PIN: its shape, five wrong ones, and who opens the door again."""

import pytest
from django.db import transaction

from portal.people import actions, rules
from portal.people.models import AccessEntry, Participant, ParticipantSession, UnknownAddress
from tests import personas
from tests.people.factories import PIN, ParticipantFactory

pytestmark = pytest.mark.django_db


def wrong(participant: Participant | None, times: int, at, **extra) -> list[str]:
    codes = []
    for _try in range(times):
        with pytest.raises((rules.WrongPin, rules.PinLocked)) as refused:
            actions.check_pin(participant, "9999", at=at, **extra)
        codes.append(refused.value.code)
    return codes


@pytest.mark.parametrize("pin", ["2580", " 2 5 8 0 ", "２５８０", "1235", "9012"])
def test_it_takes_four_digits_however_typed(pin):
    assert len(rules.check_pin_shape(pin, "digits")) == 4


@pytest.mark.parametrize("pin", ["", "258", "25801", "abcd", "٢٥٨٠", "25 8o", "2.58", "-258", "25\u200b8"])
def test_it_refuses_what_is_no_pin(pin):
    with pytest.raises(rules.BadPin) as refused:
        rules.check_pin_shape(pin, "digits")

    assert refused.value.fields["pin"]


@pytest.mark.parametrize("pin", ["0000", "7777", "1234", "0123", "4321", "9876"])
def test_it_refuses_what_anyone_tries_first(pin):
    with pytest.raises(rules.EasyPin):
        rules.check_pin_shape(pin, "digits")


def test_it_takes_four_pictures_by_name():
    assert rules.check_pin_shape("sao, tim NHA-sach", "pictures") == "sao-tim-nha-sach"
    assert rules.check_pin_shape("sao tim sao tim", "pictures") == "sao-tim-sao-tim"


@pytest.mark.parametrize("pin", ["sao tim nha", "sao tim nha meo", "2580", "sao tim nha sach xe"])
def test_it_refuses_other_pictures(pin):
    with pytest.raises(rules.BadPin):
        rules.check_pin_shape(pin, "pictures")


def test_it_refuses_four_times_the_same_picture():
    with pytest.raises(rules.EasyPin):
        rules.check_pin_shape("sao sao sao sao", "pictures")


def test_it_refuses_a_kind_nobody_has():
    with pytest.raises(rules.BadPin):
        rules.check_pin_shape("2580", "face")


def test_it_passes_the_right_pin_and_starts_anew(at):
    child = ParticipantFactory()
    wrong(child, 4, at)

    actions.check_pin(child, PIN, at=at)

    child.refresh_from_db()
    assert (child.wrong_pins, child.locked_at) == (0, None)


def test_it_knows_pictures_in_their_order_only(at):
    child = ParticipantFactory()
    actions.set_pin(child, pin="sao tim nha xe", pin_kind="pictures", at=at)

    actions.check_pin(child, "sao-tim-nha-xe", at=at)

    with pytest.raises(rules.WrongPin):
        actions.check_pin(child, "tim sao nha xe", at=at)
    with pytest.raises(rules.WrongPin):
        actions.check_pin(child, PIN, at=at)


def test_it_locks_after_five_and_tells_nobody_that_the_right_one_is_right(at):
    child = ParticipantFactory()

    assert wrong(child, 7, at) == ["wrong_pin"] * 5 + ["pin_locked"] * 2
    with pytest.raises(rules.PinLocked):
        actions.check_pin(child, PIN, at=at)
    child.refresh_from_db()
    assert (child.wrong_pins, child.locked_at) == (5, at)


def test_it_answers_for_a_name_nobody_has_in_the_same_words(at):
    known = wrong(ParticipantFactory(), 8, at)

    unknown = wrong(None, 8, at, unknown="7 bup mang")

    assert unknown == known
    assert "bup" not in UnknownAddress.objects.get().digest
    assert wrong(None, 1, at, unknown="7 la") == ["wrong_pin"]


def test_it_forgets_tries_at_unknown_names(at):
    from datetime import timedelta

    wrong(None, 8, at, unknown="7 bup mang")

    actions.forget_unknown_addresses(at=at + timedelta(days=31))

    assert wrong(None, 1, at, unknown="7 bup mang") == ["wrong_pin"]


def test_it_lets_nobody_in_without_a_pin(at):
    child = ParticipantFactory()
    Participant.objects.filter(pk=child.pk).update(pin_hash="")

    for typed in ("", PIN, "0000", "None"):
        with pytest.raises(rules.WrongPin):
            actions.check_pin(child, typed, at=at)


def test_it_will_not_count_inside_a_transaction_that_could_undo_it(at):
    child = ParticipantFactory()

    with pytest.raises(RuntimeError), transaction.atomic():
        actions.check_pin(child, "9999", at=at)


def test_it_opens_the_door_again(at):
    child, facilitator = ParticipantFactory(), personas.facilitator()
    wrong(child, 6, at)

    actions.unlock_participant(child, by=facilitator, at=at)

    actions.check_pin(child, PIN, at=at)
    line = AccessEntry.objects.get()
    assert (line.by, line.verb, line.subject) == (facilitator, "mở khóa cho em", f"em {child.pk}")


def test_it_gives_a_new_pin_once_and_ends_every_sign_in(at):
    child, facilitator = ParticipantFactory(), personas.facilitator()
    actions.set_pin(child, pin="sao tim nha xe", pin_kind="pictures", at=at)
    actions.open_session(child, at=at)
    wrong(child, 6, at)

    pin = actions.reset_pin(child, by=facilitator, at=at)

    actions.check_pin(child, pin, at=at)
    child.refresh_from_db()
    assert (child.must_change_pin, child.locked_at, child.pin_kind) == (True, None, "digits")
    assert pin not in child.pin_hash
    assert ParticipantSession.objects.get().closed_at == at
    line = AccessEntry.objects.get()
    assert (line.by, line.verb) == (facilitator, "cấp mã riêng mới cho em")
    assert pin not in f"{line.subject}{line.reason}"


def test_it_is_content_once_she_has_a_pin_of_her_own(at):
    child = ParticipantFactory()
    actions.reset_pin(child, by=personas.facilitator(), at=at)

    actions.set_pin(child, pin="4826", pin_kind="digits", at=at)

    assert not child.must_change_pin
    actions.check_pin(child, "4826", at=at)


@pytest.mark.parametrize("action", [actions.reset_pin, actions.unlock_participant])
def test_it_is_the_facilitators_to_do(action, at):
    child = ParticipantFactory()
    idle = personas.facilitator()
    idle.is_active = False

    for person in (personas.editor(), idle):
        with pytest.raises(rules.NotFacilitator):
            action(child, by=person, at=at)
    assert not AccessEntry.objects.exists()


def test_it_gives_no_pin_to_nobody(at):
    child, facilitator = ParticipantFactory(), personas.facilitator()
    stale = Participant.objects.get(pk=child.pk)
    actions.erase_participant(child.pk, at=at)

    with pytest.raises(rules.ParticipantErased):
        actions.reset_pin(stale, by=facilitator, at=at)
    with pytest.raises(rules.ParticipantErased):
        actions.unlock_participant(Participant.objects.get(pk=child.pk), by=facilitator, at=at)
    with pytest.raises(rules.ParticipantErased):
        actions.set_pin(stale, pin=PIN, pin_kind="digits", at=at)


def test_it_never_gives_an_easy_pin(at, monkeypatch):
    drawn = iter([1234, 0, 7, 8888, 4826])
    monkeypatch.setattr("secrets.randbelow", lambda _limit: next(drawn))
    child = ParticipantFactory()

    assert actions.reset_pin(child, by=personas.facilitator(), at=at) == "0007"
