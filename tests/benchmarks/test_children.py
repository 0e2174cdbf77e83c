"""What a child's doors cost: joining, signing in, saying something. Statements, and CPU against a bare view.

Counts and ratios only. The PIN's hash is the tests' quick one; in production it adds the cost of one Argon2 hash, on purpose.
"""

import time
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clubs import rules
from tests.clubs import factories
from tests.clubs.reporters import reporter
from tests.clubs.test_joining_pages import token
from tests.people import children
from tests.people.factories import PIN

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db, pytest.mark.usefixtures("clock")]

CODE = "TRANGWKH"


def cost(work, times: int = 5) -> tuple[int, float]:
    """Statements of one call, and CPU seconds: the least of three rounds, so that a neighbour's noise does not count."""
    work()
    with CaptureQueriesContext(connection) as asked:
        work()
        statements = len(asked)  # the next request clears the log
    rounds = []
    for _ in range(3):
        begun = time.process_time()
        for _ in range(times):
            work()
        rounds.append((time.process_time() - begun) / times)
    return statements, min(rounds)


@pytest.fixture
def bare(client) -> float:
    """CPU seconds of a view that does nothing."""
    return cost(lambda: client.get("/healthz"), 50)[1]


def told(capsys, what: str, statements: int, seconds: float, bare: float) -> None:
    with capsys.disabled():
        print(
            f"\n{what}: {statements} statements, {seconds * 1000:.1f} ms of CPU, {seconds / bare:.0f} x a bare view",
            end="",
        )


def test_it_lets_a_child_join_at_the_same_price_in_a_small_and_a_large_club(bare, at, capsys):
    numbers, prices = count(), {}
    for size in (0, 200):
        club = factories.ClubFactory()
        code = CODE[:6] + "AB"[size > 0] + "C"
        factories.join_code(club, at, code=code, uses_allowed=rules.MOST_USES)
        for number in range(size):
            factories.member(club, f"Bạn {number}")

        def join(code=code):
            visitor = Client()
            page = visitor.get(f"/vao/{code}/")
            answers = (
                {"buoc": "ten", "pen_name": f"Lá Số {next(numbers)}"},
                {"buoc": "tuoi", "age_band": "10_12"},
                {"buoc": "ma", "pin": PIN, "is_shared": "khong"},
            )
            for answer in answers:
                page = (
                    visitor.post(f"/vao/{code}/", {"phieu": token(page), **answer}) if page.status_code == 200 else page
                )
            assert page.status_code == 302

        prices[size] = cost(join, 3)
        told(capsys, f"join, four requests, club of {size}", *prices[size], bare)

    assert prices[0][0] == prices[200][0]


def test_it_lets_a_child_sign_in_and_say_something(bare, at, capsys):
    member = reporter("Mèo Vàng")
    club = member.memberships.get().club

    def sign_in():
        given = {"code": club.sign_in_code, "pen_name": "Mèo Vàng", "pin": PIN, "is_shared": "khong"}
        assert Client().post("/em/vao/", given).status_code == 302

    told(capsys, "sign in", *cost(sign_in), bare)
    page, instances = children.signed_in(member, at=at), count(1)

    def say():
        given = {
            "instance": f"00000000-0000-4000-8000-{next(instances):012}",
            "to": "centre",
            "words": "Em thích vẽ cây bàng.",
        }
        assert page.post("/em/y-kien/?cach=viet", given).status_code == 200

    statements, seconds = cost(say)
    told(capsys, "say something, received page included", statements, seconds, bare)
    assert statements <= 40
