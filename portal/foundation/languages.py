"""The languages of the site: Vietnamese at the root, others below their codes; words that exist only in Vietnamese."""

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

OTHERS = tuple(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
"""Languages whose addresses begin with their code."""


SPOKEN = {
    "vi": "Tiếng Việt",
    "sed": "Xơ Đăng",
    "bdq": "Ba Na",
    "jeh": "Giẻ",
    "stg": "Triêng",
    "jra": "Gia Rai",
    "hre": "Hrê",
    "cua": "Co",
    "brb": "Brâu",
    "km": "Khmer",
    "cja": "Chăm",
    "yue": "Hoa",
    "en": "English",
}
"""Languages children and readers of their words may name, by code (design, §4.5), each as it is called here."""

BESIDE_VIETNAMESE = {code: name for code, name in SPOKEN.items() if code != settings.LANGUAGE_CODE}
"""What a member of staff may read besides Vietnamese, which everyone here reads."""

UNKNOWN = "und"
"""ISO 639-2: undetermined. A person says which."""


def of_path(path: str) -> str:
    """This will return the language of an address: what stands first in it, else Vietnamese."""
    first = path.strip("/").split("/", 1)[0] if path.startswith("/") else ""
    return first if first in OTHERS else settings.LANGUAGE_CODE


def active() -> str:
    """This will return the code of the language being spoken now."""
    return get_language() or settings.LANGUAGE_CODE


def is_main() -> bool:
    """This will say whether Vietnamese is being spoken now."""
    return active() == settings.LANGUAGE_CODE


def local(text: str) -> SafeString:
    """This will write words kept in Vietnamese: translated where the catalogue has exactly these, else marked Vietnamese.

    Exactly these: once staff write something else, no old translation stands beside the new fact.
    """
    if is_main() or not text:
        return SafeString(escape(text))
    known = gettext(text)
    return SafeString(escape(known)) if known != text else in_vietnamese(text)


def in_vietnamese(text: str) -> SafeString:
    """This will mark words as Vietnamese, for screen readers and browsers, on a page in another language."""
    return format_html('<span lang="{}">{}</span>', settings.LANGUAGE_CODE, text)


def written(record: object, name: str) -> SafeString:
    """This will write a record's words in the language spoken now: `name_en` beside `name`, else as `local` does."""
    if not is_main():
        translated = getattr(record, f"{name}_{active()}", "")
        if translated:
            return SafeString(escape(translated))
    return local(getattr(record, name))
