"""The pages obey the stated content policy: one known stylesheet, nothing else inline, nothing from elsewhere."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

PORTAL = Path(__file__).resolve().parents[2] / "portal"
TEMPLATES = [
    path
    for path in [*PORTAL.glob("templates/**/*.html"), *PORTAL.glob("*/templates/**/*.html")]
    # The staff desk extends Wagtail's and has a policy of its own.
    if not {"admin", "wagtailadmin"} & set(path.parts)
    and 'extends "wagtailadmin' not in path.read_text(encoding="utf-8")
]
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style"),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "a script without a file": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)"),
    "a file from another host": re.compile(
        r"<(?:script|img|link|iframe|source|audio|video)[^>]*(?:src|href)=\"(?:https?:)?//"
    ),
}


def test_it_looks_at_real_templates():
    assert PORTAL / "templates" / "base.html" in TEMPLATES
    assert PORTAL / "pages" / "templates" / "pages" / "service.html" in TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PORTAL)))
def test_it_writes_nothing_inline(path):
    text = path.read_text(encoding="utf-8")

    found = [name for name, pattern in INLINE.items() if pattern.search(text)]

    assert found == []


@pytest.mark.django_db
def test_it_names_the_hash_of_the_stylesheet_it_inlines(client):
    response = client.get("/")

    styles = re.findall(r"<style>(.*?)</style>", response.text, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    policy = response.headers["Content-Security-Policy"]
    assert len(styles) == 1
    assert all(f"'sha256-{one}'" in policy for one in hashes)
    assert "unsafe-inline" not in policy
