"""What a child writes again by her receipt's code: public only while she may post, and hooked to what it follows."""

import json
from uuid import uuid4, uuid5

import pytest
from django.test import Client

from clubs import queries
from clubs.models import Opinion, Piece
from portal.answers import actions as answers_actions
from portal.foundation import form_tokens
from portal.people.models import Giver
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import Decision, FreeText, TextState
from tests.clubs.reporters import DRAWING, decide, opinion, piece, recording, reporter
from tests.people.children import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SENTENCE = "Lời này không đăng lên trang."


@pytest.fixture(params=["page", "api"])
def write_again(request):
    """Writes again through a door; returns the new text and whether the answer said that it stays inside."""

    def write(receipt, words="Em viết lại."):
        code, before = answers_actions.code_of(receipt), set(FreeText.objects.values_list("pk", flat=True))
        if request.param == "page":
            token = form_tokens.issue("answers.again", receipt=str(receipt.pk))
            response = Client().post("/ma-phieu/viet-lai/", {"phieu": token, "code": code, "words": words})
            assert response.status_code == 200
            is_inside = SENTENCE in response.text
        else:
            body = json.dumps({"id": str(uuid4()), "code": code, "words": words})
            response = Client().post("/api/v1/receipts/words/", body, content_type="application/json")
            assert (response.status_code, response.json()["code"]) == (201, code)
            is_inside = not response.json()["is_meant_for_public"]
        return FreeText.objects.exclude(pk__in=before).get(), is_inside

    return write


def came_back(child, at, **values):
    said = opinion(child, at=at, is_meant_for_public=True, **values)
    decide(said.text, Decision.REJECT, at=at, reason="unclear", message="Em viết rõ hơn nhé.")
    return said


def test_it_stands_in_the_place_of_what_came_back(at, write_again):
    said = came_back(reporter(), at)

    new, is_inside = write_again(said.receipt)

    assert (new.is_meant_for_public, is_inside) == (True, False)
    assert Opinion.objects.get().text == new
    decide(new, Decision.PUBLISH, at=at)
    assert Opinion.objects.get(text__state=TextState.PUBLISHED)


def test_it_stands_there_though_other_words_came_under_the_same_key(at, write_again):
    child = reporter()
    said = came_back(child, at)
    opinion(child, at=at, instance=said.pk, content="Em nói thêm.", is_meant_for_public=True)

    new, _is_inside = write_again(said.receipt)

    assert Opinion.objects.get().text == new
    assert new.is_meant_for_public


@pytest.mark.parametrize("giver", [Giver.GUARDIAN, Giver.CHILD])
def test_it_is_for_the_centre_alone_when_a_yes_was_taken_back(at, write_again, giver):
    child = reporter()
    said = came_back(child, at)
    child.consents.filter(giver=giver).update(withdrawn_at=at)

    new, is_inside = write_again(said.receipt, "Em sợ về nhà.")

    assert (new.is_meant_for_public, is_inside, new.state) == (False, True, TextState.WAITING)
    assert safeguarding_queries.words_of(new) == "Em sợ về nhà."
    assert Opinion.objects.get().text == said.text
    assert new in safeguarding_queries.waiting_texts()


def test_it_is_for_the_centre_alone_when_she_left_the_club(at, write_again):
    child = reporter()
    said = came_back(child, at)
    child.memberships.update(ended_on=at.date(), folded_name="")

    assert write_again(said.receipt)[1]


@pytest.mark.parametrize("decision", [Decision.PUBLISH, None])
def test_it_takes_the_place_of_nothing_that_did_not_come_back(at, write_again, decision):
    said = opinion(reporter(), at=at, is_meant_for_public=True)
    if decision:
        decide(said.text, decision, at=at)

    new, is_inside = write_again(said.receipt)

    assert (new.is_meant_for_public, is_inside) == (False, True)
    assert Opinion.objects.get().text == said.text


def test_it_may_be_public_where_an_adult_answers_for_a_slip_without_a_name(at, write_again):
    said = came_back(reporter(), at)
    FreeText.objects.filter(pk=said.text_id).update(participant=None)

    assert write_again(said.receipt)[0].is_meant_for_public


PARTS = ("words", "drawing", "recording")


