"""Vietnamese syllables: which ones spelling allows, and how to read those that were disguised or mistyped.

Own code: the syllable is the whole of Vietnamese spelling, so a table of onsets and rimes replaces a dictionary.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from portal.foundation.vietnamese import slang
from portal.foundation.vietnamese import text as vietnamese_text

_CONSONANTS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y yêm yên yêng yêt yêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh uêu ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
    uy uya uych uyên uyêt uym uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
"""
_MORE_RIMES_AFTER_QU = "i it ich inh iu ych ynh yt ôc"
# The rimes oong and ooc exist in a handful of loans; elsewhere a double o is Telex for ô.
_LOANS = "xoong boong goong mooc sooc"
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_TONES_OF_STOPS = frozenset("\u0301\u0323")
_STOPS = ("c", "ch", "p", "t")
_VOWELS = frozenset("aăâeêioôơuưy")
_HATTED = frozenset("ăâêôơư")

_HAT, _HORN, _BREVE = {"a": "â", "e": "ê", "o": "ô"}, {"o": "ơ", "u": "ư"}, {"a": "ă"}
_STROKE = {"d": "đ"}
_TELEX_MARKS = {"a": _HAT, "e": _HAT, "o": _HAT, "w": _HORN | _BREVE, "d": _STROKE}
_TELEX_TONES = dict(zip("fsxrj", _TONES, strict=True))
_VNI_MARKS = {"6": _HAT, "7": _HORN, "8": _BREVE, "9": _STROKE}
_VNI_TONES = dict(zip("21435", _TONES, strict=True))
_DOUBLED = frozenset("aeod")  # Telex keys that mark only the same letter just before them

_LEET = str.maketrans("0413", "oaie")
_LEET_INSIDE = re.compile(r"(?<=[^\W\d_])[0413](?=[^\W\d_])|(?<=[^\W\d_]{2})[0413]$")
_WORD = re.compile(r"[^\W_]+(?:[.*_'’-]+[^\W_]+)*")
_SPLITTERS = re.compile(r"([.*_-]+)")
_ROMAN = re.compile(r"[IVX]{2,}")
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "\n")
_LONGEST_TYPED = 14  # keys for one syllable; what is longer is read by nobody and must not cost time


def _spell() -> Iterator[str]:
    """Yield every toneless syllable, by the spelling rules of c/k, g/gh, ng/ngh, gi and qu."""
    yield from _LOANS.split()
    rimes = _RIMES.split()
    rimes_after_qu = [rime for rime in rimes if rime[0] in "aăâeêơy"] + _MORE_RIMES_AFTER_QU.split()
    for onset in ["", *_CONSONANTS.split()]:
        yield from (onset + rime for rime in (rimes_after_qu if onset == "qu" else rimes) if _may_meet(onset, rime))


def _may_meet(onset: str, rime: str) -> bool:
    is_front = rime[0] in "eêiy"
    match onset:
        case "":
            return not rime.startswith("iê")
        case "qu":
            return True
        case "k" | "gh" | "ngh" if not is_front:
            return False
        case "c" | "ng" if is_front:
            return False
        case "g" if rime[0] in "eêy":
            return False
        case "gi" if rime[0] in "iy":
            return False
    return rime == "y" or rime[0] != "y"


_TONELESS = frozenset(_spell())
_UNMARKED = frozenset(vietnamese_text.fold(syllable) for syllable in _TONELESS)


def is_syllable(token: str) -> bool:
    """Return whether spelling allows this one syllable, in either tone placement, in upper or lower case.

    Stops (-c, -ch, -p, -t) carry sắc or nặng, so "hoc" is not one; see ``is_unmarked_syllable``.
    """
    toneless, tones = _take_tones(token.lower())
    if len(tones) > 1 or toneless not in _TONELESS:
        return False
    return not toneless.endswith(_STOPS) or tones in _TONES_OF_STOPS


def is_unmarked_syllable(token: str) -> bool:
    """Return whether the token is a syllable written without marks, as in "em muon song"."""
    return token.lower() in _UNMARKED


