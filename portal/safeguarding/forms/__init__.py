"""The shape of what people type. One module for each noun."""

from portal.safeguarding.forms.hotlines import (
    HotlineChangeForm,
    RejectionForm,
    column_of,
)

__all__ = [
    "HotlineChangeForm",
    "RejectionForm",
    "column_of",
]
