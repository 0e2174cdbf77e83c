"""Doors for anyone who needs help."""

urlpatterns: list = []
