"""Staff screens of one child's consents: where they stand, what to hand out, what came back."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.views import generic

from portal.foundation.refusals import Refusal
from portal.people import actions, forms, queries, rules
from portal.people.models import Activity, GuardianLink, Participant, User

MOST_FOUND = 30


class OpenConsentScreen(generic.base.WagtailAdminTemplateMixin, View):
    """What the screens about consent share: the person, and the way back."""

    header_icon = "success"

    @property
    def person(self) -> User:
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("consents:index"), "label": _("Đồng ý của các em")}]
        return items if isinstance(self, ConsentIndex) else [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


@method_decorator(permission_required("people.view_consentrecord"), name="dispatch")
class ConsentScreen(OpenConsentScreen):
    """Screens that say who agreed to what."""


class ConsentIndex(ConsentScreen):
    """This will find a child one reaches by her pen name."""

    page_title = gettext_lazy("Đồng ý của các em")
    template_name = "people/admin/consent_index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        name = request.GET.get("q", "").replace("\0", "").strip()[:40]
        return self.show(name=name, found=reached_by_name(name, by=self.person, at=timezone.now()))


def reached_by_name(name: str, *, by: User, at: datetime) -> list[Participant]:
    """This will return children with such a pen name whom somebody reaches, at most thirty."""
    if not name:
        return []
    found = list(queries.participants_named(name)[: 10 * MOST_FOUND])
    reached = rules.reached(by, [child.pk for child in found], at=at)
    return [child for child in found if child.pk in reached][:MOST_FOUND]


class ParticipantScreen(ConsentScreen):
    """Screens about one child: whoever does not reach her finds no such page."""

    child: Participant

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.child = get_object_or_404(Participant, pk=kwargs["participant"])
        if self.child.is_erased or not rules.reaches(self.person, self.child.pk, at=timezone.now()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Đồng ý của em %(name)s") % {"name": self.child}

    def back(self) -> HttpResponse:
        return redirect("consents:participant", self.child.pk)

    def activities(self) -> list[Activity]:
        """This will return what the portal does today, and whatever else somebody answered about for this child."""
        answered = set(self.child.consents.values_list("activity", flat=True))
        return [one for one in rules.ASKABLE if one in rules.IN_USE or one in answered]

    def askable(self) -> list[Activity]:
        """This will return what a slip may ask a guardian today."""
        return [one for one in rules.askable_of_guardian(self.child) if one in rules.IN_USE]

    def screen(self, status: int = 200, **form: Any) -> HttpResponse:
        self.template_name = "people/admin/consents.html"  # the forms of other screens come back here when refused
        at = timezone.now()
        askable = self.askable()
        activities = self.activities()
        statuses = queries.consent_overview(self.child, activities, at=at)
        records = self.child.consents.select_related("text", "entered_by", "witnessed_by").order_by("-at")
        return self.show(
            status=status,
            child=self.child,
            rows=[(Activity(activity), one) for activity, one in statuses.items() if one.requirement.is_offered],
            records=records[:60],
            link=_waiting_link(self.child, at=at),
            withdrawals=self.child.withdrawals.select_related("replied_by").order_by("-asked_at"),
            askable=askable,
            **{
                "link_form": forms.GuardianLinkForm(askable=askable),
                "paper_form": forms.PaperForm(activities=activities, initial={"language": self.child.language}),
                "witness_form": forms.WitnessForm(),
                "withdrawal_form": forms.StaffWithdrawalForm(activities=activities),
                **form,
            },
        )

    def refuse(self, name: str, form: Any, refusal: Refusal | None = None) -> HttpResponse:
        """This will show the screen again with what is wrong with one of its forms."""
        if refusal is not None:
            form.take_refusal(refusal)
        return self.screen(status=400, opened=name, **{name: form})


def _waiting_link(child: Participant, *, at: datetime) -> GuardianLink | None:
    open_links = child.guardian_links.filter(answered_at=None, revoked_at=None, expires_at__gt=at)
    return open_links.select_related("made_by").first()


class ParticipantConsents(ParticipantScreen):
    """This will show where one child stands with every activity, what was answered, and what can be done."""

    def get(self, request: HttpRequest, participant: UUID) -> HttpResponse:
        return self.screen()


class MakeSlip(ParticipantScreen):
    """This will make a guardian's link and show it once, as a slip to print and as words to send."""

    http_method_names = ["post"]
    template_name = "people/admin/slip.html"

    def post(self, request: HttpRequest, participant: UUID) -> HttpResponse:
        form = forms.GuardianLinkForm(request.POST, askable=self.askable())
        if not form.is_valid():
            return self.refuse("link_form", form)
        try:
            link, token = actions.make_guardian_link(
                self.child, activities=form.cleaned_data["activities"], by=self.person, at=timezone.now()
            )
        except Refusal as refusal:
            return self.refuse("link_form", form, refusal)
        address = settings.SITE_URL + reverse("guardian_link", args=[token])
        withdraw = settings.SITE_URL + reverse("guardian_withdraw")
        response = self.show(
            child=self.child,
            link=link,
            address=address,
            code=_qr(address),
            activities=[Activity(one).label for one in link.activities],
            withdraw=withdraw.split("//", 1)[-1],
        )
        add_never_cache_headers(response)
        return response


def _qr(address: str) -> SafeString:
    code = segno.make(address, error="m", micro=False).svg_inline(border=2, omitsize=True)
    return mark_safe(code)  # noqa: S308  (segno writes squares; the address is nowhere in its text)


class RevokeSlip(ParticipantScreen):
    """This will make the slip that was handed out useless."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, participant: UUID) -> HttpResponse:
        if actions.revoke_guardian_links(self.child, by=self.person, at=timezone.now()):
            messages.success(request, _("Đã thu hồi phiếu. Mở phiếu đó sẽ thấy lời báo không còn dùng."))
        return self.back()


class EnterPaper(ParticipantScreen):
    """This will keep a signed paper, vouched for by whoever enters it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, participant: UUID) -> HttpResponse:
        form = forms.PaperForm(request.POST, activities=self.activities())
        if not form.is_valid():
            return self.refuse("paper_form", form)
        try:
            actions.enter_paper_consent(self.child, witnessed_by=self.person, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            return self.refuse("paper_form", form, refusal)
        messages.success(request, _("Đã ghi giấy đồng ý."))
        return self.back()


class Witness(ParticipantScreen):
    """This will note that the guardian was seen or called back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, participant: UUID, record: UUID) -> HttpResponse:
        form = forms.WitnessForm(request.POST)
        answer = get_object_or_404(self.child.consents, pk=record)
        if not form.is_valid():
            return self.refuse("witness_form", form)
        try:
            actions.witness_consent(answer, by=self.person, channel=form.cleaned_data["channel"], at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return self.back()
        messages.success(request, _("Đã ghi: có người chứng."))
        return self.back()


class WithdrawFor(ParticipantScreen):
    """This will take a yes back for somebody who said so by word of mouth."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, participant: UUID) -> HttpResponse:
        form = forms.StaffWithdrawalForm(request.POST, activities=self.activities())
        if not form.is_valid():
            return self.refuse("withdrawal_form", form)
        asked = form.cleaned_data["activity"]
        try:
            actions.withdraw_consent(
                self.child,
                activity=None if asked == "everything" else asked,
                asked_by=form.cleaned_data["asked_by"],
                noted_by=self.person,
                at=timezone.now(),
            )
        except Refusal as refusal:
            return self.refuse("withdrawal_form", form, refusal)
        messages.success(request, _("Đã dừng ngay. Nhớ trả lời gia đình trong 2 ngày làm việc."))
        return self.back()
