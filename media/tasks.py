"""Later work of media: copies of pictures, and what everyone may fetch."""

from datetime import datetime

from django.tasks import task
from django.utils import timezone

from media import actions
from media.models import Picture
from portal.foundation.jobs import due_job


@task()
def prepare_picture(picture_id: int) -> None:
    """This will draw the copies of a picture that still exists."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture:
        actions.prepare_copies(picture)


@task()
def publish_shown_files(page_id: int | None = None) -> None:
    """This will agree public files with live pages; `page_id` names the page that changed, so that it is read first."""
    if page_id is not None:
        actions.note_references(page_id)
    actions.publish_shown_files(at=timezone.now())


@due_job
def agree_with_vouchers(at: datetime) -> int:
    return actions.agree_with_vouchers()


@due_job
def publish_and_withdraw_files(at: datetime) -> int:
    return actions.publish_shown_files(at=at)


@due_job
def ask_for_missing_copies(at: datetime) -> int:
    return actions.ask_for_missing_copies(at=at)


@due_job
def forget_orphans(at: datetime) -> int:
    return actions.forget_orphans(at=at)
