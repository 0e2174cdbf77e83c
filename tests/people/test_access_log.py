"""The access log: nobody changes it, and looking at it is in it."""

import csv
import io

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from portal.foundation import triggers
from portal.people import actions
from portal.people.models import AccessEntry
from tests import personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(at) -> AccessEntry:
    return actions.log_access(by=personas.editor(), verb="mở", subject="Bài 7", reason="đọc duyệt", at=at)


def test_it_writes_who_what_when_why(entry, at):
    line = AccessEntry.objects.get()

    assert (line.by.full_name, line.verb, line.subject, line.reason, line.at) == (
        "Y Blên",
        "mở",
        "Bài 7",
        "đọc duyệt",
        at,
    )


def test_it_cuts_what_is_too_long_rather_than_lose_the_line(at):
    line = actions.log_access(by=None, verb="x" * 900, subject="y" * 900, reason="z" * 900, at=at)

    line.refresh_from_db()
    assert (len(line.verb), len(line.subject), len(line.reason)) == (60, 200, 300)


def test_it_keeps_typed_text_on_one_line_without_invisible_characters(at):
    line = actions.log_access(by=None, verb="mở", subject="Bài\x00 7\nmở Bài 8", reason="\u202evì", at=at)

    line.refresh_from_db()
    assert (line.subject, line.reason) == ("Bài 7 mở Bài 8", "vì")


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: AccessEntry.objects.filter(pk=entry.pk).update(reason="khác"),
        lambda entry: AccessEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: entry.delete(),
        lambda entry: entry.save(),
        lambda entry: AccessEntry.objects.all()._raw_delete("default"),
    ],
)
def test_it_refuses_every_change(entry, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(entry)

    assert AccessEntry.objects.get().reason == "đọc duyệt"


@pytest.mark.postgresql  # SQLite has no TRUNCATE
def test_it_refuses_to_be_emptied(entry):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or PostgreSQL minds the open transaction first

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute("TRUNCATE people_accessentry CASCADE")

    assert AccessEntry.objects.count() == 1


def test_it_stands_under_guard():
    assert "people_accessentry" not in triggers.missing()
    assert "people_accessentry" in triggers._tables


def test_it_shows_the_log_to_administrators_and_logs_that(entry, clock, signed_in):
    administrator = personas.administrator()
    client = signed_in(administrator)

    page = client.get(reverse("people_access"), {"verb": "mở", "by": entry.by.pk, "at_from": "2026-11-23"})
    elsewhere = client.get(reverse("people_access_results"), {"at_to": "2026-11-22"})

    assert "Bài 7" in page.text
    assert "Bài 7" not in elsewhere.text
    looked = AccessEntry.objects.filter(by=administrator, verb="xem nhật ký mở xem").order_by("pk").first()
    assert "verb=mở" in looked.reason


def test_it_names_a_row_by_what_it_is_and_not_by_its_class(clock, at, signed_in):
    actions.log_access(by=None, verb="mở", subject="clubs.opinion 1f3a", at=at)
    actions.log_access(by=None, verb="mở", subject="khong.co 7", at=at)

    page = signed_in(personas.administrator()).get(reverse("people_access")).content.decode()

    assert "ý kiến trong hộp 1f3a" in page
    assert "khong.co 7" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_exports_without_formulas(clock, at, signed_in, kind):
    administrator = personas.administrator()
    actions.log_access(by=administrator, verb="mở", subject='=HYPERLINK("http://x")', reason="@SUM", at=at)

    response = signed_in(administrator).get(reverse("people_access"), {"export": kind})
    content = b"".join(response.streaming_content)

    assert AccessEntry.objects.filter(verb="xuất nhật ký mở xem").count() == 1
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert rows[0] == ["Lúc", "Ai", "Việc", "Đối tượng", "Lý do"]
        assert [row[3:] for row in rows if "HYPERLINK" in row[3]] == [['\'=HYPERLINK("http://x")', "'@SUM"]]


def test_it_hides_the_log_from_others(entry, clock, signed_in):
    client = signed_in(personas.approver())

    response = client.get(reverse("people_access"))

    assert response.headers["Location"] == "/admin/"
    assert not AccessEntry.objects.filter(verb="xem nhật ký mở xem").exists()
