"""Codes of four words: many, told apart however typed, kept as digests."""

from uuid import UUID, uuid4

import pytest

from portal.foundation import codewords
from portal.foundation.vietnamese.text import fold


def test_it_has_two_thousand_words_that_stay_apart_without_marks():
    assert len(codewords.WORDS) == 2048
    assert len({fold(word) for word in codewords.WORDS}) == 2048
    assert all(len(word.split()) == 2 for word in codewords.WORDS)
    assert all(fold(word).replace(" ", "").isascii() for word in codewords.WORDS)


def test_it_makes_a_code_nobody_has_guessed():
    codes = {codewords.new_code() for _number in range(200)}

    assert len(codes) == 200
    assert all(len(code.split(", ")) == 4 and set(code.split(", ")) <= set(codewords.WORDS) for code in codes)


def test_it_gives_the_same_form_the_same_code_and_no_other():
    instance = uuid4()

    assert codewords.code_of(instance, purpose="receipt") == codewords.code_of(instance, purpose="receipt")
    assert codewords.code_of(instance, purpose="receipt") != codewords.code_of(instance, purpose="guardian")
    assert codewords.code_of(instance, purpose="receipt") != codewords.code_of(uuid4(), purpose="receipt")


def test_it_uses_every_bit_of_a_code():
    words = [code for number in range(3000) for code in codewords.code_of(UUID(int=number), purpose="x").split(", ")]

    assert len(set(words)) > 2000


@pytest.mark.parametrize(
    "typed",
    [
        "mèo vàng, thuyền nhỏ, lá thơm, sao sáng",
        "MÈO VÀNG THUYỀN NHỎ LÁ THƠM SAO SÁNG",
        "meo vang thuyen nho la thom sao sang",
        "  meo-vang;thuyen  nho\nla thom. sao sang ",
        "me\u0300o va\u0300ng, thuyền nhỏ,\u200b lá thơm, sao sáng",
    ],
)
def test_it_knows_a_code_however_typed(typed):
    wanted = codewords.digest_of("mèo vàng, thuyền nhỏ, lá thơm, sao sáng", purpose="receipt")

    assert codewords.digest_of(typed, purpose="receipt") == wanted


def test_it_keeps_codes_of_two_purposes_apart():
    code = codewords.new_code()

    assert codewords.digest_of(code, purpose="a") != codewords.digest_of(code, purpose="b")
    assert code not in codewords.digest_of(code, purpose="a")


def test_it_makes_other_codes_under_another_key(settings):
    instance = uuid4()
    before = codewords.code_of(instance, purpose="x"), codewords.digest_of("mèo vàng", purpose="x")

    settings.RECEIPT_KEY = "another"

    assert codewords.code_of(instance, purpose="x") != before[0]
    assert codewords.digest_of("mèo vàng", purpose="x") != before[1]
