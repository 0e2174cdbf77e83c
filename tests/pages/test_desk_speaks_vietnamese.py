"""Every screen of the staff desk speaks Vietnamese."""

import gc
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupApprovalTask, Page, Site, Workflow

from clubs.models import Club
from media import actions as media_actions
from portal.foundation import languages
from portal.pages import actions as pages_actions
from portal.pages.models import ArticlePage, PageText
from portal.people.actions import roles
from portal.people.models import ConsentText, Participant, Role, User
from portal.places.models import AdministrativeUnit
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding.models import Concern, FreeText, TextKind, TextState
from tests import desk, personas, vietnamese_only
from tests.media import sounds
from tests.media.photos import photo

pytestmark = [
    # Wagtail leaves a file open after a rendition, and sends mail the way Django 6.0 did.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings(r"ignore:get_connection\(\) is deprecated"),
]

_LINK = re.compile(r'(?:href|action|data-url|data-w-teleport-url|data-chooser-url|"url")(?:=|: ?)"([^"#]+)"')
"""Links of the document, and those of the sidebar, which are data for its script."""

_NEVER_OPENED = {"account_logout", "wagtailadmin_logout", "wagtailadmin_error_test", "page_types_usage"}
"""Ways out, a deliberate error, and a report of Python classes that is in no menu."""
_DIALOGS = (
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailimages_chooser:choose",
    "wagtaildocs_chooser:choose",
    "wagtailsnippetchoosers_media_audioclip:choose",
    "wagtailadmin_workflows:task_chooser",
)


@pytest.fixture
def content(demo_centre, db) -> None:
    """The demo centre, with a draft in workflow, a picture, a document."""
    roles.ensure_roles()
    editor = personas.editor()
    article = ArticlePage.objects.order_by("pk").first()
    assert article is not None
    article.title = "Tin đang sửa"
    article.save_revision(user=editor, log_action=True)
    workflow = Workflow.objects.get(name=roles.WORKFLOW)
    workflow.start(article, editor)
    media_actions.keep_picture(
        photo(), title="Ảnh thử", description="Một dải xám", shows_identifiable_child=False, by=None, at=timezone.now()
    )
    media_actions.keep_clip(
        ContentFile(sounds.mp3()), title="Bản đọc thử", transcript="Xin chào.", by=None, at=timezone.now()
    )
    get_document_model().objects.create(title="Văn bản thử", file=ContentFile(b"x", name="van-ban.txt"))
    Collection.get_first_root_node().add_child(name="Ảnh lớp học")