def decode_telex(token: str) -> str:
    """Return the syllable that these raw Telex keys were meant to be: "ddanhs" → "đánh".

    Returns the token as it is when it is a syllable or a known foreign word already, or reads as none.
    """
    return _decode(token, _TELEX_MARKS, _TELEX_TONES)


def decode_vni(token: str) -> str:
    """Return the syllable that these raw VNI keys were meant to be: "va61n" → "vấn".

    Returns the token as it is when it reads as no syllable; so does a letter with one digit ("A1", a class).
    """
    if len(token) == 2 and token[1] in _VNI_TONES:
        return token
    return _decode(token, _VNI_MARKS, _VNI_TONES)


def expand_teencode(token: str, also: Mapping[str, str] | None = None) -> str:
    """Return the words that a short form stands for ("ntn" → "như thế nào"), or the token as it is.

    ``also`` adds short forms to the known ones, in lower case.
    """
    word = vietnamese_text.normalize(token).lower()
    return (also or {}).get(word) or slang.SHORT_FORMS.get(word) or token


def understand(text: str, also: Mapping[str, str] | None = None) -> str:
    """Return the text as it was meant, in lower case on one line, for searching and for triage; never to be shown.

    Joins split letters, shortens drawn-out ones, reads digits put for letters, short forms (``also`` adds some),
    and raw Telex and VNI, then puts tones in one place. Each rewriting is kept only if it gives a known word, so
    correct Vietnamese, names, numbers and most foreign words stay as they are.
    """
    text = vietnamese_text.normalize(text)
    read: list[str] = []
    end = 0
    for start, stop, reading in readings(text, also):
        read += [text[end:start], reading]
        end = stop
    return vietnamese_text.searchable("".join([*read, text[end:]]))


def readings(text: str, also: Mapping[str, str] | None = None) -> Iterator[tuple[int, int, str]]:
    """Yield, for each word of a normalized text, where it stands and how `understand` reads it (perhaps as several words)."""
    is_shouted = text.isupper()
    words = list(_WORD.finditer(text))
    known: dict[str, str] = {}  # a long text says most words many times
    end = 0
    for place, word in enumerate(words):
        between, end = text[end : word.start()], word.end()
        before = words[place - 1][0] if place else ""
        after = words[place + 1][0] if place + 1 < len(words) else ""
        starts_sentence = place == 0 or between.rstrip(" \t").endswith(_SENTENCE_ENDS)
        stays = _is_correct_pair(before, word[0], after) or (
            not is_shouted and _is_sign(word[0], after, starts_sentence=starts_sentence)
        )
        lowered = word[0].lower()
        if not stays and lowered not in known:
            known[lowered] = _understand_word(lowered, also)
        yield word.start(), word.end(), word[0] if stays else known[lowered]


def _is_correct_pair(before: str, word: str, after: str) -> bool:
    return not slang.CORRECT_PAIRS.isdisjoint({f"{before} {word}".lower(), f"{word} {after}".lower()})


def _is_sign(word: str, after: str, *, starts_sentence: bool) -> bool:
    """Tell a Roman numeral or a lone capital ("K Brơi", "vitamin E") from a short form that opens a sentence."""
    if _ROMAN.fullmatch(word):
        return True
    return len(word) == 1 and word.isupper() and (not starts_sentence or after.istitle())


def _understand_word(word: str, also: Mapping[str, str] | None) -> str:
    if "'" in word or "’" in word:
        return word
    parts = _SPLITTERS.split(word)
    if len(parts) == 1:
        return expand_teencode(_read(_shorten(word), also), also)
    if joined := _join(parts[::2], also):
        return expand_teencode(joined, also)
    return "".join(_understand_word(part, also) if len(part) > 1 and part.isalnum() else part for part in parts)


def _read(word: str, also: Mapping[str, str] | None) -> str:
    """Return the first reading of the word that is known: as it is, VNI, digits for letters, Telex."""
    unleeted = _LEET_INSIDE.sub(lambda digit: digit[0].translate(_LEET), word)
    for reading in (word, decode_vni(word), unleeted, decode_telex(unleeted)):
        if _is_known(reading, also):
            return reading
    return word


