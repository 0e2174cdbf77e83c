"""The demo's voice is the machine's own, where it has one."""

import os
import shutil

import pytest

from media import audio
from media.actions import speech

PROGRAMS = ("espeak-ng", "opusenc")


@pytest.mark.parametrize(("language", "text"), [("vi", "Xin chào các em."), ("en", "Hello, children.")])
def test_it_reads_aloud(language, text):
    assert all(map(shutil.which, PROGRAMS)), "CI installs both"

    spoken = speech.speak(text, language=language)

    assert 0.5 < audio.clean(spoken).duration < 5
    assert b"espeak" not in audio.clean(spoken).data.lower()


def test_it_reads_longer_texts_longer():
    short, long = (speech.speak("Em gọi số này. " * times, language="vi") for times in (1, 12))

    assert audio.clean(long).duration > 6 * audio.clean(short).duration


def test_it_takes_a_text_for_a_text_and_nothing_else():
    assert audio.clean(speech.speak("--help -f /etc/passwd <voice name='x'>; $(id)", language="vi")).duration > 1


@pytest.mark.parametrize("missing", PROGRAMS)
def test_it_stays_silent_where_a_program_is_missing(missing, tmp_path, monkeypatch):
    for program in PROGRAMS:
        if program != missing:
            (tmp_path / program).symlink_to(shutil.which(program) or os.devnull)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert speech.speak("Xin chào.", language="vi") is None


@pytest.mark.parametrize(("language", "text"), [("bdq", "Xin chào."), ("vi", " \n")])
def test_it_stays_silent_in_languages_it_does_not_speak_and_without_words(language, text):
    assert speech.speak(text, language=language) is None
