"""An editor on a phone uploads recordings of every kind, and a browser plays what was made of them."""

import base64
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from media import audio
from portal.people.models import Role
from tests.media import sounds

pytestmark = pytest.mark.journey

PLAY = """
async ({ url, type, data }) => {
  const player = document.createElement("audio");
  player.muted = true;
  const event = (name, start) => new Promise((done) => {
    player.addEventListener(name, () => done(name), { once: true });
    player.addEventListener("error", () => done(player.error.message), { once: true });
    start();
  });
  const loaded = await event("loadedmetadata", () => { player.src = url || `data:${type};base64,${data}`; });
  const duration = player.duration;
  const sought = await event("seeked", () => { player.currentTime = duration / 2; });
  const ended = await event("ended", () => player.play());
  return { loaded, duration, sought, ended };
}
"""
"""Length told at once, the middle found, the end reached: what a broken index or a broken packet would spoil."""

RECORD = """
async (type) => {
  if (!MediaRecorder.isTypeSupported(type)) return null;
  const context = new AudioContext();
  const tone = context.createOscillator();
  const microphone = context.createMediaStreamDestination();
  tone.connect(microphone);
  tone.start();
  const recorder = new MediaRecorder(microphone.stream, { mimeType: type });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const stopped = new Promise((done) => { recorder.onstop = done; });
  recorder.start(100);
  await new Promise((done) => setTimeout(done, 1500));
  recorder.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
"""
MEDIA_TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "mp4": "audio/mp4", "ogg": "audio/ogg", "webm": "audio/webm"}


def played(page: Page, *, url: str = "", sound: audio.SafeSound | None = None) -> dict:
    data = base64.b64encode(sound.data).decode() if sound else ""
    return page.evaluate(PLAY, {"url": url, "type": MEDIA_TYPES[sound.kind] if sound else "", "data": data})


def assert_plays(found: dict, seconds: float) -> None:
    assert (found["loaded"], found["sought"], found["ended"]) == ("loadedmetadata", "seeked", "ended")
    assert found["duration"] == pytest.approx(seconds, abs=0.1)


def fill(page: Page, title: str, data: bytes) -> None:
    page.locator("[name=title]").fill(title)
    page.locator("[name=transcript]").fill("Xin chào các em.")
    page.locator("[name=upload]").set_input_files({"name": "Ghi am.bin", "mimeType": "text/plain", "buffer": data})
    page.locator("#w-editor-form button[type=submit], #w-editor-form .action-save").first.click()


@pytest.mark.parametrize("name", sounds.ALL)
def test_it_plays_what_was_made_of_every_kind(laptop, name):
    laptop.goto("about:blank")
    sound = audio.clean(sounds.ALL[name](tagged=True))

    assert_plays(played(laptop, sound=sound), sound.duration)


def test_it_plays_mp3_whose_frames_differ_in_size(laptop):
    laptop.goto("about:blank")
    sound = audio.clean(b"".join(sounds.vbr_frames(60)))

    assert_plays(played(laptop, sound=sound), sound.duration)


@pytest.mark.parametrize("media_type", ["audio/webm;codecs=opus", "audio/mp4;codecs=opus"])
def test_it_takes_what_this_browser_records(site, laptop, media_type):
    laptop.goto(f"{site.url}/")
    laptop.mouse.click(5, 5)  # browsers make no sound before somebody touched the page
    recorded = base64.b64decode(laptop.evaluate(RECORD, media_type))

    laptop.goto("about:blank")
    sound = audio.clean(recorded)

    assert sound.duration == pytest.approx(1.5, abs=0.6)
    assert b"Chrom" not in sound.data
    assert_plays(played(laptop, sound=sound), sound.duration)


def test_it_takes_a_recording_on_a_phone_and_lets_the_editor_hear_it(site, open_browser):
    phone = open_browser(has_touch=True, is_mobile=True)
    site.sign_in(phone, Role.EDITOR)
    phone.goto(f"{site.url}/admin/ban-ghi-am/add/")

    fill(phone, "Bản ghi thử", b"<html>xin</html>")
    expect(phone.locator("#w-editor-form")).to_contain_text("không phải bản ghi âm")
    expect(phone.locator("[name=title]")).to_have_value("Bản ghi thử")
    fill(phone, "Bản ghi thử", sounds.mp4(codec="aac", tagged=True))
    expect(phone.locator(".messages")).to_contain_text("Đã nhận “Bản ghi thử”")
    expect(phone.locator("main")).to_contain_text("Riêng")
    phone.get_by_role("link", name="Bản ghi thử", exact=True).first.click()
    phone.wait_for_url(re.compile(r".*/edit/\d+/"))

    player = phone.locator("audio")
    assert_plays(played(phone, url=player.get_attribute("src")), 2)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    findings = Axe().run(phone, context="#w-editor-form").response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in findings] == []
    stranger = open_browser()
    assert stranger.goto(site.url + player.get_attribute("src")).url.startswith(f"{site.url}/tai-khoan/login/")
