"""A recording is heard by everyone while a live page offers it, and by nobody at its old address afterwards."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from wagtail.models import Locale, Page

from media import actions
from media.models import AudioClip
from portal.pages.models import ArticleIndexPage, ArticlePage, HomePage
from tests.media import sounds
from tests.media.conftest import stored

pytestmark = pytest.mark.django_db
two_at_once = pytest.mark.postgresql  # SQLite lets one writer in at a time, and tests keep it in memory


@pytest.fixture
def clip(at) -> AudioClip:
    return actions.keep_clip(
        ContentFile(sounds.mp3()), title="Bản đọc", transcript="Tin.", language="vi", by=None, at=at
    )


@pytest.fixture
def article(db, clip) -> ArticlePage:
    index = _home().add_child(instance=ArticleIndexPage(title="Tin tức", slug="tin-thu"))
    page = ArticlePage(title="Tin", slug="tin", published_on=date(2026, 11, 1), live=False, recording=clip)
    return index.add_child(instance=page)


def _home() -> HomePage:
    """The one that migrations made; after a test that commits, which empties every table, a new one."""
    if home := HomePage.objects.first():
        return home
    Locale.objects.get_or_create(language_code="vi")
    root = Page.get_first_root_node() or Page.add_root(title="Gốc", slug="root")
    return root.add_child(instance=HomePage(title="Trang chủ", slug="nha", headline="Chào em"))


@pytest.fixture
def publish(article, django_capture_on_commit_callbacks) -> Callable[[], None]:
    def published() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            article.save_revision().publish()
        article.refresh_from_db()

    return published


def fetched(address: str) -> int:
    response = Client().get(address)
    b"".join(response)
    return response.status_code


def address_of(clip: AudioClip) -> str:
    return f"/tep/{clip.copy_name(clip.copy_file)}"


def test_it_is_heard_by_everyone_while_a_live_page_offers_it(clip, publish):
    before = fetched(address_of(clip))

    publish()

    clip.refresh_from_db()
    response = Client().get(clip.url)
    assert before == 404
    assert (response.status_code, response.headers["Content-Type"]) == (200, "audio/mpeg")
    assert b"".join(response.streaming_content) == sounds.mp3()


def test_it_is_gone_from_its_address_when_the_page_is_withdrawn(
    clip, article, publish, django_capture_on_commit_callbacks
):
    publish()

    with django_capture_on_commit_callbacks(execute=True):
        article.unpublish()

    assert fetched(address_of(clip)) == 404
    assert stored("public") == []


def test_it_is_offered_anew_under_another_address_when_it_is_replaced(
    clip, publish, at, django_capture_on_commit_callbacks
):
    publish()
    old = address_of(clip)

    with django_capture_on_commit_callbacks(execute=True):
        actions.replace_clip_file(clip, ContentFile(sounds.webm()), by=None, at=at)

    clip.refresh_from_db()
    assert clip.is_public
    assert address_of(clip) != old
    assert (fetched(old), fetched(clip.url)) == (404, 200)
    assert len(stored()) == 3


def test_it_leaves_the_page_without_a_recording_when_it_is_deleted(
    clip, article, publish, at, django_capture_on_commit_callbacks
):
    publish()
    address = address_of(clip)

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_clip(clip, by=None, at=at)

    article.refresh_from_db()
    assert article.recording is None
    assert fetched(address) == 404
    assert stored() == []
    assert fetched(article.url) == 200


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """What each job returned or raised, all begun at the same moment in threads of their own."""
    together, outcomes = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        together.wait()
        try:
            outcomes.append(job())
        except Exception as fault:
            outcomes.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def mine(clip: AudioClip) -> AudioClip:
    return AudioClip.objects.get(pk=clip.pk)


@two_at_once
@pytest.mark.django_db(transaction=True)
def test_it_leaves_no_file_behind_when_two_replace_it_at_the_same_moment(clip, at):
    first, second = mine(clip), mine(clip)

    outcomes = at_once(
        lambda: actions.replace_clip_file(first, ContentFile(sounds.webm()), by=None, at=at),
        lambda: actions.replace_clip_file(second, ContentFile(sounds.ogg_opus()), by=None, at=at),
    )

    kept = mine(clip)
    assert outcomes == [None, None]
    assert {path.name for path in stored()} == {kept.copy_file, kept.file.name.removeprefix("clips/")}


@two_at_once
@pytest.mark.django_db(transaction=True)
def test_it_agrees_with_its_row_when_it_is_published_and_replaced_at_the_same_moment(clip, article, at):
    for _time in range(3):
        article.save_revision().publish()
        AudioClip.objects.update(is_public=False)
        row = mine(clip)

        outcomes = at_once(
            lambda: actions.publish_shown_files(at=at),
            lambda row=row: actions.replace_clip_file(row, ContentFile(sounds.webm()), by=None, at=at),
            lambda: actions.publish_shown_files(at=at),
        )
        actions.publish_shown_files(at=at)

        kept = mine(clip)
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        assert kept.is_public
        assert [path.parent.name for path in stored("public/audioclip")] == [kept.key]


@two_at_once
@pytest.mark.django_db(transaction=True)
def test_it_is_gone_whoever_was_faster(clip, article, at):
    article.save_revision().publish()
    first, second = mine(clip), mine(clip)

    at_once(
        lambda: actions.publish_shown_files(at=at),
        lambda: actions.delete_clip(first, by=None, at=at),
        lambda: actions.change_clip(second, title="Khác", transcript="Tin.", language="vi", by=None, at=at),
    )

    assert AudioClip.objects.count() == 0
    assert stored("private/clips") == []
    assert stored("public") == []
