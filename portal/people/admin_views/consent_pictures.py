"""The staff screen that ties a picture to the consents of the children on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from media import rules as media_rules
from media.models import Picture
from portal.foundation.refusals import Refusal
from portal.people import actions, forms, queries, rules
from portal.people.admin_views.consents import OpenConsentScreen, reached_by_name
from portal.people.models import Activity, Participant


@method_decorator(permission_required("people.view_imageconsent"), name="dispatch")
class PictureConsents(OpenConsentScreen):
    """This will show whose consents a picture is tied to, and tie it to one more child's."""

    page_title = gettext_lazy("Đồng ý dùng ảnh")
    template_name = "people/admin/picture.html"
    header_icon = "image"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.picture = get_object_or_404(Picture, pk=kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.listing(forms.PictureTieForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.person.has_perm("people.add_imageconsent"):
            return self.listing(forms.PictureTieForm(), status=403)
        form = forms.PictureTieForm(request.POST)
        if not form.is_valid():
            return self.listing(form, status=400)
        found = reached_by_name(form.cleaned_data["pen_name"], by=self.person, at=timezone.now())
        if chosen := form.cleaned_data["participant"]:
            found = [child for child in found if child.pk == chosen]
        if not found:
            form.add_error("pen_name", _("Không thấy em nào có bút danh này trong các em bạn phụ trách."))
            return self.listing(form, status=400)
        if len(found) > 1:
            return self.listing(form, choices=found)
        try:
            actions.tie_picture(self.picture, found[0], by=self.person, at=timezone.now())
        except rules.ConsentMissing as refusal:
            sentences = [sentence for texts in refusal.fields.values() for sentence in texts]
            form.add_error("pen_name", " ".join([_("Chưa nối được."), *(sentences or [str(refusal)])]))
            return self.listing(form, status=400)
        messages.success(request, _("Đã nối ảnh với đồng ý của em và cha mẹ."))
        return redirect("consents:picture", pk)

    def listing(self, form: forms.PictureTieForm, status: int = 200, **context: Any) -> HttpResponse:
        self.picture.refresh_from_db()
        tied = queries.children_on(self.picture.pk)
        statuses = queries.consent_statuses([child.pk for child in tied], Activity.PICTURE)
        reached = rules.reached(self.person, [child.pk for child in tied], at=timezone.now())
        rows = [
            # Whoever does not reach a child learns that she is there and whether it holds, not who she is.
            (child if child.pk in reached else None, statuses[child.pk])
            for child in tied
        ]
        may_see = media_rules.may_see_file_of(self.picture, by=self.person)
        return self.show(status=status, picture=self.picture, may_see=may_see, rows=rows, form=form, **context)


@method_decorator(permission_required("people.add_imageconsent"), name="dispatch")
class UntiePicture(OpenConsentScreen):
    """This will take a child's consents off a picture."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, participant: Any) -> HttpResponse:
        picture = get_object_or_404(Picture, pk=pk)
        child = get_object_or_404(Participant, pk=participant)
        try:
            actions.untie_picture(picture, child, by=self.person, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã gỡ. Nếu còn thiếu đồng ý, ảnh không còn hiện trên trang."))
        return redirect("consents:picture", pk)
