"""Brings the English catalogue in step with the sources: adds what is new, empty, and drops what nothing says any more.

`python portal/locale/extract.py`, then fill in what it prints and run `make fix`. Needs no gettext.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUE = Path(__file__).parent / "en" / "LC_MESSAGES" / "django.po"
OURS = ("portal", "surveys", "clubs", "forums", "media")

Message = tuple[str | None, str, str | None]
"""Context, msgid, plural."""

_TAKES = {"_": "m", "gettext": "m", "ngettext": "mp", "pgettext": "cm", "npgettext": "cmp"}
"""What the first arguments of each function are: a message, its plural, its context."""
_STRING = r"""u?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_CALL = re.compile(rf"(?<![\w.])({'|'.join(_TAKES)})\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")


def messages() -> dict[Message, list[str]]:
    """This will return every message of our sources, with the files that say it."""
    found: dict[Message, list[str]] = {}
    for folder in OURS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                said = _of_python(path.read_text(encoding="utf-8"))
            elif "templates" in path.parts and path.suffix in {".html", ".txt"}:
                said = _of_template(path.read_text(encoding="utf-8"))
            else:
                continue
            for message in said:
                places = found.setdefault(message, [])
                if (place := str(path.relative_to(ROOT))) not in places:
                    places.append(place)
    return found


def update() -> list[polib.POEntry]:
    """This will write the catalogue anew, keeping translations, and return the entries that still lack one."""
    kept = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(CATALOGUE))} if CATALOGUE.exists() else {}
    catalogue = polib.POFile(wrapwidth=120)
    catalogue.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for (context, msgid, plural), places in sorted(messages().items(), key=lambda pair: (pair[1][0], pair[0][1])):
        old = kept.get((context, msgid))
        entry = polib.POEntry(msgctxt=context, msgid=msgid, occurrences=[(place, "") for place in places])
        if plural is None:
            entry.msgstr = old.msgstr if old else ""
        else:
            entry.msgid_plural = plural
            entry.msgstr_plural = dict(old.msgstr_plural) if old and old.msgstr_plural else {0: "", 1: ""}
        if re.search(r"%\(\w+\)s", msgid):
            entry.flags = ["python-format"]
        catalogue.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(CATALOGUE))
    return [entry for entry in catalogue if not all(entry.msgstr_plural.values() or [entry.msgstr])]


def _of_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            takes = _TAKES.get(name.removesuffix("_lazy").removesuffix("_noop"), "")
            given = [arg.value for arg in node.args[: len(takes)] if isinstance(arg, ast.Constant)]
            texts = [text for text in given if isinstance(text, str)]
            if takes and len(texts) == len(takes):
                yield _message(takes, texts)


def _of_template(source: str) -> Iterator[Message]:
    for name, arguments in _CALL.findall(templatize(source)):
        texts = [ast.literal_eval(text) for text in re.findall(_STRING, arguments)]
        if len(texts) >= len(_TAKES[name]):
            yield _message(_TAKES[name], texts)


def _message(takes: str, texts: list[str]) -> Message:
    given = dict(zip(takes, texts, strict=False))
    return given.get("c"), given["m"], given.get("p")


if __name__ == "__main__":
    for missing in update():
        print(f"lacks English: {missing.msgid}")  # noqa: T201
