"""Where files go."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for stylesheets and for ES modules with relative imports alike."""

    support_js_module_import_aggregation = True
