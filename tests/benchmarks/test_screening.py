"""What looking through a text costs and catches. Run with `make bench`, or `pytest -s tests/benchmarks/test_screening.py`.

Ratios, never seconds: ten times the text may cost little more than ten times the work, whatever is written in it.
"""

import time
import unicodedata
from pathlib import Path

import pytest

from portal.safeguarding import queries, rules
from tests.safeguarding.test_screening import GRAVE, ORDINARY, judged

pytestmark = pytest.mark.benchmark

HELD_OUT = Path(__file__).parent.parent / "safeguarding" / "held_out.tsv"
HOSTILE = {
    "a story": "Em không muốn đi học nữa vì bạn bè trêu em, em sợ về nhà. ",
    "without marks": "e k mun di hok nua vi bn be treu e ",
    "decomposed": unicodedata.normalize("NFD", "Em không muốn đi học nữa. "),
    "one letter": "a",
    "one word": "muốn ",
    "cues": "bị bắt phải ",
    "idioms": "bị đánh giá ",
    "topics": "phòng chống ",
    "split letters": "c.h.ế.t ",
    "one long joint": "a-",
    "digits": "0 9 1 2 ",
    "nearly a number": "091234567 ",
    "at signs": "a@",
    "dots": "a.vn.",
    "names": "em tên là ",
    "capitals": "A ",
    "zero width": "e\u200bm ",
    "lines": "em\n",
}


def cost(text: str) -> float:
    """Processor seconds, the least of three: other programs only add."""
    measured = []
    for _ in range(3):
        start = time.process_time()
        rules.screen(text)
        queries.mask(text)
        measured.append(time.process_time() - start)
    return min(measured)


@pytest.mark.parametrize("name", HOSTILE)
def test_it_takes_time_in_proportion_to_the_length(name):
    unit = HOSTILE[name]
    small, large = ((unit * (size // len(unit) + 1))[:size] for size in (10_000, 100_000))
    rules.screen(small)  # the list is compiled once for a process

    few, many = cost(small), cost(large)

    print(f"\n{name}: 10 kB {few * 1000:.0f} ms, 100 kB {many * 1000:.0f} ms, ratio {many / few:.1f}")
    assert many < 40 * few + 0.2


def test_it_says_what_the_list_of_words_catches():
    caught = sum(judged(words)[0] == int(expected[0]) for words, expected in GRAVE)
    alarms = sum(bool(judged(words)[0]) for words in ORDINARY)

    print(f"\nlist of words: {caught} of {len(GRAVE)} caught, {alarms} of {len(ORDINARY)} ordinary sentences flagged")
    assert caught == len(GRAVE)


def test_it_says_how_little_the_list_catches_of_what_it_was_never_tuned_on():
    """Reported, never gated: whoever tunes the list on these sentences has none left to measure with."""
    rows = [line.split("\t") for line in HELD_OUT.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    caught = sum(bool(judged(words)[0]) for kind, words in rows if kind == "P")
    alarms = sum(bool(judged(words)[0]) for kind, words in rows if kind == "N")

    print(f"\nheld out: {caught} of 20 caught, {alarms} of 20 ordinary sentences flagged")
    assert len(rows) == 40
