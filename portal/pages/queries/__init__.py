"""Reads of the site: search, where a language's pages stand in the tree, what phones keep."""

from portal.pages.queries.offline import KeptPage, OfflineSet, kept_pages, offline_set
from portal.pages.queries.recordings import pages_with_stale_recordings
from portal.pages.queries.search import Found, clean_query, matching_page_ids, search_pages
from portal.pages.queries.tree import Frame, find_home, frame, known_frame, route

__all__ = [
    "Found",
    "Frame",
    "KeptPage",
    "OfflineSet",
    "clean_query",
    "find_home",
    "frame",
    "kept_pages",
    "known_frame",
    "matching_page_ids",
    "offline_set",
    "pages_with_stale_recordings",
    "route",
    "search_pages",
]
