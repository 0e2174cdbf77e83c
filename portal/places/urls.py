"""The public address of places."""

from django.urls import path

from portal.places import views

urlpatterns = [path("xa-phuong/", views.find_place, name="find_place")]
