"""Vietnamese text: one form to keep, one to search by marks, one to search without, and how long it is.

Own code because no permissive library unifies tone placement (hoà, hòa), keeps Khmer vowel signs while folding, or
leaves a one-letter name alone.
"""

import re
import unicodedata

from django.utils.translation import gettext as _

# Invisible characters that Unicode does not class as "format": grapheme joiner, Hangul fillers, blank Braille cell.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINER = "\u200d"
_EMOJI_VARIATION = "\ufe0f"
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_STROKES = str.maketrans({"đ": "d", "ð": "d", "ƀ": "b"})
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = re.compile("[\u0300-\u036f]")
_AFTER = r"(?![\w\u0300-\u036f])"
_TONE_ON_SECOND = re.compile(rf"([uU](?=[yY])|[oO](?=[aAeE]))([aAeEyY])([{_TONES}]){_AFTER}")
_TONE_ON_U_OF_QU = re.compile(rf"([qQ][uU])([{_TONES}])([aAeEyY]){_AFTER}")


class EmptyNameError(ValueError):
    """A name in which nothing can be seen."""


def normalize(text: str, *, single_line: bool = False) -> str:
    """Return the text in the one form that is stored and compared (NFC).

    Compatibility forms become plain letters; zero-width and control characters go. Line breaks become "\\n" and
    other white space stays, unless ``single_line`` turns every run of it into one space and trims the ends.
    Joiners inside an emoji stay, or a family would fall apart into its members.
    """
    text = _NEWLINES.sub("\n", unicodedata.normalize("NFKC", text))
    kept: list[str] = []
    for character in text:
        if _is_visible(character) or (character == _JOINER and kept and _is_emoji(kept[-1])):
            kept.append(character)
    text = unicodedata.normalize("NFC", "".join(kept))
    return " ".join(text.split()) if single_line else text


def fold(text: str) -> str:
    """Return the text in lower case without tone marks, hats or strokes, for searches typed without marks.

    "Hoà", "hòa" and "HOA" fold alike. Marks of other scripts (Khmer vowels) stay.
    """
    text = unicodedata.normalize("NFKD", normalize(text)).casefold()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_STROKES)
    return unicodedata.normalize("NFC", text)


def unify_tones(text: str) -> str:
    """Return the text in NFC with the tone of open oa, oe and uy on the first vowel: hoà → hòa, thuỷ → thủy.

    The u of "qu" and the i of "gi" belong to the consonant, so "quý" and "già" stay, and "qúy" becomes "quý".
    """
    text = unicodedata.normalize("NFD", text)
    text = _TONE_ON_SECOND.sub(r"\1\3\2", text)
    text = _TONE_ON_U_OF_QU.sub(r"\1\3\2", text)
    return unicodedata.normalize("NFC", text)


def searchable(text: str) -> str:
    """Return the form that searches with marks compare: normalized, lower case, tones in one place."""
    return unify_tones(normalize(text, single_line=True).lower())


def count_characters(text: str) -> int:
    """Return how many characters a reader sees (grapheme clusters), whatever the keyboard sent.

    A letter with its marks, an emoji with its skin tone or joined family, and a flag each count one. Follows the
    parts of Unicode Annex 29 that the languages and keyboards here need.
    """
    count = 0
    previous = ""
    flag_is_open = False
    for character in unicodedata.normalize("NFC", text):
        completes_flag = flag_is_open and _is_regional(character)
        flag_is_open = _is_regional(character) and not completes_flag
        joined = _extends(character) or completes_flag or (previous == _JOINER and _is_emoji(character))
        if not (joined and count) and not (character == "\n" and previous == "\r"):
            count += 1
        previous = character
    return count


def clean_name(value: str) -> str:
    """Return a person's full name on one line, as written.

    Refuses only emptiness (``EmptyNameError``): "A Brôl", "Y Blên" and "Neáng Srây Mom" are whole names, one letter may
    be a word, and no character is "invalid". A name is never split into first and last.
    """
    name = normalize(value, single_line=True)
    if not any(_is_letter_or_symbol(character) for character in name):
        raise EmptyNameError(_("Hãy ghi họ và tên."))
    return name


def _is_visible(character: str) -> bool:
    if character in "\n\t":
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"} and character not in _INVISIBLE


def _is_letter_or_symbol(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character)[0] != "M"


def _is_emoji(character: str) -> bool:
    return unicodedata.category(character) == "So" or character == _EMOJI_VARIATION or _is_skin_tone(character)


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _extends(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf"} or _is_skin_tone(character)
