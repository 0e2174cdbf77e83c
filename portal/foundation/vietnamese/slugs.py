"""Addresses of pages made from Vietnamese titles."""

import re

from anyascii import anyascii

from portal.foundation.vietnamese import text as vietnamese_text


def slugify(text: str) -> str:
    """Return an address part of a-z, 0-9 and single hyphens: "Đuối nước & điện giật" → "duoi-nuoc-dien-giat".

    Other scripts are spelled in Latin letters. A text of nothing but signs gives "", which the caller replaces.
    """
    latin = anyascii(vietnamese_text.normalize(text)).lower()
    return re.sub("[^a-z0-9]+", "-", latin).strip("-")
