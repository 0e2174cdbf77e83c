"""Places are found by the names people have for them: old, new, with marks or none, with a type word that no longer fits."""

import pytest

from portal.places import queries
from portal.places.models import AdministrativeUnit, Kind, Match
from tests.places.factories import share_name

pytestmark = pytest.mark.django_db


def labels(text: str, **narrow) -> list[str]:
    return [unit.label() for unit in queries.find_units(text, **narrow).units]


@pytest.mark.parametrize(
    "text", ["huyện Tịnh Biên", "Tx. Tịnh Biên", "TX.Tịnh Biên", "thị xã tịnh biên", "H. Tịnh Biên"]
)
def test_it_finds_a_district_under_either_type_and_never_one_in_ha_noi(text):
    found = labels(text)

    assert found[0] == "thị xã Tịnh Biên, An Giang (cũ)"
    assert set(found) == {
        "thị xã Tịnh Biên, An Giang (cũ)",
        "phường Tịnh Biên, An Giang",
        "phường Tịnh Biên, thị xã Tịnh Biên, An Giang (cũ)",
    }


@pytest.mark.parametrize(
    "text", ["tinh bien", "TINH BIEN", "tịnh biên", "Ti\u0323nh Bie\u0302n", "  tinh   bien  ", "huyen tinh bien"]
)
def test_it_does_not_take_the_beginning_of_a_name_for_a_type(text):
    assert "thị xã Tịnh Biên, An Giang (cũ)" in labels(text)
    assert "phường Tịnh Biên, An Giang" in labels(text)
    assert len(labels(text)) == 3


@pytest.mark.parametrize(
    ("text", "name"), [("xa dung", "xã Xa Dung, Điện Biên"), ("phuong binh", "xã Phương Bình, Cần Thơ")]
)
def test_it_puts_the_whole_name_before_a_guess_at_a_type_word(text, name):
    assert labels(text)[0] == name


def test_it_offers_every_cho_moi():
    assert set(labels("Chợ Mới")) == {
        "xã Chợ Mới, An Giang",
        "xã Chợ Mới, Thái Nguyên",
        "huyện Chợ Mới, An Giang (cũ)",
        "thị trấn Chợ Mới, huyện Chợ Mới, An Giang (cũ)",
    }


@pytest.mark.parametrize("text", ["Tân Châu", "tan chau", "Tx. Tân Châu", "huyện Tân Châu"])
def test_it_offers_every_tan_chau_with_its_province(text):
    assert set(labels(text)) >= {
        "thị xã Tân Châu, An Giang (cũ)",
        "phường Tân Châu, An Giang",
        "xã Tân Châu, Tây Ninh",
        "xã Tân Châu, Nghệ An",
    }


def test_it_offers_every_hoa_binh_and_says_what_the_old_one_became():
    found = queries.find_units("xã Hòa Bình").units
    old = next(unit for unit in found if unit.parent and unit.parent.name == "Chợ Mới")

    assert len(found) == 9
    assert [unit.type_word for unit in found[:4]] == ["xã"] * 4
    assert [new.label() for new in old.became.all()] == ["xã Hội An, An Giang"]


@pytest.mark.parametrize(
    "text",
    [
        "Hòa Bình, Chợ Mới", "xã Hòa Bình, huyện Chợ Mới, An Giang", "hoà bình - chợ mới", "hoa binh cho moi",
        "hoa binh cho moi an giang", "xa hoa binh huyen cho moi", "X. Hòa Bình, H. Chợ Mới, T. An Giang", "Hòa Bình (Chợ Mới)",
    ],
)  # fmt: skip
def test_it_understands_district_and_province_behind_the_name(text):
    assert labels(text) == ["xã Hòa Bình, huyện Chợ Mới, An Giang (cũ)"]


@pytest.mark.parametrize("text", ["Hội An, Chợ Mới, An Giang", "hoi an cho moi"])
def test_it_finds_a_new_commune_by_the_district_it_lay_in(text):
    assert labels(text)[0] == "xã Hội An, An Giang"


@pytest.mark.parametrize(("text", "name"), [
    ("tp rach gia", "thành phố Rạch Giá, Kiên Giang (cũ)"),
    ("TP. Kon Tum", "thành phố Kon Tum, Kon Tum (cũ)"),
    ("tỉnh Kon Tum", "Kon Tum (cũ)"),
    ("đk Phú Quốc", "đặc khu Phú Quốc, An Giang"),
    ("p. Rạch Giá", "phường Rạch Giá, An Giang"),
    ("tt. Chợ Mới", "thị trấn Chợ Mới, huyện Chợ Mới, An Giang (cũ)"),
    ("q. Hà Tiên", "phường Hà Tiên, An Giang"),
])  # fmt: skip
def test_it_spells_out_abbreviations(text, name):
    assert labels(text)[0] == name


