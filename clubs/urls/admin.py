"""Doors of the staff desk; `wagtail_hooks` mounts them below /admin/cau-lac-bo/. One list for each noun."""

from django.urls import URLPattern

clubs: list[URLPattern] = []
opinions: list[URLPattern] = []
pieces: list[URLPattern] = []

urlpatterns: list[URLPattern] = [*clubs, *opinions, *pieces]
