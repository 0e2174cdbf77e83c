"""Forms every app stands on: one that shows refusals, and the one public pages are edited with."""

import json
from functools import cache
from itertools import chain
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.coreutils import get_js_regex

from portal.foundation.refusals import Refusal
from portal.foundation.vietnamese.slugs import slugify

_LATIN_WITH_MARKS = chain(range(0xC0, 0x250), range(0x1E00, 0x1F00))


class RefusableForm(forms.Form):
    """A form that shows what an action refuses where it belongs."""

    use_required_attribute = False

    def take_refusal(self, refusal: Refusal) -> None:
        """This will put a refusal beside the fields it is about, or above them all."""
        placed = {name: sentences for name, sentences in refusal.fields.items() if name in self.fields}
        for name, sentences in placed.items():
            self.add_error(name, list(sentences))
        if not placed:
            self.add_error(None, str(refusal))


class SaidField(forms.CharField):
    """What a child says: a NUL, which no database keeps, is left out instead of sending her words back."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\0", "")


class FoldedSlugField(forms.SlugField):
    """An address part: whatever is typed becomes a-z, 0-9 and hyphens."""

    def to_python(self, value: Any) -> str:
        return slugify(super().to_python(value) or "")


class BasePageForm(WagtailAdminPageForm):
    """The form of every public page: its address is folded the same way in the browser and here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" not in self.fields:
            return
        original = self.fields["slug"]
        original.widget.attrs["data-w-slug-formatters-value"] = browser_formatters()
        self.fields["slug"] = FoldedSlugField(
            label=original.label,
            required=False,  # an empty one is made from the title when the page is saved
            max_length=255,
            widget=original.widget,
            help_text=_("Phần cuối địa chỉ của trang, tự tạo từ tiêu đề: “Đuối nước” thành “duoi-nuoc”."),
        )


@cache
def browser_formatters() -> str:
    """This will return the replacements the editor's script makes in a title, so that it shows the slug to be kept."""
    by_letter: dict[str, list[str]] = {}
    for character in map(chr, _LATIN_WITH_MARKS):
        by_letter.setdefault(slugify(character), []).append(character)
    rules = [(f"[{''.join(characters)}]", letter) for letter, characters in sorted(by_letter.items()) if letter]
    rules += [("[\u0300-\u036f]", ""), ("[^A-Za-z0-9]+", "-"), ("^-+|-+$", "")]
    return json.dumps([[get_js_regex(pattern), letter] for pattern, letter in rules], separators=(",", ":"))


def key_in(written: str) -> int:
    """This will return the number of a row that a form or an address names; 0, which no row has, for what is no number."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0
