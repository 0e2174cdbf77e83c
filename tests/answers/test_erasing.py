"""What is erased stays erased, also after an older copy of the database came back; old receipts go by themselves."""

from datetime import timedelta

import pytest

from portal.answers import actions, queries
from portal.answers.models import Receipt
from portal.foundation import erasure
from portal.foundation.jobs import all_jobs
from portal.people import actions as people_actions
from portal.safeguarding.models import FreeText, TextState
from tests import personas
from tests.answers import factories

pytestmark = pytest.mark.django_db


def test_it_empties_the_receipt_and_says_so_behind_its_code(at):
    people_actions.ensure_roles()
    text = factories.sent(at)
    receipt, code = factories.receipt_for(at, thread=text.thread, pin="4071")
    actions.reply(receipt, words="Cảm ơn em nhé.", by=personas.director(), at=at)

    actions.erase_receipt(receipt.pk, at=at)
    actions.erase_receipt(receipt.pk, at=at)

    receipt.refresh_from_db()
    text.refresh_from_db()
    assert (receipt.label, receipt.pin_hash, receipt.erased_at) == ("", "", at)
    assert not receipt.entries.exclude(words="").exists()
    assert text.state == TextState.ERASED
    assert queries.look_at(actions.find_receipt(code, at=at), at=at).is_erased


def test_it_erases_again_over_an_older_copy(at, settings, django_capture_on_commit_callbacks):
    text = factories.sent(at)
    receipt, _ = factories.receipt_for(at, thread=text.thread)
    before_receipt = Receipt.objects.filter(pk=receipt.pk).values().get()
    before_text = FreeText.objects.filter(pk=text.pk).values().get()
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_receipt(receipt.pk, at=at)
    for model, row in ((Receipt, before_receipt), (FreeText, before_text)):
        model.objects.filter(pk=row["id"]).update(**{name: value for name, value in row.items() if name != "id"})

    with settings.ERASURE_JOURNAL.open() as journal:
        erasure.replay(erasure.read_journal(journal))

    receipt.refresh_from_db()
    text.refresh_from_db()
    assert receipt.is_erased
    assert text.state == TextState.ERASED


def test_it_forgets_a_child_who_is_erased(at):
    child = factories.child(at)
    receipt, _ = factories.receipt_for(at, participant=child)

    erasure.erase("participant", child.pk, at=at)

    receipt.refresh_from_db()
    assert receipt.participant is None
    assert receipt.is_erased


def test_it_erases_receipts_after_24_months(at):
    old, _ = factories.receipt_for(at - timedelta(days=731))
    young, _ = factories.receipt_for(at - timedelta(days=729))

    all_jobs()["portal.answers.receivers.erase_old_receipts"](at)
    all_jobs()["portal.answers.receivers.forget_wrong_lookups"](at)

    old.refresh_from_db()
    young.refresh_from_db()
    assert old.is_erased
    assert not young.is_erased
    assert actions.erase_old_receipts(at=at) == 0


def test_it_keeps_an_old_receipt_while_its_words_are_public(at):
    receipt, _ = factories.receipt_for(at - timedelta(days=731))
    text = factories.sent(at, thread=receipt.thread)
    text.state, text.decided_at, text.published_at = TextState.PUBLISHED, at, at
    text.save()

    assert actions.erase_old_receipts(at=at) == 0

    text.state, text.published_at = TextState.WITHDRAWN, None
    text.save()
    assert actions.erase_old_receipts(at=at) == 1


def test_it_bears_an_id_nobody_has(at):
    actions.erase_receipt(at=at, receipt_id=factories.uuid4())
