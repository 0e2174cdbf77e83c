"""`/readyz` compares rows, signed list and what pages really offer for calling."""

from datetime import timedelta

import pytest
from django.test import Client

from portal.foundation import actions as foundation_actions
from portal.foundation import health, page_cache, triggers
from portal.foundation import queries as foundation_queries
from portal.safeguarding import actions, checks
from portal.safeguarding.models import Hotline, HotlineList
from tests.safeguarding.factories import add_hotline

pytestmark = pytest.mark.django_db

OURS = {
    "hotline_list_is_genuine",
    "hotlines_equal_the_signed_list",
    "record_of_111_equals_the_constant",
    "rendered_hotlines_equal_the_signed_list",
}


def _problems(at):
    return {name: problem for name, problem in health.problems(at=at).items() if name in OURS}


def test_it_finds_nothing_wrong_from_the_start(at, clock):
    assert _problems(at) == {}


def test_it_finds_nothing_wrong_with_old_unverified_and_web_hotlines(at, clock, proposer, confirmer):
    number_111 = Hotline.objects.get(number="111")
    add_hotline(proposer, confirmer, at, number="18001567", replaced_by=number_111, verified_on=None)
    add_hotline(proposer, confirmer, at, number="18008077", verified_on=None)
    add_hotline(proposer, confirmer, at, number="tongdai111.vn", kind="web", url="https://tongdai111.vn/")
    add_hotline(proposer, confirmer, at, number="1900 5555")

    assert _problems(at) == {}


def test_it_answers_503_when_a_number_was_altered_behind_the_back(at, clock, police, client):
    foundation_actions.record_tick(at=at, failed_jobs=[])
    assert client.get("/readyz").status_code == 200

    Hotline.objects.filter(pk=police.pk).update(number="0912345678")
    response = client.get("/readyz")

    assert response.status_code == 503
    assert "113" in response.json()["problems"]["hotlines_equal_the_signed_list"]
    assert "113" in response.json()["problems"]["rendered_hotlines_equal_the_signed_list"]


def test_it_notices_a_deleted_row(at, clock, police):
    Hotline.objects.filter(pk=police.pk).delete()

    assert "113" in _problems(at)["hotlines_equal_the_signed_list"]


def test_it_notices_an_end_date_slipped_in(at, clock, police):
    Hotline.objects.filter(pk=police.pk).update(valid_to=at.date())

    assert "113" in _problems(at)["hotlines_equal_the_signed_list"]


def test_it_notices_a_signature_that_does_not_hold(at, clock):
    newest = HotlineList.objects.get()
    numbers = [{**entry, "number": "0912345678"} for entry in newest.numbers]
    HotlineList.objects.create(serial=2, numbers=numbers, signed_at=at, signature=newest.signature)

    assert "list 2" in _problems(at)["hotline_list_is_genuine"]


def test_it_notices_that_there_is_no_list(at, clock):
    with triggers.lifted():
        HotlineList.objects.all().delete()

    assert "no signed list" in _problems(at)["hotline_list_is_genuine"]


def test_it_notices_that_111_has_no_record(at, clock):
    Hotline.objects.filter(number="111").delete()

    assert "no record" in _problems(at)["record_of_111_equals_the_constant"]


def test_it_notices_a_record_of_111_that_differs_from_the_constant(at, clock):
    Hotline.objects.filter(number="111").update(name="Tổng đài khác")
    actions.sign_hotlines(at=at, from_records=True)

    assert "constant" not in _problems(at).get("hotlines_equal_the_signed_list", "")
    assert "portal.foundation.hotline" in _problems(at)["record_of_111_equals_the_constant"]


def test_it_stays_ready_after_a_number_ended_on_its_day(at, clock, proposer, confirmer):
    add_hotline(proposer, confirmer, at, number="19005555", valid_to=at.date())
    clock.shift(timedelta(days=1))

    assert _problems(at + timedelta(days=1)) == {}


def test_it_reads_the_kept_copy_of_the_page_too(at, clock, settings):
    kept = Client(headers={"host": "localhost:8000"}).get("/can-giup-ngay/")
    assert kept.status_code == 200
    assert _problems(at) == {}

    request = checks.help_page_request()
    revision = foundation_queries.site_revision()
    kept.content = kept.content.replace(b"tel:113", b"tel:0912345678")
    page_cache.store(page_cache.key_for(request, revision), kept, revision=revision, at=at)

    assert "kept copy" in _problems(at)["rendered_hotlines_equal_the_signed_list"]


def test_it_finds_the_kept_copy_where_a_browser_put_it(at, clock):
    page = Client(headers={"host": "localhost:8000"}).get("/can-giup-ngay/")

    copy = page_cache.fetch(page_cache.key_for(checks.help_page_request(), foundation_queries.site_revision()))

    assert copy is not None
    assert copy.body == page.content


def test_it_sees_every_way_a_page_can_dial():
    page = "<a href='tel:111'>1</a><A HREF=' TEL:0912'>2</A><area href=\"tel:113\"><p>tel:999</p>"

    assert checks.called_numbers(page) == {"111", "0912", "113"}
