"""Doors of the site. One list for each noun."""

from django.urls import URLPattern, path

from clubs import views
from clubs.views import opinions as opinion_views
from clubs.views import pen_name as pen_name_views
from clubs.views import pieces as piece_views
from clubs.views import public_pieces as public_piece_views

joining: list[URLPattern] = [
    path("vao-cau-lac-bo/", views.joining.type_code, name="type_join_code"),
    path("vao/<str:code>/", views.joining.join, name="join_club"),
    path("em/vao/", views.joining.sign_in, name="participant_sign_in"),
]
member: list[URLPattern] = [
    path("em/", views.member.home, name="member_home"),
    path("em/but-danh/", pen_name_views.own, name="own_pen_name"),
]
directory: list[URLPattern] = [
    path("cau-lac-bo/", views.directory.club_list, name="club_list"),
    path("cau-lac-bo/<slug:slug>/", views.directory.club, name="club"),
]
opinions: list[URLPattern] = [
    path("em/y-kien/", opinion_views.say, name="opinion_box"),
    path("em/y-kien/cua-em/", opinion_views.own, name="own_opinions"),
]
pieces: list[URLPattern] = [
    path("em/bai/", piece_views.own, name="own_pieces"),
    path("em/bai/viet/", piece_views.write, name="write_piece"),
    path("em/bai/viet/giu/", piece_views.autosave, name="autosave_piece"),
    path("em/bai/nhap/<uuid:draft>/", piece_views.write, name="draft_piece"),
    path("em/bai/nhap/<uuid:pk>/xoa/", piece_views.forget_draft, name="forget_draft"),
    path("em/bai/<uuid:pk>/", piece_views.one, name="own_piece"),
    path("em/bai/<uuid:replaces>/sua/", piece_views.write, name="mend_piece"),
    path("em/bai/<uuid:pk>/rut/", piece_views.withdraw, name="withdraw_piece"),
    path("em/bai/<uuid:pk>/dang-them/", piece_views.renew, name="renew_piece"),
    path("em/bai/<uuid:pk>/nghe/", piece_views.listen, name="own_recording"),
    path("phong-vien-nho/", public_piece_views.listed, name="pieces"),
    path("phong-vien-nho/<uuid:pk>/", public_piece_views.read, name="piece"),
]

urlpatterns: list[URLPattern] = [*joining, *member, *directory, *opinions, *pieces]
