"""The English demo content says what the Vietnamese says, page for page, and leads only where there are pages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "portal" / "pages" / "demo"
SAME = ("icon", "audiences", "topics")
LISTS = ("need", "bring", "next_steps")


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


VIETNAMESE, ENGLISH = read("services.json"), read("en/services.json")
SERVICES = list(zip(VIETNAMESE, ENGLISH, strict=True))
PAGES = [(read("pages.json")[name], page) for name, page in read("en/pages.json").items()]


def test_it_has_each_service_once():
    assert [row["source"] for row in ENGLISH] == [row["slug"] for row in VIETNAMESE]
    assert len({row["slug"] for row in ENGLISH}) == len(ENGLISH) == 15


@pytest.mark.parametrize(("vietnamese", "english"), SERVICES, ids=lambda row: row["slug"])
def test_it_says_everything_a_service_says(vietnamese, english):
    slugs = {row["source"]: row["slug"] for row in ENGLISH}

    assert set(vietnamese) - {"picture"} <= set(english)
    assert [english[name] for name in SAME] == [vietnamese[name] for name in SAME]
    assert [len(english[name]) for name in LISTS] == [len(vietnamese[name]) for name in LISTS]
    assert english["related"] == [slugs[slug] for slug in vietnamese["related"]]
    assert all(english[name] for name in vietnamese if name != "picture")


@pytest.mark.parametrize("row", ENGLISH, ids=lambda row: row["slug"])
def test_it_says_who_where_cost_and_how_in_five_sentences(row):
    words = " ".join([row["who"], row["where"], row["cost"], row["how"]])

    assert sum(words.count(mark) for mark in ".!?") <= 5


@pytest.mark.parametrize(("vietnamese", "english"), [*SERVICES, *PAGES], ids=lambda row: row["title"])
def test_it_names_the_same_numbers_to_call(vietnamese, english):
    """A number that only one language names would send a reader the wrong way."""
    theirs, ours = (set(re.findall(r"\b11[0-9]\b", json.dumps(page))) for page in (vietnamese, english))

    assert ours == theirs


@pytest.mark.parametrize(("vietnamese", "english"), PAGES, ids=lambda row: row["title"])
def test_it_keeps_every_block_of_a_page(vietnamese, english):
    kinds = [[block["type"] for block in page.get("body", [])] for page in (vietnamese, english)]

    assert kinds[0] == kinds[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_centre")
def test_it_leads_only_where_there_are_pages(client):
    written = json.dumps([ENGLISH, read("en/pages.json")])
    paths = sorted(set(re.findall(r'"path": "([^"]+)"', written)))

    assert len(paths) >= 10
    assert [path for path in paths if client.get(path).status_code != 200] == []
