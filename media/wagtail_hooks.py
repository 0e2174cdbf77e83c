"""Where media stands in the staff desk, and the doors of Wagtail's it closes or replaces."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.documents.models import AbstractDocument
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from media import queries, rules, views
from media.admin_views import blurring, clips, pictures
from portal.foundation.refusals import why_not

register_snippet(clips.ClipViewSet)


@hooks.register("register_admin_urls")
def file_and_picture_urls() -> list[Any]:
    # Those beginning with images/ stand at the very addresses of Wagtail's own, before them.
    return [
        path("tep/<path:path>", views.private_file, name="private_file"),
        path("images/", pictures.PictureIndex.as_view()),
        path("images/results/", pictures.PictureIndex.as_view(results_only=True)),
        path("images/multiple/add/", pictures.AddPictures.as_view()),
        path("images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/", pictures.CompletePicture.as_view()),
        path("images/<int:pk>/che/", blurring.Blurring.as_view(), name="blur_picture"),
    ]


@hooks.register("construct_admin_api", order=1)  # in place of Wagtail's own, which lists every picture to all staff
def only_pictures_of_the_library(router: Any) -> None:
    router.register_endpoint("images", pictures.LibraryAPI)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("media.blur", gettext_lazy("Che"), gettext_lazy("Đã che một phần ảnh"))


@hooks.register("before_publish_page")
def hold_pictures_of_children(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is kept; what may not be shown is named. Whatever is published otherwise, such a picture stays private."""
    if not _warn_of_children(request, page):
        return None
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_pictures_of_children(request: HttpRequest, page: Page) -> None:
    _warn_of_children(request, page)


def _warn_of_children(request: HttpRequest, page: Page) -> bool:
    refusals = [
        refusal
        for picture in queries.pictures_in(page)
        if (refusal := why_not(rules.check_can_show, picture)) is not None
    ]
    for refusal in refusals:
        messages.error(request, str(refusal))
    return bool(refusals)


@hooks.register("before_serve_document")
def serve_published_documents(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """To outsiders there are only documents a live page links to; staff are sent where the second factor is asked for."""
    if queries.shown_ids(type(document), at=timezone.now(), pk=document.pk):
        return None
    if rules.may_see_file_of(document, by=request.user):
        return redirect("private_file", document.file.name)
    raise Http404
