"""The order of words in a Vietnamese dictionary, as a key that any database can sort.

Syllable by syllable, as Vietnamese dictionaries do: the letters of a syllable first, then its tone, then the next
syllable, so that everything under "ba" stands before anything under "bà". The library vn-collate (and ICU) compare
all the letters of a line before any tone, which mixes "Hoa" with "Hòa", and give every other script one weight.
A key holds digits and small letters only, so that it sorts alike under every database collation.
"""

import re
import unicodedata

from portal.foundation.vietnamese import text as vietnamese_text

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_HATS = "\u0302\u0306\u031b"
_END, _NUMBER, _OTHER_SCRIPT = "00", "07", "ff"
_LETTER_WEIGHTS = {letter: f"{place:02x}" for place, letter in enumerate(_ALPHABET, start=16)}
_TONE_WEIGHTS = {tone: f"{place:02x}" for place, tone in enumerate(_TONES, start=2)}
_NO_TONE_WEIGHT = "01"  # tones weigh less than any letter, so a syllable that ends sorts before a longer one
_LONGEST_NUMBER = 99
_RUNS = re.compile(r"[0-9]+|(?:[^\W\d_][\u0300-\u036f]*)+")


def sort_key(text: str) -> str:
    """Return the key by which titles, places and names are listed (a ă â b c d đ e ê …, tones last).

    Case decides only between otherwise equal texts (small letters first). Numbers count by value: "Lớp 2" stands
    before "Lớp 10". Signs only part syllables. Store it in a column three to four times as long as the text.
    """
    return _weigh(text) + _END + _case(text)


def given_name_key(full_name: str) -> str:
    """Return the key of class lists: by the last word of the name, then by the words before it.

    The split serves the order alone and is never stored.
    """
    *others, given = full_name.split() or [""]
    return _weigh(given) + _END + sort_key(" ".join(others)) + _case(given)


def _weigh(text: str) -> str:
    text = unicodedata.normalize("NFD", vietnamese_text.searchable(text))
    return "".join(_weigh_run(run) for run in _RUNS.findall(text))


def _weigh_run(run: str) -> str:
    if run[0] in "0123456789":
        number = run.lstrip("0")[:_LONGEST_NUMBER]
        return f"{_NUMBER}{len(number):02d}{number}"
    tones = [_TONE_WEIGHTS[mark] for mark in run if mark in _TONE_WEIGHTS]
    letters = re.findall(rf".[{_HATS}]?", re.sub(rf"[{_TONES}]", "", run))
    return "".join(_weigh_letter(letter) for letter in letters) + (tones[0] if tones else _NO_TONE_WEIGHT)


def _weigh_letter(letter: str) -> str:
    whole = unicodedata.normalize("NFC", letter)
    base = vietnamese_text.fold(letter[0])
    if weight := _LETTER_WEIGHTS.get(whole) or _LETTER_WEIGHTS.get(base):
        return weight
    if unicodedata.category(letter[0]) == "Mn":
        return ""
    return f"{_OTHER_SCRIPT}{ord(letter[0]):06x}"


def _case(text: str) -> str:
    letters = vietnamese_text.normalize(text)
    return "".join("1" if letter.isupper() else "0" for letter in letters if letter.isalpha()).rstrip("0")
