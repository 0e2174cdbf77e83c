"""Compiles every message catalogue beside this file; a fresh machine has no gettext, so the results are committed."""

from pathlib import Path

import polib

for source in Path(__file__).parent.rglob("*.po"):
    polib.pofile(source).save_as_mofile(source.with_suffix(".mo"))
