"""Doors of the staff desk; `wagtail_hooks` mounts them below /admin/cau-lac-bo/. One list for each noun."""

from django.urls import URLPattern, path

from clubs import admin_views as screens
from clubs.admin_views import opinions as opinion_screens
from clubs.admin_views import pieces as piece_screens

clubs: list[URLPattern] = [
    path("", screens.MyClubs.as_view(), name="index"),
    path("so-em/", screens.Totals.as_view(), name="totals"),
    path("nhap/", screens.Import.as_view(), name="import"),
    path("tin/", screens.AllNotices.as_view(), name="notices"),
    path("tin/<int:pk>/go/", screens.NoticeTakenDown.as_view(), name="take_down_notice"),
    path("<int:club>/", screens.OneClub.as_view(), name="club"),
    path("<int:club>/phu-trach/", screens.Facilitators.as_view(), name="facilitators"),
    path("<int:club>/buoi/", screens.NewMeeting.as_view(), name="meeting"),
    path("<int:club>/su-co/", screens.NewIncident.as_view(), name="incident"),
    path("<int:club>/bao-tin/", screens.NewNotice.as_view(), name="notice"),
    path("<int:club>/ma/", screens.Codes.as_view(), name="codes"),
    path("<int:club>/ma/<uuid:pack>/", screens.PrintedSheet.as_view(), name="sheet"),
    path("<int:club>/em/<uuid:member>/", screens.Member.as_view(), name="member"),
    path("<int:club>/em/<uuid:member>/ghi-ho/", screens.PaperEntry.as_view(), name="paper"),
]
opinions: list[URLPattern] = [
    path("", opinion_screens.OpinionIndex.as_view(), name="index"),
    path("<uuid:pk>/", opinion_screens.OpinionDetail.as_view(), name="opinion"),
    path("<uuid:pk>/nghe/", opinion_screens.OpinionRecording.as_view(), name="listen"),
]
"""Below /admin/hop-y-kien/, under the name `opinions`."""
pieces: list[URLPattern] = [
    path("", piece_screens.PieceIndex.as_view(), name="index"),
    path("<uuid:pk>/", piece_screens.PieceDetail.as_view(), name="piece"),
    path("<uuid:pk>/bo-anh/", piece_screens.PhotoRemoval.as_view(), name="remove_photo"),
]
"""Below /admin/bai-phong-vien/, under the name `pieces_desk`."""

urlpatterns: list[URLPattern] = [*clubs]
