"""Two at once: whoever is faster, what everyone may fetch is what the rows say, and nothing else is left."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from wagtail.models import Collection, Locale, Page

from media import actions
from media.models import Picture
from portal.pages.models import HomePage
from tests.media.conftest import stored
from tests.media.photos import photo

# SQLite lets one writer in at a time, and tests keep it in memory.
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*jobs: Callable[[], object]) -> list[Exception]:
    """Run jobs in threads that begin together; return what went wrong in them."""
    begin, faults = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        begin.wait()
        try:
            job()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


@pytest.fixture
def picture(transactional_db, at) -> Picture:
    # A test that commits is followed by one that finds every table empty, those filled by migrations too.
    Collection.get_first_root_node() or Collection.add_root(name="Gốc")
    kept = actions.keep_picture(
        photo(400, 300), title="Đồi sim", description="Đồi", shows_identifiable_child=False, by=None, at=at
    )
    return Picture.objects.get(pk=kept.pk)


@pytest.fixture
def home(picture) -> HomePage:
    Locale.objects.get_or_create(language_code="vi")
    root = Page.get_first_root_node() or Page.add_root(title="Gốc", slug="root")
    home = HomePage.objects.first() or root.add_child(
        instance=HomePage(title="Trang chủ", slug="nha", headline="Chào em", picture=picture)
    )
    home.picture = picture
    home.save_revision().publish()
    return home


def agree() -> bool:
    """Public files are those of public rows, private ones those of all rows."""
    public = {row.key for row in Picture.objects.filter(is_public=True)}
    keys = {row.key for row in Picture.objects.exclude(key="")}
    return (
        {path.parent.name for path in stored("public")} == public
        and {path.parent.name for path in stored("private/picture")} == keys
        and {path.name for path in stored("private/pictures")}
        == {row.file.name.removeprefix("pictures/") for row in Picture.objects.all()}
    )


def test_it_publishes_once_when_asked_twice(home, at):
    Picture.objects.update(is_public=False)

    faults = at_once(*[lambda: actions.publish_shown_files(at=at)] * 3)

    assert faults == []
    assert Picture.objects.get().is_public
    assert agree()


def test_it_never_leaves_an_uncovered_face_open(home, picture, at):
    for _time in range(3):
        Picture.objects.update(is_public=False)
        uncovered = Picture.objects.get()

        faults = at_once(
            lambda: actions.publish_shown_files(at=at),
            lambda row=uncovered: actions.blur_picture(row, regions=[(0, 0, 1, 1)], by=None, at=at),
            lambda: actions.publish_shown_files(at=at),
        )

        now = Picture.objects.get()
        assert faults == []
        assert now.file.name != picture.file.name
        assert agree()
        picture = now


def test_it_keeps_one_set_of_copies_of_two_workers(picture, at):
    Picture.objects.update(key="", sizes=[])
    first, second = Picture.objects.get(), Picture.objects.get()

    faults = at_once(lambda: actions.prepare_copies(first), lambda: actions.prepare_copies(second))

    assert faults == []
    assert len({path.parent.name for path in stored("private/picture")} - {picture.key}) == 1
    assert Picture.objects.get().key


def test_it_is_private_when_the_page_went_meanwhile(home, at):
    Picture.objects.update(is_public=False)

    faults = at_once(lambda: actions.publish_shown_files(at=at), home.unpublish, lambda: actions.forget_orphans(at=at))
    actions.publish_shown_files(at=at)

    assert faults == []
    assert not Picture.objects.get().is_public
    assert agree()
