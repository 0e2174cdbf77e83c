"""The key of what children wrote can be changed without losing a word, and losing it is noticed, not hidden."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.foundation import encryption
from portal.safeguarding import actions, checks, queries
from portal.safeguarding.actions import text_keys
from portal.safeguarding.models import Concern, FreeText, TextState
from tests.safeguarding.factories import receive

pytestmark = pytest.mark.django_db

FORMER, TODAY = "the former key", "the key of today"


def rotate() -> str:
    out = StringIO()
    call_command("rotate_text_key", stdout=out)
    return out.getvalue()


@pytest.fixture
def written(at, settings):
    """Three texts and an adult's note, under a key that has since been changed."""
    settings.TEXT_KEY = FORMER
    texts = [receive(words, at=at) for words in ("một", "hai", "ba")]
    note = encryption.encrypt_bytes("ghi chú".encode(), purpose=encryption.CONCERN)
    concern = Concern.objects.create(severity=3, origin="staff", opened_at=at, due_at=at, summary=note)
    settings.TEXT_KEY, settings.OLD_TEXT_KEYS = TODAY, [FORMER]
    return texts, concern


def test_it_keeps_children_and_staff_under_different_keys(settings):
    settings.TEXT_KEY, settings.SECRET_KEY = TODAY, FORMER
    sealed = encryption.encrypt_bytes(b"a", purpose=encryption.FREE_TEXT)
    secret = encryption.encrypt("b", purpose="second factor")

    settings.TEXT_KEY = "another"
    assert encryption.decrypt_bytes(sealed, purpose=encryption.FREE_TEXT) is None
    assert encryption.decrypt(secret, purpose="second factor") == "b"

    settings.TEXT_KEY, settings.SECRET_KEY = TODAY, "another"
    assert encryption.decrypt_bytes(sealed, purpose=encryption.FREE_TEXT) == b"a"
    assert encryption.decrypt_bytes(sealed, purpose=encryption.CONCERN) is None
    assert encryption.decrypt_bytes(b"no token", purpose=encryption.FREE_TEXT) is None


def test_it_brings_every_row_under_the_key_of_today(written, settings, monkeypatch):
    monkeypatch.setattr(text_keys, "BATCH", 2)
    texts, concern = written

    assert "4 checked, 4 encrypted anew" in rotate()

    settings.OLD_TEXT_KEYS = []
    assert [queries.words_of(FreeText.objects.get(pk=text.pk)) for text in texts] == ["một", "hai", "ba"]
    concern.refresh_from_db()
    assert encryption.decrypt_bytes(bytes(concern.summary), purpose=encryption.CONCERN) == "ghi chú".encode()
    assert "4 checked, 0 encrypted anew" in rotate()


def test_it_goes_on_where_it_was_stopped(written, settings, monkeypatch):
    texts, _concern = written
    monkeypatch.setattr(text_keys, "BATCH", 1)
    whole = text_keys._rotate
    steps = []

    def stops(*args):
        if len(steps) == 2:
            raise KeyboardInterrupt
        steps.append(args)
        whole(*args)

    with monkeypatch.context() as fault:
        fault.setattr(text_keys, "_rotate", stops)
        with pytest.raises(KeyboardInterrupt):
            actions.rotate_text_key()

    assert actions.rotate_text_key().rotated == 2
    settings.OLD_TEXT_KEYS = []
    assert {queries.words_of(FreeText.objects.get(pk=text.pk)) for text in texts} == {"một", "hai", "ba"}


def test_it_reports_what_no_key_opens_and_leaves_it_alone(written, settings):
    texts, _concern = written
    settings.OLD_TEXT_KEYS = []
    before = {bytes(text.original) for text in FreeText.objects.all()}

    with pytest.raises(CommandError, match="4 rows no key opens") as error:
        rotate()

    assert str(texts[0].pk) in str(error.value)
    assert {bytes(text.original) for text in FreeText.objects.all()} == before
    settings.OLD_TEXT_KEYS = [FORMER]
    assert actions.rotate_text_key().rotated == 4


def test_it_passes_over_what_was_erased(written, at):
    texts, _concern = written
    actions.erase_text(texts[0].pk, at=at)
    rotation = text_keys.Rotation()
    text_keys._rotate(FreeText, "original", encryption.FREE_TEXT, [texts[0].pk], rotation)  # erased after it was listed

    assert rotation.checked == 0
    assert actions.rotate_text_key().checked == 3
    assert FreeText.objects.get(pk=texts[0].pk).state == TextState.ERASED


def test_it_says_in_readyz_when_the_key_opens_nothing(written, at, settings):
    assert checks.text_key_opens_what_children_wrote(at) is None

    settings.OLD_TEXT_KEYS = []
    assert "PORTAL_OLD_TEXT_KEYS" in checks.text_key_opens_what_children_wrote(at)


def test_it_is_ready_before_anybody_wrote(at):
    assert checks.text_key_opens_what_children_wrote(at) is None


def test_it_refuses_a_key_that_serves_elsewhere_and_reminds_of_a_former_one(settings):
    settings.TEXT_KEY, settings.OLD_TEXT_KEYS = TODAY, []
    assert checks.text_key_stands_alone(None) == []

    settings.SECRET_KEY, settings.OLD_TEXT_KEYS = TODAY, [FORMER]
    assert [message.id for message in checks.text_key_stands_alone(None)] == ["safeguarding.E001", "safeguarding.W001"]
