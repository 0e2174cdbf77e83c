"""Screens about codes: make a pack, print it again, revoke it; and the printed sheets themselves."""

from io import BytesIO
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from clubs import actions, forms, queries, rules
from clubs.admin_views.facilitating import ClubScreen
from portal.foundation.refusals import Refusal

SLIPS_ON_A4 = 4


class Codes(ClubScreen):
    """This will list the packs of a club and make a new one."""

    page_title = gettext_lazy("Mã vào câu lạc bộ")
    template_name = "clubs/admin/codes.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(forms.PackForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if pack := request.POST.get("thu-hoi"):
            number = actions.revoke_pack(self.club, _uuid(pack), by=self.person, at=self.at)
            messages.success(request, _("Đã thu hồi %(number)s mã.") % {"number": number})
            return redirect("clubs:codes", self.club.pk)
        form = forms.PackForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=400)
        try:
            sheet = actions.make_codes(self.club, **form.values(at=self.at), by=self.person, at=self.at)
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self._show(form, status=refusal.status)
        return redirect("clubs:sheet", self.club.pk, sheet.pack)

    def _show(self, form: forms.PackForm, status: int = 200) -> HttpResponse:
        return self.show(
            status=status,
            form=form,
            packs=queries.packs_of(self.club, at=self.at),
            sign_in_code=rules.written_code(self.club.sign_in_code),
        )


class PrintedSheet(ClubScreen):
    """This will show a pack to be printed: one large sheet (A4) or slips to cut out (A6), of a shared code a page full."""

    page_title = gettext_lazy("In mã")

    def get(self, request: HttpRequest, pack: UUID) -> HttpResponse:
        sheet = actions.print_sheet(self.club, pack, by=self.person, at=self.at)
        size = request.GET.get("kho", "a4" if len(sheet.codes) == 1 else "a6")
        size = size if size in {"a4", "a6"} else "a6"
        slips = [
            {
                "code": printed.written,
                "address": address(printed.code),
                "qr": drawn(address(printed.code)),
                "row": printed.row,
            }
            for printed in sheet.codes
        ]
        is_shared = len(sheet.codes) == 1 and sheet.codes[0].row.uses_allowed > 1
        context: dict[str, Any] = {
            "club": self.club,
            "slips": slips * SLIPS_ON_A4 if size == "a6" and is_shared else slips,
            "size": size,
            "sign_in_code": rules.written_code(self.club.sign_in_code),
            "site": settings.SITE_URL.split("://", 1)[-1].rstrip("/"),
        }
        with translation.override(settings.LANGUAGE_CODE):  # whatever the desk speaks, children read the sheet
            response = render(request, "clubs/admin/sheet.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        return response


def address(code: str) -> str:
    """This will return the full address a code leads to."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('join_club', args=[code])}"


def drawn(words: str) -> SafeString:
    """This will return a QR code as inline SVG that prints sharp at any size and needs no other request."""
    out = BytesIO()
    segno.make(words, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=3, dark="#000", light="#fff"
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308  (drawn by segno from our own address)


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        return UUID(int=0)
