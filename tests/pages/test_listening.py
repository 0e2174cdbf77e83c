"""Every page that is read can be heard: a recording of exactly its words, else the device, else it says none."""

import re
import unicodedata

import pytest
from django.utils import translation

from portal.pages import queries
from portal.pages.models import ArticlePage, InformationPage, PreventionPage, QuestionPage, ServicePage, SpokenPage
from portal.people.actions import roles
from tests import desk, personas
from tests.pages import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]

HEARD = {
    "/dich-vu/tu-van-truc-tiep/": ServicePage,
    "/phong-tranh/duoi-nuoc/": PreventionPage,
    "/hoi-dap/goi-111-co-mat-tien-khong/": QuestionPage,
    "/tin-tuc/mua-he-khong-duoi-nuoc/": ArticlePage,
    "/rieng-tu/": InformationPage,
}
SERVICE = "/dich-vu/tu-van-truc-tiep/"


def page_at(path: str = SERVICE) -> SpokenPage:
    return HEARD[path].objects.get(slug=path.rstrip("/").rsplit("/", 1)[-1])


@pytest.mark.parametrize("path", HEARD)
def test_it_offers_the_recording_without_any_script(client, at, path):
    page = page_at(path)
    clip = shown.read_aloud(page, at)

    text = client.get(path).text

    audio = re.search(r"<audio[^>]*>.*?</audio>", text)[0]
    assert f'<source src="{clip.url}" type="audio/ogg">' in audio
    assert 'controls preload="none"' in audio
    assert f'aria-label="Nghe bài: {page.title}"' in audio
    assert "khoảng 1 phút" in text
    assert clip.url.startswith("/tep/")


@pytest.mark.parametrize("path", HEARD)
def test_it_says_that_there_is_no_recording(client, path):
    text = client.get(path).text

    assert "<audio" not in text
    assert "<span>Bài này chưa có bản đọc.</span>" in text
    assert 'data-missing="Máy này chưa có giọng đọc tiếng Việt."' in text
    assert text.count('data-behaviour="listen"') == 1
    assert re.search(r'<p hidden><button class="button" type="button"', text)


@pytest.mark.parametrize("path", ["/", "/dich-vu/", "/tin-tuc/", "/hoi-dap/", "/tim-kiem/?q=em", "/can-giup-ngay/"])
def test_it_offers_nothing_to_hear_on_lists(client, path):
    assert 'data-behaviour="listen"' not in client.get(path).text


def test_it_withdraws_a_recording_whose_page_says_something_else_now(client, at):
    page = page_at()
    clip = shown.read_aloud(page, at)
    page.cost = "Hai nghìn đồng gửi xe."
    shown.publish(page, at)

    text = client.get(SERVICE).text

    assert clip.key not in text
    assert "Bài này chưa có bản đọc." in text
    assert client.get("/api/v1/services/tu-van-truc-tiep/").json()["audio"] is None


def test_it_offers_it_again_when_the_words_are_back(client, at):
    page = page_at()
    words = page.cost
    clip = shown.read_aloud(page, at)
    for cost in ("Hai nghìn đồng.", words):
        page.cost = cost
        shown.publish(page, at)

    assert clip.key in client.get(SERVICE).text


@pytest.mark.parametrize(
    "written",
    [
        lambda words: unicodedata.normalize("NFD", words),
        lambda words: words.replace("\n", "\r\n\r\n  "),
        lambda words: f"\ufeff {words} ",
    ],
)
def test_it_hears_the_same_words_however_they_are_encoded_or_broken(at, written):
    page = page_at()
    page.recording = shown.a_recording(at, written(page.spoken_text()))

    assert page.is_recording_in_step


@pytest.mark.parametrize(
    "change", [lambda words: words[:-20], lambda words: words + " Hết.", lambda words: words.lower()]
)
def test_it_hears_every_other_word(at, change):
    page = page_at()
    page.recording = shown.a_recording(at, change(page.spoken_text()))

    assert not page.is_recording_in_step


def test_it_keeps_a_recording_private_while_the_page_is_a_draft(client, at):
    page = page_at()
    page.recording = shown.a_recording(at, page.spoken_text())
    page.save_revision()

    assert page.offered_recording is None
    assert "<audio" not in client.get(SERVICE).text
    assert f"/admin/tep/audioclip/{page.recording.key}/" in page.make_preview_request(None, "").text


def test_it_previews_no_recording_of_other_words(at):
    page = page_at()
    page.recording = shown.a_recording(at, "Lời khác.")

    assert "<audio" not in page.make_preview_request(None, "").text


