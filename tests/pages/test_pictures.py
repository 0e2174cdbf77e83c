"""Pages show their picture when, and only as long as, everyone may see it."""

import gzip
import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import Client

from media import actions as media_actions
from portal.foundation import actions as foundation_actions
from portal.pages import blocks
from portal.pages.models import ArticlePage, HomePage, PreventionPage, QuestionPage, ServicePage
from portal.people.actions import roles
from tests import desk, personas
from tests.pages import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]

ARTICLE = "/tin-tuc/286-luot-tu-van-noi-dieu-gi/"
OF_EVERY_KIND = {
    "/": HomePage,
    "/dich-vu/tu-van-truc-tiep/": ServicePage,
    "/phong-tranh/duoi-nuoc/": PreventionPage,
    "/hoi-dap/goi-111-co-mat-tien-khong/": QuestionPage,
    ARTICLE: ArticlePage,
}


def page_at(path: str):
    kind = OF_EVERY_KIND[path]
    slug = path.rstrip("/").rsplit("/", 1)[-1]
    return kind.objects.get(slug=slug) if slug else kind.objects.get(locale__language_code="vi")


def article() -> ArticlePage:
    return page_at(ARTICLE)


def images(client: Client, path: str) -> list[str]:
    return re.findall(r"<img[^>]*>", client.get(path).text)


@pytest.mark.parametrize("path", OF_EVERY_KIND)
def test_it_shows_a_picture_on_every_kind_of_page(client, at, path):
    picture = shown.show_picture(page_at(path), at)

    (image,) = images(client, path)

    assert f'alt="{shown.ALT}"' in image
    assert 'width="60" height="40"' in image
    assert f'src="{picture.copy_url("60.jpg")}"' in image


@pytest.mark.parametrize(("path", "is_first"), [(ARTICLE, True), ("/dich-vu/tu-van-truc-tiep/", False), ("/", False)])
def test_it_hurries_only_the_picture_people_see_first(client, at, path, is_first):
    shown.show_picture(page_at(path), at)

    (image,) = images(client, path)

    assert ('fetchpriority="high"' in image) is is_first
    assert ('loading="lazy"' in image) is not is_first


@pytest.mark.parametrize("path", ["/", "/tin-tuc/"])
def test_it_gives_a_card_the_picture_of_its_article(client, at, path):
    newest = ArticlePage.objects.order_by("-published_on").first()
    shown.show_picture(newest, at)

    text = client.get(path).text

    assert text.count('class="card card--pictured"') == 1
    assert shown.ALT in text


def test_it_keeps_the_drawing_where_there_is_no_picture(client, at):
    before = client.get("/").text
    shown.show_picture(page_at("/"), at)
    after = client.get("/").text

    assert 'class="art art--valley"' in before
    assert "<img" not in before
    assert 'class="art art--valley"' not in after


def test_it_shows_nothing_before_the_copies_are_made(client, at):
    page = article()
    page.picture = media_actions.keep_picture(
        shown.photo(), title="Chờ", description="Chờ", shows_identifiable_child=False, by=None, at=at
    )
    shown.publish(page, at)

    assert images(client, ARTICLE) == []


def test_it_shows_nobody_a_child_who_can_be_recognized(client, at):
    picture = shown.show_picture(article(), at, shows_identifiable_child=True)

    text = client.get(ARTICLE).text

    assert not picture.is_public
    assert "<img" not in text
    assert picture.key not in text
    assert client.get("/api/v1/articles/286-luot-tu-van-noi-dieu-gi/").json()["image"] is None


def test_it_follows_the_page_although_copies_are_kept(client, at):
    page = article()
    first = shown.show_picture(page, at)
    seen = [first.key in client.get(ARTICLE).text]
    second = shown.show_picture(page, at)
    seen += [key in client.get(ARTICLE).text for key in (first.key, second.key)]
    page.picture = None
    shown.publish(page, at)
    seen.append("<img" in client.get(ARTICLE).text)

    assert seen == [True, False, True, False]


