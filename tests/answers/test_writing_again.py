"""A child writes again in her thread: a new text for a reader, and the feature's row if the feature asks for it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.answers import actions, rules
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import FreeText
from tests.answers import factories

pytestmark = pytest.mark.django_db

TAKEN = []


def find(receipt, at):
    return FreeText.objects.filter(thread=receipt.thread).exclude(state="published").first()


actions.takes_again("tests.piece", find=find, take=lambda text, former: TAKEN.append((text.pk, former.pk)))


def test_it_hands_the_new_text_to_the_feature_once(at):
    TAKEN.clear()
    former = factories.sent(at, source_kind="tests.piece", is_meant_for_public=True)
    receipt, _ = factories.receipt_for(at, thread=former.thread)
    instance = uuid4()

    text = actions.write_again(receipt, instance=instance, words="em viết lại", at=at)
    again = actions.write_again(receipt, instance=instance, words="em viết lại", at=at)

    assert text == again
    assert text.is_meant_for_public
    assert [(text.pk, former.pk)] == TAKEN


def test_it_keeps_other_words_sent_under_the_same_key_too(at):
    former = factories.sent(at)
    receipt, _ = factories.receipt_for(at, thread=former.thread)
    instance = uuid4()

    actions.write_again(receipt, instance=instance, words="em viết lại", at=at)
    actions.write_again(receipt, instance=instance, words="em viết lại lần nữa", at=at)

    texts = FreeText.objects.filter(thread=receipt.thread).exclude(pk=former.pk)
    assert {safeguarding_queries.words_of(text) for text in texts} == {"em viết lại", "em viết lại lần nữa"}


def test_it_takes_words_where_none_came_before(at):
    receipt, _ = factories.receipt_for(at)

    text = actions.write_again(receipt, instance=uuid4(), words="em nói thêm", at=at)

    assert (text.thread, text.source_kind, text.is_meant_for_public) == (receipt.thread, receipt.kind, False)


def test_it_takes_five_a_day_and_a_repeated_one_is_not_counted(at):
    receipt, _ = factories.receipt_for(at)
    instances = [uuid4() for _ in range(rules.RESEND_LIMIT)]
    for number, instance in enumerate(instances):
        actions.write_again(receipt, instance=instance, words=f"lần {number}", at=at)

    with pytest.raises(rules.ResentTooOften):
        actions.write_again(receipt, instance=uuid4(), words="thêm nữa", at=at)
    assert actions.write_again(receipt, instance=instances[0], words="lần 0", at=at).pk == instances[0]
    actions.write_again(receipt, instance=uuid4(), words="hôm sau", at=at + timedelta(days=2))


def test_it_takes_nothing_behind_an_erased_receipt(at):
    receipt, _ = factories.receipt_for(at)
    actions.erase_receipt(receipt.pk, at=at)
    receipt.refresh_from_db()

    with pytest.raises(rules.AlreadyErased):
        actions.write_again(receipt, instance=uuid4(), words="em viết lại", at=at)


def test_it_leaves_what_is_public_where_it_is(at):
    TAKEN.clear()
    former = factories.sent(at, source_kind="tests.piece", is_meant_for_public=True)
    FreeText.objects.filter(pk=former.pk).update(state="published", decided_at=at, published_at=at)
    receipt, _ = factories.receipt_for(at, thread=former.thread)

    text = actions.write_again(receipt, instance=uuid4(), words="cảm ơn cô chú", at=at)

    assert TAKEN == []
    assert not text.is_meant_for_public
