"""What a hotline may say; each refusal names the field and the remedy."""

from datetime import timedelta

import pytest

from portal.safeguarding import actions, rules
from portal.safeguarding.models import Hotline
from tests.safeguarding.factories import add_hotline, values_for

pytestmark = pytest.mark.django_db


def _refused(proposer, at, hotline=None, **values):
    values = values if hotline else values_for(at, **values)
    with pytest.raises(rules.BadHotline) as caught:
        actions.propose_hotline_change(hotline=hotline, values=values, reason="Thử", by=proposer, at=at)
    return caught.value.fields


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        ("18OO1567", "chỉ ghi chữ số"),
        ("gọi em", "chỉ ghi chữ số"),
        ("☎️113", "chỉ ghi chữ số"),
        ("١١١", "chỉ ghi chữ số"),
        ("+84912345678", "chỉ ghi chữ số"),
        ("113;DROP TABLE", "chỉ ghi chữ số"),
        ("", "chỉ ghi chữ số"),
        ("12", "từ 3 đến 15"),
        ("1" * 16, "từ 3 đến 15"),
        ("1" * 10_000, "từ 3 đến 15"),
        ("0000 123 456", "số mẫu"),
    ],
)
def test_it_refuses_what_no_telephone_dials(at, proposer, number, remedy):
    fields = _refused(proposer, at, number=number)

    assert fields["number"][0].startswith("Số gọi:")
    assert remedy in fields["number"][0]


def test_it_reads_full_width_digits_as_digits(at, proposer, confirmer):
    assert add_hotline(proposer, confirmer, at, number="１９００ １２３４").number == "1900 1234"


def test_it_takes_a_sample_number_that_claims_no_check(at, proposer, confirmer):
    hotline = add_hotline(proposer, confirmer, at, number="0000 000 000", verified_on=None)

    assert not hotline.is_callable(at)


@pytest.mark.parametrize("number", ["113", "1 1 3", "11.3"])
def test_it_refuses_a_number_that_stands_already(at, proposer, number):
    assert "đã có" in _refused(proposer, at, number=number)["number"][0]


def test_it_takes_a_number_again_after_its_record_ended(at, proposer, confirmer):
    yesterday = at.date() - timedelta(days=1)
    add_hotline(proposer, confirmer, at, number="19001234", valid_from=yesterday, valid_to=yesterday)

    assert add_hotline(proposer, confirmer, at, number="19001234").is_callable(at)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("hours", ""),
        ("when_to_use", ""),
        ("name", "x" * 161),
        ("when_to_use", "x" * 301),
        ("kind", "pager"),
        ("valid_from", None),
    ],
)
def test_it_refuses_empty_long_and_unknown_words(at, proposer, field, value):
    assert list(_refused(proposer, at, **{field: value})) == [field]


@pytest.mark.parametrize("position", [-1, 1000, 10**12])
def test_it_refuses_a_place_in_the_list_that_is_none(at, proposer, position):
    assert "0 đến 999" in _refused(proposer, at, position=position)["position"][0]


def test_it_refuses_an_end_before_the_beginning(at, proposer):
    fields = _refused(proposer, at, valid_to=at.date() - timedelta(days=1))

    assert fields["valid_to"][0].startswith("Đến hết ngày:")


def test_it_refuses_a_check_in_the_future(at, proposer):
    fields = _refused(proposer, at, verified_on=at.date() + timedelta(days=1))

    assert fields["verified_on"][0].startswith("Ngày gọi thử:")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://tongdai111.vn/",
        "javascript:alert(1)",
        "https://",
        "https://a@b.vn/",
        "https://x y.vn",
        "tongdai111.vn",
    ],
)
def test_it_refuses_a_web_page_without_a_safe_address(at, proposer, url):
    fields = _refused(proposer, at, kind="web", number="tongdai111.vn", url=url)

    assert "https://" in fields["url"][0]


def test_it_refuses_a_web_page_without_a_name(at, proposer):
    assert "number" in _refused(proposer, at, kind="web", number="", url="https://tongdai111.vn/")


def test_it_refuses_an_address_beside_a_telephone_number(at, proposer):
    assert "bỏ trống" in _refused(proposer, at, url="https://tongdai111.vn/")["url"][0]


def test_it_refuses_a_replacement_that_leads_back(at, proposer, confirmer, police):
    old = add_hotline(proposer, confirmer, at, number="18001111", replaced_by=police)

    assert "replaced_by" in _refused(proposer, at, police, replaced_by=police)
    assert "replaced_by" in _refused(proposer, at, police, replaced_by=old)


def test_it_refuses_a_replacement_that_is_not_there(at, proposer):
    assert "replaced_by" in _refused(proposer, at, replaced_by=Hotline(pk=10**6))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "0912345678"),
        ("name", "Tổng đài khác"),
        ("hours", "Giờ hành chính"),
        ("kind", "office"),
        ("verified_on", None),
        ("valid_to", "end"),
        ("valid_from", "later"),
        ("replaced_by", "113"),
    ],
)
def test_it_never_moves_or_ends_111(at, proposer, police, field, value):
    dates = {"end": at.date() + timedelta(days=30), "later": at.date() + timedelta(days=1), "113": police}

    fields = _refused(proposer, at, Hotline.objects.get(number="111"), **{field: dates.get(value, value)})

    assert "111 là số cố định" in fields[field][0]


def test_it_does_not_let_111_move_after_its_row_was_altered(at, proposer):
    row = Hotline.objects.get(number="111")
    Hotline.objects.filter(pk=row.pk).update(number="19001234")
    row.refresh_from_db()

    assert "number" in _refused(proposer, at, row, number="19001234")


def test_it_lets_the_words_about_111_change(at, proposer, confirmer):
    row = Hotline.objects.get(number="111")

    change = actions.propose_hotline_change(
        hotline=row, values={"when_to_use": "Khi em sợ."}, reason="Gọn hơn", by=proposer, at=at
    )

    assert actions.confirm_hotline_change(change, by=confirmer, at=at).when_to_use == "Khi em sợ."
