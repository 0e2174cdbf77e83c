"""The composition root of addresses. Every door of the product is reachable from here."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.routers import DefaultRouter
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from portal.foundation import views as foundation_views
from portal.pages import api as pages_api
from portal.pages import urls as pages_urls
from portal.pages import views as pages_views
from portal.people import urls as people_urls
from portal.safeguarding import api as safeguarding_api
from portal.safeguarding import urls as safeguarding_urls

api = DefaultRouter(trailing_slash=True)
api.include_root_view = False
api.register("services", pages_api.ServiceViewSet, basename="service")
api.register("questions", pages_api.QuestionViewSet, basename="question")
api.register("articles", pages_api.ArticleViewSet, basename="article")
api.register("hotlines", safeguarding_api.HotlineViewSet, basename="hotline")

urlpatterns = [
    path("healthz", foundation_views.healthz, name="healthz"),
    path("readyz", foundation_views.readyz, name="readyz"),
    # Staff sign in by allauth with a second factor; Wagtail's own door leads there.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("admin/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("tai-khoan/", include(people_urls)),
    path("api/v1/", include(api.urls)),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="api_docs"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": Sitemap, "help": pages_views.HelpSitemap}}, name="sitemap"),
    path("", include(safeguarding_urls)),
    path("", include(pages_urls)),
    path("", include(wagtail_urls)),
]

if not settings.IS_PRODUCTION:
    # On one's own machine nothing else serves uploads; in production the proxy does.
    urlpatterns.insert(0, path("tep/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))

handler404 = "portal.pages.views.not_found"
handler500 = "portal.pages.views.server_error"
