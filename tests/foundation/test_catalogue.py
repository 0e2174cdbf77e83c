"""Catalogues: compiled as written, whole, and with the same gaps to fill."""

import re
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import trans_real

CATALOGUES = sorted(path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po"))
IDS = ["/".join(path.parts[-4:]) for path in CATALOGUES]

_GAP = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
_TAG = re.compile(r"</?(\w+)")

SAME_IN_VIETNAMESE = frozenset(
    {"ID", "IPv4", "IPv6", "WebAuthn", "Wagtail API v2", "Wagtail API v3", "Wagtail routablepage"}
)
NEVER_SHOWN = re.compile(
    # Names of languages nobody here chooses between, units, and messages made of gaps alone.
    r"^(%\(\w+\)s|%s [KMGTP]B|%\(size\)d byte|[\W_]|ordinal)*$"
)


@pytest.fixture(params=CATALOGUES, ids=IDS)
def catalogue(request: pytest.FixtureRequest) -> polib.POFile:
    return polib.pofile(str(request.param))


def _translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("path", CATALOGUES, ids=IDS)
def test_it_is_compiled_as_it_is_written(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary()


def test_it_leaves_nothing_empty_or_unsure(catalogue: polib.POFile) -> None:
    unfinished = [entry.msgid for entry in catalogue if entry.fuzzy or not all(_translations(entry))]

    assert unfinished == []


def test_it_says_each_thing_once(catalogue: polib.POFile) -> None:
    keys = [(entry.msgctxt, entry.msgid) for entry in catalogue]

    assert len(keys) == len(set(keys))


def test_it_keeps_every_gap_and_no_other(catalogue: polib.POFile) -> None:
    broken = [(entry.msgid, text) for entry in catalogue for text in _translations(entry) if not _agree(entry, text)]

    assert broken == []


def _agree(entry: polib.POEntry, text: str) -> bool:
    """A plural may use the gap of either form: Vietnamese has one form for both."""
    allowed = set(_GAP.findall(entry.msgid)) | set(_GAP.findall(entry.msgid_plural))
    needed = set(_GAP.findall(entry.msgid)) & set(_GAP.findall(entry.msgid_plural or entry.msgid))
    return needed <= set(_GAP.findall(text)) <= allowed


def test_it_keeps_the_same_elements(catalogue: polib.POFile) -> None:
    odd = [
        (entry.msgid, text)
        for entry in catalogue
        for text in _translations(entry)
        if not set(_TAG.findall(text)) <= {*_TAG.findall(entry.msgid), *_TAG.findall(entry.msgid_plural)}
    ]

    assert odd == []


def _upstream() -> dict[str, list[tuple[str | None, str]]]:
    """Every message the libraries we use may show, by catalogue domain."""
    folders = {Path(config.path) / "locale" for config in apps.get_app_configs() if "site-packages" in config.path}
    folders |= {Path(apps.get_app_config("allauth").path) / "locale"}
    found: dict[str, list[tuple[str | None, str]]] = {"django": [], "djangojs": []}
    for folder in folders:
        for domain, messages in found.items():
            source = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
            if source.exists() and "django/contrib" not in str(folder):
                messages += [(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(source)) if not entry.obsolete]
    return found


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_it_knows_every_message_of_the_libraries(domain: str) -> None:
    wagtail_admin = str(Path(apps.get_app_config("wagtailadmin").path) / "locale")
    localedirs = None if domain == "django" else [wagtail_admin]
    known = trans_real.DjangoTranslation("vi", domain=domain, localedirs=localedirs)._catalog

    left_in_english = {
        message
        for context, message in _upstream()[domain]
        for key in [f"{context}\x04{message}" if context else message]
        for text in [known.get(key) or known.get((key, 0)) or ""]
        if text in {"", message} and message not in SAME_IN_VIETNAMESE and not NEVER_SHOWN.match(message)
    }

    assert left_in_english == set()


def test_it_places_tones_the_way_the_portal_does(catalogue: polib.POFile) -> None:
    modern = re.compile(r"\b\w*(?:oà|oá|oả|oã|oạ|oè|oé|oẻ|oẽ|oẹ|uỳ|uý|uỷ|uỹ|uỵ)\b")
    found = [
        (entry.msgid, word)
        for entry in catalogue
        for text in _translations(entry)
        for word in modern.findall(text)
        if not word.lower().startswith("qu")
    ]

    assert found == []
