"""Doors of the staff desk; `wagtail_hooks` mounts them."""

from django.urls import path

from portal.answers import admin_views

receipts = [
    path("", admin_views.ReceiptIndex.as_view(), name="index"),
    path("<uuid:pk>/", admin_views.ReceiptDetail.as_view(), name="detail"),
    path("loi/<int:pk>/da-xem/", admin_views.ReplySeen.as_view(), name="seen"),
]
complaints = [
    path("", admin_views.ComplaintIndex.as_view(), name="index"),
    path("<uuid:pk>/", admin_views.ComplaintDetail.as_view(), name="detail"),
]
data_requests = [
    path("", admin_views.RequestIndex.as_view(), name="index"),
    path("<uuid:pk>/", admin_views.RequestDetail.as_view(), name="detail"),
]
