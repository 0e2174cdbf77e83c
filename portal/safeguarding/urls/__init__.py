"""Doors for anyone who needs help."""

from django.urls import path

from portal.safeguarding import views

urlpatterns = [
    path("can-giup-ngay/", views.help_now, name="help_now"),
    path("noi-quy/", views.house_rules, name="house_rules"),
    path("roi-trang/", views.blank_page, name="blank_page"),
]
