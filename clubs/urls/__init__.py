"""Doors of the site. One list for each noun."""

from django.urls import URLPattern

joining: list[URLPattern] = []
member: list[URLPattern] = []
directory: list[URLPattern] = []
opinions: list[URLPattern] = []
pieces: list[URLPattern] = []

urlpatterns: list[URLPattern] = [*joining, *member, *directory, *opinions, *pieces]