@pytest.mark.parametrize("text", ["kon tum", "Kon Tum", "KON TUM"])
def test_it_finds_ward_city_and_province_of_one_name(text):
    assert labels(text) == ["phường Kon Tum, Quảng Ngãi", "thành phố Kon Tum, Kon Tum (cũ)", "Kon Tum (cũ)"]


@pytest.mark.parametrize(("text", "name"), [
    ("ia hdrai", "huyện Ia H'Drai, Kon Tum (cũ)"),
    ("Ia H’Drai", "huyện Ia H'Drai, Kon Tum (cũ)"),
    ("ia h drai", "huyện Ia H'Drai, Kon Tum (cũ)"),
    ("văn miếu quốc tử giám", "phường Văn Miếu - Quốc Tử Giám, Hà Nội"),
    ("bờ y", "xã Bờ Y, Quảng Ngãi"),
    ("pờ y", "xã Pờ Y, huyện Ngọc Hồi, Kon Tum (cũ)"),
    ("Mĩ Đức", "xã Mỹ Đức, An Giang"),
    ("li son", "đặc khu Lý Sơn, Quảng Ngãi"),
    ("đăk hà", "xã Đăk Hà, Quảng Ngãi"),
    ("dak ha", "xã Đăk Hà, Quảng Ngãi"),
])  # fmt: skip
def test_it_reads_names_however_they_are_spelled(text, name):
    assert labels(text)[0] == name


def test_it_ranks_the_same_marks_above_others():
    found = queries.find_units("Tân Thành", limit=40).units
    matches = [unit.match for unit in found]

    assert {unit.name for unit in found if unit.match == Match.SAME} == {"Tân Thành"}
    assert matches == sorted(matches)
    assert {unit.name for unit in found if unit.match == Match.WITHOUT_MARKS} == {"Tân Thạnh", "Tân Thanh"}


@pytest.mark.parametrize("text", ["núi c", "nui c", "Núi Cấ", "xã Núi Cấ", "xa nui ca"])
def test_it_suggests_while_the_name_is_still_being_typed(text):
    assert "xã Núi Cấm, An Giang" in labels(text)


def test_it_finds_a_word_inside_a_name_but_last():
    found = queries.find_units("thanh mỹ", limit=100).units

    assert found[-1].match == Match.HOLDS
    assert all("thanh m" in f"{unit.folded_names}" for unit in found)


def test_it_puts_the_own_province_first_when_told():
    anywhere = labels("Tân Hòa")
    at_home = labels("Tân Hòa", near=["91"])

    assert sorted(anywhere) == sorted(at_home)
    assert [label for label in at_home if "Giang" in label] == at_home[: sum("Giang" in label for label in at_home)]
    assert not anywhere[0].endswith("An Giang")


def test_it_narrows_to_kinds_and_to_a_list():
    assert labels("kon tum", kinds=[Kind.COMMUNE]) == ["phường Kon Tum, Quảng Ngãi"]
    assert labels("kon tum", edition="2025-06") == ["thành phố Kon Tum, Kon Tum (cũ)", "Kon Tum (cũ)"]


def test_it_says_how_many_it_left_out_when_a_name_matches_many():
    share_name("Bản Mới Tinh", 20)

    whole = queries.find_units("ban moi tinh", limit=100)
    some = queries.find_units("ban moi tinh", limit=5)

    assert whole.total == 20
    assert len({unit.province_id for unit in whole.units}) == 20
    assert (len(some.units), some.total, some.left) == (5, whole.total, whole.total - 5)
    assert whole.left == 0


@pytest.mark.parametrize("text", ["", "   ", ",,,", "\x00", "\u200b", "'", "%", "🙂"])
def test_it_finds_nothing_for_nothing(text):
    assert queries.find_units(text).units == []


@pytest.mark.parametrize(
    "text", ["%%%a", "_", "x" * 10_000, "a " * 5_000, "|", "xã", "' OR 1=1 --", "huyện", "a,b,c,d,e,f,g,h"]
)
def test_it_survives_rubbish(text):
    assert queries.find_units(text).total < AdministrativeUnit.objects.count()


@pytest.mark.parametrize("text", ["tân thành", "kon tum", "zzz", "hoa binh cho moi an giang"])
@pytest.mark.parametrize("limit", [1, 50])
def test_it_costs_the_same_few_queries_for_any_name(text, limit, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        for unit in queries.find_units(text, limit=limit).units:
            unit.label()
            [new.label() for new in unit.became.all()]
