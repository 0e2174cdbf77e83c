"""Doors for children, guardians, and staff who sign in. Ours come first where allauth has one at the same address."""

from django.urls import URLPattern, include, path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.people import views

public: list[URLPattern] = [
    path("em/may-nay/", views.machines, name="participant_machines"),
    path("em/may-nay/ra/", views.leave, name="participant_leave"),
    path("em/da-ra/", views.left, name="participant_left"),
    path("em/ma-rieng/", views.PinView.as_view(), name="participant_pin"),
    path("em/tuoi/", views.AgeView.as_view(), name="participant_age"),
    path("em/dong-y/", views.consents, name="participant_consents"),
    path("em/dong-y/rut-lai/", views.withdraw_consent, name="participant_withdraw"),
    path("em/dong-y/<slug:activity>/", views.consent, name="participant_consent"),
    path("cha-me/rut-lai/", views.withdraw_by_code, name="guardian_withdraw"),
    path("cha-me/<str:token>/", views.GuardianView.as_view(), name="guardian_link"),
    path("em/tieng/", views.LanguageView.as_view(), name="participant_language"),
]
"""Doors of guardians and children; staff have theirs below."""

# Recovery codes and the like are kept by no browser and no proxy.
urlpatterns = decorate_urlpatterns(
    [
        path("loi-moi/<str:token>/", views.InvitationView.as_view(), name="people_invitation"),
        path("2fa/authenticate/", views.AuthenticateView.as_view(), name="mfa_authenticate"),
        path("2fa/reauthenticate/", views.ReauthenticateView.as_view(), name="mfa_reauthenticate"),
        path("email/", views.closed),
        path("confirm-email/", views.closed),
        path("confirm-email/<path:key>/", views.closed),
        path("login/code/confirm/", views.closed),
        path("password/set/", views.closed),
        path("", include("allauth.urls")),
    ],
    never_cache,
)
