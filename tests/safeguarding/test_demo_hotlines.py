"""The demo's hotlines go the same way as any other: proposed, confirmed, and unverified ones not callable."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from portal.safeguarding import actions, queries
from portal.safeguarding.models import HotlineChange, HotlineState

pytestmark = pytest.mark.django_db

ROWS = json.loads((Path(settings.BASE_DIR) / "portal/pages/demo/hotlines.json").read_text(encoding="utf-8"))


def test_it_loads_the_rows_once(at, proposer, confirmer):
    assert actions.load_demo_hotlines(ROWS, proposer=proposer, confirmer=confirmer, at=at) == len(ROWS)
    assert actions.load_demo_hotlines(ROWS, proposer=proposer, confirmer=confirmer, at=at) == 0

    assert HotlineChange.objects.filter(decision="confirmed").count() == len(ROWS)


def test_it_makes_nothing_callable_that_was_not_verified(at, proposer, confirmer):
    actions.load_demo_hotlines(ROWS, proposer=proposer, confirmer=confirmer, at=at)

    listed = {item.hotline.number: item for item in queries.hotlines(at)}

    assert queries.callable_numbers(at) == {"111", "112", "113", "114", "115"}
    assert listed["18008077"].state == HotlineState.UNVERIFIED
    assert listed["vn-cop.vn"].state == HotlineState.UNVERIFIED
    assert listed["0000 000 000"].state == HotlineState.UNVERIFIED
    assert (listed["18001567"].state, listed["18001567"].tel) == (HotlineState.SUPERSEDED, "111")
