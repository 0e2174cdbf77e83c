"""Screens of the staff desk. One module for each noun."""

from clubs.admin_views.clubs import ClubViewSet, Facilitators, Import, Totals
from clubs.admin_views.codes import Codes, PrintedSheet
from clubs.admin_views.facilitating import ClubScreen, MyClubs, OneClub
from clubs.admin_views.meetings import NewIncident, NewMeeting
from clubs.admin_views.members import Member, PaperEntry
from clubs.admin_views.notices import AllNotices, NewNotice, NoticeTakenDown
from clubs.admin_views.panels import ClubsPanel

__all__ = [
    "AllNotices",
    "ClubScreen",
    "ClubViewSet",
    "ClubsPanel",
    "Codes",
    "Facilitators",
    "Import",
    "Member",
    "MyClubs",
    "NewIncident",
    "NewMeeting",
    "NewNotice",
    "NoticeTakenDown",
    "OneClub",
    "PaperEntry",
    "PrintedSheet",
    "Totals",
]
