"""The ASGI entry point."""

import os

from django.core.asgi import get_asgi_application
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
try:
    application = get_asgi_application()
except ImproperlyConfigured as error:
    raise SystemExit(f"The portal cannot start: {error}") from None
