"""A picture of a child who can be recognized is not published by any door, and the editor is told which and what to do."""

import html
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from media import actions, rules
from media.models import Picture
from portal.pages.models import ArticleIndexPage, ArticlePage, HomePage
from tests import desk, personas
from tests.media.conftest import fetched
from tests.media.photos import photo

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves a file open after a rendition.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SENTENCE = (
    "Ảnh “Đồi sim” có trẻ em nhận ra được nên chưa đăng được. "
    "Hãy nối ảnh với đồng ý của từng em, chọn ảnh khác, hoặc che mặt các em rồi đổi câu trả lời thành “Không”."
)


@pytest.fixture
def child(keep):
    return keep(shows_identifiable_child=True)


@pytest.fixture
def article() -> ArticlePage:
    index = HomePage.objects.get().add_child(instance=ArticleIndexPage(title="Tin tức", slug="tin-thu"))
    page = index.add_child(instance=ArticlePage(title="Tin", slug="tin", published_on=date(2026, 11, 1), live=False))
    page.save_revision()
    return page


def send(page: ArticlePage, picture: Picture, **button: str):
    """The article's form with this picture, sent by one of its buttons."""
    words = dict.fromkeys(("summary", "source", "seo_title", "search_description", "go_live_at", "expire_at"), "")
    form = {
        **words,
        "title": "Tin",
        "slug": "tin",
        "published_on": "01/11/2026",
        "icon": "heart",
        "picture": str(picture.pk),
        "body": streamfield([]),
        "comments": inline_formset([]),
        **button,
    }
    client = desk.signed_in(personas.administrator())
    return client.post(f"/admin/pages/{page.pk}/edit/", nested_form_data(form), follow=True)


def test_it_refuses_to_say_it_can_be_shown(child, picture):
    with pytest.raises(rules.ShowsChild) as refused:
        rules.check_can_show(child)

    assert str(refused.value) == SENTENCE
    assert rules.check_can_show(picture) is None


def test_it_holds_a_page_back_and_keeps_the_draft(child, article):
    response = send(article, child, **{"action-publish": "action-publish"})

    article.refresh_from_db()
    assert not article.live
    assert article.get_latest_revision_as_object().picture == child
    assert response.redirect_chain == [(f"/admin/pages/{article.pk}/edit/", 302)]
    assert SENTENCE in html.unescape(response.content.decode())


def test_it_says_so_when_a_draft_is_saved(child, article):
    response = send(article, child)

    assert SENTENCE in html.unescape(response.content.decode())


def test_it_lets_a_page_with_another_picture_pass(picture, article):
    response = send(article, picture, **{"action-publish": "action-publish"})

    article.refresh_from_db()
    assert article.live, response.context["form"].errors
    assert "nhận ra được nên" not in html.unescape(response.content.decode())


def test_it_stays_private_when_published_by_the_clock(child, django_capture_on_commit_callbacks):
    home = HomePage.objects.get()
    home.picture = child
    home.go_live_at = timezone.now() + timedelta(minutes=1)
    home.save_revision().publish()
    home.revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled", verbosity=0)

    assert HomePage.objects.get().picture == child
    assert fetched(child) == 404


def test_it_is_withdrawn_when_the_answer_changes(picture, show, django_capture_on_commit_callbacks):
    show(picture)
    client = desk.signed_in(personas.editor())
    answers = {"title": "Đồi sim", "description": "Hai em bé", "shows_identifiable_child": "True"}

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"/admin/images/{picture.pk}/", answers)

    assert response.status_code == 302
    assert not Picture.objects.get().is_public
    assert fetched(picture) == 404


def test_it_comes_back_when_the_answer_is_no(keep, show, at, django_capture_on_commit_callbacks):
    child = keep(photo(360, 240), shows_identifiable_child=True)
    show(child)
    client = desk.signed_in(personas.editor())

    client.post(
        f"/admin/images/{child.pk}/",
        {"title": "Đồi sim", "description": "Hai em bé, sau lưng", "shows_identifiable_child": "False"},
    )
    actions.publish_shown_files(at=at)

    assert fetched(child) == 200
