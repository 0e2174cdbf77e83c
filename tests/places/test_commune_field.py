"""A commune is taken by any name that can only mean one place; a doubt is answered by a choice. The same in forms and API."""

import pytest
from django import forms
from rest_framework import serializers

from portal.places import fields
from portal.places.models import AdministrativeUnit
from tests.places.factories import share_name

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    commune = fields.CommuneField(label="Xã, phường")


class Serializer(serializers.Serializer):
    commune = fields.CommuneKeyField()


class Page:
    """What a page does with the field."""

    def take(self, words: str, **more: str) -> AdministrativeUnit | None:
        self.form = Form({"commune": words, **{f"commune-{name}": value for name, value in more.items()}})
        return self.form.cleaned_data["commune"] if self.form.is_valid() else None

    def complaint(self) -> str:
        return self.form.errors["commune"][0]

    def offered(self) -> list[str]:
        return [offer.unit.key for offer in self.form.fields["commune"].widget.offers]

    def html(self) -> str:
        return str(self.form["commune"])


class Api:
    """What the API does with it."""

    def take(self, words: str) -> AdministrativeUnit | None:
        self.serializer = Serializer(data={"commune": words})
        return self.serializer.validated_data["commune"] if self.serializer.is_valid() else None

    def complaint(self) -> str:
        return str(self.serializer.errors["commune"][0])

    def offered(self) -> list[str]:
        return [str(line).split(" · ")[0] for line in self.serializer.errors["commune"][1:]]


@pytest.fixture(params=[Page, Api])
def door(request):
    return request.param()


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("xã Hội An", "xã Hội An, An Giang"),
        ("Hội An, An Giang", "xã Hội An, An Giang"),
        ("xã hội an, an giang", "xã Hội An, An Giang"),
        ("nui cam", "xã Núi Cấm, An Giang"),
        ("phường Tịnh Biên", "phường Tịnh Biên, An Giang"),
        ("đặc khu Phú Quốc", "đặc khu Phú Quốc, An Giang"),
        ("dac khu phu quoc", None),
        ("Vĩnh Xương", "xã Vĩnh Xương, An Giang"),
    ],
)
def test_it_takes_a_name_that_can_only_mean_one_place(door, words, label):
    taken = door.take(words)

    assert (taken.label() if taken else None) == label


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("Hội An", ["2025-07:30673", "2025-07:20410", "2025-07:20413", "2025-07:20401"]),
        ("xã Hòa Bình, huyện Chợ Mới", ["2025-07:30673"]),
        ("tp rach gia", ["2025-07:30760", "2025-07:30742"]),
    ],
)
def test_it_asks_when_a_name_is_old_or_means_several_places(door, words, offered):
    assert door.take(words) is None

    assert set(offered) == set(door.offered())


@pytest.mark.parametrize("words", ["huyện Tịnh Biên", "tinh bien", "Tx. Tịnh Biên"])
def test_it_offers_all_five_communes_of_an_old_district(door, words):
    assert door.take(words) is None

    units = [AdministrativeUnit.objects.with_key(key).get().full_name for key in door.offered()]
    assert set(units) == {"xã An Cư", "phường Chi Lăng", "xã Núi Cấm", "phường Thới Sơn", "phường Tịnh Biên"}


def test_it_says_what_to_do_about_a_name_it_does_not_know(door):
    assert door.take("Xã Không Có Đâu") is None

    assert door.complaint() == "Chưa tìm thấy nơi nào tên “Xã Không Có Đâu”. Hãy xem lại chữ, hoặc ghi tên huyện cũ."
    assert door.offered() == []


@pytest.mark.parametrize("words", ["An Giang", "Kiên Giang", "tỉnh Kon Tum"])
def test_it_takes_no_province_for_a_commune(door, words):
    assert door.take(words) is None

    assert all(AdministrativeUnit.objects.with_key(key).get().kind == "commune" for key in door.offered())


@pytest.mark.parametrize("words", ["", "   ", "\u200b"])
def test_it_asks_for_a_name_when_there_is_none(door, words):
    assert door.take(words) is None

    assert "Hãy ghi" in door.complaint()


def test_it_offers_twelve_of_twenty_and_says_how_many_are_left(door):
    share_name("Bản Mới Tinh", 20)

    assert door.take("bản mới tinh") is None

    assert len(door.offered()) == 12
    if isinstance(door, Page):
        assert door.complaint() == "Có 20 nơi hợp với tên này. Hãy chọn một nơi ở dưới."
        assert "Còn 8 nơi nữa." in door.html()


def test_it_counts_on_when_a_few_letters_match_hundreds():
    page = Page()

    assert page.take("tân") is None

    assert len(page.offered()) == 12
    assert int(page.complaint().split()[1]) > 100


