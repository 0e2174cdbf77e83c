"""Doors of the staff desk about hotlines; `wagtail_hooks` mounts them."""

from django.urls import path

from portal.safeguarding import admin_views

urlpatterns = [
    path("", admin_views.HotlineIndex.as_view(), name="index"),
    path("de-nghi/", admin_views.ProposeChange.as_view(), name="propose_new"),
    path("<int:pk>/de-nghi/", admin_views.ProposeChange.as_view(), name="propose"),
    path("de-nghi/<int:pk>/", admin_views.ChangeDetail.as_view(), name="change"),
    path("de-nghi/<int:pk>/xac-nhan/", admin_views.ChangeConfirmation.as_view(), name="confirm"),
    path("de-nghi/<int:pk>/khong-nhan/", admin_views.ChangeRejection.as_view(), name="reject"),
    path("lich-su/", admin_views.ChangeHistory.as_view(), name="history"),
]
