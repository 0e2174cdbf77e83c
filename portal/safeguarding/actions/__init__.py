"""The only writers of safeguarding's rows. One module for each noun."""

from portal.safeguarding.actions.hotlines import (
    confirm_hotline_change,
    load_demo_hotlines,
    propose_hotline_change,
    reject_hotline_change,
    restore_hotlines,
    save_agency,
    sign_hotlines,
)

__all__ = [
    "confirm_hotline_change",
    "load_demo_hotlines",
    "propose_hotline_change",
    "reject_hotline_change",
    "restore_hotlines",
    "save_agency",
    "sign_hotlines",
]
