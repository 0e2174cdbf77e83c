"""From an editor's draft to a page anyone reads: approval, hours, expiry, redirects, previews."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from portal.foundation.queries import site_revision
from portal.pages.models import ArticleIndexPage, ArticlePage, ServiceIndexPage, ServicePage
from portal.people.actions import roles
from tests import desk, personas

pytestmark = pytest.mark.filterwarnings(r"ignore:get_connection\(\) is deprecated")  # Wagtail's own mail


@pytest.fixture
def index(demo_centre: None, db: None) -> ArticleIndexPage:
    roles.ensure_roles()
    return ArticleIndexPage.objects.get(locale__language_code="vi")


@pytest.fixture
def article(index: ArticleIndexPage) -> ArticlePage:
    page = index.add_child(instance=ArticlePage(title="Tin của Blên", published_on=date(2026, 11, 1), live=False))
    page.save_revision()
    return page


def _article_form(**fields: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "Tin của Blên",
            "slug": "tin-cua-blen",
            "summary": "",
            "published_on": "01/11/2026",
            "body": streamfield([("paragraph", rich_text("<p>Chữ.</p>"))]),
            "source": "",
            "icon": "heart",
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


def _edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_it_goes_up_when_an_approver_agrees(article: ArticlePage, django_capture_on_commit_callbacks: Any) -> None:
    approver = personas.approver()
    writing, approving = desk.signed_in(personas.editor()), desk.signed_in(approver)
    with django_capture_on_commit_callbacks(execute=True):
        writing.post(_edit(article), _article_form(**{"action-submit": "1"}))
    first_screen = approving.get("/admin/").content.decode()
    state = ArticlePage.objects.get(pk=article.pk).current_workflow_task_state

    approving.post(
        reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk]), {"next": "/admin/"}
    )

    assert "Tin của Blên" in first_screen
    assert "Y Blên gửi lúc" in first_screen
    assert approver.email in [address for letter in mail.outbox for address in letter.to]
    assert Client().get("/tin-tuc/tin-cua-blen/").status_code == 200
    assert "Tin của Blên" in Client().get("/tin-tuc/").content.decode()


def test_it_comes_back_with_what_to_change(article: ArticlePage) -> None:
    writing, approving = desk.signed_in(personas.editor()), desk.signed_in(personas.approver())
    writing.post(_edit(article), _article_form(**{"action-submit": "1"}))
    state = ArticlePage.objects.get(pk=article.pk).current_workflow_task_state

    approving.post(
        reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "reject", state.pk]),
        {"next": "/admin/", "comment": "Thêm nguồn của số liệu."},
    )

    first_screen = writing.get("/admin/").content.decode()
    assert "Bài của bạn được trả lại để sửa" in first_screen
    assert "Thêm nguồn của số liệu." in first_screen
    assert Client().get("/tin-tuc/tin-cua-blen/").status_code == 404


def test_an_editor_cannot_publish(article: ArticlePage) -> None:
    writing = desk.signed_in(personas.editor())

    writing.post(_edit(article), _article_form(**{"action-publish": "1"}))

    assert not ArticlePage.objects.get(pk=article.pk).live


@time_machine.travel(datetime.fromisoformat("2026-11-23T09:00+07:00"), tick=False)
def test_it_goes_up_and_comes_down_at_the_set_hours(article: ArticlePage) -> None:
    approving = desk.signed_in(personas.approver())
    public = Client()
    approving.post(
        _edit(article),
        _article_form(**{"go_live_at": "23/11/2026 10:00", "expire_at": "23/11/2026 18:00", "action-publish": "1"}),
    )
    first_screen = approving.get("/admin/").content.decode()
    seen = {}

    for hour in (9, 10, 18):
        with time_machine.travel(datetime.fromisoformat(f"2026-11-23T{hour:02}:01+07:00"), tick=False):
            call_command("tick")
            seen[hour] = public.get("/tin-tuc/tin-cua-blen/").status_code
            if hour == 10:
                listed = public.get("/tin-tuc/").content.decode()

    assert "10:00 23/11/2026" in first_screen
    assert seen == {9: 404, 10: 200, 18: 404}
    assert "Tin của Blên" in listed
    assert "Tin của Blên" not in public.get("/tin-tuc/").content.decode()


def test_an_old_address_leads_to_the_new_one(article: ArticlePage, django_capture_on_commit_callbacks: Any) -> None:
    article.save_revision().publish()
    approving = desk.signed_in(personas.administrator())

    with django_capture_on_commit_callbacks(execute=True):
        approving.post(_edit(article), _article_form(**{"slug": "Tin mới của Blên", "action-publish": "1"}))

    answer = Client().get("/tin-tuc/tin-cua-blen/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/tin-tuc/tin-moi-cua-blen/")
    assert Redirect.objects.get().automatically_created


def test_a_kept_page_is_fresh_after_publishing(article: ArticlePage) -> None:
    article.save_revision().publish()
    public = Client()
    before = public.get("/tin-tuc/tin-cua-blen/").content.decode()
    approving = desk.signed_in(personas.approver())

    approving.post(_edit(article), _article_form(**{"title": "Tin đã sửa", "action-publish": "1"}))

    assert "Tin của Blên" in before
    assert "Tin đã sửa" in public.get("/tin-tuc/tin-cua-blen/").content.decode()


def test_a_preview_neither_reads_nor_fills_the_kept_pages(article: ArticlePage) -> None:
    article.save_revision().publish()
    public = Client()
    kept = public.get("/tin-tuc/tin-cua-blen/").content
    editing = desk.signed_in(personas.approver())
    door = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    revision = site_revision()

    editing.post(door, _article_form(**{"title": "Chỉ mình tôi thấy"}))
    preview = editing.get(door)

    assert "Chỉ mình tôi thấy" in preview.content.decode()
    assert "Content-Encoding" not in preview.headers
    assert public.get("/tin-tuc/tin-cua-blen/").content == kept
    cache.clear()
    assert "Chỉ mình tôi thấy" not in public.get("/tin-tuc/tin-cua-blen/").content.decode()
    assert site_revision() == revision


def test_a_page_never_published_can_be_previewed(article: ArticlePage) -> None:
    editing = desk.signed_in(personas.editor())

    shown = editing.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))

    assert "Tin của Blên" in shown.content.decode()
    assert Client().get("/tin-tuc/tin-cua-blen/").status_code == 404


def test_staff_see_the_public_page_as_everyone_does(article: ArticlePage) -> None:
    article.save_revision().publish()
    staff = desk.signed_in(personas.administrator())
    cache.clear()

    first = staff.get("/tin-tuc/tin-cua-blen/").content

    assert b"wagtail" not in first.lower()
    assert first == Client().get("/tin-tuc/tin-cua-blen/").content


def test_two_versions_can_be_compared(article: ArticlePage) -> None:
    article.summary = "Một câu đã đổi."
    article.save_revision()
    editing = desk.signed_in(personas.editor())

    shown = editing.get(reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, "earliest", "latest"]))

    assert "Một câu đã đổi." in shown.content.decode()


@time_machine.travel(datetime.fromisoformat("2026-11-23T09:00+07:00"), tick=False)
def test_a_new_article_carries_the_day(index: ArticleIndexPage) -> None:
    editing = desk.signed_in(personas.editor())

    shown = editing.get(reverse("wagtailadmin_pages:add", args=["pages", "articlepage", index.pk])).content.decode()

    assert 'value="23/11/2026"' in shown


@pytest.mark.parametrize(("how", "is_advised"), [("Gọi 111.", False), ("Gọi. Hỏi. Chờ. Đến.", True)])
def test_it_advises_short_answers_and_keeps_long_ones(how: str, is_advised: bool, index: ArticleIndexPage) -> None:
    services = ServiceIndexPage.objects.get(locale__language_code="vi")
    editing = desk.signed_in(personas.editor())
    door = reverse("wagtailadmin_pages:add", args=["pages", "servicepage", services.pk])
    lists = {name: streamfield([]) for name in ("need", "bring", "next_steps")}

    answer = editing.post(
        door,
        _article_form(
            title="Dịch vụ thử",
            slug="dich-vu-thu",
            who="Cô Hoa.",
            where="Số 2.500 đường A. Tầng 1",
            cost="Miễn phí",
            how=how,
            hours="",
            place="",
            good_to_know="",
            related_links=inline_formset([]),
            **lists,
        ),
        follow=True,
    )

    assert ServicePage.objects.filter(slug="dich-vu-thu").exists()
    assert ("Nên viết gọn lại" in answer.content.decode()) is is_advised


def test_the_first_screen_costs_the_same_however_much_waits(
    index: ArticleIndexPage, django_assert_max_num_queries: Any
) -> None:
    editor, approver = personas.editor(), personas.approver()
    approving = desk.signed_in(approver)
    _submit(index, editor, 1)
    approving.get("/admin/")
    with django_assert_max_num_queries(200) as few:
        approving.get("/admin/")
    _submit(index, editor, 7)

    with django_assert_max_num_queries(len(few)):
        shown = approving.get("/admin/").content.decode()

    assert shown.count("Y Blên gửi lúc") == 8


def _submit(index: ArticleIndexPage, editor: Any, count: int) -> None:
    for _number in range(count):
        page = index.add_child(instance=ArticlePage(title="Tin chờ duyệt", published_on=date(2026, 11, 1), live=False))
        page.save_revision(user=editor)
        page.get_workflow().start(page, editor)
        page.expire_at = datetime.fromisoformat("2027-01-01T00:00+07:00") + timedelta(days=1)
        page.live = True
        page.save(clean=False)
