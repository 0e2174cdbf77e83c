"""Doors of the staff desk about concerns; `wagtail_hooks` mounts them."""

from django.urls import path

from portal.safeguarding import admin_views

urlpatterns = [
    path("", admin_views.ConcernIndex.as_view(), name="index"),
    path("moi/", admin_views.NewConcern.as_view(), name="new"),
    path("<uuid:pk>/", admin_views.ConcernDetail.as_view(), name="detail"),
    path("<uuid:pk>/mo/", admin_views.ConcernOpening.as_view(), name="open"),
    path("<uuid:pk>/nhan/", admin_views.ConcernAcknowledgement.as_view(), name="acknowledge"),
    path("<uuid:pk>/giao/", admin_views.ConcernPassingOn.as_view(), name="pass_on"),
    path("<uuid:pk>/muc-do/", admin_views.ConcernSeverity.as_view(), name="severity"),
    path("<uuid:pk>/ban-giao/", admin_views.NewHandOver.as_view(), name="hand_over"),
    path("<uuid:pk>/ban-giao/<int:number>/phieu/", admin_views.HandOverSheet.as_view(), name="sheet"),
    path("<uuid:pk>/nghe/<uuid:text>/", admin_views.ConcernRecording.as_view(), name="listen"),
    path("<uuid:pk>/dong/", admin_views.ConcernClosing.as_view(), name="close"),
]
