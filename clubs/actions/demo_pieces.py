"""What children of the demo centre said: pieces in every state, opinions with answers, a queue to read. All invented."""

import json
from datetime import datetime, timedelta
from functools import cache
from math import cos, pi, sin
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from clubs.actions import opinions, pieces
from clubs.models import Club, ClubMembership, Opinion, Piece
from media.actions import speech
from portal.people import actions as people_actions
from portal.people import queries as people_queries
from portal.people.models import Activity, AgeBand, Participant
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import Decision, FreeText, TextKind, TextState

FOLDER = Path(__file__).resolve().parent.parent / "demo"
NAMESPACE = UUID("0b6f2d3e-6f5a-4b59-9f52-3f1f5e5f7a10")


@transaction.atomic
def load_demo_pieces(*, reader: Any, answerer: Any, at: datetime) -> int:
    """This will add what is missing of the demo's pieces, opinions and queue, and return how many it made.

    Members of sample clubs with live consents say it, through the same actions as real children; `reader` (a qualified
    moderator) decides, `answerer` (a director) replies. Without such members it makes nothing.
    """
    authors = _authors()
    if not authors:
        return 0
    made = 0
    for number, row in enumerate(_read("pieces")):
        author = _signer(authors, reader=reader, at=at) if row.get("is_bylined") else authors[number % len(authors)]
        made += _piece(row, author, reader=reader, at=at)
    for number, row in enumerate(_read("opinions")):
        made += _opinion(row, authors[number % len(authors)], reader=reader, answerer=answerer, at=at)
    for number, row in enumerate(_read("queue")):
        author, to = authors[(number * 3) % len(authors)], "centre" if number % 3 else "club"
        if _said(row, author, to=to, at=at):
            _move_back([key_of(row["slug"])], timedelta(minutes=37 * number))
            made += 1
    return made


def key_of(slug: str) -> UUID:
    """This will return the fixed key of one thing of the demo."""
    return uuid5(NAMESPACE, slug)


def _authors() -> list[Participant]:
    """Up to twelve members of sample clubs who may write, one club after the other."""
    clubs = Club.objects.filter(is_sample=True, ended_on=None)
    members = ClubMembership.objects.filter(club__in=clubs, ended_on=None, participant__erased_at=None)
    found = list(members.select_related("participant").order_by("participant__created_on", "pk")[:200])
    statuses = people_queries.consent_statuses([row.participant_id for row in found], Activity.CLUB)
    return [row.participant for row in found if statuses[row.participant_id].is_complete][:12]


def _piece(row: dict[str, Any], author: Participant, *, reader: Any, at: datetime) -> bool:
    key = key_of(row["slug"])
    if Piece.objects.filter(pk=key).exists():
        return False
    spoken = speech.speak(row["recording"], language="vi") if "recording" in row else None
    sent, _code = pieces.send_piece(
        author,
        instance=key,
        title=row["title"],
        text=row["text"] if spoken or "recording" not in row else row["recording"],
        drawing=json.dumps(_drawings()[row["drawing"]]) if "drawing" in row else "",
        description=row.get("description", ""),
        recording=ContentFile(spoken, name="ghi-am") if spoken else None,
        is_bylined=row.get("is_bylined", False),
        at=at,
    )
    state = row["state"]
    if state in {"published", "expired", "withdrawn"}:
        for part in (sent.words, sent.drawing, sent.recording):
            if part is not None:
                said = row["recording"] if part.kind == TextKind.RECORDING else ""
                _decide(part, Decision.PUBLISH, public_text=said, by=reader, at=at)
    elif state == "rejected":
        _decide(sent.words, Decision.REJECT, reason=row["reason"], message=row["message"], by=reader, at=at)
    _move_back(
        [part.pk for part in (sent.words, sent.drawing, sent.recording) if part], timedelta(days=row["days_ago"])
    )
    Piece.objects.filter(pk=key).update(sent_at=at - timedelta(days=row["days_ago"], hours=3))
    if state == "withdrawn":
        pieces.withdraw_piece(_fresh(sent), participant=author, at=at - timedelta(days=2))
    elif state == "expired":
        pieces.expire_pieces(at=at)
    return True


def _opinion(row: dict[str, Any], author: Participant, *, reader: Any, answerer: Any, at: datetime) -> bool:
    if not _said(row, author, to=row["to"], at=at):
        return False
    said = Opinion.objects.select_related("text", "receipt", "club").get(pk=key_of(row["slug"]))
    is_public = said.text.is_meant_for_public
    spoken = row["recording"] if said.text.kind == TextKind.RECORDING else ""
    _decide(said.text, Decision.PUBLISH if is_public else Decision.READ, public_text=spoken, by=reader, at=at)
    said = Opinion.objects.select_related("text", "receipt", "club").get(pk=said.pk)
    if row.get("public_reply"):
        opinions.reply_publicly(said, words=row["public_reply"], by=answerer, at=at)
    if row.get("private_reply"):
        opinions.reply_privately(said, words=row["private_reply"], by=answerer, at=at)
    _move_back([said.pk], timedelta(days=row["days_ago"]))
    return True


