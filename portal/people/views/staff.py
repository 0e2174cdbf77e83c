"""Doors where staff meet their own account."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.mfa.base import views as mfa_views
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from portal.foundation.refusals import Refusal
from portal.people import actions, authentication, forms


@method_decorator([never_cache, sensitive_post_parameters("password1", "password2")], name="dispatch")
class InvitationView(View):
    """The link of an invitation: GET shows the form and changes nothing, POST opens the account."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refusal as refusal:
            return render(request, "people/invitation_refused.html", {"refusal": refusal}, status=refusal.status)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._show(request, token, forms.AcceptInvitationForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = forms.AcceptInvitationForm(request.POST)
        if not form.is_valid():
            return self._show(request, token, form, status=422)
        try:
            user = actions.accept_invitation(token=token, password=form.cleaned_data["password1"], at=timezone.now())
        except Refusal as refusal:
            if not refusal.fields.keys() & form.fields.keys():
                raise
            for field, sentences in refusal.fields.items():
                for sentence in sentences:
                    form.add_error(field, sentence)
            return self._show(request, token, form, status=422)
        record_authentication(request, user, method="invitation")
        return perform_login(request, user, redirect_url=reverse("mfa_index"))

    def _show(
        self, request: HttpRequest, token: str, form: forms.AcceptInvitationForm, status: int = 200
    ) -> HttpResponse:
        invitation = actions.open_invitation(token=token, at=timezone.now())
        return render(request, "people/invitation.html", {"form": form, "invitation": invitation}, status=status)


class AuthenticateView(mfa_views.AuthenticateView):
    """The second factor at sign-in; wrong codes lock, and the demo shows the code."""

    form_class = authentication.SecondFactorForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "demo_code": authentication.demo_code(self.stage.login.user)}


class ReauthenticateView(mfa_views.ReauthenticateView):
    """The second factor again; wrong codes lock here too."""

    form_class = authentication.SecondFactorAgainForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "demo_code": authentication.demo_code(self.request.user)}


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """This will lead away from pages of allauth we do not have: addresses are changed by an administrator alone."""
    return redirect("mfa_index" if request.user.is_authenticated else "account_login")
