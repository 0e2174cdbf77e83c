"""Where files go: what nobody has decided about yet, what everyone may see, and the stylesheets and scripts."""

from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PrivateStorage(FileSystemStorage):
    """Every upload. No web server may serve this folder: its addresses lead to a view that asks who is there."""

    @cached_property
    def base_location(self) -> Path:
        return Path(settings.MEDIA_ROOT) / "private"

    @cached_property
    def base_url(self) -> str:
        return "/admin/tep/"


class PublicStorage(FileSystemStorage):
    """Copies of what a live page shows, under names nobody can guess; withdrawing deletes them."""

    @cached_property
    def base_location(self) -> Path:
        return Path(settings.MEDIA_ROOT) / "public"


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for stylesheets and for ES modules with relative imports alike."""

    support_js_module_import_aggregation = True
