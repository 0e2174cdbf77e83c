"""Doors of the staff desk to people. They stand at the top of the admin, beside Wagtail's own."""

from django.urls import path

from portal.people import admin_views

report = admin_views.AccessReport

urlpatterns = [
    path("ai-duoc-lam-gi/", admin_views.AbilitiesView.as_view(), name="people_abilities"),
    path("nhat-ky/", report.as_view(), name="people_access"),
    path("nhat-ky/ket-qua/", report.as_view(results_only=True), name="people_access_results"),
    path("loi-moi/<int:pk>/thu-hoi/", admin_views.WithdrawView.as_view(), name="people_withdraw_invitation"),
    path("tai-khoan/<int:pk>/mo-khoa/", admin_views.UnlockView.as_view(), name="people_unlock"),
    path("tai-khoan/<int:pk>/tieng/", admin_views.LanguagesReadView.as_view(), name="people_languages_read"),
    path(
        "tai-khoan/<int:pk>/go-lop-thu-hai/",
        admin_views.ResetSecondFactorView.as_view(),
        name="people_reset_second_factor",
    ),
]
