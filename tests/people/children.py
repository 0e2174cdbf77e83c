"""A child's browser for tests that are not about signing in."""

from datetime import datetime

from django.test import Client

from portal.people import actions, authentication
from portal.people.models import Participant


def signed_in(participant: Participant, *, is_shared: bool = False, at: datetime, **options: bool) -> Client:
    """Return a browser in which this child is signed in."""
    client = Client(**options)
    client.cookies[authentication.COOKIE] = actions.open_session(participant, is_shared=is_shared, at=at)
    return client
