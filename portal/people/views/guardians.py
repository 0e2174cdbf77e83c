"""A guardian's doors: the one-time link, and the code that takes a yes back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django.views.generic import View

from portal.foundation import form_tokens, languages
from portal.foundation.refusals import Refusal
from portal.people import actions, forms, queries, rules
from portal.people.models import Giver, GuardianLink

PURPOSE = "guardian"
LONGEST_LANGUAGE = 12


@method_decorator(form_tokens.anonymous_form, name="dispatch")
@method_decorator(sensitive_post_parameters(), name="dispatch")
class GuardianView(View):
    """A guardian's link: GET shows and changes nothing, so that crawlers and previews use nothing up; POST answers once."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Refusal as refusal:
            response = render(request, "people/guardian/refused.html", {"refusal": refusal}, status=refusal.status)
        return _private(response)  # type: ignore[arg-type]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = actions.open_guardian_link(token, at=timezone.now())
        return self._show(link, self._form(link, language=request.GET.get("tieng", "")))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        at = timezone.now()
        found = queries.guardian_link(token)
        if found is None:
            raise rules.LinkUnknown
        form = self._form(found, request.POST, language=request.POST.get("tieng", ""))
        try:
            sending = form_tokens.check(request.POST.get(form_tokens.FIELD, ""), purpose=PURPOSE)
            if sending.data.get("link") != found.pk:
                raise form_tokens.FormExpired
        except form_tokens.FormExpired as refusal:
            rules.check_link_open(found, at=at)
            form.full_clean()
            form.add_error(None, str(refusal))
            return self._show(found, form, status=refusal.status)
        if not form.is_valid():
            rules.check_link_open(found, at=at)
            return self._show(found, form, status=422)
        code = actions.answer_guardian_link(
            token,
            relation=form.cleaned_data["relation"],
            answers=form.answers,
            language=form.language,
            instance=sending.instance,
            at=at,
        )
        kept = queries.answers_of_code(code).values()  # gone back to and sent again, the form may say something else
        band = found.participant.age_band
        context = {
            "code": code,
            "kept": kept,
            "is_any_yes": any(one.is_live for one in kept),
            "to_be_witnessed": [
                one.text for one in kept if one.is_live and rules.requirements(band, one.activity).witnessed
            ],
        }
        return render(request, "people/guardian/answered.html", context)

    def _form(self, link: GuardianLink, data: Any = None, *, language: str) -> forms.GuardianForm:
        language = (language or languages.active())[:LONGEST_LANGUAGE].replace("\0", "")
        texts = queries.consent_texts(link.activities, Giver.GUARDIAN, language=language, at=timezone.now())
        in_order = {activity: texts[activity] for activity in link.activities if activity in texts}
        fresh = form_tokens.issue(PURPOSE, link=link.pk)
        return forms.GuardianForm(data, texts=in_order, token=fresh, language=language)

    def _show(self, link: GuardianLink, form: forms.GuardianForm, status: int = 200) -> HttpResponse:
        codes = queries.languages_of_texts(link.activities, Giver.GUARDIAN, at=timezone.now())
        context = {
            "form": form,
            "link": link,
            "field": form_tokens.FIELD,
            "languages": [(code, languages.SPOKEN.get(code, code)) for code in codes],
        }
        return render(self.request, "people/guardian/ask.html", context, status=status)


@form_tokens.anonymous_form
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """This will take back what a guardian agreed to under the code sent. A code in the address is ignored."""
    if request.method != "POST":
        return _ask_code(request, forms.WithdrawByCodeForm())
    form = forms.WithdrawByCodeForm(request.POST)
    if not form.is_valid():
        return _ask_code(request, form, status=422)
    try:
        form_tokens.check(request.POST.get(form_tokens.FIELD, ""), purpose="guardian withdrawal")
        rules.throttle_code(form.cleaned_data["code"], request)
        withdrawn = actions.withdraw_by_code(
            form.cleaned_data["code"], everything=form.cleaned_data["which"] == "everything", at=timezone.now()
        )
    except Refusal as refusal:
        form.take_refusal(refusal)
        return _ask_code(request, form, status=refusal.status)
    return _private(render(request, "people/guardian/withdrawn.html", {"withdrawn": withdrawn}))


def _ask_code(request: HttpRequest, form: forms.WithdrawByCodeForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "field": form_tokens.FIELD}
    return _private(render(request, "people/guardian/withdraw.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
