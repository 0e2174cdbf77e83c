"""What finding a place costs among 15,000 units: queries, and CPU against a bare view.

Counts and ratios only; `make bench` prints them.
"""

import time
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.places import queries
from portal.places.models import AdministrativeUnit, Kind

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

UNITS = 15_000
NAMES = ["tân thành", "huyện Tịnh Biên", "tinh bien", "hoa binh cho moi an giang", "n", "zzz"]


def cpu(work: Callable[[], object], times: int) -> float:
    """CPU seconds of one call: the least of three rounds, so that a neighbour's noise does not count."""
    rounds = []
    for _ in range(3):
        start = time.process_time()
        for _ in range(times):
            work()
        rounds.append((time.process_time() - start) / times)
    return min(rounds)


def clock(work: Callable[[], object], times: int) -> float:
    """Seconds of one call, the database's own included: the least of many."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def fill() -> None:
    """As many old communes as the whole country had, with the names of today."""
    models = list(AdministrativeUnit.objects.filter(edition__code="2025-07", kind=Kind.COMMUNE))
    taken = set(AdministrativeUnit.objects.filter(edition__code="2025-07").values_list("code", flat=True))
    free = (f"{code:05}" for code in range(99999) if f"{code:05}" not in taken)
    copies = []
    for number in range(UNITS - AdministrativeUnit.objects.count()):
        model = models[number % len(models)]
        facts = {field.attname: getattr(model, field.attname) for field in model._meta.concrete_fields}
        copies.append(AdministrativeUnit(**{**facts, "id": None, "code": next(free)}))
    AdministrativeUnit.objects.bulk_create(copies, batch_size=500)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def test_it_finds_a_place_among_15000_with_few_queries_and_little_work(client):
    few = {name: clock(lambda name=name: queries.find_units(name), 10) for name in NAMES}
    fill()
    bare = cpu(lambda: client.get("/healthz"), 100)

    for name in NAMES:
        with CaptureQueriesContext(connection) as captured:
            found = queries.find_units(name)
        many = clock(lambda name=name: queries.find_units(name), 10)
        ratio = cpu(lambda name=name: queries.find_units(name), 10) / bare
        print(
            f"{name:26} {found.total:5} found · {len(captured)} queries · {ratio:5.1f} × the CPU of a bare view"
            f" · × {many / few[name]:.2f} from 4,000 to 15,000 units"
        )
        assert len(captured) <= 4
        assert ratio <= 300

    assert AdministrativeUnit.objects.count() == UNITS


def test_it_answers_the_api_and_the_page_within_the_budget(client):
    fill()
    bare = cpu(lambda: client.get("/healthz"), 100)
    for path, query in (("/api/v1/places/", {"q": "tan thanh"}), ("/xa-phuong/", {"xa": "tan thanh"})):

        def ask(path=path, query=query):
            cache.clear()
            return client.get(path, query)

        ask()
        with CaptureQueriesContext(connection) as captured:
            response = ask()
        count = len(captured)
        ratio = cpu(ask, 10) / bare
        print(f"{path:18} {count} queries · {len(response.content):6} bytes · {ratio:5.1f} × the CPU of a bare view")
        assert response.status_code == 200
        assert 0 < count <= 12
        assert ratio <= 300
