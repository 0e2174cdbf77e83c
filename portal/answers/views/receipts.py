"""Doors of the receipt: the code one was given, what stands behind it, a PIN, erasing, writing again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.answers import actions, forms, queries, rules
from portal.answers.models import Receipt
from portal.foundation import form_tokens, throttling
from portal.foundation.refusals import Refusal
from portal.safeguarding import queries as safeguarding_queries

AGAIN_PURPOSE = "answers.again"


@sensitive_post_parameters()
@form_tokens.anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """This will take a code and show what stands behind it. A code in the address is ignored: addresses are remembered."""
    if request.method != "POST":
        return _ask(request, forms.CodeForm())
    form = forms.CodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    try:
        receipt = _find(request, form.cleaned_data["code"])
    except Refusal as refusal:
        form.take_refusal(refusal)
        return _ask(request, form, status=refusal.status)
    return show(request, receipt)


@sensitive_post_parameters()
@form_tokens.anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def set_pin(request: HttpRequest) -> HttpResponse:
    """This will keep a PIN for the receipt just given. Its token, not the code, opens this: it was on that page alone."""
    if request.method != "POST":
        return redirect("receipt")
    receipt = actions.receipt_of_pin_token(request.POST.get(form_tokens.FIELD, ""))
    form = forms.PinForm(request.POST, token=request.POST[form_tokens.FIELD])
    status = 422
    if form.is_valid():
        try:
            receipt = actions.set_receipt_pin(receipt.pk, pin=form.cleaned_data["pin"])
        except Refusal as refusal:
            form.take_refusal(refusal)
            status = refusal.status
        else:
            return render(
                request,
                "answers/received.html",
                {"code": actions.code_of(receipt), "receipt": receipt},
            )
    context = {"code": actions.code_of(receipt), "receipt": receipt, "pin_form": form}
    return render(request, "answers/received.html", context, status=status)


@sensitive_post_parameters()
@form_tokens.anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """This will erase everything of a thread at once, for whoever holds code and PIN."""
    if request.method != "POST":
        return redirect("receipt")
    at = timezone.now()
    form = forms.ErasureForm(request.POST)
    receipt = _find(request, request.POST.get("code", ""))
    if not form.is_valid():
        return show(request, receipt, erasure_form=form, status=422)
    try:
        actions.erase_by_pin(receipt, pin=form.cleaned_data["pin"], at=at)
    except Refusal as refusal:
        form.take_refusal(refusal)
        return show(request, receipt, erasure_form=form, status=refusal.status)
    receipt.refresh_from_db()
    return show(request, receipt)


@sensitive_post_parameters()
@form_tokens.anonymous_form
@require_http_methods(["GET", "HEAD", "POST"])
def write_again(request: HttpRequest) -> HttpResponse:
    """This will take a new text into the same thread: a person reads it like the first."""
    if request.method != "POST":
        return redirect("receipt")
    at = timezone.now()
    given = request.POST.get(form_tokens.FIELD, "")
    receipt = _shown_with(given) or _find(request, request.POST.get("code", ""))
    form = forms.WriteAgainForm(request.POST, token=_again_token(receipt))
    try:
        token = form_tokens.check(given, purpose=AGAIN_PURPOSE)
        if not form.is_valid():
            return show(request, receipt, again_form=form, status=422)
        if safeguarding_queries.must_ask(request.POST, "words"):
            return show(request, receipt, again_form=form, asks_first=True)
        text = actions.write_again(receipt, instance=token.instance, words=form.cleaned_data["words"], at=at)
    except Refusal as refusal:
        form.full_clean()
        form.take_refusal(refusal)
        return show(request, receipt, again_form=form, status=refusal.status)
    context = {"code": actions.code_of(receipt), "receipt": receipt, "is_inside": not text.is_meant_for_public}
    return render(request, "answers/received.html", context)


def _find(request: HttpRequest, code: str) -> Receipt:
    with throttling.few_wrong(request, rules.WRONG_CODES, rules.UnknownCode):
        return actions.find_receipt(code, at=timezone.now())


def _again_token(receipt: Receipt) -> str:
    return form_tokens.issue(AGAIN_PURPOSE, receipt=str(receipt.pk))


def _shown_with(token: str) -> Receipt | None:
    """The receipt a genuine form stood on: its words are taken even while codes are not looked up."""
    try:
        shown = form_tokens.check(token, purpose=AGAIN_PURPOSE).data.get("receipt")
    except form_tokens.FormExpired:
        return None
    return Receipt.objects.filter(pk=shown).first() if shown else None


def show(
    request: HttpRequest,
    receipt: Receipt,
    *,
    erasure_form: forms.ErasureForm | None = None,
    again_form: forms.WriteAgainForm | None = None,
    asks_first: bool = False,
    status: int = 200,
) -> HttpResponse:
    """This will show what stands behind a code, with the forms it opens."""
    held = {"code": actions.code_of(receipt)}
    context = {
        "view": queries.look_at(receipt, at=timezone.now()),
        "page_to_mend": actions.page_to_mend(receipt),
        "erasure_form": erasure_form or forms.ErasureForm(initial=held),
        "again_form": again_form or forms.WriteAgainForm(initial=held, token=_again_token(receipt)),
        "form": again_form or erasure_form,
        "asks_first": asks_first,
        "field_id": "id_words",
    }
    return render(request, "answers/receipt.html", context, status=status)


def _ask(request: HttpRequest, form: forms.CodeForm, status: int = 200) -> HttpResponse:
    return render(request, "answers/look_up.html", {"form": form}, status=status)
