"""Form fields that read Vietnamese and say how to mend what they refuse."""

import unicodedata
from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from portal.foundation.vietnamese import fields


class GiftForm(forms.Form):
    given_on = fields.VietnameseDateField()
    children = fields.VietnameseIntegerField(min_value=1)
    amount = fields.AmountField()
    giver = fields.FullNameField()


def test_it_reads_a_form_as_people_fill_it_in() -> None:
    form = GiftForm({"given_on": "12/01/2021", "children": "16.700", "amount": "32 triệu", "giver": " A  Brôl "})

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "given_on": date(2021, 1, 12),
        "children": 16700,
        "amount": 32_000_000,
        "giver": "A Brôl",
    }


def test_it_shows_saved_values_as_people_write_them() -> None:
    html = GiftForm(initial={"given_on": date(2021, 1, 12), "children": 16700, "amount": 32_000_000}).as_p()

    assert 'value="12/01/2021"' in html
    assert 'value="16.700"' in html
    assert 'value="32.000.000"' in html


def test_it_sees_no_change_in_a_value_shown_and_sent_back() -> None:
    saved = {"given_on": date(2021, 1, 12), "children": 16700, "amount": 32_000_000, "giver": "Y Blên"}
    sent = {"given_on": "12/01/2021", "children": "16.700", "amount": "32.000.000", "giver": "Y Blên"}

    form = GiftForm(sent, initial=saved)

    assert form.changed_data == []


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (fields.VietnameseDateField(), "12/01/21", "ví dụ 12/01/2021"),
        (fields.VietnameseDateField(), "31/02/2021", "Không có ngày"),
        (fields.VietnameseDateField(), "", "Hãy ghi ngày"),
        (fields.VietnameseIntegerField(), "20,594", "có thể đọc là"),
        (fields.VietnameseIntegerField(), "10,2", "số nguyên"),
        (fields.VietnameseIntegerField(), "nhiều", "Không đọc được"),
        (fields.VietnameseIntegerField(), "", "Hãy ghi một số"),
        (fields.AmountField(), "20,594 triệu", "20.594.000.000 đồng hoặc 20.594.000 đồng"),
        (fields.AmountField(), "-5", "không âm"),
        (fields.AmountField(), -5, "0"),
        (fields.AmountField(), None, "Hãy ghi số tiền"),
        (fields.FullNameField(), "\u200b", "Hãy ghi họ và tên"),
        (fields.FullNameField(), "\u0301", "Hãy ghi họ và tên"),
        (fields.FullNameField(max_characters=3), "Việt", "Dài quá 1 ký tự: chỉ ghi được tối đa 3 ký tự"),
    ],
)
def test_it_refuses_with_a_sentence_that_names_the_remedy(field: forms.Field, value: Any, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        field.clean(value)

    assert sentence in " ".join(refusal.value.messages)


@pytest.mark.parametrize("field", [fields.VietnameseDateField, fields.VietnameseIntegerField, fields.AmountField])
def test_it_takes_nothing_where_nothing_is_required(field: type[forms.Field]) -> None:
    assert field(required=False).clean("") is None


@pytest.mark.parametrize("field", [fields.FullNameField, fields.VietnameseTextField])
def test_it_takes_no_words_where_none_are_required(field: type[forms.Field]) -> None:
    assert field(required=False).clean("") == ""


@pytest.mark.parametrize("value", [date(2021, 1, 12), datetime(2021, 1, 12, 8, 0), "2021-01-12"])
def test_it_takes_dates_from_browsers_and_code(value: Any) -> None:
    assert fields.VietnameseDateField().clean(value) == date(2021, 1, 12)


@pytest.mark.parametrize("name", ["A Brôl", "Y Blên", "Neáng Srây Mom", "A"])
def test_it_registers_every_name(name: str) -> None:
    assert fields.FullNameField().clean(unicodedata.normalize("NFD", name)) == name


def test_it_counts_the_characters_a_reader_sees() -> None:
    field = fields.VietnameseTextField(max_characters=4)

    assert field.clean(unicodedata.normalize("NFD", "Việt")) == "Việt"
    assert "maxlength" not in field.widget.attrs


def test_it_keeps_the_lines_of_a_letter() -> None:
    assert fields.VietnameseTextField().clean("Kính gửi\r\ncô chú\u200b\r\n") == "Kính gửi\ncô chú"
