"""Staff screens of safeguarding. One module for each noun."""

from portal.safeguarding.admin_views.desk import (
    DeskScreen,
    NextText,
    Queue,
    Unread,
    age_of,
)
from portal.safeguarding.admin_views.desk_items import (
    Deciding,
    Item,
    Listening,
    Opening,
    PassingOn,
    Releasing,
    Returning,
)
from portal.safeguarding.admin_views.desk_reports import (
    ReportDetail,
    Reports,
)
from portal.safeguarding.admin_views.desk_second import (
    SecondReadingOfText,
    SecondReadings,
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
    "Deciding",
    "DeskScreen",
    "HotlineIndex",
    "HotlineScreen",
    "Item",
    "Listening",
    "NextText",
    "Opening",
    "PassingOn",
    "ProposeChange",
    "Queue",
    "Releasing",
    "ReportDetail",
    "Reports",
    "Returning",
    "SecondReadingOfText",
    "SecondReadings",
    "Unread",
    "WaitingChanges",
    "age_of",
]