def _is_known(word: str, also: Mapping[str, str] | None) -> bool:
    is_listed = word in slang.SHORT_FORMS or word in slang.LOANWORDS or word in (also or {})
    return is_listed or is_syllable(word) or is_unmarked_syllable(word)


def _join(pieces: list[str], also: Mapping[str, str] | None) -> str:
    """Return the one or two words that the pieces were split from, or nothing when they are words themselves."""
    joined = "".join(pieces)
    if all(is_syllable(piece) or piece.isdigit() for piece in pieces):
        return ""
    if _is_known(joined, also):
        return joined
    if len(joined) <= _LONGEST_TYPED and all(len(piece) == 1 for piece in pieces):
        for cut in range(1, len(joined)):
            if is_syllable(joined[:cut]) and is_syllable(joined[cut:]):
                return f"{joined[:cut]} {joined[cut:]}"
    return ""


def _shorten(word: str) -> str:
    """Return the word with every letter that was drawn out (three times or more) once: "chếttttt" → "chết"."""
    if word in slang.LOANWORDS:
        return word
    short: list[str] = []
    for base, letters in groupby(word, key=vietnamese_text.fold):
        run = "".join(letters)
        drawn_out = len(run) >= 3 and base.isalpha()
        short.append(next((letter for letter in run if letter != base), base) if drawn_out else run)
    return "".join(short)


def _decode(token: str, marks: Mapping[str, Mapping[str, str]], tones: Mapping[str, str]) -> str:
    word = vietnamese_text.normalize(token).lower()
    if len(word) > _LONGEST_TYPED or is_syllable(word) or word in slang.LOANWORDS:
        return token
    letters: list[str] = []
    typed_tones = ""
    for before, key in pairwise(f" {word}"):
        bears_mark = key in marks and (key not in _DOUBLED or key == before)
        if key in tones and not _VOWELS.isdisjoint(letters):
            typed_tones += tones[key]
        elif not (bears_mark and _mark_last(letters, marks[key])):
            letters.append(key)
    toneless, written_tones = _take_tones("".join(letters))
    syllable = _put_tone(_complete_pairs(toneless), written_tones + typed_tones)
    return syllable if is_syllable(syllable) else token


def _mark_last(letters: list[str], marked: Mapping[str, str]) -> bool:
    """Put a mark on the last letter that can bear it, and say whether there was one."""
    for place in reversed(range(len(letters))):
        if letters[place] in marked:
            letters[place] = marked[letters[place]]
            return True
    return False


def _complete_pairs(toneless: str) -> str:
    """Return the spelling with both horns of ươ, and ưa for uă, which are typed with one key."""
    toneless = re.sub(r"ưo|(?<!q)uơ(?=.)", "ươ", toneless)
    return re.sub(r"(?<!q)uă", "ưa", toneless)


def _take_tones(word: str) -> tuple[str, str]:
    """Return the word without its tone marks, and the marks."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(letter for letter in letters if letter in _TONES)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES)), tones


def _put_tone(toneless: str, tone: str) -> str:
    """Return the syllable with the tone where schools put it: on the hatted vowel, else by the shape of the rime."""
    start = 2 if toneless[:2] == "qu" or (toneless[:2] == "gi" and toneless[2:3] in _VOWELS) else 0
    vowels = [place for place in range(start, len(toneless)) if toneless[place] in _VOWELS]
    if not vowels:
        return toneless
    hatted = [place for place in vowels if toneless[place] in _HATTED]
    is_open = vowels[-1] == len(toneless) - 1
    if hatted:
        place = hatted[-1]
    elif len(vowels) == 2:
        place = vowels[0] if is_open else vowels[1]
    else:
        place = vowels[len(vowels) // 2]
    return unicodedata.normalize("NFC", toneless[: place + 1] + tone + toneless[place + 1 :])
