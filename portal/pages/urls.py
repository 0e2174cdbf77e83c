"""Doors of the site that are not pages of the tree."""

from django.urls import path

from portal.pages import views

urlpatterns = [
    path("tim-kiem/", views.search, name="search"),
    path("tin-tuc/rss/", views.ArticleFeed(), name="article_feed"),
    path("khong-co-mang/", views.offline, name="offline"),
    path("robots.txt", views.robots, name="robots"),
]
