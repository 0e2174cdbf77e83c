"""Doors of the site that are not pages of the tree."""

urlpatterns: list = []
