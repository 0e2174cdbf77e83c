"""Around one text at the desk: letting go, handing on, naming its language, giving it back, listening."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portal.foundation.refusals import Refusal
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.admin_views.desk_items import TextScreen
from portal.safeguarding.forms import LanguageForm, PassOnForm


class Releasing(TextScreen):
    """This will let go of a text."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            actions.release_text(self.text, by=self.person, at=timezone.now())
        except Refusal as refusal:
            return self.refuse(refusal)
        messages.success(request, _("Đã thả bài. Người khác đọc được."))
        return redirect("texts:queue")


class PassingOn(TextScreen):
    """This will give a text to a colleague."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = PassOnForm(request.POST, colleagues=self.colleagues())
        if not form.is_valid():
            messages.error(request, _("Hãy chọn một đồng nghiệp đọc được bài này."))
            return redirect("texts:item", pk)
        try:
            actions.pass_on_text(self.text, to=form.cleaned_data["to"], by=self.person, at=timezone.now())
        except Refusal as refusal:
            return self.refuse(refusal)
        messages.success(request, _("Đã giao cho %(name)s.") % {"name": form.cleaned_data["to"]})
        return redirect("texts:queue")


class NamingLanguage(TextScreen):
    """This will say which language a text is in."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = LanguageForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Hãy chọn một tiếng trong danh sách."))
            return redirect("texts:item", pk)
        try:
            actions.name_language(self.text, language=form.cleaned_data["language"], by=self.person, at=timezone.now())
        except Refusal as refusal:
            return self.refuse(refusal)
        messages.success(request, _("Đã ghi tiếng của bài."))
        return redirect("texts:item", pk)


class Returning(TextScreen):
    """This will give a text protection is done with back to the desk."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            actions.return_text(self.text, by=self.person, at=timezone.now())
        except Refusal as refusal:
            return self.refuse(refusal)
        messages.success(request, _("Đã trả bài về hàng đợi."))
        return redirect("texts:queue")


class Listening(TextScreen):
    """This will play a recording to whoever just opened it: the address serves that person for half an hour."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        if not rules.may_listen(request.GET.get("k", ""), self.text, by=self.person):
            raise Http404
        rules.check_can_open_text(self.text, by=self.person, at=timezone.now())
        response = HttpResponse(queries.original_of(self.text), content_type=self.text.media_type or "audio/ogg")
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Content-Disposition"] = "inline"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
