"""Where an editor covers faces, name tags and number plates."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from media import actions, rules
from media.forms import RegionFormSet, regions
from media.models import Picture
from portal.foundation.refusals import Refusal, why_not


class Blurring(WagtailAdminTemplateMixin, View):
    """This will show one picture and cover for good the rectangles that were drawn on it."""

    page_title = gettext_lazy("Che mặt, bảng tên, biển số")
    header_icon = "image"
    template_name = "media/admin/blurring.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.picture = get_object_or_404(Picture, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if why_not(rules.check_can_change_picture, self.picture, by=request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.picture.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailimages:index"), "label": _("Ảnh")},
            {"url": reverse("wagtailimages:edit", args=[self.picture.pk]), "label": self.picture.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(RegionFormSet())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        formset = RegionFormSet(request.POST)
        if not formset.is_valid():
            return self._show(formset, status=400)
        try:
            actions.blur_picture(self.picture, regions=regions(formset), by=request.user, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return self._show(formset, status=refusal.status)
        messages.success(request, _("Đã che. Bản chưa che đã bị xóa hẳn khỏi máy chủ."))
        if self.picture.shows_identifiable_child:
            messages.info(
                request, _("Nếu không còn nhận ra em nào, hãy đổi câu trả lời bên dưới thành “Không” rồi lưu.")
            )
        return redirect("wagtailimages:edit", pk)

    def _show(self, formset: Any, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(picture=self.picture, formset=formset), status=status)
