"""Doors of people at the API. One module for each noun."""

from portal.people.api import consents, me

urlpatterns = me.urlpatterns
consent_urlpatterns = consents.urlpatterns

__all__ = ["consent_urlpatterns", "urlpatterns"]
