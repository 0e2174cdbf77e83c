"""Doors of the staff desk to consents."""

from django.urls import path

from portal.people import admin_views

urlpatterns = [
    path("", admin_views.ConsentIndex.as_view(), name="index"),
    path("rut-lai/", admin_views.WithdrawalIndex.as_view(), name="withdrawals"),
    path("rut-lai/<int:pk>/tra-loi/", admin_views.ReplyToWithdrawal.as_view(), name="reply"),
    path("anh/<int:pk>/", admin_views.PictureConsents.as_view(), name="picture"),
    path("anh/<int:pk>/<uuid:participant>/go/", admin_views.UntiePicture.as_view(), name="untie"),
    path("<uuid:participant>/", admin_views.ParticipantConsents.as_view(), name="participant"),
    path("<uuid:participant>/phieu/", admin_views.MakeSlip.as_view(), name="slip"),
    path("<uuid:participant>/phieu/thu-hoi/", admin_views.RevokeSlip.as_view(), name="revoke"),
    path("<uuid:participant>/giay/", admin_views.EnterPaper.as_view(), name="paper"),
    path("<uuid:participant>/rut-lai/", admin_views.WithdrawFor.as_view(), name="withdraw"),
    path("<uuid:participant>/chung/<uuid:record>/", admin_views.Witness.as_view(), name="witness"),
]
