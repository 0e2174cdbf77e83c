"""One text at the desk: what is known about it, opening it, and deciding."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portal.foundation.refusals import Refusal, why_not
from portal.people import queries as people_queries
from portal.people.models import Activity, User
from portal.safeguarding import actions, queries, rules
from portal.safeguarding.admin_views.desk import DeskScreen, age_of
from portal.safeguarding.forms import DecisionForm, LanguageForm, OpeningForm, PassOnForm, SecondReadingForm
from portal.safeguarding.models import (
    OPEN_STATES,
    READ_ELSEWHERE,
    Decision,
    FreeText,
    ReviewDecision,
    TextState,
)

EARLIER = 10


class TextScreen(DeskScreen):
    """What screens about one text share. What is kept from a person does not exist for her; protection has its own."""

    text: FreeText
    is_cared_for: bool
    template_name = "safeguarding/admin/desk/item.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.has_perm("safeguarding.view_freetext"):
            self.text = self._found(kwargs["pk"])
            rules.check_can_see_text(self.text, by=self.person, at=timezone.now())

    def _found(self, pk: UUID) -> FreeText:
        rows = FreeText.objects.light().select_related("place", "claimed_by", "entered_by", "participant")
        rows = rows.annotate(is_cared_for=queries.OPEN_CONCERN)
        text = rows.filter(~Q(keep_from=self.person), pk=pk).first()
        if text is None:
            raise Http404
        self.is_cared_for = text.is_cared_for
        return text

    def get_page_title(self) -> str:
        return _("Bài từ %(source)s") % {"source": self.text.source}

    @property
    def here(self) -> str:
        return reverse("texts:item", args=[self.text.pk])

    def page(self, *, status: int = 200, **more: Any) -> HttpResponse:
        """This will show the text's page; its words only when `more` brings them."""
        at, by, text = timezone.now(), self.person, self.text
        is_open = more.get("is_open", False)  # asked a moment ago
        context = {
            "text": text,
            "age": age_of(text.received_at, at),
            "language": queries.language_name(text.language),
            "consents": _consents(text, at),
            "holder": text.claimed_by if rules.claim_holder(text, at=at) else None,
            "is_mine": rules.claim_holder(text, at=at) == by.pk,
            "earlier": list(queries.earlier_texts(text, by)[:EARLIER]),
            "reports": list(text.reports.order_by("received_at")[:EARLIER]),
            "decisions": [
                (made, rules.is_own_wording(made) and not rules.was_seen_by_second(made)) for made in self.decisions
            ],
            "why_not_open": None if is_open else why_not(rules.check_can_open_text, text, by=by, at=at),
            "why_not_read": self.why_not_read(at),
            "in_turn": "" if is_open else self.reason_in_turn(),
            "opening_form": OpeningForm(),
            "second": self.second_due,
            "second_form": SecondReadingForm(),
            "may_return": why_not(rules.check_can_return_text, text, by=by, at=at) is None,
            **more,
        }
        return self.show(status=status, **context)

    def why_not_read(self, at: datetime) -> Refusal | None:
        """This will return whose language it is and whom to ask, where a text waits that this person does not read."""
        if not rules.is_waiting(self.text):
            return None
        return why_not(rules.check_reads_language, self.text, by=self.person, at=at)

    @cached_property
    def decisions(self) -> list[ReviewDecision]:
        """What was decided so far, oldest first."""
        return list(self.text.decisions.select_related("by", "second_reading__by"))

    @cached_property
    def second_due(self) -> ReviewDecision | None:
        """The decision that this person may read a second time, if there is one."""
        for newest in self.decisions[-1:]:
            if why_not(rules.check_can_read_second, newest, by=self.person, at=timezone.now()) is None:
                return newest
        return None

    def reason_in_turn(self) -> str:
        """This will return the reason that the situation itself gives for opening, or nothing when one must be typed."""
        at, by, text = timezone.now(), self.person, self.text
        if rules.claim_holder(text, at=at) == by.pk:
            return _("đang đọc bài này")
        if self.second_due is not None:
            return _("đọc lại lần hai")
        if rules.is_waiting(text) and queries.is_in_turn(text, by):
            return _("đọc theo lượt")
        return ""

    def opened(self, *, reason: str, status: int = 200, form: DecisionForm | None = None, **more: Any) -> HttpResponse:
        """This will log the opening and show the words, marked. It refuses what opening refuses."""
        at, by = timezone.now(), self.person
        text = actions.open_text(self.text, reason=reason, by=by, at=at)
        unmasked = rules.sees_unmasked(text, by=by)
        possible = rules.possible_decisions(text, by=by, at=at)
        return self.page(
            status=status,
            is_open=True,
            words=queries.stretches(text, unmasked=unmasked),
            unmasked=unmasked,
            strokes=queries.strokes_of(text),
            picture=queries.picture_beside(text),
            listen_url=self._listen_url(text),
            possible=possible,
            why_not_decide=None
            if possible
            else why_not(rules.check_can_decide_text, text, version=text.version, by=by, at=at),
            why_not_publish=rules.ConcernOpen() if self.is_cared_for and text.is_meant_for_public else None,
            form=form or DecisionForm(text=text, initial=self._initial(text)),
            suggestions={reason: rules.suggestion_of(reason, self.text.kind) for reason in rules.SUGGESTIONS},
            pass_on_form=PassOnForm(colleagues=self.colleagues()) if possible else None,
            language_form=LanguageForm(initial={"language": text.language}) if text.state in OPEN_STATES else None,
            **more,
        )

    def colleagues(self) -> list[User]:
        """This will return who else may and can read this text: four queries, however many moderators there are."""
        at, text = timezone.now(), self.text
        if text.source_kind in READ_ELSEWHERE:
            return []
        away = {self.person.pk, text.entered_by_id, *text.keep_from.values_list("pk", flat=True)}
        return [person for person in queries.readers_of(text.language, at=at) if person.pk not in away]

    def _initial(self, text: FreeText) -> dict[str, Any]:
        words = text.public_text if text.state == TextState.PUBLISHED else queries.mask(queries.words_of(text))
        return {"public_text": words, "version": text.version}

    def _listen_url(self, text: FreeText) -> str:
        key = rules.listen_key(text, by=self.person)
        return f"{reverse('texts:listen', args=[text.pk])}?k={key}" if key else ""


