"""Doors of the staff desk about the week of the roster; `wagtail_hooks` mounts them."""

from django.urls import path

from portal.safeguarding import admin_views

urlpatterns = [
    path("tuan/", admin_views.RosterWeek.as_view(), name="week"),
    path("tuan/chep/", admin_views.RosterCopy.as_view(), name="copy"),
    path("tuan/xep/", admin_views.RosterFilling.as_view(), name="fill"),
]
