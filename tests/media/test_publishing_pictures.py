"""A copy is public while a live page everyone may read shows it, and no longer."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction

from media import actions, queries, tasks
from media.models import Picture
from portal.foundation import jobs
from portal.foundation import queries as foundation_queries
from portal.foundation.models import SiteRevision
from portal.pages.models import HomePage
from tests.media.conftest import fetched, stored

pytestmark = pytest.mark.django_db


def test_it_keeps_copies_private_until_a_page_shows_them(picture):
    assert fetched(picture) == 404
    assert not picture.is_public
    assert stored("public") == []


def test_it_lays_copies_open_with_the_page(picture, show):
    show(picture)

    assert picture.is_public
    assert fetched(picture) == 200
    assert len(stored("public")) == 6  # two widths in three formats


def test_it_shows_nothing_of_a_draft(picture, django_capture_on_commit_callbacks, at):
    home = HomePage.objects.get()
    home.picture = picture
    with django_capture_on_commit_callbacks(execute=True):
        home.save_revision()

    actions.publish_shown_files(at=at)

    assert fetched(picture) == 404


def test_it_withdraws_with_the_page(picture, show, django_capture_on_commit_callbacks):
    home = show(picture)

    with django_capture_on_commit_callbacks(execute=True):
        home.unpublish()

    assert fetched(picture) == 404
    assert stored("public") == []


def test_it_withdraws_what_the_page_no_longer_shows(picture, show):
    show(picture)

    show(None)

    assert fetched(picture) == 404


def test_it_withdraws_with_a_restriction_above(picture, show, django_capture_on_commit_callbacks):
    show(picture)

    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=Page.get_first_root_node(), restriction_type="login")

    assert fetched(picture) == 404


def test_it_withdraws_when_the_page_expires(picture, show, at, django_capture_on_commit_callbacks):
    home = show(picture)
    Page.objects.filter(pk=home.pk).update(expire_at=at + timedelta(hours=1))

    with django_capture_on_commit_callbacks(execute=True):
        actions.publish_shown_files(at=at + timedelta(hours=1))

    assert fetched(picture) == 404


def test_it_takes_every_file_of_a_deleted_picture(picture, show, django_capture_on_commit_callbacks):
    show(picture)

    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()

    assert stored() == []


def test_it_makes_cached_pages_stale_when_copies_come_and_go(picture, show):
    before = foundation_queries.site_revision()

    show(picture)

    assert foundation_queries.site_revision() >= before + 2  # once for the page, once for the picture


def test_it_draws_a_replaced_picture_anew_on_a_cached_page(picture, show, keep, at, django_capture_on_commit_callbacks):
    show(picture)
    url = picture.copy_url("360.jpg")
    assert url in Client().get("/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        actions.blur_picture(picture, regions=[(0, 0, 1, 1)], by=None, at=at)

    html = Client().get("/").content.decode()
    assert url not in html
    assert Picture.objects.get().copy_url("360.jpg") in html
    assert Client().get(url).status_code == 404


def test_it_never_publishes_a_child_who_can_be_recognized(keep, show, at):
    picture = keep(shows_identifiable_child=True)

    show(picture)

    assert not picture.is_public
    assert fetched(picture) == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.update(is_public=True)


def test_it_changes_nothing_the_second_time(picture, show, at):
    show(picture)
    revision = foundation_queries.site_revision()

    assert actions.publish_shown_files(at=at) == 0
    assert foundation_queries.site_revision() == revision


def test_it_costs_the_same_however_many_are_shown(picture, show, keep, at, django_assert_max_num_queries):
    show(picture)
    for _another in range(3):
        keep()

    with django_assert_max_num_queries(14):
        actions.publish_shown_files(at=at)


def test_it_leaves_open_what_was_shown_again_before_the_files_went(picture, show, at):
    """Two scans at once: the page was withdrawn and published again before the first had deleted its files."""
    show(picture)
    with transaction.atomic():
        withdrawn = Picture.objects.get()
        actions.publishing.withdraw([withdrawn])
        actions.publish_shown_files(at=at)
        actions.publishing._take_back(withdrawn)

    assert fetched(picture) == 200


def test_it_draws_copies_anew_that_were_lost(picture, show, at, django_capture_on_commit_callbacks):
    actions.publishing.forget_folder(storages["default"], picture.copies_folder)

    show(picture)

    assert (picture.is_public, picture.key) == (False, "")
    with django_capture_on_commit_callbacks(execute=True):
        actions.ask_for_missing_copies(at=at)
    actions.publish_shown_files(at=at)
    assert fetched(Picture.objects.get()) == 200


def test_it_finds_documents_too(db, at):
    assert queries.shown_ids(get_document_model(), at=at) == set()


def test_it_publishes_on_a_site_nobody_has_published_on(picture, show, at):
    show(picture)
    Picture.objects.update(is_public=False)
    SiteRevision.objects.all().delete()

    assert actions.publish_shown_files(at=at) == 1
    assert SiteRevision.objects.exists()


def test_it_lets_a_page_pass_that_is_gone_already(db, at):
    tasks.publish_shown_files.func(page_id=999)


def test_it_is_done_by_every_tick(picture, show, at):
    show(picture)
    Picture.objects.update(is_public=False)

    for name, job in jobs.all_jobs().items():
        if name.startswith("media."):
            job(at)

    assert Picture.objects.get().is_public


@pytest.mark.parametrize("verb", ["blur", "save", "delete"])
def test_it_waits_for_those_who_publish_before_it_holds_a_picture(
    picture, show, at, verb, django_capture_on_commit_callbacks
):
    show(picture)
    with CaptureQueriesContext(connection) as captured, django_capture_on_commit_callbacks():
        if verb == "blur":
            actions.blur_picture(picture, regions=[(0, 0, 0.5, 0.5)], by=None, at=at)
        elif verb == "save":
            actions.save_picture(picture, has_new_file=False, at=at)
        else:
            picture.delete()

    tables = [sql for sql in (query["sql"] for query in captured) if "siterevision" in sql or '"media_picture"' in sql]
    assert "siterevision" in tables[0]
