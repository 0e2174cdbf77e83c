"""The door of requests about one's own information."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.answers import actions, forms, queries, rules
from portal.foundation import form_tokens, throttling
from portal.foundation.refusals import Refusal
from portal.people.models import Participant
from portal.safeguarding import queries as safeguarding_queries

PURPOSE = "answers.data_request"


@sensitive_post_parameters()
@form_tokens.anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def request_data(request: HttpRequest) -> HttpResponse:
    """This will take a request to see, correct, erase or take back; with the PIN, seeing and erasing happen at once."""
    participant: Participant | None = request.participant  # type: ignore[attr-defined]
    is_signed_in = participant is not None
    if request.method != "POST":
        return _show(request, forms.DataRequestForm(token=form_tokens.issue(PURPOSE), is_signed_in=is_signed_in))
    at = timezone.now()
    given = request.POST.get(form_tokens.FIELD, "")
    form = forms.DataRequestForm(request.POST, token=given, is_signed_in=is_signed_in)
    try:
        token = form_tokens.check(given, purpose=PURPOSE)
        if not form.is_valid():
            return _show(request, form, status=422)
        if safeguarding_queries.must_ask(request.POST, "words"):
            return _show(request, form, asks_first=True)
        typed = form.cleaned_data
        throttling.count_sending(request, rules.SENDINGS)
        with throttling.few_wrong(request, rules.WRONG_CODES, rules.UnknownCode):
            if rules.sees_at_once(typed["kind"], code=typed["code"], pin=typed["pin"], words=typed["words"]):
                receipt = actions.open_by_pin(typed["code"], pin=typed["pin"], at=at)
                return render(request, "answers/kept.html", {"receipt": receipt, "kept": queries.kept_about(receipt)})
            asked, code = actions.request_data(
                instance=token.instance,
                kind=typed["kind"],
                code=typed["code"],
                pin=typed["pin"],
                words=typed["words"],
                participant=participant,
                language=translation.get_language() or "vi",
                at=at,
            )
    except Refusal as refusal:
        if isinstance(refusal, form_tokens.FormExpired):
            form.token = form_tokens.issue(PURPOSE)
        form.full_clean()
        form.take_refusal(refusal)
        return _show(request, form, status=refusal.status)
    return render(request, "answers/received.html", {"code": code, "receipt": asked.receipt})


def _show(
    request: HttpRequest, form: forms.DataRequestForm, *, status: int = 200, asks_first: bool = False
) -> HttpResponse:
    context = {"form": form, "asks_first": asks_first, "field_id": "id_words"}
    return render(request, "answers/request_data.html", context, status=status)
