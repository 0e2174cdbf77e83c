"""Doors of the site that are not pages of the tree: search, feed, robots, errors."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.foundation import api, page_cache
from portal.pages import queries
from portal.pages.models import ArticlePage


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """This will answer `?q=` with the pages found. Queries are neither stored nor logged, so the answer is never kept."""
    query = queries.clean_query(request.GET.get("q", ""))
    results = queries.search_pages(query, at=timezone.now())
    response = render(request, "pages/search.html", {"query": query, "results": results, "count": len(results)})
    response.headers["Cache-Control"] = "private, no-store"
    return response


class ArticleFeed(Feed):
    """The newest articles as RSS."""

    link = "/tin-tuc/"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return page_cache.share(super().__call__(request, *args, **kwargs))

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self) -> str:
        return _("Tiếng Nói: tin tức")

    def description(self) -> str:
        return _("Tin mới của Trung tâm Công tác xã hội – Bảo vệ trẻ em.")

    def items(self) -> QuerySet[ArticlePage]:
        return ArticlePage.objects.published(timezone.now()).order_by("-published_on", "-pk")[:20]

    def item_title(self, item: ArticlePage) -> str:
        return item.title

    def item_description(self, item: ArticlePage) -> str:
        return item.summary

    def item_link(self, item: ArticlePage) -> str:
        return item.get_url() or ""

    def item_pubdate(self, item: ArticlePage) -> datetime:
        return timezone.make_aware(datetime.combine(item.published_on, time(7)))


class HelpSitemap(Sitemap):
    """The help page: it is no page of the tree, and the one people must find."""

    protocol = settings.SITE_URL.split(":", 1)[0]
    priority = 1.0

    def items(self) -> list[str]:
        return ["help_now"]

    def location(self, item: str) -> str:
        return reverse(item)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """This will tell crawlers what to leave alone and where the sitemap is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /tai-khoan/",
        "Disallow: /tim-kiem/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return page_cache.share(HttpResponse("\n".join(lines) + "\n", content_type="text/plain"))


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """This will say that there is no network, and give the one number that needs none."""
    return page_cache.share(render(request, "offline.html"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This will say that there is no such page, and offer search and help; programs get the API's own shape."""
    if request.path.startswith("/api/"):
        return api.not_found()
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """This will say that something broke here; it asks nothing of the database."""
    return render(request, "500.html", status=500)
