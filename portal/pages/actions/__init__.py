"""Writes of the site itself."""

from portal.pages.actions.demo import load_demo
from portal.pages.actions.demo_children import load_demo_children
from portal.pages.actions.demo_files import load_demo_files
from portal.pages.actions.texts import keep_page_text

__all__ = ["keep_page_text", "load_demo", "load_demo_children", "load_demo_files"]
