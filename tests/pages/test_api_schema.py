"""Every answer of the API is one its own schema promises, for inputs nobody would think of."""

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from portal.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_centre")]

config = schemathesis.Config()
config.projects.default.generation.allow_x00 = False  # Django refuses NUL with 400, a promise OpenAPI cannot state
schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application, config=config)


@pytest.fixture(autouse=True)
def _one_connection():
    """A real WSGI request closes its connection at the end; the test's transaction lives in that connection."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


@schema.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_it_keeps_the_promises_of_its_schema(case):
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
