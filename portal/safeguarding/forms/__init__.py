"""The shape of what people type. One module for each noun."""

from portal.safeguarding.forms.concerns import (
    ClosingForm,
    ConcernOpeningForm,
    ConcernPassOnForm,
    HandOverForm,
    NewConcernForm,
    RefusableForm,
    SeverityForm,
)
from portal.safeguarding.forms.desk import (
    DecisionForm,
    LanguageForm,
    OpeningForm,
    OutcomeForm,
    PassOnForm,
    SecondReadingForm,
)
from portal.safeguarding.forms.duty import (
    ShiftForm,
    WeekForm,
)
from portal.safeguarding.forms.hotlines import (
    HotlineChangeForm,
    RejectionForm,
    column_of,
)

__all__ = [
    "ClosingForm",
    "ConcernOpeningForm",
    "ConcernPassOnForm",
    "DecisionForm",
    "HandOverForm",
    "HotlineChangeForm",
    "LanguageForm",
    "NewConcernForm",
    "OpeningForm",
    "OutcomeForm",
    "PassOnForm",
    "RefusableForm",
    "RejectionForm",
    "SecondReadingForm",
    "SeverityForm",
    "ShiftForm",
    "WeekForm",
    "column_of",
]
