"""`/can-giup-ngay/`: whom to call, on the smallest phone, without script, database or trace."""

import gzip
import re
from datetime import timedelta
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.template import Context, Template

from portal.foundation import triggers
from portal.foundation.vietnamese.text import count_characters
from portal.safeguarding import actions, checks, queries
from portal.safeguarding.models import Hotline, HotlineList
from tests.safeguarding.factories import add_hotline

pytestmark = pytest.mark.django_db

ADDRESS = "/can-giup-ngay/"


def _page(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


class _Words(HTMLParser):
    """The words of <main>, one sentence after another."""

    def __init__(self):
        super().__init__()
        self.inside, self.words = False, []

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "main"

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "main"
        if tag in {"p", "li", "h1", "h2", "a"}:
            self.words.append(".")

    def handle_data(self, data):
        if self.inside:
            self.words.append(data)


def test_it_offers_every_callable_number_and_no_other(client, at, clock, proposer, confirmer):
    add_hotline(proposer, confirmer, at, number="18008077", verified_on=None)

    page = _page(client)

    assert checks.called_numbers(page) == {"111", "112", "113", "114", "115"}
    assert "18008077" in page
    assert "chưa kiểm tra: hãy gọi 111" in page


def test_it_says_what_the_old_number_became(client, at, clock, proposer, confirmer):
    number_111 = Hotline.objects.get(number="111")
    add_hotline(proposer, confirmer, at, number="18001567", replaced_by=number_111, verified_on=None)

    page = _page(client)

    assert "nay là 111" in page
    assert "tel:18001567" not in page


def test_it_links_a_verified_web_page_and_loads_nothing_from_it(client, at, clock, proposer, confirmer):
    add_hotline(proposer, confirmer, at, number="tongdai111.vn", kind="web", url="https://tongdai111.vn/")

    assert '<a href="https://tongdai111.vn/"' in _page(client)


def test_it_shows_111_on_an_empty_database(client, clock):
    Hotline.objects.all().delete()
    with triggers.lifted():
        HotlineList.objects.all().delete()

    assert checks.called_numbers(_page(client)) == {"111"}


def test_it_shows_111_alone_when_the_signature_does_not_hold(client, clock, settings):
    settings.HOTLINE_KEY = "another key than the one that signed"

    assert checks.called_numbers(_page(client)) == {"111"}


def test_it_never_offers_a_number_altered_behind_the_back(client, clock, police):
    Hotline.objects.filter(pk=police.pk).update(number="0912345678")

    page = _page(client)

    assert "0912345678" not in page
    assert checks.called_numbers(page) == {"111", "112", "114", "115"}


def test_it_drops_an_ended_number_from_the_kept_page_at_midnight(client, at, clock, proposer, confirmer):
    add_hotline(proposer, confirmer, at, number="19005555", valid_to=at.date())
    assert "tel:19005555" in _page(client)

    clock.shift(timedelta(hours=14, minutes=59))
    last_minute = _page(client)
    clock.shift(timedelta(minutes=1))

    assert "tel:19005555" in last_minute
    assert "19005555" not in _page(client)


def test_it_shows_a_change_at_once_though_the_page_was_kept(client, at, clock, police, proposer, confirmer):
    assert "Cả ngày đêm" not in _page(client)

    change = actions.propose_hotline_change(
        hotline=police, values={"hours": "Cả ngày đêm"}, reason="Thử", by=proposer, at=at
    )
    actions.confirm_hotline_change(change, by=confirmer, at=at)

    assert "Cả ngày đêm" in _page(client)


def test_it_is_kept_once_for_everyone_without_a_cookie(client, clock, django_assert_num_queries):
    first = client.get(ADDRESS)

    with django_assert_num_queries(1):
        second = client.get(ADDRESS)

    assert second.content == first.content
    assert not first.cookies
    assert not second.cookies


def test_it_costs_few_queries_cold_however_many_hotlines(
    client, at, clock, proposer, confirmer, django_assert_max_num_queries
):
    for number in range(19001000, 19001010):
        add_hotline(proposer, confirmer, at, number=str(number))

    with django_assert_max_num_queries(12):
        _page(client)


def test_it_weighs_at_most_30_kb_with_everything_it_loads(client, clock):
    page = _page(client)
    loaded = set(re.findall(r"/static/([^\"']+\.(?:js|svg|css))", page)) | {"portal/js/quick_exit.js"}

    weight = len(gzip.compress(page.encode(), 9)) + sum(Path(finders.find(path)).stat().st_size for path in loaded)

    assert weight <= 30_000


def test_it_has_a_title_that_gives_nobody_away_and_may_be_found(client, clock):
    page = _page(client)

    assert "<title>Thông tin cần thiết</title>" in page
    assert "noindex" not in page


def test_it_needs_no_script_for_anything_it_says(client, clock):
    page = _page(client)

    assert "<noscript" not in page
    assert re.search(r"\son\w+=", page) is None
    assert 'href="tel:111"' in page


def test_it_keeps_telephones_from_making_links_of_unverified_numbers(client, clock):
    assert '<meta name="format-detection" content="telephone=no">' in _page(client)


def test_it_tells_that_nobody_reads_at_once_and_that_history_may_remain(client, clock):
    page = _page(client)

    assert "Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111." in page
    assert "Lịch sử có thể còn lưu trong máy." in page


def test_it_speaks_in_sentences_a_child_reads(client, clock):
    reader = _Words()
    reader.feed(_page(client))

    sentences = re.split(r"[.!?:;]", " ".join(chain(reader.words)))
    longest = max(sentences, key=lambda sentence: len(sentence.split()))

    assert len(longest.split()) <= 20, longest


def test_it_draws_the_same_help_card_every_time_without_a_query(django_assert_num_queries):
    card = Template("{% load safeguarding_tags %}{% help_card %}")

    with django_assert_num_queries(0):
        cards = {card.render(Context({"at": None, "flagged": flagged})) for flagged in (True, False)}

    assert len(cards) == 1
    html = cards.pop()
    assert checks.called_numbers(html) == {"111"}
    assert "Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111." in html
    assert "id=" not in html, "the card may stand twice on a page"
    assert count_characters(html) < 2_500


def test_it_lists_hotlines_on_any_page_in_two_queries(clock, django_assert_num_queries):
    with django_assert_num_queries(2):
        html = Template("{% load safeguarding_tags %}{% hotline_list %}").render(Context())

    assert checks.called_numbers(html) == {"112", "113", "114", "115"}


def test_it_escapes_what_staff_typed(client, at, clock, proposer, confirmer):
    add_hotline(proposer, confirmer, at, name="<script>alert(1)</script>", number="19005555")

    page = _page(client)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_it_leaves_to_a_page_that_shows_nothing(client):
    response = client.get("/roi-trang/")

    page = response.content.decode()
    assert response.status_code == 200
    assert len(page) < 400
    assert "<title>Trang mới</title>" in page
    assert "Tiếng Nói" not in page
    assert "<body></body>" in page
    assert not response.cookies


@pytest.mark.parametrize("address", [ADDRESS, "/roi-trang/"])
def test_it_answers_reading_methods_only(client, address):
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
    assert client.delete(address).status_code == 405


def test_it_knows_the_next_moment_a_hotline_begins_or_has_ended(at, proposer, confirmer):
    today = at.date()
    midnight = at.replace(hour=0)
    assert queries.next_change(at) is None

    add_hotline(proposer, confirmer, at, number="19005555", valid_from=today + timedelta(days=3))
    add_hotline(proposer, confirmer, at, number="19006666", valid_to=today + timedelta(days=1))
    add_hotline(proposer, confirmer, at, number="19007777", valid_to=today.replace(year=9999, month=12, day=31))

    assert queries.next_change(at) == midnight + timedelta(days=2)
    assert queries.next_change(at + timedelta(days=2)) == midnight + timedelta(days=3)


def test_it_survives_broken_queries_on_the_address(client, clock):
    for query in ("?q=%ff%fe", "?trang=" + "9" * 10_000, "?x=%00", "?🦆=1"):
        assert client.get(ADDRESS + query).status_code == 200


def test_it_asks_the_database_nothing_that_could_write(client, clock):
    with connection.execute_wrapper(
        lambda execute, sql, *rest: execute(sql, *rest) if sql.startswith("SELECT") else 1 / 0
    ):
        _page(client)
