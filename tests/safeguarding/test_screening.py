"""Screening finds blunt statements through their disguises and says which language it cannot read; a person decides."""

import csv
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from portal.safeguarding import rules
from portal.safeguarding.models import Severity
from portal.safeguarding.queries.showing import SIGNS
from portal.safeguarding.rules.lexicon import PATH, lexicon

SENTENCES = [
    row
    for row in csv.reader(
        (Path(__file__).parent / "lexicon-tests-vi.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
    if row and not row[0].startswith("#")
]
GRAVE = [(words, expected) for words, expected in SENTENCES if expected != "-"]
ORDINARY = [words for words, expected in SENTENCES if expected == "-"]


def judged(words: str) -> tuple[int, set[str]]:
    """The highest severity, and the categories that bear it."""
    hits = lexicon().hits(words)
    severity = min((hit.severity for hit in hits if hit.severity), default=0)
    return severity, {hit.category for hit in hits if hit.severity == severity}


@pytest.mark.parametrize(("words", "expected"), GRAVE)
def test_it_finds_every_sentence_of_the_regression_set(words, expected):
    severity, categories = judged(words)

    assert severity == int(expected[0])
    assert expected[2:] in categories


def test_it_raises_at_most_two_false_alarms_among_ordinary_sentences():
    alarms = [words for words in ORDINARY if judged(words)[0]]

    assert (len(GRAVE), len(ORDINARY)) == (45, 35)
    assert len(alarms) <= 2, alarms


@pytest.mark.parametrize(
    "words",
    [
        "em muốn chết",
        unicodedata.normalize("NFD", "em muốn chết"),
        "em mu\u200bốn \u2060ch\u00adết",
        "em m\u202euốn chết",
        "EM MUỐN CHẾT",
        "ｅｍ ｍｕốｎ ｃｈếｔ",
        "em muốn c.h.ế.t",
        "em muốn ch-ế-t",
        "em mún chít",
        "em muốn, chếtttt!!!",
        "em muoons cheets",
        "em muo6n1 che6t1",
        "em muon ch3t",
        "em muốn... chết",
        f"{'x' * 60} em muốn chết",
    ],
)
def test_it_reads_through_disguises(words):
    screening = rules.screen(words)

    assert screening.severity == Severity.NOW
    assert screening.language == "vi"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Chào cô. Em muốn chết quá", 12, 21),
        ("Chào cô\u200b. Em m\u200buo\u0302\u0301n che\u0302\u0301t quá", 13, 27),
        ("Chào cô.\r\nEm ｍuốn chết", 13, 22),
        ("Chào cô. Em muon chet", 12, 21),
    ],
)
def test_it_marks_the_words_where_they_were_typed(words, start, end):
    assert [span[:2] for span in rules.screen(words).spans if span.rule == "SUI-02"] == [(start, end)]


@pytest.mark.parametrize(
    "words",
    [
        "Em không ngủ được. Muốn ăn. Chết đuối là gì?",
        "Em đói muốn chết",
        "Buổi học phòng chống xâm hại tình dục rất hay",
        "em bị đánh giá thấp",
        "bí danh em là gì",
    ],
)
def test_it_leaves_idioms_topics_and_two_sentences_alone(words):
    assert rules.screen(words).severity == Severity.NONE


def test_it_lets_no_idiom_cover_what_is_said_beside_it():
    assert judged("đói muốn chết. em muốn chết thật")[0] == 1
    assert judged("em bị đánh giá thấp rồi bị đánh")[0] == 2


def test_it_marks_topics_without_moving_them_up():
    screening = rules.screen("xóm em có bạn chết đuối")

    assert screening.severity == Severity.NONE
    assert [span.kind for span in screening.spans] == ["ACC"]


def test_it_names_every_category_for_the_reader():
    used = {entry["cat"] for entry in lexicon()._entries} | {cue.category for cue in lexicon()._cues}

    assert used <= set(SIGNS)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Em thích vẽ con mèo của em.", "vi"),
        ("e k mun di hok nua vi bn be treu e", "vi"),
        ("em thik choi lien quan vs free fire", "vi"),
        ("em bij ddanhs owr nhaf", "vi"),
        ("Em tên là Y Blĕm, em học lớp bốn ở làng em, em thích hát.", "vi"),
        ("haha", "vi"),
        ("", "vi"),
        ("1234 5678", "vi"),
        ("ខ្ញុំចង់ទៅសាលារៀន", "km"),
        ("em nói: ខ្ញុំចង់ទៅសាលារៀន", "km"),
        ("我想上学", "yue"),
        ("ꨀꨁꨂꨃ ꨄꨅꨆ", "cja"),
        ("Кто там живёт", "und"),
        ("Kơđeh inh oei lơ̆m plei, inh bĭ đei hok.", "und"),
        ("Inh 'nao hok tơ̆ trưng, inh vă kơ bơngai apôm", "und"),
        ("Xêh á ôh xap lôi mơhno ing mâu kuăn hrê rơkŏng", "und"),
        ("I like to play football with my friends", "und"),
    ],
)
def test_it_guesses_which_language_a_reader_must_know(words, language):
    assert rules.screen(words).language == language


@pytest.mark.parametrize(
    ("words", "told", "language"),
    [
        ("Inh 'nao hok tơ̆ trưng, inh vă kơ bơngai apôm", "bdq", "bdq"),
        ("Em thích vẽ con mèo của em.", "bdq", "vi"),
        ("hok", "bdq", "bdq"),
        ("ខ្ញុំចង់ទៅសាលារៀន", "km", "km"),
        ("Кто там живёт", "hre", "hre"),
    ],
)
def test_it_believes_the_language_a_child_told_unless_the_words_are_plainly_vietnamese(words, told, language):
    assert rules.screen(words, told).language == language


@given(st.text(alphabet=st.sampled_from("em muốnchết0123 .\u200b\u0301\u0323\ue000ﬁ\n-*_'"), max_size=120))
def test_it_keeps_every_mark_within_the_text(words):
    for start, end, _kind, _rule in rules.screen(words).spans:
        assert 0 <= start < end <= len(words)


def test_it_serves_the_list_nowhere(client, db):
    listed = PATH.read_text(encoding="utf-8")
    phrases = [form for entry in lexicon()._entries if entry["sev"] == 1 for form in entry["forms"] if " " in form]
    root = Path(settings.BASE_DIR)
    served = [path for folder in root.glob("**/static") if ".venv" not in str(folder) for path in folder.rglob("*.*")]

    assert len(listed) > 10_000
    assert not PATH.is_relative_to(settings.MEDIA_ROOT)
    assert served
    for path in served:
        if path.suffix in {".js", ".json", ".css", ".txt"} and path.is_file():
            content = path.read_text(encoding="utf-8", errors="ignore")
            assert sum(phrase in content for phrase in phrases) == 0, path
    for address in ("/static/lexicon-vi.json", "/safeguarding/data/lexicon-vi.json", "/tep/lexicon-vi.json"):
        assert client.get(address).status_code == 404