def _kind(path: str) -> tuple[object, ...] | None:
    """Screens that differ only by which row they show are one kind; pages are told apart by type."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name in _NEVER_OPENED:
        return None
    if "pages" in path and match.kwargs.get("page_id"):
        page_type = Page.objects.filter(pk=match.kwargs["page_id"]).values_list("content_type", flat=True).first()
        return (match.view_name, page_type)
    if match.view_name == "wagtailadmin_explore":
        return (match.view_name,)
    return (
        match.view_name,
        *(value for value in match.kwargs.values() if not (isinstance(value, UUID) or str(value).isdigit())),
        *map(str, match.args),
    )


def _walk(client: Client, starts: list[str]) -> Iterator[tuple[str, str]]:
    """Open every kind of screen that can be reached by links from these, and yield address and body."""
    waiting, seen = list(starts), set()
    while waiting:
        address = waiting.pop()
        path = urlsplit(address).path
        kind = _kind(path)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        response = client.get(address, follow=True)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        yield address, body.decode()
        assert response.status_code < 500, address
        for link in _LINK.findall(body.decode()):
            target = urldefrag(urljoin(address, link.replace("&amp;", "&"))).url
            if target.startswith("/admin/") and "export=" not in target:
                waiting.append(target)


def _words_of_content() -> set[str]:
    """What editors and demo pages wrote is theirs; only the words of the desk itself are judged."""
    texts = [*PageText.objects.values_list("text", flat=True), *Page.objects.values_list("title", flat=True)]
    texts += User.objects.values_list("full_name", flat=True)
    texts += [text for row in ConsentText.objects.values_list("title", "body") for text in row]
    texts += languages.SPOKEN.values()  # Khmer is called Khmer
    texts += AdministrativeUnit.objects.values_list("name", flat=True)  # Al Bá, Ea Knốp
    return set(re.findall(r"[A-Za-z]+", " ".join(texts)))


def _starts() -> list[str]:
    article = ArticlePage.objects.get(draft_title="Tin đang sửa")
    revisions = list(article.revisions.order_by("pk").values_list("pk", flat=True))
    image = get_image_model().objects.get()
    document = get_document_model().objects.get()
    workflow = Workflow.objects.get(name=roles.WORKFLOW)
    task = GroupApprovalTask.objects.get()
    pages = {page.specific_class: page.pk for page in Page.objects.all() if page.depth > 1}
    starts = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_account"),
        reverse("wagtailadmin_pages:search") + "?q=khong-co-gi",
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailimages:url_generator", args=[image.pk]),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtaildocs:delete", args=[document.pk]),
        reverse("wagtailadmin_workflows:edit", args=[workflow.pk]),
        reverse("wagtailadmin_workflows:edit_task", args=[task.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, "earliest", "latest"]),
        reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, revisions[0]]),
        reverse("wagtailredirects:index"),
        reverse("wagtailredirects:add"),
        reverse("wagtailsites:index"),
        reverse("wagtailusers_users:index"),
    ]
    names = ("edit", "usage", "history", "workflow_history", "copy", "move", "delete", "unpublish", "add_subpage")
    starts += [reverse(f"wagtailadmin_pages:{name}", args=[pk]) for pk in pages.values() for name in names]
    ids = f"?id={article.pk}&next=/admin/"
    starts += [
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + ids
        for action in ("delete", "move", "publish", "unpublish")
    ]
    starts += [
        reverse("wagtail_bulk_action", args=["wagtailimages", "image", action]) + f"?id={image.pk}&next=/admin/"
        for action in ("delete", "add_tags", "add_to_collection")
    ]
    starts += [
        reverse("wagtail_bulk_action", args=["wagtaildocs", "document", action]) + f"?id={document.pk}&next=/admin/"
        for action in ("delete", "add_tags", "add_to_collection")
    ]
    return starts


def _person(who: str) -> User:
    if who == "superuser":
        return User.objects.create_superuser("ky-thuat@sngan.example", personas.PASSWORD, full_name="Lý A Sìn")
    if who == "editor":
        return User.objects.get(email="y.blen@sngan.example")
    return {"administrator": personas.administrator, "approver": personas.approver}[who]()


def _foreign(screens: Iterable[tuple[str, str]], theirs: Iterable[str] = ()) -> list[str]:
    allowed = _words_of_content() | set(theirs)
    return [
        f"{address} {line}"
        for address, body in screens
        for line in vietnamese_only.foreign_texts(vietnamese_only.spoken_texts(body), allowed)
    ]


@pytest.mark.parametrize("who", ["superuser", "administrator", "approver", "editor"])
def test_it_shows_no_foreign_word_on_any_screen(who: str, content: None) -> None:
    client = desk.signed_in(_person(who))

    screens = list(_walk(client, _starts()))

    gc.collect()
    assert len(screens) > 100
    assert _foreign(screens) == []


def test_it_shows_no_foreign_word_in_any_dialog(content: None) -> None:
    client = desk.signed_in(_person("superuser"))
    article = ArticlePage.objects.get(draft_title="Tin đang sửa")
    addresses = [reverse(name) for name in _DIALOGS]
    addresses += [
        reverse("wagtailadmin_pages:set_privacy", args=[article.pk]),
        reverse(
            "wagtailadmin_pages:workflow_action", args=[article.pk, "reject", article.current_workflow_task_state.pk]
        ),
        reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[article.pk]),
        reverse("wagtailadmin_choose_page_child", args=[article.get_parent().pk]) + "?page_type=pages.articlepage",
    ]

    bodies = [(address, client.get(address)) for address in addresses]

    gc.collect()
    assert {address: answer.status_code for address, answer in bodies if answer.status_code != 200} == {}
    shown = [(address, answer.json().get("html") or "") for address, answer in bodies]
    assert all(html.strip() for _address, html in shown)
    assert _foreign(shown) == []


def test_it_says_what_is_wrong_in_vietnamese(content: None) -> None:
    client = desk.signed_in(_person("superuser"))
    home = Page.objects.filter(depth=2).order_by("path")[0]
    doors = [
        reverse("wagtailadmin_pages:add", args=["pages", "servicepage", Page.objects.get(slug="dich-vu").pk]),
        reverse("wagtailadmin_pages:add", args=["pages", "articlepage", Page.objects.get(slug="tin-tuc").pk]),
        reverse("wagtailadmin_pages:edit", args=[home.pk]),
        reverse("wagtailredirects:add"),
        reverse("wagtailadmin_collections:add"),
        reverse("wagtailadmin_workflows:add"),
        reverse("wagtailsites:add"),
        reverse("wagtailimages:add"),
        reverse("wagtaildocs:add"),
        reverse("wagtailsnippets_media_audioclip:add"),
        reverse("wagtailsnippets_pages_subject:add"),
        reverse("wagtailsettings:edit", args=["pages", "centresettings", Site.objects.get().pk]),
    ]
    empty = {
        f"{prefix}-{part}": "0"
        for prefix in (
            "comments",
            "related_links",
            "pages",
            "workflow_tasks",
            "page_permissions",
            "collection_permissions",
            "image_permissions",
            "document_permissions",
            "need",
            "bring",
            "next_steps",
            "doors",
            "body",
            "workflowpage_set",
            "tasks",
        )
        for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS", "count")
    }

    answers = [(door, client.post(door, {**empty, "slug": "", "title": "", "email": "không phải"})) for door in doors]

    assert {door: answer.status_code for door, answer in answers if answer.status_code != 200} == {}
    assert _foreign([(door, answer.content.decode()) for door, answer in answers]) == []


CHILDREN_DESK = (
    "texts:queue",
    "texts:second",
    "texts:reports",
    "concerns:index",
    "concerns:new",
    "roster:week",
    "receipts:index",
    "data_requests:index",
    "complaints:index",
    "opinions:index",
    "pieces_desk:index",
    "clubs:index",
    "clubs:totals",
    "clubs:import",
    "clubs:notices",
    "all_clubs:index",
    "consents:index",
    "consents:withdrawals",
    "consent_texts:index",
    "bodies:index",
    "audiences:index",
    "holidays:index",
    "devices:index",
)
"""Where the screens about children begin."""


@pytest.fixture
def children(content: None) -> set[str]:
    """Clubs, their words, concerns and the roster of the demo; gives the words that are theirs, not the desk's."""
    pages_actions.load_demo_children(at=timezone.now())
    texts = [*Club.objects.values_list("name", flat=True), *Participant.objects.values_list("pen_name", flat=True)]
    texts += ["MAUT RANG MAUX ANHA MAUH UNGA HETH ANQA"]  # join codes of the demo
    texts += [
        safeguarding_queries.words_of(text)
        for text in FreeText.objects.filter(kind__in=[TextKind.WORDS, TextKind.PEN_NAME])
    ]
    return set(re.findall(r"[A-Za-z]+", " ".join(texts)))


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PROTECTION, Role.FACILITATOR, Role.DIRECTOR, Role.ADMINISTRATOR])
def test_it_speaks_of_children_in_vietnamese(role: Role, children: set[str]) -> None:
    client = desk.signed_in_as(role)

    screens = list(_walk(client, [reverse("wagtailadmin_home"), *map(reverse, CHILDREN_DESK)]))
    screens += _opened(client)

    gc.collect()
    assert len(screens) > 10
    assert _foreign(screens, children) == []


