"""Fields that take a commune by its old or new name: one for forms, one for the API."""

from portal.places.fields.api import CommuneKeyField
from portal.places.fields.choosing import COMMUNES, PLACES, Offer
from portal.places.fields.form import CommuneField, CommuneInput

__all__ = ["COMMUNES", "PLACES", "CommuneField", "CommuneInput", "CommuneKeyField", "Offer"]
