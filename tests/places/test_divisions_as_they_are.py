"""What the lists say, row by row of what was read about the divisions of 2025, and how a place of an old list is named."""

from collections import Counter
from datetime import date

import pytest

from portal.places import queries
from portal.places.models import AdministrativeUnit, Edition, Kind

pytestmark = pytest.mark.django_db

NOW = date(2026, 11, 23)
IN_2016 = date(2016, 5, 20)


def unit(key: str) -> AdministrativeUnit:
    return AdministrativeUnit.objects.with_key(key).with_changes().get()


def became(key: str) -> list[str]:
    return [new.full_name for new in unit(key).became.all()]


def types_in(province: str) -> Counter:
    communes = AdministrativeUnit.objects.filter(province__code=province, edition__code="2025-07", kind=Kind.COMMUNE)
    return Counter(communes.values_list("type_word", flat=True))


def test_it_knows_34_provinces_and_3321_communes():
    new = AdministrativeUnit.objects.filter(edition__code="2025-07")

    assert new.filter(kind=Kind.PROVINCE).count() == 34
    assert Counter(new.filter(kind=Kind.COMMUNE).values_list("type_word", flat=True)) == {
        "xã": 2621,
        "phường": 687,
        "đặc khu": 13,
    }
    assert not new.exclude(kind__in=[Kind.PROVINCE, Kind.COMMUNE]).exists()


def test_it_knows_six_cities_in_july_2025():
    cities = AdministrativeUnit.objects.filter(edition__code="2025-07", kind=Kind.PROVINCE, type_word="thành phố")

    assert set(cities.values_list("name", flat=True)) == {
        "Hà Nội",
        "Hải Phòng",
        "Huế",
        "Đà Nẵng",
        "Hồ Chí Minh",
        "Cần Thơ",
    }


def test_it_makes_quang_ngai_of_two_provinces_with_96_communes():
    assert [old.name for old in unit("2025-07:51").formerly.all()] == ["Kon Tum", "Quảng Ngãi"]
    assert types_in("51") == {"xã": 86, "phường": 9, "đặc khu": 1}


def test_it_makes_an_giang_of_two_provinces_with_102_communes():
    assert [(old.code, old.name) for old in unit("2025-07:91").formerly.all()] == [
        ("89", "An Giang"),
        ("91", "Kiên Giang"),
    ]
    assert types_in("91") == {"xã": 85, "phường": 14, "đặc khu": 3}


def test_it_turns_102_communes_in_10_districts_of_kon_tum_into_40():
    old = AdministrativeUnit.objects.filter(province__code="62", edition__code="2025-06")
    new = AdministrativeUnit.objects.filter(formerly__in=old.filter(kind=Kind.LEGACY_COMMUNE)).distinct()

    assert old.filter(kind=Kind.LEGACY_DISTRICT).count() == 10
    assert old.filter(kind=Kind.LEGACY_COMMUNE).count() == 102
    assert new.count() == 40


@pytest.mark.parametrize(
    ("code", "before", "now"),
    [
        ("91", "Kiên Giang (cũ)", "An Giang"),
        ("15", "Yên Bái (cũ)", "Lào Cai"),
        ("24", "Bắc Giang (cũ)", "Bắc Ninh"),
        ("44", "Quảng Bình (cũ)", "Quảng Trị"),
        ("52", "Bình Định (cũ)", "Gia Lai"),
        ("80", "Long An (cũ)", "Tây Ninh"),
        ("82", "Tiền Giang (cũ)", "Đồng Tháp"),
    ],
)
def test_it_reads_a_code_by_the_list_of_its_day(code, before, now):
    assert queries.unit_on(code, on=IN_2016).label() == before
    assert queries.unit_on(code, on=NOW).label() == now


def test_it_turns_on_the_first_of_july_2025():
    assert queries.unit_on("91", on=date(2025, 6, 30)).label() == "Kiên Giang (cũ)"
    assert queries.unit_on("91", on=date(2025, 7, 1)).label() == "An Giang"


def test_it_knows_nothing_of_a_code_that_no_list_of_the_day_holds():
    assert queries.unit_on("62", on=NOW) is None
    Edition.objects.filter(code="2025-07").update(valid_to=NOW)
    assert queries.unit_on("91", on=date(2030, 1, 1)) is None


def test_it_names_the_places_of_the_published_figures():
    old = unit("2025-06:30676")

    assert old.label() == "xã Hòa Bình, huyện Chợ Mới, An Giang (cũ)"
    assert old.label(with_province=False) == "xã Hòa Bình, huyện Chợ Mới (cũ)"
    assert [new.label() for new in old.became.all()] == ["xã Hội An, An Giang"]


@pytest.mark.parametrize("district", ["886", "887", "889", "890"])
def test_it_turns_each_of_these_districts_into_five_communes(district):
    assert len(became(f"2025-06:{district}")) == 5


def test_it_turns_tri_ton_into_five_communes():
    district = AdministrativeUnit.objects.get(kind=Kind.LEGACY_DISTRICT, name="Tri Tôn")

    assert district.became.count() == 5
    assert set(district.became.values_list("type_word", flat=True)) == {"xã"}


def test_it_remembers_that_tinh_bien_was_a_district():
    place = unit("2025-06:890")

    assert (place.full_name, place.other_names) == ("thị xã Tịnh Biên", "huyện Tịnh Biên")


def test_it_links_every_old_unit_to_a_new_one():
    old = AdministrativeUnit.objects.filter(edition__code="2025-06")

    assert Counter(old.values_list("kind", flat=True)) == {
        Kind.PROVINCE: 63,
        Kind.LEGACY_DISTRICT: 49,
        Kind.LEGACY_COMMUNE: 570,
    }
    assert not old.filter(became__isnull=True).exists()
    assert not old.filter(became__edition__code="2025-06").exists()


@pytest.mark.parametrize("province", ["51", "91"])
def test_it_repeats_no_name_inside_these_provinces(province):
    names = AdministrativeUnit.objects.filter(edition__code="2025-07", province__code=province).values_list(
        "name", flat=True
    )

    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_it_turns_the_district_without_communes_into_a_special_zone():
    assert became("2025-06:536") == ["đặc khu Lý Sơn"]


def test_it_says_by_which_boundaries_a_report_was_counted():
    labels = {edition.code: edition.label for edition in Edition.objects.all()}

    assert labels["2025-06"] == "Địa giới hành chính đến hết ngày 30/06/2025"
    assert labels["2025-07"] == "Địa giới hành chính từ ngày 01/07/2025"
    assert Edition(code="2026-01").label == "Địa giới hành chính theo danh mục 2026-01"


def test_it_prints_a_place_without_asking_the_database_again(django_assert_num_queries):
    with django_assert_num_queries(1):
        place = AdministrativeUnit.objects.with_places().get(edition__code="2025-06", code="30676")
        assert str(place) == place.label()
        assert place.key == "2025-06:30676"
