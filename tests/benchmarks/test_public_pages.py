"""What a public page costs: queries, bytes, CPU against a bare view, growth from 1,000 to 100,000 articles.

Counts and ratios only; `make bench` prints them.
"""

import gzip
import time
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode
from wagtail.models import Page

from portal.foundation import actions
from portal.pages.models import ArticleIndexPage, ArticlePage

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]

PAGES = {
    "home": "/",
    "services": "/dich-vu/",
    "service": "/dich-vu/tu-van-truc-tiep/",
    "help": "/can-giup-ngay/",
    "article": "/tin-tuc/286-luot-tu-van-noi-dieu-gi/",
    "search": "/tim-kiem/?" + urlencode({"q": "em bị bắt nạt"}),
}
FIRST_FLIGHT = 14 * 1024


def cpu(work: Callable[[], object], times: int) -> float:
    """CPU seconds of one call: the least of three rounds, so that a neighbour's noise does not count."""
    rounds = []
    for _ in range(3):
        start = time.process_time()
        for _ in range(times):
            work()
        rounds.append((time.process_time() - start) / times)
    return min(rounds)


def queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_the_budget_of_a_page(client, name):
    client.get("/rieng-tu/")
    path = PAGES[name]
    ContentType.objects.get_for_models(ArticlePage)

    cold = queries(lambda: client.get(path))
    warm = queries(lambda: client.get(path))
    size = len(gzip.compress(client.get(path).content, 6))
    bare = cpu(lambda: client.get("/healthz"), 100)
    ratio = cpu(lambda: client.get(path), 100 if name != "search" else 20) / bare

    print(
        f"{name:9} cold {cold:2} queries · warm {warm} · {size / 1024:4.1f} KB compressed"
        f" · {ratio:4.1f} × the CPU of a bare view"
    )
    assert cold <= 12
    assert warm <= (2 if name != "search" else 12)
    assert size <= FIRST_FLIGHT
    assert ratio <= (10 if name != "search" else 300)


def fill(count: int) -> None:
    """Bring the number of articles to `count`, straight into the tables: what is measured is reading."""
    index = ArticleIndexPage.objects.get(locale__language_code="vi")
    model = ArticlePage.objects.select_related(None).first()
    have = ArticlePage.objects.count()
    step = index.steplen
    pages = [
        Page(
            title=f"Bài số {number}", draft_title=f"Bài số {number}", slug=f"bai-so-{number}", live=True, depth=index.depth + 1,
            path=index.path + Page._int2str(number + 1000).rjust(step, Page.alphabet[0]),
            url_path=f"{index.url_path}bai-so-{number}/", content_type=model.content_type, locale=index.locale,
        )
        for number in range(have, count)
    ]  # fmt: skip
    made = Page.objects.bulk_create(pages, batch_size=2000)
    first, last = made[0].pk, made[-1].pk
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pages_articlepage (page_ptr_id, summary, is_sample, icon, body, published_on, source) "
            "SELECT id, 'Tóm tắt', %s, 'heart', '[]', %s, '' FROM wagtailcore_page WHERE id BETWEEN %s AND %s",
            [True, date(2026, 1, 1), first, last],
        )
        columns = "title, autocomplete, body, title_norm, content_type_id"
        cursor.execute(
            f"INSERT INTO wagtailsearch_indexentry (object_id, {columns}) "
            f"SELECT CAST(p.id AS varchar(50)), {', '.join('e.' + column for column in columns.split(', '))} "
            "FROM wagtailcore_page p, wagtailsearch_indexentry e "
            "WHERE p.id BETWEEN %s AND %s AND e.object_id = %s AND e.content_type_id = %s",
            [first, last, str(model.pk), ContentType.objects.get_for_model(Page).pk],
        )
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")


@pytest.mark.postgresql  # growth is measured on the production database
def test_it_grows_neither_in_queries_nor_much_in_cpu_from_1k_to_100k_articles(client):
    paths = {
        "news": "/tin-tuc/",
        "home": "/",
        "api": "/api/v1/articles/",
        "article": PAGES["article"],
        "feed": "/tin-tuc/rss/",
    }
    measured = {}
    for count in (1_000, 100_000):
        fill(count)
        actions.bump_site_revision()
        for name, path in paths.items():

            def uncached(path=path):
                cache.clear()
                return client.get(path)

            uncached()
            measured[name, count] = queries(uncached), cpu(uncached, 5)

    for name in paths:
        (few, small), (many, large) = measured[name, 1_000], measured[name, 100_000]
        print(f"{name:9} {few} → {many} queries · CPU × {large / small:.2f} from 1k to 100k articles")
        assert many == few
        assert large / small <= 3  # a hundred times the rows; the rest is the noise of a shared machine
