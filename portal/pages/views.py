"""Doors of the site that are not pages of the tree: search, feed, robots, what phones keep, errors."""

import json
from datetime import datetime, time
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail import views as wagtail_views
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Locale, Page, Site
from wagtail.query import PageQuerySet

from portal.foundation import api, languages, page_cache
from portal.pages import queries
from portal.pages.models import ArticlePage


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """This will serve the page at an address, from the tree of the address's language."""
    # Where Wagtail keeps what it found, so that it looks no further.
    request._wagtail_route_for_request = queries.route(request, path)  # type: ignore[attr-defined]
    return wagtail_views.serve(request, path)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """This will answer `?q=` with the pages found. Queries are neither stored nor logged, so the answer is never kept."""
    query = queries.clean_query(request.GET.get("q", ""))
    results = queries.search_pages(query, at=timezone.now(), language=languages.active())
    response = render(request, "pages/search.html", {"query": query, "results": results, "count": len(results)})
    response.headers["Cache-Control"] = "private, no-store"
    return response


class ArticleFeed(Feed):
    """The newest articles as RSS."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return page_cache.share(super().__call__(request, *args, **kwargs))

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def link(self) -> str:
        return reverse("article_feed")

    def title(self) -> str:
        return _("Tiếng Nói: tin tức")

    def description(self) -> str:
        return _("Tin mới của Trung tâm Công tác xã hội – Bảo vệ trẻ em.")

    def items(self) -> QuerySet[ArticlePage]:
        published = ArticlePage.objects.published(timezone.now(), languages.active())
        return published.order_by("-published_on", "-pk")[:20]

    def item_title(self, item: ArticlePage) -> str:
        return item.title

    def item_description(self, item: ArticlePage) -> str:
        return item.summary

    def item_link(self, item: ArticlePage) -> str:
        return item.get_url() or ""

    def item_pubdate(self, item: ArticlePage) -> datetime:
        return timezone.make_aware(datetime.combine(item.published_on, time(7)))


class PagesSitemap(WagtailSitemap):
    """Every public page of the tree, in every language, each with its translations."""

    def items(self) -> PageQuerySet:
        root = self.get_wagtail_site().root_page
        homes = Page.objects.filter(translation_key=root.translation_key)
        below = reduce(or_, (Q(path__startswith=home.path) for home in homes))
        return Page.objects.filter(below).live().public().order_by("path").defer_streamfields().specific()

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        urls = super()._urls(page, protocol, domain)
        codes = dict(Locale.objects.values_list("pk", "language_code"))
        same: dict[Any, list[dict[str, str]]] = {}
        for url in urls:
            alternate = {"location": url["location"], "lang_code": codes[url["page"].locale_id]}
            same.setdefault(url["page"].translation_key, []).append(alternate)
        for url in urls:
            alternates = same[url["page"].translation_key]
            url["alternates"] = alternates if len(alternates) > 1 else []
        return urls


class DoorsSitemap(Sitemap):
    """The doors that are no pages of the tree: help, which people must find, and the names of places."""

    protocol = settings.SITE_URL.split(":", 1)[0]
    i18n = alternates = True

    def items(self) -> list[str]:
        return ["help_now", "find_place", "club_list"]

    def location(self, item: str) -> str:
        return reverse(item)

    def priority(self, item: str) -> float:
        return 1.0 if item == "help_now" else 0.5


SITEMAPS = {"pages": PagesSitemap, "doors": DoorsSitemap}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """This will tell crawlers what to leave alone and where the sitemap is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /tai-khoan/",
        "Disallow: /tim-kiem/",
        *(f"Disallow: /{code}/tim-kiem/" for code in languages.OTHERS),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return page_cache.share(HttpResponse("\n".join(lines) + "\n", content_type="text/plain"))


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """This will say that there is no network, give the one number that needs none, and list what this phone keeps."""
    queries.frame(request)  # read once, so that the way home leads where there is one in this language
    kept = queries.kept_pages(Site.find_for_request(request), at=timezone.now())
    return page_cache.share(render(request, "offline.html", {"kept": kept}))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """This will say how the site looks on a home screen (W3C Web Application Manifest).

    The format has one colour; pages name those of both schemes in their `theme-color`.
    """
    any_shape = [
        {"src": static(f"portal/img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    cut = {"src": static("portal/img/icon-maskable-512.png"), "sizes": "512x512", "type": "image/png"}
    described = {
        "id": "/",
        "name": "Tiếng Nói",
        "short_name": "Tiếng Nói",
        "description": _("Gọi 111, tìm chỗ giúp em và gia đình. Mất mạng vẫn đọc được."),
        "lang": settings.LANGUAGE_CODE,
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": "#0b3f4c",
        "background_color": "#fbf8f1",
        "icons": [*any_shape, {**cut, "purpose": "maskable"}],
        "shortcuts": [
            {"name": _("Cần giúp ngay, gọi 111"), "short_name": _("Gọi 111"), "url": reverse("help_now")},
            {"name": _("Dịch vụ"), "url": "/dich-vu/"},
        ],
    }
    return page_cache.share(JsonResponse(described, content_type="application/manifest+json"))


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """This will give browsers the worker that keeps the fixed set: the set here, what to do with it in a static file.

    With `PORTAL_OFFLINE` off it is a worker that removes itself and everything kept.
    """
    if not settings.PORTAL_OFFLINE:
        lines = [f"importScripts({json.dumps(static('portal/js/service_worker_off.js'))});"]
    else:
        kept = queries.offline_set(Site.find_for_request(request), at=timezone.now())
        site = {
            "version": kept.version,
            "shell": kept.shell,
            "pages": [page.address for page in kept.pages],
            "files": kept.files,
            "offline": _offline_page_of_each_language(),
            "untouched": settings.NEVER_KEPT,
        }
        lines = [
            f"self.SITE = {json.dumps(site)};",
            f"importScripts({json.dumps(static('portal/js/service_worker.js'))});",
        ]
    return page_cache.share(HttpResponse("\n".join(lines) + "\n", content_type="text/javascript; charset=utf-8"))


def _offline_page_of_each_language() -> list[dict[str, str]]:
    """Under which addresses which page says that there is no network; the nearest first."""
    pages = []
    for code in (*languages.OTHERS, settings.LANGUAGE_CODE):
        with translation.override(code):
            pages.append({"under": reverse("wagtail_serve", args=[""]), "page": reverse("offline")})
    return pages


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This will say that there is no such page, and offer search and help; programs get the API's own shape."""
    if request.path.startswith("/api/"):
        return api.not_found()
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """This will say that something broke here; it asks nothing of the database."""
    return render(request, "500.html", status=500)
