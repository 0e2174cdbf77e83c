"""What Wagtail announces of pages and files, and what follows for copies."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from media import actions
from media.models import AudioClip, Picture
from portal.foundation import queue
from portal.foundation.actions import bump_site_revision


@receiver([page_published, page_unpublished])
def publish_what_the_page_shows(instance: Page, **kwargs: Any) -> None:
    transaction.on_commit(partial(queue.enqueue, "media.tasks.publish_shown_files", instance.pk))


@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver(post_page_move)
def publish_what_pages_show(raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        transaction.on_commit(partial(queue.enqueue, "media.tasks.publish_shown_files"))


@receiver(pre_delete, sender=Picture)
@receiver(pre_delete, sender=AudioClip)
def wait_for_publishing(**kwargs: Any) -> None:
    actions.hold_publishing()


@receiver(post_delete, sender=Picture)
@receiver(post_delete, sender=AudioClip)
def forget_files_of_deleted(instance: Picture | AudioClip, **kwargs: Any) -> None:
    if instance.is_public:
        bump_site_revision()
    transaction.on_commit(partial(actions.forget_files, instance))
