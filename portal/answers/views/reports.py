"""The door for anyone who wants to tell the centre that something shown here is not right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.answers import actions, forms, rules
from portal.foundation import form_tokens
from portal.foundation import hotline as constant
from portal.foundation.refusals import Refusal
from portal.safeguarding import queries as safeguarding_queries

PURPOSE = "answers.report"


@sensitive_post_parameters()
@form_tokens.anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: HttpRequest) -> HttpResponse:
    """This will take a report about a page and give a receipt; who might be in danger reads 111 before anything else."""
    if request.method != "POST":
        asked = {"trang": request.GET.get("trang", "/"), "bai": request.GET.get("bai", "")}
        return _show(request, forms.ReportForm(token=form_tokens.issue(PURPOSE), initial=asked))
    given = request.POST.get(form_tokens.FIELD, "")
    form = forms.ReportForm(request.POST, token=given)
    try:
        token = form_tokens.check(given, purpose=PURPOSE)
        if not form.is_valid():
            return _show(request, form, status=422)
        if safeguarding_queries.must_ask(request.POST, "words"):
            return _show(request, form, asks_first=True)
        flood = rules.throttle_report(form.cleaned_data["reason"], request)
        _made, code = actions.report(
            instance=token.instance,
            reason=form.cleaned_data["reason"],
            about=form.page,
            words=form.cleaned_data["words"],
            text=form.text,
            flood=flood,
            language=translation.get_language() or "vi",
            at=timezone.now(),
        )
    except Refusal as refusal:
        if isinstance(refusal, form_tokens.FormExpired):
            form.token = form_tokens.issue(PURPOSE)
        form.full_clean()
        form.take_refusal(refusal)
        return _show(request, form, status=refusal.status)
    return render(
        request, "answers/received.html", {"code": code, "receipt": actions.find_receipt(code, at=timezone.now())}
    )


def _show(request: HttpRequest, form: forms.ReportForm, *, status: int = 200, asks_first: bool = False) -> HttpResponse:
    context = {"form": form, "asks_first": asks_first, "field_id": "id_words", "number": constant.NUMBER}
    return render(request, "answers/report.html", context, status=status)
