"""Forms about what adults owe children. One module for each noun."""

from portal.answers.forms.complaints import ComplaintForm
from portal.answers.forms.data_requests import KINDS, DataRequestForm
from portal.answers.forms.receipts import (
    CodeField,
    CodeForm,
    ErasureForm,
    PinField,
    PinForm,
    TokenForm,
    WordsField,
    WriteAgainForm,
)
from portal.answers.forms.reports import (
    ReportForm,
)
from portal.answers.forms.staff import OpeningForm, ReplyForm

__all__ = [
    "KINDS",
    "CodeField",
    "CodeForm",
    "ComplaintForm",
    "DataRequestForm",
    "ErasureForm",
    "OpeningForm",
    "PinField",
    "PinForm",
    "ReplyForm",
    "ReportForm",
    "TokenForm",
    "WordsField",
    "WriteAgainForm",
]
