"""The door of complaints."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.answers import actions, forms, rules
from portal.foundation import form_tokens, throttling
from portal.foundation.refusals import Refusal
from portal.safeguarding import queries as safeguarding_queries

PURPOSE = "answers.complaint"


@sensitive_post_parameters()
@form_tokens.anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """This will take a complaint to the director and give its receipt."""
    if request.method != "POST":
        return _show(request, forms.ComplaintForm(token=form_tokens.issue(PURPOSE)))
    given = request.POST.get(form_tokens.FIELD, "")
    form = forms.ComplaintForm(request.POST, token=given)
    try:
        token = form_tokens.check(given, purpose=PURPOSE)
        if not form.is_valid():
            return _show(request, form, status=422)
        if safeguarding_queries.must_ask(request.POST, "words"):
            return _show(request, form, asks_first=True)
        throttling.count_sending(request, rules.SENDINGS)
        with throttling.few_wrong(request, rules.WRONG_CODES, rules.UnknownCode):
            complaint, code = actions.complain(
                instance=token.instance,
                about=form.cleaned_data["about"],
                words=form.cleaned_data["words"],
                about_code=form.cleaned_data["code"],
                language=translation.get_language() or "vi",
                at=timezone.now(),
            )
    except Refusal as refusal:
        if isinstance(refusal, form_tokens.FormExpired):
            form.token = form_tokens.issue(PURPOSE)
        form.full_clean()
        form.take_refusal(refusal)
        return _show(request, form, status=refusal.status)
    return render(request, "answers/received.html", {"code": code, "receipt": complaint.receipt})


def _show(
    request: HttpRequest, form: forms.ComplaintForm, *, status: int = 200, asks_first: bool = False
) -> HttpResponse:
    context = {"form": form, "asks_first": asks_first, "field_id": "id_words"}
    return render(request, "answers/complain.html", context, status=status)
