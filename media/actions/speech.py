"""A voice for the demo centre, where the machine has one: real recordings are read by people.

`espeak-ng` (the voice, GPL) and `opusenc` (the encoder, BSD) are programs of the machine, asked for by name; the portal
neither ships nor needs them.
"""

import shutil
import subprocess

VOICES = {"vi": "vi", "en": "en-gb"}
WORDS_A_MINUTE = "140"
_PATIENCE = 60
"""Seconds. A long article takes two."""


def speak(text: str, *, language: str) -> bytes | None:
    """This will read a text aloud into Ogg/Opus; None where the machine has no voice for it.

    For the demo only. What it returns is an upload like any other: `keep_clip` takes the encoder's tags away.
    """
    voice, encoder = shutil.which("espeak-ng"), shutil.which("opusenc")
    if not voice or not encoder or language not in VOICES or not text.strip():
        return None
    wave = _run([voice, "-v", VOICES[language], "-s", WORDS_A_MINUTE, "-b", "1", "--stdin", "--stdout"], text.encode())
    return _run([encoder, "--quiet", "--bitrate", "16", "--comp", "2", "--speech", "--ignorelength", "-", "-"], wave)


def _run(command: list[str], given: bytes) -> bytes:
    # An argument list and no shell; the text goes through standard input.
    done = subprocess.run(command, input=given, capture_output=True, timeout=_PATIENCE, check=True)  # noqa: S603
    return done.stdout
