"""What is done with places: lists are read from files and loaded, nothing else changes them."""

from portal.places.actions.loading import Loaded, load_units
from portal.places.actions.reading import OWN_LISTS, read_list

__all__ = ["OWN_LISTS", "Loaded", "load_units", "read_list"]
