"""Doors of the staff desk; `wagtail_hooks` mounts them below /admin/cau-lac-bo/. One list for each noun."""

from django.urls import URLPattern, path

from clubs.admin_views import opinions as opinion_screens
from clubs.admin_views import pieces as piece_screens

clubs: list[URLPattern] = []
opinions: list[URLPattern] = [
    path("", opinion_screens.OpinionIndex.as_view(), name="index"),
    path("<uuid:pk>/", opinion_screens.OpinionDetail.as_view(), name="opinion"),
]
"""Below /admin/hop-y-kien/, under the name `opinions`."""
pieces: list[URLPattern] = [
    path("", piece_screens.PieceIndex.as_view(), name="index"),
    path("<uuid:pk>/", piece_screens.PieceDetail.as_view(), name="piece"),
    path("<uuid:pk>/bo-anh/", piece_screens.PhotoRemoval.as_view(), name="remove_photo"),
]
"""Below /admin/bai-phong-vien/, under the name `pieces_desk`."""

urlpatterns: list[URLPattern] = [*clubs]
