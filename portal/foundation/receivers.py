"""What Wagtail and Django announce, and what follows for the kept pages."""

from typing import Any

from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, published, unpublished

from portal.foundation import actions, triggers

_DRAFT_FIELDS = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}
"""What Wagtail writes into a page when a draft of it is saved: nothing a visitor sees."""


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move, published, unpublished])
def forget_kept_pages(**kwargs: Any) -> None:
    actions.bump_site_revision()


@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=Redirect)
@receiver([post_save, post_delete], sender=PageViewRestriction)
def forget_kept_pages_of_settings(**kwargs: Any) -> None:
    if not kwargs.get("raw"):
        actions.bump_site_revision()


@receiver(post_save)
def forget_kept_pages_of_saved(
    sender: type, instance: Any, raw: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    # Aliases, and whatever saves a live page without publishing it, are announced by nothing else.
    if raw or not issubclass(sender, Page) or not instance.live:
        return
    if update_fields is None or not update_fields <= _DRAFT_FIELDS:
        actions.bump_site_revision()


@receiver(post_delete)
def forget_kept_pages_of_deleted(sender: type, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        actions.bump_site_revision()


@receiver(post_migrate)
def hold_append_only_tables(sender: Any, **kwargs: Any) -> None:
    # After the last app only would be enough, but there is no signal for it; installing twice changes nothing.
    triggers.install()
