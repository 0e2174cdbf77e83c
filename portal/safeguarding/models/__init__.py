"""Rows of safeguarding: whom to call, every word children write, what needs protection, who is on duty."""

from portal.safeguarding.models.concerns import Concern, ConcernStep, HandOver
from portal.safeguarding.models.duty import DAY_BEGINS, DAY_ENDS, DutyShift
from portal.safeguarding.models.hotlines import (
    LONGEST_NUMBER,
    Agency,
    Dated,
    Hotline,
    HotlineChange,
    HotlineList,
    HotlineState,
    signature,
)
from portal.safeguarding.models.reports import Report
from portal.safeguarding.models.texts import (
    OPEN_STATES,
    READ_ELSEWHERE,
    SOURCE_PERMISSIONS,
    Decision,
    FreeText,
    Provenance,
    RejectionReason,
    ReviewDecision,
    SecondReading,
    Severity,
    TextKind,
    TextState,
)

__all__ = [
    "DAY_BEGINS",
    "DAY_ENDS",
    "LONGEST_NUMBER",
    "OPEN_STATES",
    "READ_ELSEWHERE",
    "SOURCE_PERMISSIONS",
    "Agency",
    "Concern",
    "ConcernStep",
    "Dated",
    "Decision",
    "DutyShift",
    "FreeText",
    "HandOver",
    "Hotline",
    "HotlineChange",
    "HotlineList",
    "HotlineState",
    "Provenance",
    "RejectionReason",
    "Report",
    "ReviewDecision",
    "SecondReading",
    "Severity",
    "TextKind",
    "TextState",
    "signature",
]
