"""The composition root of addresses. Every door of the product is reachable from here."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.routers import DefaultRouter
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from clubs import urls as clubs_urls
from clubs.api import clubs as clubs_api
from clubs.api import members as members_api
from clubs.api import opinions as opinions_api
from clubs.api import pen_names as pen_names_api
from clubs.api import pieces as pieces_api
from media import views as media_views
from portal.answers import api as answers_api
from portal.answers import urls as answers_urls
from portal.foundation import views as foundation_views
from portal.pages import api as pages_api
from portal.pages import urls as pages_urls
from portal.pages import views as pages_views
from portal.people import api as people_api
from portal.people import urls as people_urls
from portal.places import api as places_api
from portal.places import urls as places_urls
from portal.safeguarding import api as safeguarding_api
from portal.safeguarding import urls as safeguarding_urls

api = DefaultRouter(trailing_slash=True)
api.include_root_view = False
api.register("services", pages_api.ServiceViewSet, basename="service")
api.register("questions", pages_api.QuestionViewSet, basename="question")
api.register("articles", pages_api.ArticleViewSet, basename="article")
api.register("hotlines", safeguarding_api.HotlineViewSet, basename="hotline")
api.register("pieces", pieces_api.PieceViewSet, basename="piece")
api.register("opinions", opinions_api.OpinionViewSet, basename="opinion")
api.register("clubs", clubs_api.ClubViewSet, basename="club")
api.register("places", places_api.PlaceViewSet, basename="place")

urlpatterns = [
    path("healthz", foundation_views.healthz, name="healthz"),
    path("readyz", foundation_views.readyz, name="readyz"),
    # Staff sign in by allauth with a second factor; Wagtail's own door leads there.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("admin/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("tai-khoan/", include(people_urls)),
    path("api/v1/pieces/", include(pieces_api.urlpatterns)),
    path("api/v1/personal-data-check/", safeguarding_api.PersonalDataCheck.as_view(), name="personal_data_check"),
    path("api/v1/participants/", members_api.Participants.as_view(), name="api_participants"),
    path("api/v1/participant-session/", members_api.ParticipantSession.as_view(), name="api_participant_session"),
    path("api/v1/me/", include(people_api.urlpatterns)),
    path("api/v1/me/pen-name/", pen_names_api.PenName.as_view(), name="api_me_pen_name"),
    path("api/v1/consents/", include(people_api.consent_urlpatterns)),
    path("api/v1/receipts/lookup/", answers_api.ReceiptLookup.as_view(), name="api_receipt_lookup"),
    path("api/v1/receipts/pin/", answers_api.ReceiptPin.as_view(), name="api_receipt_pin"),
    path("api/v1/receipts/erasure/", answers_api.ReceiptErasure.as_view(), name="api_receipt_erasure"),
    path("api/v1/receipts/words/", answers_api.ReceiptWords.as_view(), name="api_receipt_words"),
    path("api/v1/reports/", answers_api.Reports.as_view(), name="api_reports"),
    path("api/v1/complaints/", answers_api.Complaints.as_view(), name="api_complaints"),
    path("api/v1/data-requests/", answers_api.DataRequests.as_view(), name="api_data_requests"),
    path("api/v1/", include(api.urls)),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="api_docs"),
    re_path("^api/", foundation_views.no_such_api),  # not the pages' own 404, which asks a form for its token first
    path("sitemap.xml", sitemap, {"sitemaps": pages_views.SITEMAPS}, name="sitemap"),
    path("", include(pages_urls.every_language)),
    # Vietnamese at the root, every other language below its code; `LanguageMiddleware` reads the language from there.
    *i18n_patterns(
        path("", include(safeguarding_urls)),
        path("", include(people_urls.public)),
        path("", include(answers_urls)),
        path("", include(clubs_urls)),
        path("", include(places_urls)),
        path("", include(pages_urls)),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

if not settings.IS_PRODUCTION:
    # On one's own machine nothing else serves uploads; in production the proxy does.
    urlpatterns.insert(0, path("tep/<path:path>", media_views.public_file))

handler404 = "portal.pages.views.not_found"
handler500 = "portal.pages.views.server_error"
