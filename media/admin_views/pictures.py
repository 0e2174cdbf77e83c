"""Wagtail's screens for pictures, where ours differ: the list tells the state, several uploads at once are made safe too."""

import secrets
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import SessionAuthentication
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views import images as wagtail_images
from wagtail.images.views import multiple
from wagtail.models import UploadedFile
from wagtail.permissions import policy_registry

from media import images
from media.models import Picture, PictureState


class PictureFilterSet(wagtail_images.ImagesFilterSet):
    state = django_filters.ChoiceFilter(label=_("Tình trạng"), choices=PictureState, method="narrow_to_state")
    shows_identifiable_child = django_filters.ChoiceFilter(
        label=_("Trẻ em nhận ra được"), choices=[(True, _("Có")), (False, _("Không"))]
    )

    class Meta:
        model = Picture
        fields = ["state", "shows_identifiable_child"]

    def narrow_to_state(self, found: QuerySet[Picture], name: str, value: str) -> QuerySet[Picture]:
        if value == PictureState.WAITING:
            return found.filter(key="")
        return found.exclude(key="").filter(is_public=value == PictureState.PUBLIC)


class PictureIndex(wagtail_images.IndexView):
    """This will list pictures, each with its state."""

    filterset_class = PictureFilterSet
    page_title = _("Ảnh")

    @property
    def columns(self) -> list[Column]:
        # Without names of files: ours say nothing.
        title = TitleColumn("title", label=_("Tên"), sort_key="title", get_url=self.get_edit_url, width="35%")
        shown = [title if column.name == "title" else column for column in super().columns]
        if shown:
            shown.insert(3, Column("state", label=_("Tình trạng"), accessor="state.label"))
        return shown


class LibraryAPI(ImagesAdminAPIViewSet):
    """This will list what a member of staff may choose or change."""

    authentication_classes = (SessionAuthentication,)

    def get_queryset(self) -> QuerySet[Picture]:
        policy = policy_registry.get_by_type(Picture)
        mine = policy.instances_user_has_any_permission_for(self.request.user, ["choose", "change"])
        return super().get_queryset().filter(pk__in=mine)


class AddPictures(multiple.AddView):
    """This will take several pictures. Wagtail's own keeps each upload as it came until its form is filled in."""

    template_name = "media/admin/add_pictures.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        upload = request.FILES.get("files[]")
        if upload is None:
            return HttpResponseBadRequest("Must upload a file")
        try:
            safe = images.check_and_redraw(upload).as_file()
        except images.BadPicture as refusal:
            return JsonResponse({"success": False, "error_message": str(refusal)})
        safe.name = f"{secrets.token_hex(16)}.jpg"
        self.upload_object = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(Picture), file=safe, uploaded_by_user=request.user
        )
        # No title: the name of a file may name a child.
        self.object = Picture(collection_id=request.POST.get("collection"))
        return JsonResponse(self.get_edit_upload_response_data())


class CompletePicture(multiple.CreateFromUploadedImageView):
    """This will make a picture of an upload whose form is filled in."""

    def save_object(self, form: Any) -> None:
        with self.upload.file.open() as drawn:
            self.object.file = images.check_and_redraw(drawn.read()).as_file()
        self.object.uploaded_by_user = self.request.user
        form.save()
