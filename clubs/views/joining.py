"""A child comes in: by a code for the first time, by club, pen name and PIN later.

What she answered so far travels in the signed token of the form: there is no session before she is in, and Back loses nothing.
The PIN never does; it is asked last.
"""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from clubs import actions, forms, queries, rules
from clubs.models import JoinCode
from portal.foundation import form_tokens, languages, throttling
from portal.foundation.refusals import Refusal
from portal.people import authentication
from portal.people.fields import Pin
from portal.people.rules import BadPin

PURPOSE = "clubs.join"
STEPS = ("ten", "tuoi", "ma")
_READ = ["GET", "HEAD", "POST"]


@form_tokens.anonymous_form
@require_http_methods(_READ)
def type_code(request: HttpRequest) -> HttpResponse:
    """This will take a join code typed from a sheet and lead to its page."""
    form = forms.CodeForm(request.POST or None)
    if form.is_valid():
        try:
            _open(request, form.cleaned_data["code"])
        except Refusal as refusal:
            form.take_refusal(refusal)
            return _page(request, "code", status=refusal.status, form=form)
        return redirect("join_club", rules.tidy_code(form.cleaned_data["code"]))
    return _page(request, "code", status=400 if form.is_bound else 200, form=form)


@sensitive_post_parameters("pin", "pin_1", "pin_2", "pin_3", "pin_4")
@form_tokens.anonymous_form
@require_http_methods(_READ)
def join(request: HttpRequest, code: str) -> HttpResponse:
    """This will ask, one thing a screen, what a child needs to come in, and let her in. Opening it changes nothing."""
    steps = _Joining(request, code)
    try:
        if request.method == "POST" and request.POST.get("buoc") in STEPS:
            return getattr(steps, f"take_{request.POST['buoc']}")()
        _open(request, code)
        return steps.ask("ten", forms.NameForm())
    except form_tokens.FormExpired as refusal:
        form = forms.NameForm(initial={"pen_name": request.POST.get("pen_name", "")})
        return steps.ask("ten", form, status=refusal.status, said=str(refusal))
    except Refusal as refusal:
        return _page(request, "closed", status=refusal.status, refusal=refusal)


class _Joining:
    """One request on the way in: what she answered so far, and the screen that comes next."""

    def __init__(self, request: HttpRequest, code: str) -> None:
        self.request, self.code = request, code
        self.instance: UUID = uuid4()
        self.answers: dict[str, str] = {}

    def take_ten(self) -> HttpResponse:
        row = self._open()
        form = forms.NameForm({"pen_name": self.request.POST.get("goi_y") or self.request.POST.get("pen_name", "")})
        if form.is_valid():
            name = rules.tidy_pen_name(form.cleaned_data["pen_name"])
            try:
                rules.check_pen_name(name, row.club)
            except Refusal as refusal:
                form.take_refusal(refusal)
                return self.ask("ten", form, status=refusal.status)
            self.answers["ten"] = name
            return self.ask("tuoi", forms.BandForm(initial={"age_band": self.answers.get("tuoi")}))
        return self.ask("ten", form, status=400)

    def take_tuoi(self) -> HttpResponse:
        self._open()
        if "lui" in self.request.POST:
            return self.ask("ten", forms.NameForm(initial={"pen_name": self.answers.get("ten")}))
        form = forms.BandForm(self.request.POST)
        if form.is_valid():
            self.answers["tuoi"] = form.cleaned_data["age_band"]
            return self.ask("ma", forms.LastForm())
        return self.ask("tuoi", form, status=400)

    def take_ma(self) -> HttpResponse:
        self._read_token()
        if "lui" in self.request.POST:
            return self.ask("tuoi", forms.BandForm(initial={"age_band": self.answers.get("tuoi")}))
        form = forms.LastForm(self.request.POST)
        if not form.is_valid():
            return self.ask("ma", form, status=400)
        pin: Pin = form.cleaned_data["pin"]
        language = languages.active()
        try:
            came = actions.join_club(
                self.code,
                instance=self.instance,
                pen_name=self.answers.get("ten", ""),
                age_band=self.answers.get("tuoi", ""),
                pin=pin.code,
                pin_kind=pin.kind,
                language=language if language in languages.SPOKEN else "vi",
                is_shared=form.cleaned_data["is_shared"],
                at=timezone.now(),
            )
        except rules.BadPenName as refusal:  # another child took it meanwhile
            again = forms.NameForm({"pen_name": self.answers.get("ten", "")})
            again.is_valid()
            again.take_refusal(refusal)
            return self.ask("ten", again, status=refusal.status)
        except BadPin as refusal:
            form.take_refusal(refusal)
            return self.ask("ma", form, status=refusal.status)
        return _let_in(
            self.request,
            came,
            is_shared=form.cleaned_data["is_shared"],
            to=reverse("participant_consent", args=["club"]),
        )

    def ask(self, step: str, form: Any, *, status: int = 200, said: str = "") -> HttpResponse:
        row = queries.code_of(rules.tidy_code(self.code))
        token = form_tokens.issue(PURPOSE, instance=self.instance, **self.answers)
        return _page(
            self.request,
            step,
            status=status,
            form=form,
            said=said,
            club=row.club if row else None,
            token=token,
            token_field=form_tokens.FIELD,
            pen_name=self.answers.get("ten", ""),
            suggestions=queries.free_pen_names(row.club) if row and step == "ten" else [],
        )

    def _open(self) -> JoinCode:
        self._read_token()
        return _open(self.request, self.code)

    def _read_token(self) -> None:
        token = form_tokens.check(self.request.POST.get(form_tokens.FIELD, ""), purpose=PURPOSE)
        self.instance, self.answers = token.instance, dict(token.data)


@sensitive_post_parameters("pin", "pin_1", "pin_2", "pin_3", "pin_4")
@form_tokens.anonymous_form
@require_http_methods(_READ)
def sign_in(request: HttpRequest) -> HttpResponse:
    """This will let a member in on another machine."""
    following = authentication.next_address(request) or reverse("member_home")
    if request.method != "POST":
        if request.participant is not None:  # type: ignore[attr-defined]
            return redirect(following)
        return _page(request, "sign_in", form=forms.SignInForm(), next=following)
    form = forms.SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, "sign_in", status=400, form=form, next=following)
    is_shared = form.cleaned_data["is_shared"]
    try:
        with throttling.few_wrong(request, rules.wrong_sign_ins(), rules.SignInFailed):
            came = actions.sign_in(
                form.cleaned_data["code"],
                pen_name=form.cleaned_data["pen_name"],
                pin=form.cleaned_data["pin"].code,
                is_shared=is_shared,
                at=timezone.now(),
            )
    except Refusal as refusal:
        form.take_refusal(refusal)
        return _page(request, "sign_in", status=refusal.status, form=form, next=following)
    return _let_in(request, came, is_shared=is_shared, to=following)


def _open(request: HttpRequest, code: str) -> JoinCode:
    with throttling.few_wrong(request, rules.wrong_joins(), rules.CodeUnknown):
        return actions.open_code(code, at=timezone.now())


def _let_in(request: HttpRequest, came: actions.CameIn, *, is_shared: bool, to: str) -> HttpResponse:
    response = redirect(to)
    authentication.let_in(request, response, came.token, is_shared=is_shared, at=timezone.now())
    return response


def _page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    response = render(request, f"clubs/join/{name}.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
