"""What is taken back, erased or past its time is gone: words, digest, marks and public file."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.foundation import erasure
from portal.foundation import queries as foundation_queries
from portal.foundation.models import Erasure
from portal.people.models import Participant
from portal.safeguarding import actions, queries
from portal.safeguarding.models import Concern, Decision, FreeText, ReviewDecision, TextState
from tests import personas
from tests.safeguarding.factories import receive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_journal(settings, tmp_path):
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"


def publish(text: FreeText, at, **changes) -> FreeText:
    for name, value in {"public_text": "Em bị ho.", "expires_on": None, **changes}.items():
        setattr(text, name, value)
    text.state, text.decided_at, text.published_at = TextState.PUBLISHED, at, at
    text.save()
    return text


def is_blank(text: FreeText) -> bool:
    text.refresh_from_db()
    return (bytes(text.original), text.digest, text.marks, text.public_text, text.public_file) == (b"", "", [], "", "")


def test_it_takes_a_withdrawn_text_and_its_file_out_of_sight(at, django_capture_on_commit_callbacks):
    name = storages["public"].save("loi/a.ogg", ContentFile(b"sound"))
    text = publish(receive("Em bị ho.", at=at), at, public_file=name)
    before = foundation_queries.site_revision()

    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_text(text, at=at)
        actions.withdraw_text(text, at=at)

    text.refresh_from_db()
    assert (text.state, text.public_text, text.public_file) == (TextState.WITHDRAWN, "", "")
    assert text.erase_on == timezone.localdate(at) + timedelta(days=15)
    assert not storages["public"].exists(name)
    assert foundation_queries.site_revision() == before + 1


def test_it_erases_every_word_and_leaves_decisions_and_a_line_in_the_journal(at, settings):
    text = publish(receive("Gọi em 0912 345 678.", at=at), at)
    ReviewDecision.objects.create(text=text, decision=Decision.PUBLISH, by=personas.moderator(), at=at)

    actions.erase_text(text.pk, at=at)
    actions.erase_text(text.pk, at=at)

    assert is_blank(text)
    assert (text.state, text.erased_at) == (TextState.ERASED, at)
    assert queries.original_of(text) == queries.words_of(text) == ""
    assert text.decisions.count() == 1
    assert Erasure.objects.filter(kind="text", subject=text.pk).count() == 1


def test_it_erases_all_a_child_wrote_when_she_is_erased(at):
    child = Participant.objects.create(pen_name="Sao", age_band="10_12", stated_on=at.date(), created_on=at.date())
    hers = [receive(words, participant=child, at=at) for words in ("một", "hai")]
    others = receive("ba", at=at)

    erasure.erase("participant", child.pk, at=at)

    assert all(is_blank(text) for text in hers)
    assert not is_blank(others)
    assert Erasure.objects.filter(kind="text").count() == 2


def test_it_holds_the_words_while_a_concern_is_open_and_erases_them_after(at):
    text = publish(receive("Em kể.", at=at), at)
    concern = Concern.objects.create(severity=1, origin="moderator", opened_at=at, due_at=at)
    concern.texts.add(text)

    actions.erase_text(text.pk, at=at)
    text.refresh_from_db()
    assert (text.state, text.public_text, queries.words_of(text)) == (TextState.WITHDRAWN, "", "Em kể.")
    assert actions.purge_texts(at=at) == 0

    Concern.objects.update(
        state="closed", closed_at=at, closed_by=personas.protection_officer(), closing_reason="xong", is_no_concern=True
    )
    assert actions.purge_texts(at=at) == 1
    assert is_blank(text)


@pytest.mark.parametrize(
    "kept",
    [
        {"state": TextState.ERASED, "original": b"", "digest": ""},
        {"state": TextState.ERASED, "erased_at": timezone.now(), "digest": ""},
        {"state": TextState.WITHDRAWN, "public_text": "Em kể."},
    ],
)
def test_it_holds_in_the_database_that_no_words_outlive_their_state(at, kept):
    text = receive("Em kể.", at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        FreeText.objects.filter(pk=text.pk).update(**kept)


@pytest.mark.parametrize(
    ("state", "days", "is_erased"),
    [
        (TextState.WAITING, 364, False),
        (TextState.WAITING, 365, True),
        (TextState.READ, 365, True),
        (TextState.PROTECTION, 364, False),
        (TextState.REJECTED, 29, False),
        (TextState.REJECTED, 30, True),
    ],
)
def test_it_erases_what_is_past_its_time(state, days, is_erased, at):
    text = receive("Em kể.", at=at)
    FreeText.objects.update(state=state, decided_at=at)

    count = actions.purge_texts(at=at + timedelta(days=days))

    assert count == is_erased
    assert is_blank(text) is is_erased
    assert actions.purge_texts(at=at + timedelta(days=days)) == 0


def test_it_keeps_a_published_text_until_it_expires_but_its_original_a_year(at):
    text = publish(receive("Em bị ho.", at=at), at, expires_on=at.date() + timedelta(days=730))

    assert actions.purge_texts(at=at + timedelta(days=364)) == 0
    assert actions.purge_texts(at=at + timedelta(days=365)) == 1
    text.refresh_from_db()
    assert (bytes(text.original), text.public_text, text.state) == (b"", "Em bị ho.", TextState.PUBLISHED)
    assert actions.purge_texts(at=at + timedelta(days=730)) == 0
    assert actions.purge_texts(at=at + timedelta(days=731)) == 1
    assert is_blank(text)


def test_it_forgets_nothing_of_what_it_does_not_know(at):
    actions.blank_text(receive("Em kể.", at=at).thread, at)

    assert FreeText.objects.exclude(state=TextState.ERASED).count() == 1


def test_it_sweeps_away_recordings_that_a_crash_left_public(at):
    public = storages["public"]
    assert actions.sweep_public_recordings(at=at) == 0
    kept, lost = (public.save(f"loi/{name}.ogg", ContentFile(b"sound")) for name in ("a", "b"))
    publish(receive("Em bị ho.", at=at), at, public_file=kept)
    now = timezone.now()

    assert actions.sweep_public_recordings(at=now) == 0
    assert actions.sweep_public_recordings(at=now + timedelta(hours=1)) == 1

    assert (public.exists(kept), public.exists(lost)) == (True, False)


def test_it_passes_over_a_file_that_is_gone_already(at, django_capture_on_commit_callbacks):
    text = publish(receive("Em bị ho.", at=at), at, public_file="loi/gone.ogg")

    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_text(text.pk, at=at)

    assert is_blank(text)
