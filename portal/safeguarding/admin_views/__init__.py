"""Staff screens of safeguarding. One module for each noun."""

from portal.safeguarding.admin_views.concerns import (
    ConcernAcknowledgement,
    ConcernClosing,
    ConcernDetail,
    ConcernIndex,
    ConcernOpening,
    ConcernPassingOn,
    ConcernSeverity,
    NewConcern,
    OpenConcerns,
)
from portal.safeguarding.admin_views.desk import (
    DeskScreen,
    NextText,
    Queue,
    Unread,
    age_of,
)
from portal.safeguarding.admin_views.desk_holding import (
    Listening,
    NamingLanguage,
    PassingOn,
    Releasing,
    Returning,
)
from portal.safeguarding.admin_views.desk_items import (
    Deciding,
    Item,
    Opening,
)
from portal.safeguarding.admin_views.desk_reports import (
    ReportDetail,
    Reports,
)
from portal.safeguarding.admin_views.desk_second import (
    SecondReadingOfText,
    SecondReadings,
)
from portal.safeguarding.admin_views.duty import (
    OnDuty,
    RosterCopy,
    RosterFilling,
    RosterWeek,
    ShiftViewSet,
)
from portal.safeguarding.admin_views.hand_overs import (
    ConcernRecording,
    HandOverSheet,
    NewHandOver,
)
from portal.safeguarding.admin_views.hotlines import (
    PER_PAGE,
    AgencyCreate,
    AgencyEdit,
    AgencyViewSet,
    ChangeConfirmation,
    ChangeDetail,
    ChangeHistory,
    ChangeRejection,
    HotlineIndex,
    HotlineScreen,
    ProposeChange,
    WaitingChanges,
)

__all__ = [
    "PER_PAGE",
    "AgencyCreate",
    "AgencyEdit",
    "AgencyViewSet",
    "ChangeConfirmation",
    "ChangeDetail",
    "ChangeHistory",
    "ChangeRejection",
    "ConcernAcknowledgement",
    "ConcernClosing",
    "ConcernDetail",
    "ConcernIndex",
    "ConcernOpening",
    "ConcernPassingOn",
    "ConcernRecording",
    "ConcernSeverity",
    "Deciding",
    "DeskScreen",
    "HandOverSheet",
    "HotlineIndex",
    "HotlineScreen",
    "Item",
    "Listening",
    "NamingLanguage",
    "NewConcern",
    "NewHandOver",
    "NextText",
    "OnDuty",
    "OpenConcerns",
    "Opening",
    "PassingOn",
    "ProposeChange",
    "Queue",
    "Releasing",
    "ReportDetail",
    "Reports",
    "Returning",
    "RosterCopy",
    "RosterFilling",
    "RosterWeek",
    "SecondReadingOfText",
    "SecondReadings",
    "ShiftViewSet",
    "Unread",
    "WaitingChanges",
    "age_of",
]
