"""Staff screens: pieces of young reporters, where each stands, the photo a facilitator adds, and its removal."""

from typing import Any, cast
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.views import generic

from clubs import actions, forms, queries, rules
from portal.foundation.refusals import Refusal, why_not
from portal.people.models import User

PER_PAGE = 20


@method_decorator(permission_required("clubs.view_piece"), name="dispatch")
class PieceScreen(generic.base.WagtailAdminTemplateMixin, View):
    """What the screens about pieces share."""

    header_icon = "doc-full-inverse"

    @property
    def person(self) -> User:
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("pieces_desk:index"), "label": _("Bài phóng viên nhỏ")}]
        return items if isinstance(self, PieceIndex) else [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class PieceIndex(PieceScreen):
    """This will list pieces with where they stand; the titles of published ones, no word of others."""

    page_title = gettext_lazy("Bài phóng viên nhỏ")
    template_name = "clubs/admin/pieces.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(queries.pieces_for(self.person), PER_PAGE).get_page(request.GET.get("p", ""))
        on = timezone.localdate()
        return self.show(page=page, rows=[(piece, queries.state_for_staff(piece, on=on)) for piece in page])


class PieceDetail(PieceScreen):
    """This will show where a piece stands and, from a facilitator of its club, take a photo for it."""

    template_name = "clubs/admin/piece.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.piece = get_object_or_404(queries.pieces_for(request.user), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return self.piece.title or _("Bài chưa đăng, %(club)s") % {"club": self.piece.club}

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self._show_piece(self._form())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self._show_piece(form, status=400)
        values = form.cleaned_data
        try:
            actions.add_photo(
                self.piece,
                upload=values["photo"],
                description=values["description"],
                shows_identifiable_child=values["shows_identifiable_child"] == "yes",
                children=values["children"],
                by=self.person,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self._show_piece(form, status=refusal.status)
        messages.success(request, _("Đã thêm ảnh. Người duyệt xem ảnh cùng bài; bài được đăng thì ảnh lên trang."))
        return redirect("pieces_desk:piece", pk)

    def _form(self, *args: Any) -> forms.PhotoForm:
        return forms.PhotoForm(*args, children=queries.who_may_be_shown(self.piece.club))

    def _show_piece(self, form: forms.PhotoForm, status: int = 200) -> HttpResponse:
        at = timezone.now()
        [shown] = queries.for_public([self.piece])
        return self.show(
            status=status,
            piece=self.piece,
            shown=shown,
            state=queries.state_for_staff(self.piece, on=timezone.localdate(at)),
            form=form,
            why_not_photo=why_not(rules.check_can_add_photo, self.piece, by=self.person, at=at),
            may_remove=why_not(rules.check_can_remove_photo, self.piece, by=self.person, at=at) is None,
        )


class PhotoRemoval(PieceDetail):
    """This will take the photo off a piece."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            actions.remove_photo(self.piece, by=self.person, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã bỏ ảnh khỏi bài."))
        return redirect("pieces_desk:piece", pk)