def test_it_reads_a_service_in_the_order_of_the_page_with_its_headings():
    lines = page_at().spoken_text().split("\n")

    headings = [line for line in lines if line in {
        "Ai giúp:", "Ở đâu:", "Chi phí:", "Bắt đầu thế nào:", "Khi nào cần đến:", "Sau đó thì sao:", "Nên biết:",
        "Mang theo gì:", "Giờ và địa điểm:",
    }]  # fmt: skip
    assert lines[0] == "Tư vấn tại Trung tâm."
    assert headings == [
        "Ai giúp:", "Ở đâu:", "Chi phí:", "Bắt đầu thế nào:", "Khi nào cần đến:", "Sau đó thì sao:", "Nên biết:",
        "Mang theo gì:", "Giờ và địa điểm:",
    ]  # fmt: skip
    assert all(line.endswith((".", "!", "?", "…", ":", ";")) for line in lines)


def test_it_never_reads_what_to_avoid_as_advice():
    lines = page_at("/phong-tranh/duoi-nuoc/").spoken_text().split("\n")

    assert lines.index("Nên làm:") < lines.index("Đừng làm:") < lines.index("Không nhảy xuống cứu bạn, dù em bơi giỏi.")
    assert lines[lines.index("Khi chuyện đã xảy ra:") + 2] == "Gọi 114."


def test_it_reads_a_figure_and_its_unit_in_one_breath():
    page = ArticlePage.objects.get(slug="286-luot-tu-van-noi-dieu-gi")

    assert "218 lượt tại trung tâm" in page.spoken_text()


def test_it_reads_no_heading_of_what_is_empty():
    page = page_at()
    page.bring, page.good_to_know = [], ""

    text = page.spoken_text()

    assert "Mang theo gì" not in text
    assert "Nên biết" not in text


def test_it_reads_in_the_language_of_the_page_whatever_is_spoken_around_it():
    page = page_at()
    words = page.spoken_text()

    with translation.override("en"):
        assert page.spoken_text() == words


def test_it_has_words_for_a_page_nobody_has_written_yet():
    assert ServicePage().spoken_text() == ""


def test_it_lists_the_pages_whose_recording_is_out_of_step(at, django_assert_max_num_queries):
    fits, stale, draft = page_at(), page_at("/rieng-tu/"), page_at("/phong-tranh/duoi-nuoc/")
    shown.read_aloud(fits, at)
    for page in (stale, draft):
        page.recording = shown.a_recording(at, "Lời cũ.")
        shown.publish(page, at)
    draft.unpublish()

    with django_assert_max_num_queries(8):
        found = queries.pages_with_stale_recordings()

    assert found == [stale.pk]


def test_an_editor_finds_old_recordings_in_a_report(at):
    roles.ensure_roles()
    page = page_at()
    page.recording = shown.a_recording(at, "Lời cũ.")
    shown.publish(page, at)
    editing = desk.signed_in(personas.editor())

    report = editing.get("/admin/bao-cao/ban-doc-da-cu/")

    assert [one.pk for one in report.context["object_list"]] == [page.pk]
    assert "Bản đọc đã cũ" in report.text


def test_a_moderator_has_no_door_to_that_report():
    roles.ensure_roles()

    assert desk.signed_in(personas.moderator()).get("/admin/bao-cao/ban-doc-da-cu/").status_code == 302


@pytest.mark.parametrize(
    ("transcript", "told"),
    [
        (None, "Bài chưa có bản đọc."),
        ("", "Bản đọc khớp với chữ của bài."),
        ("Lời cũ.", "Bản đọc không còn khớp: chữ của bài đã đổi."),
    ],
)
def test_the_page_editor_tells_how_the_recording_stands(at, transcript, told):
    roles.ensure_roles()
    page = page_at()
    if transcript is not None:
        page.recording = shown.a_recording(at, transcript or page.spoken_text())
        shown.publish(page, at)
    editing = desk.signed_in(personas.editor())

    text = editing.get(f"/admin/pages/{page.pk}/edit/").text

    assert told in text
    assert page.spoken_text().split("\n")[3] in text


def test_a_new_page_shows_its_words_once_it_is_saved():
    roles.ensure_roles()
    parent = page_at().get_parent()
    editing = desk.signed_in(personas.editor())

    text = editing.get(f"/admin/pages/add/pages/servicepage/{parent.pk}/").text

    assert "chữ cần đọc sẽ hiện ở đây" in text
