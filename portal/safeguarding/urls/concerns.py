"""Doors of the staff desk about concerns; `wagtail_hooks` mounts them."""

from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home"), name="index"),
    path("<uuid:pk>/", RedirectView.as_view(url="/admin/"), name="detail"),
]
