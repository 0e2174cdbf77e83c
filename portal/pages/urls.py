"""Doors of the site that are not pages of the tree."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from portal.pages import views

urlpatterns = [
    path("tim-kiem/", views.search, name="search"),
    path("tin-tuc/rss/", views.ArticleFeed(), name="article_feed"),
    path("khong-co-mang/", views.offline, name="offline"),
    re_path(
        serve_pattern.replace("^", "^(?!_util/)", 1), views.serve, name="wagtail_serve"
    ),  # that folder is Wagtail's
]

every_language = [
    path("robots.txt", views.robots, name="robots"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.service_worker, name="service_worker"),
]
"""Doors that stand at one address, whatever language is spoken."""
