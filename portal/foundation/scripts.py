"""The scripts of the public site: which files a page may come to need."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "static"

_MODULE = re.compile(r"""["']\./([\w-]+\.js)["']""")


@cache
def needed_by(name: str) -> tuple[str, ...]:
    """This will return a module and every module it imports, also later, by their names below `static/`."""
    found = [name]
    for module in found:  # grows while it is walked
        text = (FOLDER / module).read_text(encoding="utf-8")
        beside = module.rpartition("/")[0]
        found += [other for file in _MODULE.findall(text) if (other := f"{beside}/{file}") not in found]
    return tuple(dict.fromkeys(found))
