"""The form of a report about something public."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.answers.forms.receipts import TokenForm, WordsField
from portal.safeguarding.models import Report


class ReportForm(TokenForm):
    reason = forms.ChoiceField(
        label=_("Em muốn báo điều gì?"),
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Em chọn một điều em muốn báo nhé."),
            "invalid_choice": _("Em chọn một điều em muốn báo nhé."),
        },
    )
    words = WordsField(
        label=_("Em kể thêm, nếu em muốn"),
        required=False,
        rows=4,
        help_text=_("Cô chú ở Trung tâm đọc. Không có người đọc ngay. Nếu em đang nguy hiểm, gọi 111."),
    )

    @property
    def page(self) -> str:
        """This will return the path of the page it is about, as the link or the form brought it."""
        return str(self._brought("trang") or "/")

    @property
    def text(self) -> UUID | None:
        """This will return the piece it is about, if the link named one."""
        try:
            return UUID(str(self._brought("bai")))
        except ValueError:
            return None

    def _brought(self, name: str) -> Any:
        return self.data.get(name) if self.is_bound else self.initial.get(name)