def test_it_takes_a_covered_picture_off_until_its_new_copies_are_ready(client, at):
    page = article()
    picture = shown.show_picture(page, at)
    before = client.get(ARTICLE).text

    media_actions.blur_picture(picture, regions=[(0, 0, 0.5, 0.5)], by=personas.administrator(), at=at)
    between = client.get(ARTICLE).text
    picture.refresh_from_db()
    media_actions.prepare_copies(picture)
    media_actions.publish_shown_files(at=at)

    assert "<img" in before
    assert "<img" not in between
    assert picture.key in client.get(ARTICLE).text


def test_it_leaves_a_draft_out_of_sight(client, at):
    page = article()
    page.picture = shown.a_picture(at)
    page.save_revision()
    media_actions.note_references(page.pk)
    media_actions.publish_shown_files(at=at)

    page.picture.refresh_from_db()

    assert not page.picture.is_public
    assert images(client, ARTICLE) == []


def test_it_shows_the_private_copies_in_a_preview(at):
    page = article()
    page.picture = shown.a_picture(at)

    preview = page.make_preview_request(None, "").text

    assert f"/admin/tep/picture/{page.picture.key}/" in preview


def test_it_gives_whoever_shares_the_address_the_pages_own_picture(client, at):
    page = article()
    before = client.get(ARTICLE).text
    picture = shown.show_picture(page, at)
    after = client.get(ARTICLE).text

    assert 'og:image" content="http://localhost:8000/static/portal/img/share.png"' in before
    assert f'og:image" content="http://localhost:8000{picture.copy_url("60.jpg")}"' in after
    assert 'og:image:width" content="60"' in after


def test_it_puts_pictures_between_paragraphs_with_their_words(client, at):
    page = article()
    picture = shown.a_picture(at)
    page.body = [
        ("picture", {"picture": picture, "caption": "Suối đầu bản"}),
        *((b.block_type, b.value) for b in page.body),
    ]
    shown.publish(page, at)

    text = client.get(ARTICLE).text

    assert shown.ALT in text
    assert "<figcaption>Suối đầu bản</figcaption>" in text
    assert list(blocks.plain_words(page.body))[:2] == [shown.ALT, "Suối đầu bản"]
    assert shown.ALT in page.spoken_text()


@pytest.fixture
def _pictured_everywhere(client, at):
    """One picture and one recording on every page that takes them."""
    picture = shown.show_picture(article(), at)
    for kind in (ArticlePage, ServicePage, PreventionPage, QuestionPage, HomePage):
        kind.objects.update(picture=picture)
    for path in (ARTICLE, "/dich-vu/tu-van-truc-tiep/"):
        shown.read_aloud(page_at(path), at)
    ContentType.objects.get_for_models(*OF_EVERY_KIND.values())
    foundation_actions.bump_site_revision()
    client.get("/rieng-tu/")


@pytest.mark.usefixtures("_pictured_everywhere")
@pytest.mark.parametrize("path", [*OF_EVERY_KIND, "/tin-tuc/", "/dich-vu/", "/phong-tranh/", "/hoi-dap/"])
def test_it_stays_within_the_queries_of_a_page(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        response = client.get(path)

    assert response.status_code == 200


@pytest.mark.usefixtures("_pictured_everywhere")
@pytest.mark.parametrize("path", ["/", "/dich-vu/tu-van-truc-tiep/", "/phong-tranh/duoi-nuoc/", ARTICLE])
def test_it_sends_a_page_with_pictures_in_the_first_flight(client, path):
    assert len(gzip.compress(client.get(path).content, 9)) <= 14 * 1024


def test_it_reads_all_pictures_of_a_body_at_once(client, at, django_assert_max_num_queries):
    page = article()
    words = [(block.block_type, block.value) for block in page.body]
    costs = []
    for count in (1, 3):
        page.body = [("picture", {"picture": shown.a_picture(at), "caption": ""}) for _ in range(count)] + words
        shown.publish(page, at)
        client.get("/rieng-tu/")
        cache.clear()
        client.get("/rieng-tu/")
        with django_assert_max_num_queries(12) as captured:
            client.get(ARTICLE)
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_an_editor_chooses_a_picture_and_a_recording_in_the_page_editor(at):
    roles.ensure_roles()
    editing = desk.signed_in(personas.editor())

    shown_form = editing.get(f"/admin/pages/{article().pk}/edit/").text

    assert 'name="picture"' in shown_form
    assert 'name="recording"' in shown_form
    assert "Chữ cần đọc" in shown_form
