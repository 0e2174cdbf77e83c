"""Panels of the page editor that any app's pages may show."""

from functools import cached_property
from typing import Any

from wagtail.admin.panels import Panel

from portal.foundation.vietnamese import reading


class ReadingPanel(Panel):
    """Shows who writes for children, and in Vietnamese, what is hard to read in the last saved words; it refuses nothing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/desk/reading.html"

        @cached_property
        def limit(self) -> int | None:
            page = self.instance
            if page is None or page.pk is None or page.locale.language_code != "vi":
                return None
            return page.longest_sentence()

        def is_shown(self) -> bool:
            return self.limit is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            # Parts are read one by one: the end of a heading or a list item ends a sentence, whatever its last sign.
            words = "\n".join(part for part in self.instance.words_read() if part)
            return {
                **super().get_context_data(parent_context),
                "limit": self.limit,
                "long_sentences": reading.too_long(words, self.limit) if self.limit else [],
                "office_words": reading.office_words(words),
            }