@pytest.mark.parametrize("words", ["hội an", "tân", "huyện Tịnh Biên", "không có đâu"])
def test_it_asks_the_database_at_most_four_times(door, words, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        door.take(words)


def test_it_keeps_what_was_typed_and_shows_the_choice_without_any_script():
    page = Page()
    page.take("xã Hòa Bình, Chợ Mới")

    html = page.html()

    assert 'value="xã Hòa Bình, Chợ Mới"' in html
    assert '<input type="radio" name="commune-unit" value="2025-07:30673">' in html
    assert "<span>xã Hội An, An Giang<small>trước là xã Hòa Bình, huyện Chợ Mới</small></span>" in html
    assert page.complaint() == "Nơi này nay có tên khác. Hãy xem và chọn ở dưới."


def test_it_says_which_district_a_commune_lay_in():
    page = Page()
    page.take("huyện Tri Tôn")

    assert page.html().count("<small>trước thuộc huyện Tri Tôn, tỉnh An Giang</small>") == 4
    assert page.html().count("<small>trước là thị trấn Tri Tôn, huyện Tri Tôn</small>") == 1


def test_it_takes_the_place_that_was_chosen():
    taken = Page().take("xã Hòa Bình, Chợ Mới", asked="xã Hòa Bình, Chợ Mới", unit="2025-07:30673")

    assert taken.label() == "xã Hội An, An Giang"


def test_it_forgets_the_choice_when_another_name_is_typed():
    taken = Page().take("xã Núi Cấm", asked="xã Hòa Bình, Chợ Mới", unit="2025-07:30673")

    assert taken.label() == "xã Núi Cấm, An Giang"


@pytest.mark.parametrize(
    "key", ["2025-06:30676", "2025-07:91", "2025-07:00000", "30673", "rubbish", "2025-07:30673' OR 1=1"]
)
def test_it_takes_no_choice_it_did_not_offer(key):
    page = Page()

    assert page.take("Hội An", asked="Hội An", unit=key) is None
    assert page.offered()[0] == "2025-07:30673"


@pytest.mark.parametrize("key", ["2025-06:30676", "2025-07:91", "2025-07:00000"])
def test_it_takes_no_key_of_anything_but_a_commune_of_today(key):
    api = Api()

    assert api.take(key) is None
    assert "Chưa tìm thấy" in api.complaint()


def test_it_takes_a_key_and_writes_it():
    taken = Api().take("2025-07:30673")

    assert taken.label() == "xã Hội An, An Giang"
    assert Serializer({"commune": taken}).data == {"commune": "2025-07:30673"}


@pytest.mark.parametrize("rubbish", [None, 7, [], {}, True])
def test_it_wants_words_from_the_api(rubbish):
    serializer = Serializer(data={"commune": rubbish})

    assert not serializer.is_valid()


def test_it_offers_nothing_of_one_form_in_another():
    Page().take("Hội An")

    assert "radio" not in str(Form()["commune"])


def test_it_shows_a_commune_known_before():
    commune = AdministrativeUnit.objects.with_places().get(edition__code="2025-07", code="30673")

    form = Form(initial={"commune": commune})

    assert 'value="xã Hội An, An Giang"' in str(form["commune"])
    assert not Form({"commune": "xã Hội An, An Giang"}, initial={"commune": commune}).has_changed()
    assert Form({"commune": "xã Núi Cấm"}, initial={"commune": commune}).has_changed()
    assert fields.CommuneField().clean(commune) == commune


def test_it_may_be_left_empty_where_it_is_not_required():
    class Optional(forms.Form):
        commune = fields.CommuneField(required=False)

    form = Optional({"commune": " "})

    assert form.is_valid()
    assert form.cleaned_data == {"commune": None}
    assert Optional({}).is_valid()
    assert not Optional({"commune": ""}).has_changed()


def test_it_takes_provinces_where_it_may():
    field = fields.CommuneField(kinds=fields.PLACES)

    assert field.clean(fields.form.Typed("tỉnh An Giang")).label() == "An Giang"
    with pytest.raises(forms.ValidationError, match="nay có tên khác"):
        field.clean(fields.form.Typed("tỉnh Kiên Giang"))
    assert [(offer.label, offer.was) for offer in field.widget.offers] == [
        ("tỉnh An Giang", "trước là tỉnh Kiên Giang")
    ]


def test_it_puts_the_provinces_it_serves_first():
    field = fields.CommuneField(near=["91"])

    with pytest.raises(forms.ValidationError):
        field.clean(fields.form.Typed("tân"))

    assert "An Giang" in field.widget.offers[0].label


def test_it_ties_label_hint_and_error_to_the_box():
    class Helped(forms.Form):
        commune = fields.CommuneField(label="Xã, phường", help_text="Ví dụ: xã Núi Cấm")

    form = Helped({"commune": "zzz"})

    assert not form.is_valid()
    assert 'aria-describedby="id_commune_helptext id_commune_error"' in str(form["commune"])
    assert 'aria-invalid="true"' in str(form["commune"])
    assert form["commune"].id_for_label == "id_commune"
