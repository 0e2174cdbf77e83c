"""Every drawing a page may ask for is there, small, and silent for screen readers."""

import re
from pathlib import Path

import pytest

from portal.foundation.templatetags import portal_tags
from portal.pages.models import Icon

PORTAL = Path(__file__).resolve().parents[2] / "portal"
SOURCES = [*PORTAL.glob("templates/**/*.html"), *PORTAL.glob("*/templates/**/*.html")]
ICONS = sorted(PORTAL.glob("templates/icons/*.svg"))
ILLUSTRATIONS = sorted(PORTAL.glob("templates/illustrations/*.svg"))


def named(tag: str) -> set[str]:
    """The names given to this tag in any template."""
    return {name for path in SOURCES for name in re.findall(rf'\{{% {tag} "([^"]+)"', path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", Icon.values)
def test_it_has_a_drawing_for_every_icon_an_editor_may_choose(name):
    drawing = portal_tags.icon(name)

    assert drawing.startswith("<svg ")
    assert 'aria-hidden="true"' in drawing


@pytest.mark.parametrize("name", sorted(named("icon")))
def test_it_has_every_icon_a_template_names(name):
    assert portal_tags.icon(name)


@pytest.mark.parametrize("name", sorted(named("illustration") | {"listening", "river-safe", "reading", "asking"}))
def test_it_has_every_illustration_a_template_names(name):
    assert 'aria-hidden="true"' in portal_tags.illustration(name)


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_it_keeps_an_icon_within_400_bytes(path):
    assert len(path.read_bytes()) <= 400


@pytest.mark.parametrize("path", [*ICONS, *ILLUSTRATIONS], ids=lambda path: path.stem)
def test_it_draws_without_style_script_or_reference(path):
    drawing = path.read_text(encoding="utf-8")

    assert not re.search(r"style=|<style|<script|href=|\son[a-z]+=|url\(", drawing)


@pytest.mark.parametrize("name", ["nothing", "../base", "", "Phone"])
def test_it_draws_nothing_for_an_unknown_name(name):
    assert portal_tags.icon(name) == ""
