"""What follows when a page is published or a setting of the site changes."""

from datetime import datetime
from typing import Any

from django.db.models import Min
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from portal.foundation import page_cache
from portal.foundation.actions import bump_site_revision
from portal.foundation.models import BasePage
from portal.pages import actions
from portal.pages.models import AudienceGroup, CentreSettings, Subject


@receiver(page_published)
def keep_page_text(instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, BasePage):
        actions.keep_page_text(page)


@receiver([post_save, post_delete], sender=AudienceGroup)
@receiver([post_save, post_delete], sender=Subject)
@receiver([post_save, post_delete], sender=CentreSettings)
def forget_kept_pages(raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        bump_site_revision()


@page_cache.announces_change
def next_expiry_of_a_page(at: datetime) -> datetime | None:
    return Page.objects.live().filter(expire_at__gt=at).aggregate(first=Min("expire_at"))["first"]
