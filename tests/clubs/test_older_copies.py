"""The whole drill: an older copy of every table comes back, the journal is replayed, and nothing taken back is there again."""

from collections.abc import Iterable
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from clubs import actions
from clubs.models import Opinion, Piece
from portal.answers import actions as answers_actions
from portal.foundation import triggers
from portal.people import actions as people_actions
from portal.people import queries as people_queries
from portal.people.models import Activity, Giver, Participant, ParticipantSession, Role, Withdrawal
from portal.safeguarding import actions as safeguarding_actions
from portal.safeguarding.models import FreeText, TextState
from tests import personas
from tests.clubs import reporters
from tests.clubs.factories import ClubFactory, qualified

pytestmark = pytest.mark.django_db(transaction=True)

Copy = dict[str, tuple[list[str], list[tuple]]]


def copy_of_everything() -> Copy:
    """Every row of every table, past every model."""
    found: Copy = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = [column[0] for column in cursor.description], cursor.fetchall()
    return found


def bring_back(copy: Copy) -> None:
    """What `pg_restore` does: all is as it was when the copy was made."""
    with triggers.lifted(), transaction.atomic(), connection.cursor() as cursor:
        for table in copy:
            cursor.execute(f'DELETE FROM "{table}"')
        for table, (columns, rows) in copy.items():
            names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
            for row in rows:
                cursor.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', row)


def command(name: str) -> None:
    call_command(name, stdout=StringIO(), stderr=StringIO())


def public() -> tuple[int, int, int]:
    """How many pieces, opinions and texts everyone may read."""
    texts = FreeText.objects.published()
    opinions = Opinion.objects.filter(text__in=texts)
    return Piece.objects.published(timezone.localdate()).count(), opinions.count(), texts.count()


def live_consents(children: Iterable[Participant]) -> list[bool]:
    at = timezone.now()
    return [people_queries.consent_status(child, Activity.CLUB, at=at).is_complete for child in children]


def clocks() -> list[tuple]:
    """What the centre owes for each withdrawal, and by when."""
    rows = Withdrawal.objects.order_by("activity", "asked_by")
    return list(rows.values_list("activity", "asked_by", "asked_at", "reply_due_on", "erase_due_on"))


@pytest.fixture
def officers(transactional_db, _first_rows):
    return [qualified(personas.protection_officer()), qualified(personas.staff("Y Nga", [Role.PROTECTION]))]


def test_it_brings_nothing_back_that_was_taken_back(client, clock, settings, officers):
    at, club = timezone.now(), ClubFactory()
    by_herself, by_mother, all_of_it, by_code, erased, taken_down, wholly = (
        reporters.reporter(name, club=club)
        for name in ("Mèo Vàng", "Lá Me", "Sao Hôm", "Suối Nhỏ", "Hạt Kê", "Gió Núi", "Ong Mật")
    )
    authors = (by_herself, by_mother, all_of_it, by_code, erased, taken_down, wholly)
    pieces = {child: reporters.published(child, at=at, drawing=reporters.DRAWING) for child in authors}
    said = reporters.opinion(by_mother, at=at, is_meant_for_public=True)
    reporters.decide(said.text, at=at)
    waits = reporters.opinion(by_code, at=at, is_meant_for_public=True)
    with_protection = reporters.piece(by_herself, at=at)
    reporters.decide(with_protection.words, "protection", at=at, note="Em cần người giúp.")
    unread = reporters.piece(by_herself, at=at)
    people_actions.open_session(by_herself, at=at)
    copy = copy_of_everything()

    clock.shift(timedelta(hours=1))
    at = timezone.now()
    actions.withdraw_piece(pieces[by_herself], participant=by_herself, at=at)
    for piece in (with_protection, unread):
        actions.withdraw_piece(piece, participant=by_herself, at=at)
    people_actions.close_all_sessions(by_herself, at=at)
    people_actions.withdraw_consent(by_mother, activity="club", asked_by=Giver.GUARDIAN, at=at)
    people_actions.withdraw_consent(all_of_it, asked_by=Giver.CHILD, at=at)
    for receipt in (pieces[by_code].receipt, waits.receipt):
        code = answers_actions.code_of(receipt)
        answers_actions.request_data(instance=uuid4(), kind="withdraw", code=code, at=at)
    answers_actions.erase_receipt(pieces[erased].receipt_id, at=at)
    reporters.decide(
        pieces[taken_down].words, "withdraw", at=at, reason="private", message="Em bỏ tên rồi gửi lại nhé."
    )
    people_actions.erase_participant(wholly.pk, at=at)
    command("tick")
    assert public() == (0, 0, 1)  # the drawing of what staff took down
    owed, written = clocks(), settings.ERASURE_JOURNAL.read_text()

    clock.shift(timedelta(days=2))
    bring_back(copy)
    assert public() == (7, 1, 15)
    assert client.get("/api/v1/pieces/").json()["count"] == 7
    command("replay_erasures")

    assert public() == (0, 0, 1)
    assert client.get("/api/v1/pieces/").json()["count"] == 0
    assert live_consents([by_herself, by_mother, all_of_it]) == [True, False, False]
    assert not ParticipantSession.objects.exists()
    assert clocks() == owed
    assert FreeText.objects.get(pk=unread.pk).state == TextState.WITHDRAWN
    assert Participant.objects.get(pk=wholly.pk).is_erased
    command("replay_erasures")
    command("tick")
    assert settings.ERASURE_JOURNAL.read_text() == written
    assert clocks() == owed

    concern = with_protection.words.concerns.get()
    for officer in officers:  # no concern after all: the words go back to the readers
        safeguarding_actions.close_concern(
            concern, reason="Không có gì.", is_no_concern=True, by=officer, at=timezone.now()
        )
    reporters.decide(with_protection.words, at=timezone.now())
    reporters.decide(waits.text, "read", at=timezone.now())
    assert public()[:2] == (0, 0)

    clock.shift(timedelta(days=18))
    for _each in range(2):
        command("tick")
    assert public()[:2] == (0, 0)
    assert live_consents([by_mother, Participant.objects.get(pk=all_of_it.pk)]) == [False, False]
    assert Participant.objects.get(pk=all_of_it.pk).is_erased
    for child in set(authors) - {taken_down}:
        piece = pieces[child]
        for text in FreeText.objects.filter(pk__in=[piece.words_id, piece.drawing_id]):
            assert (text.state, bytes(text.original), text.public_text) == (TextState.ERASED, b"", "")
    assert not Withdrawal.objects.filter(done_at=None).exists()