def _said(row: dict[str, Any], author: Participant, *, to: str, at: datetime) -> bool:
    key = key_of(row["slug"])
    if Opinion.objects.filter(pk=key).exists():
        return False
    kind, content = _content_of(row)
    opinions.submit_opinion(
        author,
        instance=key,
        to=to,
        kind=kind,
        content=content,
        is_meant_for_public=row.get("is_meant_for_public", False),
        language=row.get("language", ""),
        at=at,
    )
    return True


def _content_of(row: dict[str, Any]) -> tuple[TextKind, Any]:
    """Words stand for a recording where the machine has no voice."""
    if "drawing" in row:
        return TextKind.DRAWING, json.dumps(_drawings()[row["drawing"]])
    if spoken := speech.speak(row.get("recording", ""), language="vi"):
        return TextKind.RECORDING, ContentFile(spoken, name="ghi-am")
    return TextKind.WORDS, row.get("words") or row["recording"]


def _signer(authors: list[Participant], *, reader: Any, at: datetime) -> Participant:
    """Whoever of them may decide alone about her name: her pen name was read, and she says yes to showing it."""
    author = next((child for child in authors if child.age_band == AgeBand.FROM_18), authors[0])
    membership = (
        ClubMembership.objects.filter(participant=author, ended_on=None).select_related("pen_name_text").first()
    )
    if membership is not None and membership.pen_name_text is not None:
        _decide(membership.pen_name_text, Decision.PUBLISH, by=reader, at=at)
    if author.age_band == AgeBand.FROM_18:
        people_actions.record_child_consent(author, Activity.PICTURE, is_yes=True, at=at)
    return author


def _move_back(texts: list[UUID], by: timedelta) -> None:
    """Let it have been sent and read earlier: consents of the demo are of today, so nothing can be sent before."""
    moved = {name: F(name) - by for name in ("received_at", "decided_at", "published_at")}
    FreeText.objects.filter(pk__in=texts).update(**moved)
    Opinion.objects.filter(pk__in=texts).update(sent_at=F("sent_at") - by)


def _decide(text: FreeText, decision: str, *, by: Any, at: datetime, **values: Any) -> None:
    text = FreeText.objects.get(pk=text.pk)
    if text.state in {TextState.WAITING, TextState.LANGUAGE}:
        safeguarding_actions.decide_text(
            text, decision=decision, version=text.version, by=by, at=at, is_checked=True, **values
        )


def _fresh(piece: Piece) -> Piece:
    return Piece.objects.light().get(pk=piece.pk)


def _read(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _drawings() -> dict[str, list[dict[str, Any]]]:
    """Three drawings, as a hand would make them: a house on stilts, a tree, a bridge."""
    ink, red, sun, leaf, water, wood = "#1d2733", "#b42318", "#f2b705", "#1b7f4b", "#0b5cab", "#8a5a2b"

    def line(colour: str, width: int, *points: tuple[int, int]) -> dict[str, Any]:
        return {"colour": colour, "width": width, "points": [list(point) for point in points]}

    def ring(colour: str, width: int, x: int, y: int, size: int) -> dict[str, Any]:
        turns = [2 * pi * step / 24 for step in range(25)]
        return line(colour, width, *((round(x + size * cos(turn)), round(y + size * sin(turn))) for turn in turns))

    ground = line(leaf, 24, (40, 900), (320, 880), (640, 905), (960, 885))
    light = [ring(sun, 24, 840, 150, 70), line(sun, 10, (840, 270), (840, 320)), line(sun, 10, (720, 150), (670, 150))]
    house = [
        *light,
        line(red, 24, (220, 430), (500, 220), (780, 430), (220, 430)),
        line(wood, 10, (270, 430), (270, 680), (730, 680), (730, 430)),
        *(line(wood, 24, (x, 690), (x, 890)) for x in (290, 500, 710)),
        line(ink, 10, (430, 680), (430, 520), (560, 520), (560, 680)),
        line(ink, 4, (600, 240), (620, 190), (590, 150), (625, 100)),
        ring(ink, 10, 400, 840, 32),
        line(ink, 10, (432, 845), (500, 860), (530, 820)),
        ground,
    ]
    tree = [
        *light,
        line(wood, 48, (420, 900), (430, 640), (415, 520)),
        line(wood, 24, (425, 620), (300, 500)),
        line(wood, 24, (425, 600), (560, 470)),
        *(ring(leaf, 24, x, y, 110) for x, y in ((290, 400), (430, 300), (570, 390), (420, 440))),
        line(red, 10, (610, 860), (610, 790), (820, 790), (820, 860)),
        ground,
    ]
    bridge = [
        *light,
        line(water, 24, (40, 780), (260, 810), (480, 770), (700, 810), (960, 775)),
        line(water, 24, (60, 880), (300, 905), (560, 870), (930, 900)),
        line(wood, 24, (60, 620), (300, 540), (500, 515), (700, 540), (940, 620)),
        line(wood, 10, (60, 500), (500, 400), (940, 500)),
        *(
            line(wood, 10, (x, y), (x, y + 120))
            for x, y in ((160, 475), (330, 435), (500, 400), (670, 435), (840, 475))
        ),
        ring(ink, 10, 460, 350, 26),
        line(ink, 10, (460, 378), (460, 450), (430, 510)),
        line(ink, 10, (460, 450), (490, 510)),
    ]
    return {"house": house, "tree": tree, "bridge": bridge}
