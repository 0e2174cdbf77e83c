"""Doors of the site. One module for each noun."""

from clubs.views import directory, joining, member

__all__ = ["directory", "joining", "member"]
