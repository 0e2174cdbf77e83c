"""A hotline changes by two people: one proposes, another confirms."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from portal.foundation import queries as foundation_queries
from portal.foundation.refusals import NotAllowed
from portal.people.models import AccessEntry
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.models import Hotline, HotlineChange, HotlineList
from tests import personas
from tests.safeguarding.factories import add_hotline, values_for

pytestmark = pytest.mark.django_db

two_at_once = pytest.mark.postgresql  # SQLite lets one writer in at a time, and tests keep it in memory


def _propose(police, proposer, at, **values):
    return actions.propose_hotline_change(
        hotline=police, values=values or {"hours": "Cả ngày đêm"}, reason="Đã gọi thử.", by=proposer, at=at
    )


def test_it_changes_nothing_when_proposed(at, police, proposer):
    before = police.entry()
    revision = foundation_queries.site_revision()

    change = _propose(police, proposer, at)

    police.refresh_from_db()
    assert police.entry() == before
    assert change.is_waiting
    assert foundation_queries.site_revision() == revision
    assert list(queries.waiting_changes()) == [change]


def test_it_changes_row_list_and_site_revision_when_another_confirms(at, police, proposer, confirmer):
    change = _propose(police, proposer, at)
    revision = foundation_queries.site_revision()

    actions.confirm_hotline_change(change, by=confirmer, at=at)

    police.refresh_from_db()
    assert police.hours == "Cả ngày đêm"
    assert queries.signed_entries()[police.pk] == police.entry()
    assert foundation_queries.site_revision() == revision + 1
    assert [change.pk for change in queries.decided_changes()] == [change.pk]


def test_it_logs_who_proposed_and_who_confirmed(at, police, proposer, confirmer):
    change = _propose(police, proposer, at)

    actions.confirm_hotline_change(change, by=confirmer, at=at)

    lines = AccessEntry.objects.order_by("pk").values_list("verb", "by", "reason")
    assert list(lines) == [
        ("đề nghị đổi số", proposer.pk, "Đã gọi thử."),
        ("xác nhận đổi số", confirmer.pk, "Đã gọi thử."),
    ]


def test_it_adds_a_new_hotline(at, proposer, confirmer):
    hotline = add_hotline(proposer, confirmer, at, number="1900 1234", note="Thấy trên trang của sở.")

    assert hotline.note == "Thấy trên trang của sở."
    assert HotlineChange.objects.get().hotline == hotline
    assert "19001234" in queries.callable_numbers(at)


def test_it_refuses_the_proposer_as_confirmer(at, police, proposer):
    change = _propose(police, proposer, at)

    with pytest.raises(rules.SamePerson):
        actions.confirm_hotline_change(change, by=proposer, at=at)
    with pytest.raises(rules.SamePerson):
        actions.reject_hotline_change(change, reason="Nhầm", by=proposer, at=at)

    change.refresh_from_db()
    assert change.is_waiting


def test_it_lets_not_even_the_database_take_one_person_for_two(at, police, proposer):
    change = _propose(police, proposer, at)

    with pytest.raises(IntegrityError), transaction.atomic():
        HotlineChange.objects.filter(pk=change.pk).update(decision="confirmed", decided_by=proposer, decided_at=at)


def test_it_lets_no_half_decision_stand(at, police, proposer, confirmer):
    change = _propose(police, proposer, at)

    for half in (
        {"decision": "confirmed"},
        {"decided_by": confirmer, "decided_at": at},
        {"decision": "confirmed", "decided_at": at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HotlineChange.objects.filter(pk=change.pk).update(**half)


def test_it_confirms_once(at, police, proposer, confirmer):
    change = _propose(police, proposer, at)
    stale = HotlineChange.objects.get(pk=change.pk)
    actions.confirm_hotline_change(change, by=confirmer, at=at)

    with pytest.raises(rules.AlreadyDecided):
        actions.confirm_hotline_change(stale, by=confirmer, at=at)

    assert HotlineList.objects.count() == 2


def test_it_rejects_with_a_reason_and_changes_nothing(at, police, proposer, confirmer):
    change = _propose(police, proposer, at)

    actions.reject_hotline_change(change, reason="Gọi thử không ai nghe.", by=confirmer, at=at)

    police.refresh_from_db()
    change.refresh_from_db()
    assert police.hours == "24/24"
    assert (change.decision, change.rejection_reason) == ("rejected", "Gọi thử không ai nghe.")
    assert HotlineList.objects.count() == 1
    assert AccessEntry.objects.filter(verb="không nhận đổi số", by=confirmer).exists()
    with pytest.raises(rules.AlreadyDecided):
        actions.confirm_hotline_change(change, by=confirmer, at=at)


@pytest.mark.parametrize("reason", ["", "   ", "a" * 301, "\u200b"])
def test_it_refuses_a_change_or_a_rejection_without_a_fit_reason(at, police, proposer, confirmer, reason):
    with pytest.raises(rules.BadReason):
        actions.propose_hotline_change(hotline=police, values={"hours": "Cả ngày"}, reason=reason, by=proposer, at=at)
    change = _propose(police, proposer, at)

    with pytest.raises(rules.BadReason):
        actions.reject_hotline_change(change, reason=reason, by=confirmer, at=at)


def test_it_refuses_those_without_permission(at, police, proposer):
    editor = personas.editor()
    change = _propose(police, proposer, at)

    for attempt in (
        lambda: _propose(police, editor, at),
        lambda: actions.confirm_hotline_change(change, by=editor, at=at),
        lambda: actions.reject_hotline_change(change, reason="Sai", by=editor, at=at),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_it_refuses_a_second_proposal_while_one_waits(at, police, proposer, confirmer):
    _propose(police, proposer, at)

    with pytest.raises(rules.AlreadyWaiting):
        _propose(police, confirmer, at, hours="Ban ngày")


def test_it_refuses_a_second_waiting_proposal_in_the_database_too(at, police, proposer, confirmer, monkeypatch):
    _propose(police, proposer, at)
    # Two people at the same moment: both pass the rule before either has written.
    monkeypatch.setattr(rules, "check_can_propose_hotline_change", lambda hotline, *, by, at: None)

    with pytest.raises(rules.AlreadyWaiting):
        _propose(police, confirmer, at, hours="Ban ngày")


def test_it_refuses_a_proposal_that_changes_nothing(at, police, proposer):
    with pytest.raises(rules.NothingChanged):
        _propose(police, proposer, at, hours="24/24")


def test_it_takes_no_field_that_a_hotline_has_not(at, police, proposer):
    with pytest.raises(TypeError, match="colour"):
        _propose(police, proposer, at, colour="red")


def test_it_refuses_to_build_on_a_list_that_is_not_genuine(at, police, proposer, confirmer, settings):
    change = _propose(police, proposer, at)
    settings.HOTLINE_KEY = "another key than the one that signed"

    with pytest.raises(rules.ListNotGenuine):
        actions.confirm_hotline_change(change, by=confirmer, at=at)
    with pytest.raises(rules.ListNotGenuine):
        add_hotline(proposer, confirmer, at)


def test_it_does_not_bless_another_row_altered_behind_the_back(at, police, proposer, confirmer):
    Hotline.objects.filter(number="115").update(number="0912345678")

    actions.confirm_hotline_change(_propose(police, proposer, at), by=confirmer, at=at)

    assert "0912345678" not in queries.callable_numbers(at)
    assert {item.tel for item in queries.hotlines(at)} == {"111", "112", "113", "114"}


def test_it_starts_from_what_was_confirmed_not_from_an_altered_row(at, police, proposer, confirmer):
    Hotline.objects.filter(pk=police.pk).update(number="0912345678")
    police.refresh_from_db()

    actions.confirm_hotline_change(_propose(police, proposer, at), by=confirmer, at=at)

    police.refresh_from_db()
    assert (police.number, police.hours) == ("113", "Cả ngày đêm")


def test_it_lets_two_people_put_an_altered_row_back_as_it_was(at, police, proposer, confirmer):
    Hotline.objects.filter(pk=police.pk).update(number="0912345678")
    police.refresh_from_db()

    actions.confirm_hotline_change(_propose(police, proposer, at, number="113"), by=confirmer, at=at)

    assert "113" in {item.tel for item in queries.hotlines(at)}


def test_it_checks_again_when_confirming(at, proposer, confirmer):
    first, second = [
        actions.propose_hotline_change(hotline=None, values=values_for(at), reason="Mới", by=proposer, at=at)
        for _ in range(2)
    ]
    actions.confirm_hotline_change(first, by=confirmer, at=at)

    with pytest.raises(rules.BadHotline) as caught:
        actions.confirm_hotline_change(second, by=confirmer, at=at)

    assert "number" in caught.value.fields
    second.refresh_from_db()
    assert second.is_waiting


def test_it_keeps_the_signed_lists_for_ever(at):
    for statement in ("UPDATE safeguarding_hotlinelist SET numbers = '[]'", "DELETE FROM safeguarding_hotlinelist"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_it_costs_the_same_few_queries_however_many_hotlines(
    at, police, proposer, confirmer, django_assert_max_num_queries
):
    change = _propose(police, proposer, at)

    with django_assert_max_num_queries(24):
        actions.confirm_hotline_change(change, by=confirmer, at=at)


@two_at_once
@pytest.mark.django_db(transaction=True)
def test_it_lets_one_of_two_confirmations_at_the_same_moment_pass(at, police, proposer, confirmer):
    change = _propose(police, proposer, at)
    outcomes = []
    together = threading.Barrier(2)

    def confirm():
        mine = HotlineChange.objects.get(pk=change.pk)
        together.wait()
        try:
            outcomes.append(actions.confirm_hotline_change(mine, by=confirmer, at=at).number)
        except rules.AlreadyDecided as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["113", "already_decided"]
    assert HotlineList.objects.count() == 2


@two_at_once
@pytest.mark.django_db(transaction=True)
def test_it_loses_neither_of_two_changes_confirmed_at_the_same_moment(at, police, proposer, confirmer):
    ambulance = Hotline.objects.get(number="115")
    changes = [_propose(hotline, proposer, at) for hotline in (police, ambulance)]
    together = threading.Barrier(2)

    def confirm(pk):
        mine = HotlineChange.objects.get(pk=pk)
        together.wait()
        try:
            actions.confirm_hotline_change(mine, by=confirmer, at=at + timedelta(seconds=pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=[change.pk]) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    signed = queries.signed_entries()
    assert [signed[hotline.pk]["hours"] for hotline in (police, ambulance)] == ["Cả ngày đêm"] * 2