def _opened(client: Client) -> Iterator[tuple[str, str]]:
    """Texts and concerns are shown only after they were opened, with a reason; and what refuses an empty form."""
    waiting = FreeText.objects.filter(state=TextState.WAITING)
    doors = [
        reverse("texts:open", args=[text.pk])
        for text in [waiting.filter(kind=kind).first() for kind in TextKind]
        if text
    ]
    doors += [reverse("concerns:open", args=[concern.pk]) for concern in Concern.objects.all()[:1]]
    doors += [reverse("concerns:new"), reverse("clubs:import"), reverse("bodies:add"), reverse("audiences:add")]
    doors += [reverse(f"clubs:{name}", args=[Club.objects.all()[0].pk]) for name in ("meeting", "incident", "notice")]
    for door in doors:
        for answer in (client.post(door, {"reason": "Đọc theo lượt"}, follow=True), client.get(door)):
            assert answer.status_code < 500, door
            yield door, answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["login/", "password/reset/", "logout/", "2fa/", "2fa/totp/activate", "khong-co/"])
def test_it_lets_people_in_in_vietnamese(path: str) -> None:
    anonymous = Client().get(f"/tai-khoan/{path}", follow=True)

    assert vietnamese_only.foreign_texts(vietnamese_only.spoken_texts(anonymous.content.decode())) == []


def test_it_finds_a_word_left_in_english() -> None:
    screen = '<p>Đã lưu.</p><button aria-label="Close dialog">Đóng</button><input type="submit" value="Save draft">'

    found = vietnamese_only.foreign_texts(vietnamese_only.spoken_texts(screen))

    assert len(found) == 2
