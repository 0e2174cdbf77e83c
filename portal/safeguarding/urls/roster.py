"""Doors of the staff desk about the roster; `wagtail_hooks` mounts them."""

from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [path("tuan/", RedirectView.as_view(pattern_name="wagtailadmin_home"), name="week")]
