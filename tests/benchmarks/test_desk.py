"""What the reading desk costs with few and with many texts waiting: queries and CPU, and their ratio."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.safeguarding.models import FreeText
from tests.desk import signed_in
from tests.safeguarding.factories import reader, receive

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]


def fill(count, at):
    FreeText.objects.bulk_create(
        [
            FreeText(
                source=f"Hộp ý kiến, CLB số {n % 21}",
                source_kind="clubs.opinion",
                received_at=at - timedelta(seconds=n),
                erase_on=at.date(),
                severity=(9, 9, 9, 3, 2)[n % 5],
                original=b"x" * 400,
            )
            for n in range(count)
        ],
        batch_size=5_000,
    )


def cost(ask, repeat=5):
    ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
        count = len(asked)
    begun = time.process_time()
    for _ in range(repeat):
        ask()
    return count, (time.process_time() - begun) / repeat * 1000


def test_the_desk(capsys):
    at = timezone.now()
    desk = signed_in(reader(at))
    figures = {}
    held = 0
    for count in (10, 1_000, 10_000):
        fill(count - held, at)
        held = count
        figures[count] = (
            cost(lambda: desk.get(reverse("texts:queue"))),
            cost(lambda: desk.get(reverse("texts:queue"), {"muc": "2", "p": 3})),
            cost(lambda: desk.get(reverse("wagtailadmin_home"))),
        )
    text = receive("Em muốn sân chơi có thêm bóng mát.", at=at)
    opening = cost(lambda: desk.post(reverse("texts:open", args=[text.pk]), {"reason": "đo"}))
    texts = iter([receive(f"Em thích bài số {n}.", at=at) for n in range(10)])

    def decide():
        chosen = next(texts)
        desk.post(reverse("texts:decide", args=[chosen.pk]), {"decision": "publish", "version": 1})

    deciding = cost(decide)
    with capsys.disabled():
        for count, measured in figures.items():
            names = ("queue", "queue, filtered", "first screen")
            line = "; ".join(f"{name} {n} queries {ms:.0f} ms" for name, (n, ms) in zip(names, measured, strict=True))
            print(f"\n{count:>7} waiting: {line}", end="")
        print(
            f"\nopen a text {opening[0]} queries {opening[1]:.0f} ms; decide {deciding[0]} queries {deciding[1]:.0f} ms"
        )
    for place in range(3):
        assert figures[10][place][0] == figures[10_000][place][0]
