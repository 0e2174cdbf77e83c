"""Clubs and past head-counts from a file: all or nothing, errors by row and column, one whole by two boundaries."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from clubs import actions, queries, rules
from clubs.models import Club, YearlyHeadcount
from portal.foundation.refusals import NotAllowed
from portal.foundation.vietnamese.numbers import format_count
from tests import desk, personas
from tests.clubs.figures import S2_1

pytestmark = pytest.mark.django_db
FILE = Path(actions.__file__).parent.parent / "demo" / "clubs.csv"
HEAD = "ten,loai,xa_phuong,huyen_cu,truong,lap_ngay,nam,so_em,do_chac"
GOOD = 'CLB Sông Xanh,rights,xã Ngọk Bay,"thành phố Kon Tum, Kon Tum",,12/01/2013,2013,45,'


def csv(*rows, head=HEAD):
    return "\n".join([head, *rows]).encode()


def errors(content, at):
    with pytest.raises(rules.BadImport) as refused:
        actions.import_clubs(content, by=None, at=at)
    assert not Club.objects.exists()
    return refused.value.fields["rows"]


def test_it_reads_the_published_figure_back_by_old_district_and_by_commune(at):
    actions.import_clubs(FILE.read_bytes(), by=None, at=at)
    expected = S2_1["input"]

    districts = queries.members_by_old_district(years=(2013, 2020))
    communes = queries.members_by_commune(years=(2013, 2020))

    by_district, by_commune = queries.whole(districts), queries.whole(communes)
    assert len(districts) == expected["districts_and_city"]
    assert by_district.clubs == by_commune.clubs == expected["rights_clubs"]
    assert by_district.children == by_commune.children == expected["club_children"]
    assert by_district.qualifier == by_commune.qualifier == expected["club_children_qualifier"]
    assert by_district.words == "hơn 7.500 em"
    line = f"{format_count(by_district.clubs, 'câu lạc bộ')} tại {len(districts)} huyện, thành phố"
    assert S2_1["expect"]["line"].startswith(line)


def test_it_names_the_years_it_counts(at):
    actions.import_clubs(FILE.read_bytes(), by=None, at=at)

    one, all_years = (queries.whole(queries.members_by_commune(years=years)) for years in ((2013, 2013), None))

    assert 0 < one.children < all_years.children


def test_it_changes_nothing_when_the_same_file_comes_again(at):
    first = actions.import_clubs(FILE.read_bytes(), by=None, at=at)
    again = actions.import_clubs(FILE.read_bytes(), by=None, at=at)

    assert (first.clubs, again.clubs) == (21, 0)
    assert (Club.objects.count(), YearlyHeadcount.objects.count()) == (21, 168)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + csv(GOOD),
        csv(GOOD.replace('"thành phố Kon Tum, Kon Tum"', "thành phố Kon Tum").replace(",", ";"), head=HEAD.replace(",", ";")),
        csv(GOOD.replace('"thành phố Kon Tum, Kon Tum"', "tp Kon Tum").replace(",", "\t"), head=HEAD.replace(",", "\t")),
        csv(GOOD, "", ",,,,,,,,").replace(b"\n", b"\r\n"),
        csv(GOOD, head="Tên,Loại,Xã phường,Huyện cũ,Trường,Lập ngày,Năm,Số em,Độ chắc"),
        csv("CLB Sông Xanh,,ngok bay,thành phố Kon Tum,,,2013,45,hơn"),
    ],
)  # fmt: skip
def test_it_reads_files_as_people_save_them(content, at):
    assert actions.import_clubs(content, by=None, at=at).counts == 1
    assert Club.objects.get().place.name == "Ngọk Bay"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",rights,xã Ngọk Bay,,,,,,", "ten"),
        ("CLB,câu cá,xã Ngọk Bay,,,,,,", "loai"),
        ("CLB,,,,,,,,", "xa_phuong"),
        ("CLB,,xã Không Có Đâu,,,,,,", "xa_phuong"),
        ("CLB,,xã Ngọk Bay,huyện Đắk Glei,,,,,", "xa_phuong"),
        ("CLB,,xã Ngọk Bay,huyện Không Có Đâu,,,,,", "huyen_cu"),
        ("CLB,,xã Ngọk Bay,,,31/02/2013,,,", "lap_ngay"),
        ("CLB,,xã Ngọk Bay,,,,2013,,", "so_em"),
        ("CLB,,xã Ngọk Bay,,,,,45,", "nam"),
        ("CLB,,xã Ngọk Bay,,,,2099,45,", "nam"),
        ("CLB,,xã Ngọk Bay,,,,1,45,", "nam"),
        ("CLB,,xã Ngọk Bay,,,,2013,nhiều,", "so_em"),
        ('CLB,,xã Ngọk Bay,,,,2013,"4,5",', "so_em"),
        ("CLB,,xã Ngọk Bay,,,,2013,45,chắc", "do_chac"),
    ],
)
def test_it_names_row_and_column_of_what_is_wrong_and_stores_nothing(row, column, at):
    said = errors(csv(GOOD, row), at)

    assert [sentence for sentence in said if sentence.startswith(f"Dòng 3, cột {column}:")], said


def test_it_refuses_a_year_said_twice(at):
    assert errors(csv(GOOD, GOOD), at) == ["Dòng 3, cột nam: năm này của câu lạc bộ đã có ở dòng 2."]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"\xff\xfe\x00", csv(), csv("x,y", head="a,b"), b"x" * (2 * 1024 * 1024 + 1), b"\x00" * 40],
    ids=["empty", "blank", "utf-16", "header alone", "other columns", "too large", "zeros"],
)
def test_it_refuses_what_is_no_such_file(content, at):
    assert errors(content, at)


def test_it_refuses_somebody_without_the_right(at):
    with pytest.raises(NotAllowed):
        actions.import_clubs(csv(GOOD), by=personas.editor(), at=at)


def test_it_says_on_the_command_line_what_is_wrong(tmp_path):
    path = tmp_path / "clubs.csv"
    path.write_bytes(csv("CLB,,xã Không Có Đâu,,,,,,"))

    with pytest.raises(CommandError, match="Dòng 2, cột xa_phuong"):
        call_command("import_clubs", path, stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("import_clubs", tmp_path / "none.csv", stdout=StringIO())

    path.write_bytes(csv(GOOD))
    out = StringIO()
    call_command("import_clubs", path, stdout=out)
    assert "1 clubs added" in out.getvalue()


def test_it_shows_both_tables_with_their_boundaries_on_the_desk(clock):
    staff = desk.signed_in(personas.administrator())
    page = staff.post("/admin/cau-lac-bo/nhap/", {"file": SimpleUploadedFile("clubs.csv", FILE.read_bytes())})
    assert page.status_code == 302

    page = staff.get("/admin/cau-lac-bo/so-em/").content.decode()

    assert page.count("hơn 7.500 em") == 2
    assert "Địa giới hành chính đến hết ngày 30/06/2025" in page
    assert "Địa giới hành chính từ ngày 01/07/2025" in page


def test_it_shows_the_errors_of_a_file_on_the_desk(clock):
    staff = desk.signed_in(personas.administrator())
    wrong = SimpleUploadedFile("a.csv", csv("CLB,,xã Không Có Đâu,,,,,,"))

    page = staff.post("/admin/cau-lac-bo/nhap/", {"file": wrong})

    assert page.status_code == 400
    assert "Dòng 2, cột xa_phuong" in page.content.decode()


def test_it_keeps_the_desks_import_from_others(clock):
    assert desk.signed_in(personas.director()).get("/admin/cau-lac-bo/nhap/").status_code == 302


def test_it_makes_no_more_queries_for_more_years(at, django_assert_max_num_queries):
    actions.import_clubs(FILE.read_bytes(), by=None, at=at)

    with django_assert_max_num_queries(2):
        queries.members_by_old_district()


def test_its_figure_is_the_published_one():
    assert json.dumps(S2_1["input"]["club_children"]) == "7500"
