"""The demo centre's pictures and recordings: there at once, once, and as staff left them."""

from io import StringIO
from itertools import product

import pytest
from django.core.management import call_command

from media.models import AudioClip, Picture
from portal.pages import actions
from portal.pages.models import ArticlePage, HomePage, ServicePage
from portal.people.models import ConsentText
from tests import personas

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]


@pytest.fixture
def voice(tmp_path, monkeypatch):
    """Programs in place of the machine's voice and encoder: what is tested is the demo, not how the voice sounds."""

    def install(*, works: bool = True) -> None:
        from tests.media.sounds import ogg_opus

        (tmp_path / "sound").write_bytes(ogg_opus())
        folder = tmp_path / "bin"
        folder.mkdir()
        for name in ("espeak-ng", "opusenc"):
            program = folder / name
            program.write_text(
                f"#!/bin/sh\ncat > /dev/null\n{'cat ' + str(tmp_path / 'sound') if works else 'exit 1'}\n"
            )
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=":")

    return install


@pytest.fixture
def few(monkeypatch):
    """Drawing copies is slow: two rows with a picture, and two pages read aloud, show what twenty would."""
    from portal.pages.actions import demo_files

    monkeypatch.setattr(demo_files, "PICTURED", {"articles.json": ArticlePage})
    monkeypatch.setattr(demo_files, "SPOKEN", {ServicePage: ("tu-van-truc-tiep",)})
    read = demo_files.demo_pages.read
    rows = {"articles.json": lambda: [row for row in read("articles.json") if row.get("picture")][:1]}
    monkeypatch.setattr(demo_files.demo_pages, "read", lambda name: rows[name]() if name in rows else read(name))


def test_it_draws_and_reads_the_demo_centre(voice, client):
    voice()
    said = StringIO()

    call_command("load_demo", stdout=said)

    assert Picture.objects.filter(is_public=True).count() == Picture.objects.count() == 12
    assert HomePage.objects.get(locale__language_code="vi").picture.is_public
    assert ArticlePage.objects.filter(picture__isnull=False).count() == 11
    assert ServicePage.objects.filter(picture__isnull=False, locale__language_code="vi").count() == 7
    assert "load_demo: 12 pictures, " in said.getvalue()
    assert "<img" in client.get("/").text


@pytest.mark.usefixtures("few")
def test_it_adds_nothing_the_second_time(voice, at):
    voice()
    first = actions.load_demo_files(at=at)

    second = actions.load_demo_files(at=at)

    assert (first.pictures, first.has_voice) == (2, True)
    consents = ConsentText.objects.filter(recording__isnull=False)
    assert first.recordings == ServicePage.objects.filter(recording__isnull=False).count() + consents.count()
    assert {(text.version, text.recording.is_public) for text in consents} == {(2, True)}
    assert {(text.activity, text.giver, text.language) for text in consents} == set(
        product(["club", "picture"], ["child", "guardian"], ["vi", "en"])
    )
    assert (second.pictures, second.recordings) == (0, 0)


@pytest.mark.usefixtures("few")
def test_it_reads_exactly_the_words_of_the_page(voice, client, at):
    voice()
    actions.load_demo_files(at=at)

    page = ServicePage.objects.get(slug="tu-van-truc-tiep")

    assert page.offered_recording is not None
    assert "<audio" in client.get("/dich-vu/tu-van-truc-tiep/").text


@pytest.mark.usefixtures("few")
def test_it_does_not_bring_back_what_staff_took_off(voice, at):
    voice()
    actions.load_demo_files(at=at)
    home = HomePage.objects.get(locale__language_code="vi")
    home.picture = None
    home.save_revision(user=personas.approver()).publish()

    actions.load_demo_files(at=at)

    home.refresh_from_db()
    assert home.picture is None


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("path", ["empty", "broken"])
def test_it_says_so_where_nothing_can_read_aloud(voice, at, path, monkeypatch, tmp_path):
    if path == "broken":
        voice(works=False)
    else:
        monkeypatch.setenv("PATH", str(tmp_path))

    files = actions.load_demo_files(at=at)

    assert not files.has_voice
    assert files.recordings == 0
    assert not AudioClip.objects.exists()


@pytest.mark.usefixtures("few")
def test_it_prints_one_line_about_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    said = StringIO()

    call_command("load_demo", stdout=said)

    assert said.getvalue().splitlines()[-1].startswith("load_demo: no page is read aloud")
