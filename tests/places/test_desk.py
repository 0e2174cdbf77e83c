"""Administrators read the lists on the desk; nobody edits them there."""

import pytest
from django.urls import NoReverseMatch, reverse

from portal.places.models import AdministrativeUnit
from tests import personas
from tests.desk import signed_in
from tests.vietnamese_only import foreign_texts, spoken_texts

pytestmark = pytest.mark.django_db

LIST = "/admin/don-vi-hanh-chinh/"


@pytest.fixture
def administrator():
    return signed_in(personas.administrator())


def test_it_lists_units_with_what_they_became_and_by_which_boundaries(administrator):
    page = administrator.get(LIST, {"q": "huyện Chợ Mới"}).text

    assert "huyện Chợ Mới, An Giang (cũ)" in page
    assert "xã Chợ Mới, An Giang; xã Cù Lao Giêng, An Giang" in page
    assert "Địa giới hành chính đến hết ngày 30/06/2025" in page
    assert page.index("huyện Chợ Mới, An Giang (cũ)") < page.index("xã Chợ Mới, Thái Nguyên")


def test_it_narrows_to_a_list_and_a_level(administrator):
    edition = AdministrativeUnit.objects.filter(edition__code="2025-07").first().edition_id

    page = administrator.get(f"{LIST}results/", {"edition": edition, "kind": "province"}).text

    assert "An Giang" in page
    assert "(cũ)" not in page


def test_it_stands_in_the_menu_of_administrators_only(administrator):
    assert LIST in administrator.get("/admin/").text
    for person in (personas.editor(), personas.moderator()):
        client = signed_in(person)
        assert LIST not in client.get("/admin/").text
        assert client.get(LIST).status_code == 302


def test_it_offers_no_way_to_edit(administrator):
    page = administrator.get(LIST).text
    unit = AdministrativeUnit.objects.first()

    assert "Thêm đơn vị" not in page
    for name in ("add", "edit", "delete", "history", "usage", "copy", "inspect"):
        with pytest.raises(NoReverseMatch):
            reverse(f"places:{name}", args=[] if name == "add" else [unit.pk])


@pytest.mark.parametrize("query", ["", "q=zzz", "q=tinh+bien"])
def test_it_speaks_vietnamese(administrator, query):
    names = AdministrativeUnit.objects.values_list("name", flat=True)
    allowed = {word for name in names for word in name.replace("'", " ").replace("-", " ").split()}

    assert foreign_texts(spoken_texts(administrator.get(f"{LIST}?{query}").text), {*allowed, "An", "Sim"}) == []


def test_it_costs_as_many_queries_for_one_unit_as_for_fifty(administrator, django_assert_max_num_queries):
    administrator.get(LIST)
    for query in ("", "?q=tan", "?q=nui+cam"):
        with django_assert_max_num_queries(26):
            administrator.get(LIST + query)
