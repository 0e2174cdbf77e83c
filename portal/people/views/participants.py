"""Pages of a signed-in child about herself: her machines, her PIN, her age, her language."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from portal.foundation import languages
from portal.foundation.refusals import Refusal
from portal.people import actions, authentication, forms, queries
from portal.people.models import Participant


class _OwnPage(View):
    """One form about herself: shown, checked, handed to one action."""

    http_method_names = ["get", "head", "post"]
    template_name = ""
    asks_for: tuple[str, ...] = ()
    done = ""
    participant: Participant

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.participant = request.participant  # type: ignore[attr-defined]

    @classmethod
    def as_view(cls, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        view = super().as_view(**kwargs)
        view.asks_for = cls.asks_for  # type: ignore[attr-defined]
        return never_cache(authentication.participant_required(view))

    def form(self, data: Any = None) -> django_forms.Form:
        raise NotImplementedError

    def act(self, typed: dict[str, Any]) -> None:
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            self.act(form.cleaned_data)
        except Refusal as refusal:
            about = refusal.fields if refusal.fields.keys() & form.fields.keys() else {None: [str(refusal)]}
            for name, sentences in about.items():
                for sentence in sentences:
                    form.add_error(name, sentence)
            return self._show(form, status=refusal.status if refusal.status == 429 else 422)
        # No message in a session: children have none of Django's. The page of her machines says what was done.
        return redirect(authentication.next_address(request) or f"{reverse('participant_machines')}?xong={self.done}")

    def _show(self, form: django_forms.Form, status: int = 200) -> HttpResponse:
        context = {"form": form, "next": authentication.next_address(self.request), "participant": self.participant}
        return render(self.request, self.template_name, context, status=status)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PinView(_OwnPage):
    """Her own PIN: first the one she has, unless a facilitator has just given her one."""

    template_name = "people/child/pin.html"
    asks_for = ("pin", "age")
    done = "ma"

    def form(self, data: Any = None) -> django_forms.Form:
        if self.participant.must_change_pin:
            return forms.NewPinForm(data)
        return forms.PinForm(data, kind=self.participant.pin_kind)

    def act(self, typed: dict[str, Any]) -> None:
        actions.change_pin(
            self.participant,
            old_pin=typed["old_pin"].code if "old_pin" in typed else "",
            pin=typed["pin"].code,
            pin_kind=typed["pin"].kind,
            at=timezone.now(),
        )


class AgeView(_OwnPage):
    """Her age, asked again each September; nothing is ticked before."""

    template_name = "people/child/age.html"
    asks_for = ("age",)
    done = "tuoi"

    def form(self, data: Any = None) -> django_forms.Form:
        return forms.AgeForm(data, band=self.participant.age_band)

    def act(self, typed: dict[str, Any]) -> None:
        actions.restate_age_band(self.participant, age_band=typed["age_band"], at=timezone.now())


class LanguageView(_OwnPage):
    """The language she likes best."""

    template_name = "people/child/language.html"
    done = "tieng"

    def form(self, data: Any = None) -> django_forms.Form:
        return forms.LanguageForm(data, initial={"language": self.participant.language})

    def act(self, typed: dict[str, Any]) -> None:
        actions.choose_language(self.participant, language=typed["language"])


@require_safe
@never_cache
@authentication.participant_required
def machines(request: HttpRequest) -> HttpResponse:
    """This will show on which days a child signed in, and let her leave this machine or all. It says nothing of machines."""
    participant = request.participant  # type: ignore[attr-defined]
    context = {
        "participant": participant,
        "days": queries.sign_ins_by_day(participant, at=timezone.now()),
        "done": request.GET.get("xong", ""),
        "spoken": languages.SPOKEN.get(participant.language, ""),
    }
    return render(request, "people/child/machines.html", context)


@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """This will sign a child out here; with `moi-may` on every machine. Whoever is signed out already just arrives."""
    participant, at = request.participant, timezone.now()  # type: ignore[attr-defined]
    response = redirect("participant_left")
    authentication.end_session(request, response, at=at)
    if participant is not None and request.POST.get("moi-may"):
        actions.close_all_sessions(participant, at=at)
    return response


@require_safe
@never_cache
def left(request: HttpRequest) -> HttpResponse:
    """This will say that this machine has forgotten her."""
    return render(request, "people/child/left.html", {"sign_in": authentication.sign_in_address()})
