"""Doors of the site that are not pages of the tree: search, feeds, errors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This will say that there is no such page, and offer search and help."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """This will say that something broke here; it asks nothing of the database."""
    return render(request, "500.html", status=500)
