"""Staff screens: the opinion box, as those who answer it see it."""

from typing import Any, cast
from uuid import UUID

import django_filters
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
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
from clubs.models import Club, Opinion
from clubs.models.opinions import OpinionQuerySet
from portal.foundation.refusals import Refusal, why_not
from portal.people.models import User
from portal.safeguarding import queries as safeguarding_queries
from portal.safeguarding import rules as safeguarding_rules
from portal.safeguarding.models import TextKind, TextState

PER_PAGE = 20
ALL = gettext_lazy("tất cả")


class OpinionFilter(django_filters.FilterSet):
    club = django_filters.ModelChoiceFilter(
        queryset=Club.objects.all(), label=gettext_lazy("Câu lạc bộ"), empty_label=ALL
    )
    to = django_filters.ChoiceFilter(choices=Opinion.To.choices, label=gettext_lazy("Gửi"), empty_label=ALL)
    state = django_filters.ChoiceFilter(
        method="in_state",
        choices=[choice for choice in TextState.choices if choice[0] != TextState.PROTECTION],
        label=gettext_lazy("Tình trạng"),
        empty_label=ALL,
    )

    class Meta:
        model = Opinion
        fields = ["club", "to"]

    def in_state(self, found: OpinionQuerySet, name: str, state: str) -> OpinionQuerySet:
        """What went to protection is listed as waiting; were it missing among these, the list would tell which it is."""
        states = [state, TextState.PROTECTION] if state == TextState.WAITING else [state]
        return found.filter(text__state__in=states)


@method_decorator(permission_required("clubs.view_opinion"), name="dispatch")
class OpinionScreen(generic.base.WagtailAdminTemplateMixin, View):
    """What the screens of the box share."""

    header_icon = "comment"

    @property
    def person(self) -> User:
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("opinions:index"), "label": _("Hộp ý kiến")}]
        return items if isinstance(self, OpinionIndex) else [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class OpinionIndex(OpinionScreen):
    """This will list what was put into the box, without a word of it, with what waits for an answer."""

    page_title = gettext_lazy("Hộp ý kiến")
    template_name = "clubs/admin/opinions.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = OpinionFilter(request.GET, queryset=queries.with_answers(queries.opinions_for(self.person)))
        pages = Paginator(chosen.qs, PER_PAGE)
        return self.show(page=pages.get_page(request.GET.get("p", "")), chosen=chosen)


class OpinionDetail(OpinionScreen):
    """This will show where an opinion stands; its words, masked, to whoever may answer and said why; and take an answer."""

    template_name = "clubs/admin/opinion.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.opinion = get_object_or_404(queries.opinions_for(request.user), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Gửi %(who)s, %(club)s") % {"who": self.opinion.get_to_display(), "club": self.opinion.club}

    @property
    def reason_at_hand(self) -> str:
        """The reason the situation itself gives: the words are addressed to whoever opens them. Others type one."""
        mine = Opinion.To.CLUB if queries.is_only_facilitator(self.person) else Opinion.To.CENTRE
        return _("trả lời ý kiến") if self.opinion.to == mine else ""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self._show_opinion()

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        if "cach" not in request.POST:
            return self._open()
        form = forms.ReplyForm(request.POST)
        if not form.is_valid():
            return self._open(form, status=400)
        is_public = request.POST["cach"] == forms.ReplyForm.Way.PUBLIC
        reply = actions.reply_publicly if is_public else actions.reply_privately
        try:
            reply(self.opinion, **form.cleaned_data, by=self.person, at=timezone.now())
        except Refusal as refusal:
            form.take_refusal(refusal)
            return self._open(form, status=refusal.status)
        done = _("Câu trả lời đã lên trang câu lạc bộ.") if is_public else _("Đã trả lời. Em xem được bằng mã phiếu.")
        messages.success(request, done)
        return redirect("opinions:opinion", pk)

    def _open(self, form: forms.ReplyForm | None = None, *, status: int = 200) -> HttpResponse:
        """This will log the opening and show the words, with an answer that was not taken, if one was tried."""
        opening_form = forms.OpeningForm({"reason": self.reason_at_hand or self.request.POST.get("reason", "")})
        if not opening_form.is_valid():
            return self._show_opinion(status=max(status, 400), opening_form=opening_form, form=form)
        reason = opening_form.cleaned_data["reason"]
        try:
            actions.open_opinion(self.opinion, reason=reason, by=self.person, at=timezone.now())
        except Refusal as refusal:
            opening_form.take_refusal(refusal)
            return self._show_opinion(status=max(status, refusal.status), opening_form=opening_form, form=form)
        return self._show_opinion(
            status=status,
            is_open=True,
            reason=reason,
            words=_seen(self.opinion),
            listen_url=self._listen_url(),
            form=form or forms.ReplyForm(),
        )

    def _listen_url(self) -> str:
        text = self.opinion.text
        if text.public_url:
            return text.public_url
        key = safeguarding_rules.listen_key(text, by=self.person)
        return f"{reverse('opinions:listen', args=[self.opinion.pk])}?k={key}" if key else ""

    def _show_opinion(self, status: int = 200, **context: Any) -> HttpResponse:
        at, by, opinion = timezone.now(), self.person, self.opinion
        return self.show(
            status=status,
            **{
                "opinion": opinion,
                "entries": opinion.receipt.entries.select_related("by"),
                "reason_at_hand": self.reason_at_hand,
                "opening_form": forms.OpeningForm(),
                "why_not_reply": why_not(rules.check_can_reply, opinion, by=by, at=at),
                "why_not_private": why_not(rules.check_can_reply_privately, opinion, by=by, at=at),
                "why_not_public": why_not(rules.check_can_reply_publicly, opinion, by=by, at=at),
                **context,
            },
        )


class OpinionRecording(OpinionDetail):
    """This will play a recording to whoever just opened it: the address serves that person for half an hour."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        text = self.opinion.text
        if not safeguarding_rules.may_listen(request.GET.get("k", ""), text, by=self.person):
            raise Http404
        rules.check_can_reply(self.opinion, by=self.person, at=timezone.now())
        response = HttpResponse(safeguarding_queries.original_of(text), content_type=text.media_type or "audio/ogg")
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Content-Disposition"] = "inline"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def _seen(opinion: Opinion) -> str:
    """What staff who answer see: the published words, or the original with private facts masked; strokes of a drawing.

    Of a recording it is what a moderator typed for the public, and nothing where it is not for the public.
    """
    text = opinion.text
    if text.public_text:
        return text.public_text
    if text.kind == TextKind.DRAWING:
        return str(safeguarding_queries.original_of(text))
    return safeguarding_queries.mask(safeguarding_queries.words_of(text))
