"""Lists are loaded whole or not at all, as often as one likes; what is wrong is said with file, row, column and remedy."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from portal.foundation import queries as foundation_queries
from portal.places import actions, queries
from portal.places.models import AdministrativeUnit, Edition, Kind, UnitChange
from portal.places.rules import BadList
from tests.places.factories import load, write_list

pytestmark = pytest.mark.django_db

GOOD = ["01,tỉnh,Sông Ngân,,,", "00001,xã,Đồi Sim,01,Gò Sim,", "00002,phường,Bến Đò,01,,"]


def stored() -> dict[str, list]:
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Edition, AdministrativeUnit, UnitChange)
    }


def why_not(*paths) -> str:
    before = stored()
    with pytest.raises(BadList) as refusal:
        load(*paths)
    assert stored() == before
    assert (refusal.value.code, refusal.value.status) == ("bad_list", 400)
    return str(refusal.value)


def test_it_loads_a_list(tmp_path):
    loaded = load(write_list(tmp_path, *GOOD))

    commune = AdministrativeUnit.objects.with_places().get(edition__code="2030-01", code="00001")
    assert (loaded.units, loaded.changes) == (3, 0)
    assert (commune.kind, commune.label(), commune.other_names) == (Kind.COMMUNE, "xã Đồi Sim, Sông Ngân", "Gò Sim")
    assert str(commune.valid_from) == "2030-01-01"
    assert commune.edition.source == "Bài kiểm tra"
    assert queries.find_units("go sim").units == [commune]


def test_it_changes_nothing_when_loaded_again():
    before = stored()

    loaded = load(*actions.OWN_LISTS)

    assert (loaded.units, loaded.changes) == (4037, 839)
    assert stored() == before


def test_it_reads_the_whole_of_our_lists_in_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        load(*actions.OWN_LISTS)


def test_it_corrects_what_a_newer_file_says(tmp_path):
    load(write_list(tmp_path, *GOOD))
    pk = AdministrativeUnit.objects.get(edition__code="2030-01", code="00001").pk

    load(write_list(tmp_path, "01,thành phố,Sông Ngân,,,", "00001,phường,Đồi Mua,01,,"))

    commune = AdministrativeUnit.objects.with_places().get(pk=pk)
    assert commune.label() == "phường Đồi Mua, Sông Ngân"
    assert queries.find_units("đồi sim", edition="2030-01").units == []
    assert queries.find_units("bến đò", edition="2030-01").total == 1, "a unit the newer file leaves out stays"


def test_it_knows_that_a_type_differs_from_list_to_list(tmp_path):
    load(write_list(tmp_path, "24,thành phố,Bắc Ninh,,,"))

    types = AdministrativeUnit.objects.filter(code="24").order_by("edition__code").values_list("name", "type_word")
    assert list(types) == [("Bắc Giang", "tỉnh"), ("Bắc Ninh", "tỉnh"), ("Bắc Ninh", "thành phố")]


def test_it_adds_communes_to_a_district_that_is_already_stored(tmp_path):
    path = write_list(
        tmp_path,
        "99999,xã,Đồi Sim,893,,30673",
        name="2025-06",
        became="2025-07",
        valid_from=None,
        valid_to="2025-06-30",
    )

    load(path)

    old = AdministrativeUnit.objects.with_places().get(edition__code="2025-06", code="99999")
    assert old.label() == "xã Đồi Sim, huyện Chợ Mới, An Giang (cũ)"
    assert [unit.code for unit in queries.find_units("xã Đồi Sim").units[0].became.all()] == ["30673"]
    assert AdministrativeUnit.objects.get(edition__code="2025-06", code="30676").became.count() == 1


def test_it_replaces_what_a_row_became(tmp_path):
    facts = {"name": "2025-06", "became": "2025-07", "valid_from": None, "valid_to": "2025-06-30"}

    load(write_list(tmp_path, "30676,xã,Hòa Bình,893,,30682", **facts))

    old = AdministrativeUnit.objects.get(edition__code="2025-06", code="30676")
    assert [unit.code for unit in old.became.all()] == ["30682"]
    assert queries.find_units("Long Điền, Chợ Mới").total >= 1


def test_it_lets_kept_answers_end(tmp_path):
    before = foundation_queries.site_revision()

    load(write_list(tmp_path, *GOOD))

    assert foundation_queries.site_revision() == before + 1


def test_it_takes_the_mark_excel_writes_and_unifies_names(tmp_path):
    path = write_list(tmp_path, *GOOD, "00003,XÃ,  Hoà   Thuỷ ,01,,")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    load(path)

    assert AdministrativeUnit.objects.get(edition__code="2030-01", code="00003").full_name == "xã Hòa Thủy"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([*GOOD, "00001,xã,Khác,01,,"], ["dòng 5", "cột code", "Mã 00001 đã có ở dòng 3", "Hãy bỏ một trong hai dòng"]),
        ([*GOOD, "00003,xã,Khác,77,,"], ["dòng 5", "cột parent", "“77”", "Xã thuộc huyện hoặc tỉnh"]),
        ([*GOOD, "00003,xã,Khác,,,"], ["dòng 5", "cột parent"]),
        ([*GOOD, "00003,xã,Khác,00001,,"], ["dòng 5", "cột parent"]),
        ([*GOOD, "02,tỉnh,Khác,01,,"], ["dòng 5", "cột parent"]),
        ([*GOOD, "00003,làng,Khác,01,,"], ["dòng 5", "cột type", "“làng”", "xã, phường, đặc khu"]),
        ([*GOOD, "00003,xã,,01,,"], ["dòng 5", "cột name"]),
        ([*GOOD, f"00003,xã,{'x' * 81},01,,"], ["dòng 5", "cột name", "80"]),
        ([*GOOD, f"00003,xã,Khác,01,{'x' * 201},"], ["dòng 5", "cột other_names"]),
        ([*GOOD, "3,xã,Khác,01,,"], ["dòng 5", "cột code", "“3”", "kể cả số 0 ở đầu"]),
        ([*GOOD, "0000a,xã,Khác,01,,"], ["dòng 5", "cột code"]),
        ([*GOOD, "00003,xã,Khác,01,,00009"], ["dòng 5", "cột became", "không có mã 00009", "nạp danh mục ấy trước"]),
        ([*GOOD, "00003,xã,Khác,01,,1999-01:00009"], ["dòng 5", "cột became", "1999-01"]),
        ([*GOOD, "00003,xã,Khác,01,,2030-01:00001"], ["dòng 5", "cột became", "phải thuộc một danh mục khác"]),
        ([*GOOD, "00003,xã,Khác,01,,21028 21028"], ["dòng 5", "cột became", "hai lần"]),
        ([*GOOD, "00003,xã,Khác"], ["dòng 5", "không đủ hoặc thừa ô", "6 ô"]),
        ([*GOOD, "00003,xã,Khác,01,,,,"], ["dòng 5", "không đủ hoặc thừa ô"]),
        ([*GOOD, '00003,xã,"Khác,01,,'], ["Không đọc được bảng", "lưu lại dạng CSV"]),
    ],
)
def test_it_says_what_is_wrong_where_and_what_to_do(tmp_path, rows, said):
    sentence = why_not(write_list(tmp_path, *rows, became="2025-07"))

    assert sentence.startswith("Danh mục chưa đúng nên chưa nạp gì cả.")
    assert "2030-01.csv" in sentence
    assert [words for words in said if words not in sentence] == []


def test_it_names_every_row_of_a_circle(tmp_path):
    first = write_list(
        tmp_path, *GOOD, "00003,xã,Vòng,01,,2031-01:00007", "00004,xã,Lối Vào,01,,2031-01:00007", name="2030-01"
    )
    second = write_list(tmp_path, "01,tỉnh,Sông Ngân,,,", "00007,xã,Quay,01,,2030-01:00003", name="2031-01")

    sentence = why_not(first, second)

    assert "2030-01.csv, dòng 5, cột became: Vòng tròn: 2030-01:00003 → 2031-01:00007 → 2030-01:00003." in sentence
    assert "2031-01.csv, dòng 3, cột became: Vòng tròn: 2031-01:00007 → 2030-01:00003 → 2031-01:00007." in sentence
    assert "Hãy bỏ một bước của vòng này." in sentence


def test_it_sees_a_circle_that_closes_over_what_is_stored(tmp_path):
    facts = {"name": "2025-07", "valid_from": "2025-07-01"}

    sentence = why_not(write_list(tmp_path, "30673,xã,Hội An,91,,2025-06:30676", **facts))

    assert "Vòng tròn: 2025-07:30673 → 2025-06:30676 → 2025-07:30673" in sentence


def test_it_takes_a_chain_of_three_lists_for_no_circle(tmp_path):
    second = write_list(tmp_path, *GOOD, "00003,xã,Mới Nữa,01,,")
    first = write_list(tmp_path, "30673,xã,Hội An,91,,2030-01:00003", name="2025-07", valid_from="2025-07-01")

    assert load(second, first).changes == 1


def test_it_refuses_a_list_given_twice(tmp_path):
    path = write_list(tmp_path, *GOOD)

    assert "Danh mục 2030-01 có hai lần" in why_not(path, path)


def test_it_shows_the_first_twenty_faults_and_counts_the_rest(tmp_path):
    sentence = why_not(write_list(tmp_path, *GOOD, *(f"{number:05},làng,Khác,01,," for number in range(3, 28))))

    assert sentence.count("dòng") == 20
    assert "… và 5 lỗi nữa." in sentence


@pytest.mark.parametrize(
    "header",
    ["code,type,name", "code;type;name;parent", "code,type,name,parent,population", "code,code,type,name,parent", ""],
)
def test_it_wants_the_columns_by_name(tmp_path, header):
    sentence = why_not(write_list(tmp_path, header=header))

    assert "dòng 1" in sentence
    assert "code, type, name, parent" in sentence


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_it_refuses_another_encoding(tmp_path, encoding):
    path = write_list(tmp_path, *GOOD)
    path.write_bytes("code,type,name,parent\n01,tỉnh,Hà Nội,\n".encode(encoding, errors="replace") + b"\xff")

    assert "Hãy lưu lại dạng CSV UTF-8." in why_not(path)


def test_it_wants_both_files(tmp_path):
    path = write_list(tmp_path, *GOOD)
    path.with_suffix(".json").unlink()

    assert "2030-01.json: Không có tệp này." in why_not(path)
    assert "khong-co.csv: Không có tệp này." in why_not(tmp_path / "khong-co.csv")


@pytest.mark.parametrize(
    "facts",
    ["{", "[]", "{}", '"x"', '{"code": "2030-01"}'],
)
def test_it_wants_a_description_it_can_read(tmp_path, facts):
    path = write_list(tmp_path, *GOOD)
    path.with_suffix(".json").write_text(facts)

    assert "2030-01.json: Tệp mô tả danh mục thiếu ô hoặc sai dạng." in why_not(path)


@pytest.mark.parametrize(
    "fact",
    [
        {"published_on": None},
        {"valid_from": "01/07/2025"},
        {"title": 3},
        {"code": "2030"},
        {"became": 7},
        {"title": "x" * 161},
        {"source": "x" * 401},
        {"valid_from": "2030-01-01", "valid_to": "2029-01-01"},
    ],
)
def test_it_wants_facts_that_make_sense(tmp_path, fact):
    path = write_list(tmp_path, *GOOD, **{key: value for key, value in fact.items() if key != "code"})
    if "code" in fact:
        path.with_suffix(".json").write_text(path.with_suffix(".json").read_text().replace('"2030-01"', '"2030"'))

    assert "thiếu ô hoặc sai dạng" in why_not(path)


def test_it_loads_our_lists_by_command():
    out = StringIO()

    call_command("load_places", stdout=out)

    assert "4037 units, 839 changes" in out.getvalue()


def test_it_loads_other_files_by_command_and_says_why_not(tmp_path):
    path = write_list(tmp_path, *GOOD, "00001,xã,Khác,01,,")

    with pytest.raises(CommandError, match="dòng 5, cột code"):
        call_command("load_places", path)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "commune", "type_word": "huyện"},
        {"kind": "province"},
        {"parent": None},
        {"province": None},
        {"valid_from": "2025-07-02", "valid_to": "2025-07-01"},
    ],
)
def test_it_lets_the_database_refuse_what_no_list_may_say(change):
    commune = AdministrativeUnit.objects.filter(edition__code="2025-07", code="30673")

    with pytest.raises(IntegrityError), transaction.atomic():
        commune.update(**change)


def test_it_lets_the_database_refuse_a_code_twice_and_a_unit_that_becomes_itself():
    unit = AdministrativeUnit.objects.get(edition__code="2025-06", code="30676")
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitChange.objects.create(old=unit, new=unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitChange.objects.create(old=unit, new=unit.became.get())
    unit.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        unit.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        AdministrativeUnit.objects.filter(code="30676").update(parent=AdministrativeUnit.objects.get(code="30676"))


def test_it_names_a_change_by_both_units():
    change = UnitChange.objects.select_related("old", "new").get(old__code="30676")

    assert str(change) == "xã Hòa Bình, huyện Chợ Mới, An Giang (cũ) → xã Hội An, An Giang"
    assert str(Edition.objects.get(code="2025-07")).startswith("Danh mục đơn vị hành chính hai cấp")