def whole(at, last="words"):
    """A piece of three parts, which arrive in one moment: `last` is the one whose key comes last."""
    for _turn in range(100):
        key = uuid4()
        keys = {"words": key, "drawing": uuid5(key, "drawing"), "recording": uuid5(key, "recording")}
        if max(keys, key=keys.__getitem__) == last:
            break
    sent = piece(reporter(), at=at, instance=key, drawing=DRAWING, recording=recording())
    assert {part: getattr(sent, part).pk for part in PARTS} == keys
    return Piece.objects.get(pk=sent.pk)


@pytest.mark.parametrize("last", PARTS)
@pytest.mark.parametrize("part", PARTS)
def test_it_leads_to_her_own_page_where_the_whole_piece_is_mended(at, part, last):
    sent = whole(at, last)
    code = answers_actions.code_of(sent.receipt)
    assert "/sua/" not in Client().post("/ma-phieu/", {"code": code}).text
    for name in PARTS:
        told = {"public_text": "Mình kể chuyện con suối." if name == "recording" else ""}
        if name == part:
            told = {"decision": Decision.REJECT, "reason": "unclear", "message": "Rõ hơn nhé."}
        decide(getattr(sent, name), at=at, **told)

    page = Client().post("/ma-phieu/", {"code": code}).text

    assert f'href="/em/bai/{sent.pk}/sua/"' in page
    assert "/ma-phieu/viet-lai/" not in page


@pytest.mark.parametrize("last", PARTS)
def test_it_leaves_a_piece_whole_when_words_come_by_its_code(at, write_again, last):
    sent = whole(at, last)
    decide(sent.words, Decision.REJECT, at=at, reason="unclear", message="Em viết rõ hơn nhé.")

    new, is_inside = write_again(sent.receipt)

    assert (new.is_meant_for_public, is_inside) == (False, True)
    after = Piece.objects.get()
    assert (after.words, after.drawing, after.recording) == (sent.words, sent.drawing, sent.recording)
    assert queries.state_of(after, on=at.date()) == queries.PieceState.REJECTED


@pytest.mark.parametrize("door", ["page", "api"])
def test_it_publishes_what_was_mended_with_title_drawing_and_voice(at, door):
    sent = whole(at)
    decide(sent.words, Decision.REJECT, at=at, reason="unclear", message="Em viết rõ hơn nhé.")
    client, instance = signed_in(sent.participant, at=at), str(uuid4())
    given = {"instance": instance, "title": "Con suối", "text": "Rõ hơn.", "drawing": DRAWING}

    if door == "page":
        sheet = client.get(f"/em/bai/{sent.pk}/sua/").text
        assert "Tiếng nói lần trước vẫn đi cùng bài." in sheet
        assert client.post(f"/em/bai/{sent.pk}/sua/", given).status_code == 200
    else:
        body = json.dumps({**given, "replaces": str(sent.pk)})
        assert client.post("/api/v1/pieces/", body, content_type="application/json").status_code == 201

    new = Piece.objects.get(replaces=sent)
    for part in (new.words, new.drawing, new.recording):
        decide(part, at=at, public_text="Mình kể chuyện con suối." if part.kind == "recording" else "")
    shown = Piece.objects.published(at.date()).get()
    assert (shown.title, shown.body) == ("Con suối", "Rõ hơn.")
    assert "/sua/" not in Client().post("/ma-phieu/", {"code": answers_actions.code_of(sent.receipt)}).text


def test_it_does_not_carry_a_voice_that_came_back(at):
    sent = whole(at)
    decide(sent.recording, Decision.REJECT, at=at, reason="unclear", message="Em viết rõ hơn nhé.")
    client = signed_in(sent.participant, at=at)

    assert "Tiếng nói lần trước" not in client.get(f"/em/bai/{sent.pk}/sua/").text
    client.post(f"/em/bai/{sent.pk}/sua/", {"instance": str(uuid4()), "title": "Con suối", "text": "Rõ hơn."})

    assert Piece.objects.get(replaces=sent).recording is None


def test_it_leads_nowhere_when_the_piece_was_taken_back(at):
    sent = whole(at)
    decide(sent.words, Decision.REJECT, at=at, reason="unclear", message="Em viết rõ hơn nhé.")
    receipt = sent.receipt
    safeguarding_actions.withdraw_text(sent.words, at=at)

    assert answers_actions.page_to_mend(receipt) == ""
