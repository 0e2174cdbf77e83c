"""Nghe: a recording plays; else a voice of the device reads, and never one that lives elsewhere; else the page says none."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

RECORDED = "/dich-vu/tu-van-truc-tiep/"
UNRECORDED = "/tin-tuc/286-luot-tu-van-noi-dieu-gi/"
NONE = "Máy này chưa có giọng đọc tiếng Việt."
LOCAL, REMOTE, ENGLISH = ("An", "vi-VN", True), ("Cloud", "vi-VN", False), ("Amy", "en_GB", True)


def give_device(page: Page, *voices: tuple[str, str, bool], speaks: bool = True) -> None:
    """Put a device with these voices (name, language, lives on the device) in place of the browser's, which has none here.

    It ends each utterance at once, or, when it does not `speaks`, only when `device.end()` is called.
    """
    page.add_init_script(
        """
        (voices, speaks) => {
          const device = {
            said: [], cancelled: 0, current: null, voices, onvoiceschanged: null,
            getVoices() { return this.voices; },
            speak(utterance) {
              this.said.push({ text: utterance.text, voice: utterance.voice.name, lang: utterance.lang });
              this.current = utterance;
              if (speaks) setTimeout(() => this.end());
            },
            cancel() {
              this.cancelled += 1;
              sessionStorage.cancelled = this.cancelled;
              const cut = this.current;
              this.current = null;
              if (cut) setTimeout(() => cut.onerror({ error: "interrupted" }));
            },
            end() {
              const ended = this.current;
              this.current = null;
              if (ended) ended.onend();
            },
          };
          window.device = device;
          Object.defineProperty(window, "speechSynthesis", { value: device, configurable: true });
          window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
        }
        """.strip().join(("(", f")({_listed(voices)}, {str(speaks).lower()});"))
    )


def _listed(voices: tuple[tuple[str, str, bool], ...]) -> str:
    rows = (f'{{name: "{n}", lang: "{lang}", localService: {str(here).lower()}}}' for n, lang, here in voices)
    return f"[{', '.join(rows)}]"


def box(page: Page):
    return page.locator(".listen")


def press(page: Page, name: str) -> None:
    box(page).get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> list[str]:
    return page.evaluate("device.said.map((one) => one.text)")


def test_it_plays_the_recording(site, phone):
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(site.url + RECORDED, wait_until="networkidle")
    before = [url for url in asked if "/audioclip/" in url]

    phone.evaluate("(() => { const a = document.querySelector('audio'); a.preload = 'metadata'; a.load(); })()")
    phone.wait_for_function("() => document.querySelector('audio').readyState >= 1")

    assert before == []
    assert 10 < phone.evaluate("document.querySelector('audio').duration") < 600
    expect(box(phone).get_by_text("Nghe bài này")).to_be_visible()


def test_it_shows_the_player_without_javascript(site, open_browser):
    page = open_browser(java_script_enabled=False)

    page.goto(site.url + RECORDED)

    expect(page.locator("audio")).to_be_visible()
    expect(box(page).get_by_role("button")).to_have_count(0)


def test_it_says_none_without_javascript(site, open_browser):
    page = open_browser(java_script_enabled=False)

    page.goto(site.url + UNRECORDED)

    expect(box(page)).to_have_text("Bài này chưa có bản đọc.", use_inner_text=True)


def test_it_reads_the_whole_page_with_the_voice_of_the_device(site, phone):
    give_device(phone, REMOTE, ENGLISH, LOCAL)
    phone.goto(site.url + UNRECORDED)

    press(phone, "Nghe máy đọc")
    expect(box(phone).get_by_role("button", name="Nghe máy đọc")).to_be_visible()
    phone.wait_for_function(
        "() => !device.current && document.querySelector('.listen [data-pause]').textContent === 'Nghe máy đọc'"
    )

    lines = said(phone)
    assert lines[0] == "286 lượt tư vấn nói với ta điều gì?"
    assert "lượt tư vấn" in " ".join(lines)
    assert len(lines) > 20
    assert max(len(line) for line in lines) <= 160
    assert "Nghe máy đọc" not in lines
    assert {(one["voice"], one["lang"]) for one in phone.evaluate("device.said")} == {("An", "vi-VN")}


def test_it_pauses_goes_on_and_stops(site, phone):
    give_device(phone, LOCAL, speaks=False)
    phone.goto(site.url + UNRECORDED)

    press(phone, "Nghe máy đọc")
    phone.evaluate("device.end()")
    press(phone, "Tạm dừng")
    cut = said(phone)
    press(phone, "Nghe tiếp")
    resumed = said(phone)
    press(phone, "Dừng")

    assert len(cut) == 2
    assert resumed == [*cut, cut[1]]
    expect(box(phone).get_by_role("button", name="Nghe máy đọc")).to_be_focused()
    expect(box(phone).get_by_role("button")).to_have_count(1)
    press(phone, "Nghe máy đọc")
    assert said(phone)[-1] == cut[0]


@pytest.mark.parametrize("voices", [(), (REMOTE,), (ENGLISH,)])
def test_it_says_none_rather_than_send_the_words_away(site, phone, voices):
    give_device(phone, *voices)

    phone.goto(site.url + UNRECORDED)

    expect(box(phone)).to_have_text(NONE, use_inner_text=True)
    assert said(phone) == []


def test_it_waits_for_voices_that_come_late(site, phone):
    give_device(phone)
    phone.goto(site.url + UNRECORDED)
    phone.wait_for_function("() => device.onvoiceschanged")

    phone.evaluate("device.voices.push({name: 'An', lang: 'vi_VN', localService: true}); device.onvoiceschanged()")

    expect(box(phone).get_by_role("button", name="Nghe máy đọc")).to_be_visible()
    assert box(phone).inner_text().strip() == "Nghe máy đọc"


def test_it_says_none_in_a_browser_that_cannot_speak(site, phone):
    phone.add_init_script(
        "delete window.speechSynthesis; Object.defineProperty(window, 'speechSynthesis', {value: undefined})"
    )
    errors: list[str] = []
    phone.on("pageerror", lambda error: errors.append(str(error)))

    phone.goto(site.url + UNRECORDED)

    expect(box(phone)).to_have_text(NONE, use_inner_text=True)
    assert errors == []


def test_it_reads_where_the_browser_cannot_play_the_recording(site, phone):
    give_device(phone, LOCAL)
    phone.add_init_script("HTMLMediaElement.prototype.canPlayType = () => ''")

    phone.goto(site.url + RECORDED)

    expect(box(phone).get_by_role("button", name="Nghe máy đọc")).to_be_visible()
    expect(phone.locator("audio")).to_be_hidden()


def test_it_falls_silent_when_the_page_is_left(site, phone):
    give_device(phone, LOCAL, speaks=False)
    phone.goto(site.url + UNRECORDED)
    press(phone, "Nghe máy đọc")

    phone.goto(f"{site.url}/robots.txt")

    assert phone.evaluate("sessionStorage.cancelled") == "1"


def test_it_falls_silent_before_the_quick_exit_has_an_answer(site, phone):
    give_device(phone, LOCAL, speaks=False)
    phone.goto(site.url + UNRECORDED)
    phone.locator(".quick-exit__status").wait_for(state="attached")
    press(phone, "Nghe máy đọc")

    left = phone.evaluate(
        "() => { document.querySelector('[data-behaviour~=quick-exit]').click();"
        " return [device.cancelled, document.querySelectorAll('audio, main').length]; }"
    )

    assert left == [1, 0]


def test_it_is_as_large_as_a_finger_and_moves_nothing(site, phone):
    phone.goto(site.url + UNRECORDED)
    without = box(phone).bounding_box()["height"]
    give_device(phone, LOCAL, speaks=False)
    phone.goto(site.url + UNRECORDED)
    expect(box(phone).get_by_role("button", name="Nghe máy đọc")).to_be_visible()
    ready = box(phone).bounding_box()["height"]
    press(phone, "Nghe máy đọc")

    assert without == ready == box(phone).bounding_box()["height"]
    for button in box(phone).get_by_role("button").all():
        assert button.bounding_box()["height"] >= 48


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_walked_by_keyboard_and_nothing_is_left_to_mend(site, open_browser, scheme):
    page = open_browser(color_scheme=scheme)
    give_device(page, LOCAL, speaks=False)
    page.goto(site.url + UNRECORDED)

    box(page).get_by_role("button", name="Nghe máy đọc").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(box(page).get_by_role("button", name="Dừng", exact=True)).to_be_focused()
    assert Axe().run(page).response["violations"] == []


def test_it_prints_no_player(site, phone):
    phone.goto(site.url + RECORDED)

    phone.emulate_media(media="print")

    expect(box(phone)).to_be_hidden()


@pytest.mark.parametrize("path", ["/", UNRECORDED, "/tin-tuc/", RECORDED])
def test_it_shows_pictures_in_the_lightest_format_without_moving_anything(site, phone, path):
    phone.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => { moved += one.value; }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    phone.goto(site.url + path, wait_until="networkidle")

    image = phone.locator("main img").first
    image.scroll_into_view_if_needed()
    phone.wait_for_function("() => document.querySelector('main img').naturalWidth > 0")

    assert phone.evaluate("document.querySelector('main img').currentSrc").endswith(".avif")
    assert phone.evaluate("moved") < 0.01
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
