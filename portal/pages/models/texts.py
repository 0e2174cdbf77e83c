"""Words of pages, ready for search results."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageText(models.Model):
    """The words of a published page, made ready so that search results need load and fold no page.

    The three texts hold the same words in the same order: as written, as searched with marks, as searched without.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", primary_key=True)
    kind = models.CharField(max_length=60)
    text = models.TextField()
    marked = models.TextField()
    plain = models.TextField()

    class Meta:
        verbose_name = _("chữ của trang")
        verbose_name_plural = _("chữ của trang")
