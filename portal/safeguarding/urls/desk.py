"""Doors of the desk where every word is read; `wagtail_hooks` mounts them."""

from django.urls import path

from portal.safeguarding import admin_views

urlpatterns = [
    path("", admin_views.Queue.as_view(), name="queue"),
    path("tiep/", admin_views.NextText.as_view(), name="next"),
    path("doc-lai/", admin_views.SecondReadings.as_view(), name="second"),
    path("doc-lai/<int:pk>/", admin_views.SecondReadingOfText.as_view(), name="read_second"),
    path("loi-bao/", admin_views.Reports.as_view(), name="reports"),
    path("loi-bao/<uuid:pk>/", admin_views.ReportDetail.as_view(), name="report"),
    path("<uuid:pk>/", admin_views.Item.as_view(), name="item"),
    path("<uuid:pk>/mo/", admin_views.Opening.as_view(), name="open"),
    path("<uuid:pk>/quyet-dinh/", admin_views.Deciding.as_view(), name="decide"),
    path("<uuid:pk>/tha/", admin_views.Releasing.as_view(), name="release"),
    path("<uuid:pk>/giao/", admin_views.PassingOn.as_view(), name="pass_on"),
    path("<uuid:pk>/tieng/", admin_views.NamingLanguage.as_view(), name="language"),
    path("<uuid:pk>/tra-ve/", admin_views.Returning.as_view(), name="return"),
    path("<uuid:pk>/nghe/", admin_views.Listening.as_view(), name="listen"),
]
