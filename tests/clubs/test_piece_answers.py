"""Why a piece came back: a child reads the same on her page and in an app."""

import pytest

from portal.safeguarding.models import Decision
from tests.clubs.reporters import DRAWING, decide, piece, reporter
from tests.people.children import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_it_tells_over_the_api_why_a_piece_came_back(at, django_assert_max_num_queries):
    child = reporter()
    sent = [piece(child, at=at), piece(child, title="Con suối", drawing=DRAWING, at=at)]
    for part in (sent[0].words, sent[1].words, sent[1].drawing):
        decide(part, Decision.REJECT, at=at, reason="unclear", message="Em viết thêm nhé.")
    client = signed_in(child, at=at)
    page = client.get(f"/em/bai/{sent[1].pk}/").context["rejections"]

    with django_assert_max_num_queries(5):
        found = client.get("/api/v1/pieces/mine/").json()

    told = {row["id"]: row["answers"] for row in found}
    assert told[str(sent[1].pk)] == [{"reason": one.reason, "message": one.message} for one in page]
    assert [len(told[str(one.pk)]) for one in sent] == [1, 2]