class Item(TextScreen):
    """This will show what is known about a text, without its words."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self.page()


class Opening(TextScreen):
    """This will show the words, once somebody said why; each showing is a line in the access log."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        reason = self.reason_in_turn()
        if not reason:
            form = OpeningForm(request.POST)
            if not form.is_valid():
                return self.page(status=400, opening_form=form)
            reason = form.cleaned_data["reason"]
        try:
            return self.opened(reason=reason)
        except Refusal as refusal:
            return self.refuse(refusal)


class Deciding(TextScreen):
    """This will decide a text. A masked wording is shown as a comparison first, and decided when confirmed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = DecisionForm(request.POST, text=self.text)
        if not form.is_valid():
            return self._again(form)
        values = form.values()
        if values["decision"] == Decision.MASK and not form.cleaned_data["is_confirmed"]:
            return self._preview(form)
        try:
            actions.decide_text(self.text, by=self.person, at=timezone.now(), **values)
        except Refusal as refusal:
            if refusal.status in {403, 409}:
                return self._conflict(refusal, form)
            form.take_refusal(refusal)
            return self._again(form)
        done = _("Đã ghi quyết định: %(decision)s.") % {"decision": Decision(values["decision"]).label}
        if values["decision"] == Decision.PROTECTION:
            done = _("Đã chuyển cho cán bộ bảo vệ trẻ em. Từ giờ chỉ cán bộ bảo vệ mở được bài này.")
        messages.success(request, done)
        return redirect("texts:queue")

    def _again(self, form: DecisionForm) -> HttpResponse:
        try:
            return self.opened(reason=_("sửa lại quyết định"), status=400, form=form)
        except Refusal as refusal:
            return self._conflict(refusal, form)

    def _preview(self, form: DecisionForm) -> HttpResponse:
        try:
            text = actions.open_text(self.text, reason=_("xem bản đã che"), by=self.person, at=timezone.now())
        except Refusal as refusal:
            return self._conflict(refusal, form)
        new = form.cleaned_data["public_text"]
        found = queries.personal_data(new)
        return self.show(
            template_name="safeguarding/admin/desk/preview.html",
            text=text,
            form=form,
            changes=queries.comparison(queries.covered(text), new),
            found=sorted({queries.label_of(span.kind) for span in found}),
        )

    def _conflict(self, refusal: Refusal, form: DecisionForm) -> HttpResponse:
        """Nothing was decided; what she typed is not lost."""
        typed = [
            (form.fields[name].label, form.data.get(name, ""))
            for name in ("public_text", "message", "note")
            if form.data.get(name, "").strip()
        ]
        return self.show(
            status=refusal.status,
            template_name="safeguarding/admin/desk/conflict.html",
            text=self.text,
            refusal=refusal,
            typed=typed,
        )


def _consents(text: FreeText, at: datetime) -> Any:
    """Whether those who must have agreed to her writing in a club have; nothing for words without a pen name."""
    if text.participant is None:
        return None
    return people_queries.consent_status(text.participant, Activity.CLUB, at=at)
