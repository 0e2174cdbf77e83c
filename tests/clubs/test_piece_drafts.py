"""Drafts belong to their author alone, are encrypted, and go when sent and after 30 days."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clubs import actions, queries, rules
from clubs.models import PieceDraft
from portal.people.rules import ConsentMissing
from portal.safeguarding import actions as safeguarding_actions
from tests.clubs.reporters import DRAWING, piece, recording, reporter
from tests.people.children import signed_in

pytestmark = pytest.mark.django_db


def save(child, at, instance=None, recording=None, **content):
    given = {"title": "Con suối", "text": "Nước lên.", **content}
    return actions.save_draft(child, instance=instance or uuid4(), content=given, recording=recording, at=at)


def test_it_keeps_a_draft_encrypted(at):
    draft = save(reporter(), at, drawing=DRAWING, is_bylined=True, secret="no")

    kept = queries.draft_content(draft)

    assert kept == {"title": "Con suối", "text": "Nước lên.", "drawing": DRAWING, "is_bylined": True}
    assert "suối".encode() not in bytes(draft.content)


def test_it_keeps_one_draft_under_one_key(at):
    child = reporter()
    draft = save(child, at)

    save(child, at, instance=draft.pk, title="Suối")

    assert queries.draft_content(PieceDraft.objects.get())["title"] == "Suối"


def test_it_keeps_a_recording_until_another_comes(at):
    child = reporter()
    draft = save(child, at, recording=recording())

    again = save(child, at, instance=draft.pk)

    assert actions.recording_of(again).size > 100
    assert actions.recording_of(None) is None


def test_it_is_nobody_elses(at):
    draft = save(reporter(), at)
    other = reporter("Ong Nâu")

    with pytest.raises(rules.NotYours):
        save(other, at, instance=draft.pk)
    with pytest.raises(rules.NotYours):
        actions.delete_draft(draft, participant=other)


def test_it_is_gone_when_sent_and_does_not_come_back(at):
    child = reporter()
    draft = save(child, at)

    sent = piece(child, at=at, instance=draft.pk)

    assert not PieceDraft.objects.exists()
    assert save(child, at, instance=sent.pk) is None
    with pytest.raises(rules.NotYours):
        save(reporter("Ong Nâu"), at, instance=sent.pk)


def test_it_waits_for_consents(at):
    child = reporter()
    child.consents.update(withdrawn_at=at)

    with pytest.raises(ConsentMissing):
        save(child, at)


def test_it_keeps_twenty_at_most(at):
    child = reporter()
    drafts = [save(child, at) for _number in range(20)]

    with pytest.raises(rules.TooManyDrafts):
        save(child, at)
    save(child, at, instance=drafts[0].pk)
    actions.delete_draft(drafts[0], participant=child)
    save(child, at)


def test_it_forgets_what_nobody_touched_for_thirty_days(at):
    save(reporter(), at)

    assert actions.purge_drafts(at=at + timedelta(days=30)) == 0
    assert actions.purge_drafts(at=at + timedelta(days=31)) == 1


def test_it_refuses_too_much_and_what_is_no_drawing(at):
    child = reporter()

    with pytest.raises(rules.TooLong):
        save(child, at, text="a" * 200_001)
    with pytest.raises(rules.NotARecording):
        save(child, at, recording=SimpleUploadedFile("a", b"no"))


def test_it_opens_nothing_when_the_key_is_gone(at, settings):
    child = reporter()
    draft = save(child, at, recording=recording())
    kept, former = bytes(draft.content), settings.TEXT_KEY
    settings.TEXT_KEY, settings.OLD_TEXT_KEYS = "another", []

    assert queries.draft_content(draft) is None
    assert actions.recording_of(draft) is None
    for sound in (None, recording()):
        with pytest.raises(rules.DraftUnreadable):
            save(child, at, instance=draft.pk, recording=sound)
    assert bytes(PieceDraft.objects.get().content) == kept
    settings.TEXT_KEY = former
    assert queries.draft_content(PieceDraft.objects.get())["title"] == "Con suối"


def test_it_follows_the_text_key_and_not_the_other(at, settings):
    draft = save(reporter(), at)
    settings.OLD_TEXT_KEYS, settings.TEXT_KEY = [settings.TEXT_KEY], "the key of today"
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []

    assert safeguarding_actions.rotate_text_key().unreadable == []

    settings.OLD_TEXT_KEYS = []
    draft.refresh_from_db()
    assert queries.draft_content(draft)["title"] == "Con suối"


def test_it_says_at_both_doors_that_a_draft_cannot_be_opened(at, clock, settings):
    child = reporter()
    draft = save(child, at)
    settings.TEXT_KEY, settings.OLD_TEXT_KEYS = "another", []
    browser, address = signed_in(child, at=at), f"/api/v1/pieces/drafts/{draft.pk}/"

    own, sheet = browser.get("/em/bai/"), browser.get(f"/em/bai/nhap/{draft.pk}/")
    put = browser.put(address, json.dumps({"title": "Suối"}), "application/json")

    assert "Bài này chưa mở được, cô chú vẫn giữ." in own.text
    assert f'/em/bai/nhap/{draft.pk}/"' not in own.text
    assert (sheet.status_code, browser.get(address).status_code, put.status_code) == (409, 409, 409)
    assert browser.get("/api/v1/pieces/drafts/").json()[0]["is_readable"] is False
    typed = {"instance": str(draft.pk), "title": "Suối", "text": "Nước lên."}
    asked = browser.post("/em/bai/viet/", {**typed, "lam": "nhap"})
    assert asked.status_code == 409
    assert "Nước lên." in asked.text
    assert "chưa mở được" in asked.text


@pytest.mark.parametrize("key", ["nonsense", "7f2f2a1e-8f43-4ad6-9b0e-3a4f1f1d0c11"])
def test_it_mends_only_a_piece_of_her_own(at, key):
    child = reporter()
    mine = piece(child, at=at)

    assert "replaces" not in queries.draft_content(save(child, at, replaces=key))
    assert queries.draft_content(save(child, at, replaces=str(mine.pk)))["replaces"] == str(mine.pk)
