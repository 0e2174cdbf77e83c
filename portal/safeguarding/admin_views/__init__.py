"""Staff screens of safeguarding. One module for each noun."""

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
    "HotlineIndex",
    "HotlineScreen",
    "ProposeChange",
    "WaitingChanges",
]
