"""The first flight stays small, and the stylesheet stays within the browsers people have here."""

import gzip
import re

import pytest

from portal.foundation import stylesheet

FLIGHT = 14 * 1024
TOO_NEW = {
    "@layer": r"@layer",
    ":has()": r":has\(",
    ":is() and :where()": r":(is|where)\(",
    "aspect-ratio": r"aspect-ratio",
    "inset": r"[{;]inset",
    "clamp()": r"clamp\(",
    "gap in a flex box": r"(?<!grid-)\bgap:",
    "nesting": r"&",
    "logical shorthands": r"(margin|padding)-(inline|block)",
}


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_it_keeps_the_stylesheet_within_7_kb():
    assert compressed(stylesheet.inline_css()) <= 7 * 1024


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_centre")
@pytest.mark.parametrize(
    "path", ["/", "/dich-vu/tu-van-truc-tiep/", "/dich-vu/", "/can-giup-ngay/", "/phong-tranh/duoi-nuoc/"]
)
def test_it_sends_page_and_style_in_the_first_flight(client, path):
    assert compressed(client.get(path).text) <= FLIGHT


@pytest.mark.parametrize("pattern", TOO_NEW.values(), ids=TOO_NEW.keys())
def test_it_asks_nothing_of_the_browser_that_chrome_80_and_safari_13_lack(pattern):
    assert re.findall(pattern, stylesheet.inline_css()) == []
