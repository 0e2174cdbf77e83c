"""The shape of what people type. One module for each noun."""

from portal.safeguarding.forms.desk import (
    DecisionForm,
    OpeningForm,
    OutcomeForm,
    PassOnForm,
    SecondReadingForm,
)
from portal.safeguarding.forms.hotlines import (
    HotlineChangeForm,
    RejectionForm,
    column_of,
)

__all__ = [
    "DecisionForm",
    "HotlineChangeForm",
    "OpeningForm",
    "OutcomeForm",
    "PassOnForm",
    "RejectionForm",
    "SecondReadingForm",
    "column_of",
]
