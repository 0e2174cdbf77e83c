"""The queue of the desk: what waits, in which order, since when, without a word of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.people.models import AccessEntry
from portal.safeguarding import queries
from portal.safeguarding.models import FreeText, TextState
from tests.desk import signed_in
from tests.safeguarding.factories import reader, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WORDS = "Em muốn sân chơi có thêm bóng mát."


@pytest.fixture
def by(at):
    return reader(at)


@pytest.fixture
def colleague(at):
    return reader(at, "Y Hlim Ayun")


@pytest.fixture
def desk(by):
    return signed_in(by)


@pytest.fixture
def text(at):
    return receive(WORDS, at=at - timedelta(hours=2))


def address(name, *args):
    return reverse(f"texts:{name}", args=args)


def open_it(desk, text, **typed):
    return desk.post(address("open", text.pk), typed)


def decide(desk, text, decision, **typed):
    return desk.post(address("decide", text.pk), {"decision": decision, "version": text.version, **typed})


def test_it_lists_what_waits_without_a_word_of_it(desk, text):
    page = desk.get(address("queue"))

    shown = page.content.decode()
    assert "1 bài chưa đọc" in shown
    assert "Bài cũ nhất đã chờ 2 giờ." in shown
    assert "quá 25 giờ" not in shown
    assert text.source in shown
    assert "sân chơi" not in shown
    assert page.headers["Cache-Control"].startswith("private, no-store")


def test_it_says_how_much_is_unread_even_when_it_is_nothing(desk):
    shown = desk.get(address("queue")).content.decode()

    assert "0 bài chưa đọc" in shown
    assert "cảnh báo" not in shown


def test_it_never_offers_to_approve_all(desk, text, at):
    receive("Em thích vẽ.", at=at)

    shown = desk.get(address("queue")).content.decode()

    assert "tất cả các bài" not in shown
    assert 'type="checkbox"' not in shown


def test_it_turns_red_after_25_hours(desk, at):
    receive(WORDS, at=at - timedelta(hours=25))

    for page in (desk.get(address("queue")), desk.get(reverse("wagtailadmin_home"))):
        assert "Có bài đã chờ quá 25 giờ." in page.content.decode()
        assert 'role="alert"' in page.content.decode()


def test_it_tells_the_first_screen_what_waits(desk, text, at):
    receive("Em thích vẽ.", at=at)
    FreeText.objects.filter(pk=text.pk).update(severity=2)
    receive("Em thích bơi.", at=at)
    km = receive("ខ្ញុំចង់រៀន", at=at)

    shown = desk.get(reverse("wagtailadmin_home")).content.decode()

    assert "4 bài chưa đọc" in shown
    assert "bài cũ nhất đã chờ 2 giờ" in shown
    assert "Trong ngày làm việc" in shown
    assert "Chờ người đọc tiếng Khmer" in shown
    assert km.state == TextState.LANGUAGE


def test_it_orders_by_report_then_severity_then_age(desk, at):
    texts = [receive(f"Em thích bài số {n}.", at=at - timedelta(minutes=n), source=f"Nguồn {n}") for n in range(4)]
    FreeText.objects.filter(pk=texts[0].pk).update(severity=2)
    FreeText.objects.filter(pk=texts[1].pk).update(is_reported=True)

    shown = desk.get(address("queue")).content.decode()

    places = [shown.index(f"<strong>Nguồn {n}</strong>") for n in (1, 0, 3, 2)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({"muc": "2"}, {"A"}),
        ({"tieng": "km"}, {"B"}),
        ({"loai": "pen_name"}, {"C"}),
        ({"nguon": "clubs.piece"}, {"D"}),
        ({"ai": "toi"}, {"A"}),
        ({"ai": "chua"}, {"B", "C", "D"}),
        ({"muc": "x", "loai": "y", "tieng": "", "ai": "z", "p": "nhiều"}, {"A", "B", "C", "D"}),
        ({"tieng": "\0"}, {"A", "B", "C", "D"}),
        ({"nguon": "a" * 5000}, set()),
    ],
)
def test_it_filters(desk, by, at, asked, seen):
    grave = receive("Em thích đá bóng.", at=at, source="A")
    FreeText.objects.filter(pk=grave.pk).update(severity=2, claimed_by=by, claimed_at=at)
    receive("ខ្ញុំចង់រៀន", at=at, source="B")
    receive("Sóc Nâu", at=at, source="C", kind="pen_name")
    receive("Em thích vẽ.", at=at, source="D", source_kind="clubs.piece")

    shown = desk.get(address("queue"), asked).content.decode()

    assert {name for name in "ABCD" if f"<strong>{name}</strong>" in shown} == seen


def test_it_turns_pages(desk, at):
    for n in range(25):
        receive(f"Em thích bài số {n}.", at=at)

    first, last = (desk.get(address("queue"), {"p": n, "muc": "9"}).content.decode() for n in (1, 99))

    assert "Trang 1 / 2" in first
    assert "?muc=9&amp;p=2" in first
    assert "Trang 2 / 2" in last


@pytest.mark.parametrize("count", [10, 10_000])
def test_it_asks_as_little_for_10_000_texts_as_for_10(desk, at, count, django_assert_max_num_queries):
    FreeText.objects.bulk_create(
        [
            FreeText(
                source="Hộp ý kiến, CLB", source_kind="clubs.opinion", received_at=at, erase_on=at.date(), original=b"x"
            )
            for _ in range(count)
        ]
    )

    with django_assert_max_num_queries(18) as asked:
        assert desk.get(address("queue")).status_code == 200

    assert not [query for query in asked.captured_queries if '"original"' in query["sql"]]


def test_it_proposes_a_rest_after_an_hour_of_reading(desk, by, at):
    for minutes in range(0, 70, 10):
        receive_at = at - timedelta(minutes=minutes)
        AccessEntry.objects.create(by=by, verb=queries.OPENED, subject="x", at=receive_at)
    assert "Hãy nghỉ một lát" in desk.get(address("queue")).content.decode()

    rested = reader(at, "Y Hlim Ayun")
    for minutes in (0, 10, 30, 70):
        AccessEntry.objects.create(by=rested, verb=queries.OPENED, subject="x", at=at - timedelta(minutes=minutes))
    assert "Hãy nghỉ một lát" not in signed_in(rested).get(address("queue")).content.decode()
