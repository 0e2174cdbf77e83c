"""Settings: one file, safe defaults, everything that differs between places read from the environment.

`PORTAL_MODE` says what this process is: `production` (the default: refuses unsafe settings), `demo` (the fictional centre
on one's own machine), `development` (DEBUG) or `test`. docs/deployment.md lists every variable.
"""

import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from portal.foundation import env, stylesheet

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("PORTAL_VAR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# --- What this process is -------------------------------------------------------------------------------------------

MODE = env.text("PORTAL_MODE", "production", choices=("production", "demo", "development", "test"))
IS_DEMO = MODE == "demo"
IS_PRODUCTION = MODE == "production"
DEBUG = MODE == "development"

DEVELOPMENT_KEY = "for development and tests only: production refuses to start with this"
SECRET_KEY = env.text("PORTAL_SECRET_KEY", None if IS_PRODUCTION else DEVELOPMENT_KEY)
SECRET_KEY_FALLBACKS = env.words("PORTAL_OLD_SECRET_KEYS")
HOTLINE_KEY = env.text("PORTAL_HOTLINE_KEY", None if IS_PRODUCTION else DEVELOPMENT_KEY)
"""Signs the list of callable numbers; apart from SECRET_KEY, so that changing one leaves the other."""

TEXT_KEY = env.text("PORTAL_TEXT_KEY", None if IS_PRODUCTION else DEVELOPMENT_KEY)
OLD_TEXT_KEYS = env.words("PORTAL_OLD_TEXT_KEYS")
"""Encrypt what children write. Never in a backup: without the key the words are gone."""
RECEIPT_KEY = env.text("PORTAL_RECEIPT_KEY", None if IS_PRODUCTION else DEVELOPMENT_KEY)
"""Makes and recognizes codes of four words; changing it makes every code given out useless."""
ERASURE_JOURNAL = Path(env.text("PORTAL_ERASURE_JOURNAL", str(VAR_DIR / "erasures.jsonl")))
"""Ids of what was erased, outside the database, so that an older copy of it can be brought to the same state."""

_push_key = None if IS_PRODUCTION else urlsafe_b64encode(sha256(f"push {SECRET_KEY}".encode()).digest()).decode()
PUSH_PRIVATE_KEY = env.text("PORTAL_PUSH_PRIVATE_KEY", _push_key).rstrip("=")
"""By which push services of browsers know us (VAPID, RFC 8292): 32 bytes in base64url. A new one silences every device."""
PUSH_HOSTS = env.words(
    "PORTAL_PUSH_HOSTS",
    ["fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com"],
)
"""Push services alerts are sent to, each with the hosts below it. Browsers choose them; no page of ours loads from there."""
PUSH_TEST_SERVICE = PUSH_TEST_AUTHORITY = ""
"""Host:port and certificate of a push service inside a test. Believed in mode `test` alone."""

if IS_PRODUCTION:
    _keys = {
        "PORTAL_SECRET_KEY": SECRET_KEY,
        "PORTAL_HOTLINE_KEY": HOTLINE_KEY,
        "PORTAL_TEXT_KEY": TEXT_KEY,
        "PORTAL_RECEIPT_KEY": RECEIPT_KEY,
    }
    for name, value in _keys.items():
        if value == DEVELOPMENT_KEY or len(value) < 50 or len(set(value)) < 10:
            raise ImproperlyConfigured(f"{name} is too weak for production. Set it to at least 50 random characters.")
    if not re.fullmatch(r"[A-Za-z0-9_-]{43}", PUSH_PRIVATE_KEY):
        raise ImproperlyConfigured("PORTAL_PUSH_PRIVATE_KEY is no key: docs/deployment.md tells how to make one.")
    if env.flag("DEBUG") or env.flag("DJANGO_DEBUG"):
        raise ImproperlyConfigured("DEBUG is set together with PORTAL_MODE=production. Unset one of them.")

SITE_URL = env.text("PORTAL_URL", None if IS_PRODUCTION else "http://localhost:8000").rstrip("/")
if IS_PRODUCTION and not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured(f"PORTAL_URL is {SITE_URL!r}; production needs an address that begins with https://.")
_host = SITE_URL.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0]
ALLOWED_HOSTS = env.words(
    "PORTAL_HOSTS", [_host] if IS_PRODUCTION else [_host, "localhost", "127.0.0.1", "[::1]", "testserver"]
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

QUICK_EXIT_URL = env.text("PORTAL_QUICK_EXIT_URL", "https://vi.wikipedia.org/")
"""Where "Thoát nhanh" leads: a neutral public site that nobody would ask about."""

PORTAL_OFFLINE = env.flag("PORTAL_OFFLINE", not DEBUG)
"""Whether phones keep pages for when there is no network; off, they forget what they kept at their next visit.

Off in development: there the names of scripts do not change with their content.
"""

# --- Apps and middleware ----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "portal.pages",
    "clubs",
    "portal.answers",
    "portal.safeguarding",
    "portal.notifications",
    "portal.people",
    "media",
    "portal.places",
    "portal.foundation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.people.apps.StaffUsersConfig",  # wagtail.users with our forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",  # the search index uses its fields there
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "portal.foundation.middleware.StatedPolicyMiddleware",
    "portal.foundation.middleware.LanguageMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "portal.foundation.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.people.middleware.SecondFactorMiddleware",
    "portal.people.middleware.ParticipantMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.foundation.middleware.RefusalMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

NEVER_KEPT = (
    "/admin/",
    "/api/",
    "/em/",
    "/en/em/",
    "/ma-phieu/",
    "/phan-anh/",
    "/thong-tin-cua-em/",
    "/cha-me/",
    "/en/cha-me/",
    "/tai-khoan/",
    "/static/",
    "/tep/",
    "/tai-lieu/",
    "/healthz",
    "/readyz",
)
"""Paths that hold no reading page; the page cache does not even ask for the site's revision there."""

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------------------------------

try:
    DATABASES = {
        "default": dj_database_url.parse(
            env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}"), conn_health_checks=True
        )
    }
except ValueError as error:
    raise ImproperlyConfigured(
        "DATABASE_URL is not understood. Write postgres://user:password@host:5432/name or sqlite:////path/to/file."
    ) from error

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock when a transaction begins, so two writers wait for each other instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"].setdefault("OPTIONS", {})
    if MODE != "test":  # test databases are dropped while a pool would still hold connections to them
        DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
else:
    raise ImproperlyConfigured("DATABASE_URL must name SQLite or PostgreSQL: the portal is tested on these two.")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_cache_url = env.text("CACHE_URL", "")
if _cache_url and not _cache_url.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured(
        f"CACHE_URL is {_cache_url!r}; write redis://host:6379/0, or leave it out for local memory."
    )
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _cache_url}
    if _cache_url
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
}

TASKS: dict[str, Any] = {
    "default": {
        "BACKEND": "django.tasks.backends.immediate.ImmediateBackend"
        if MODE == "test"
        else "django_tasks_db.DatabaseBackend",
        "QUEUES": [],
    }
}

# --- Files: private until a person has decided, public only what a live page shows --------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise complains of a missing folder
STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
MEDIA_URL = "/tep/"
MEDIA_ROOT = Path(env.text("PORTAL_UPLOADS", str(VAR_DIR / "uploads")))
STORAGES = {
    "default": {"BACKEND": "portal.foundation.storage.PrivateStorage"},
    "public": {"BACKEND": "portal.foundation.storage.PublicStorage"},
    "staticfiles": {
        "BACKEND": "portal.foundation.storage.StaticStorage"
        if MODE in {"production", "demo"}
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_HANDLERS = ["portal.foundation.uploads.MemoryUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024  # one request: a picture or document of 20 MB and its form
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- Language, time, numbers --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale", BASE_DIR / "portal" / "locale" / "upstream"]
FORMAT_MODULE_PATH = ["portal.foundation.formats"]
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- Sign-in ------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "portal.people.authentication.StaffAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation that arrived has verified the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# The lock of an account is kept in the database (people); this only slows one place down.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    env.text("PORTAL_PROXIES", "1" if IS_PRODUCTION else "0", choices=("0", "1", "2", "3"))
)
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Tiếng Nói] "
MFA_ADAPTER = "portal.people.authentication.SecretKeeper"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tiếng Nói"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION  # browsers allow passkeys on http://localhost

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.foundation.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Security -----------------------------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PRODUCTION else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SECURE_HSTS_PRELOAD = IS_PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows previews in a frame
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # W019 asks for DENY; see the line above

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "style-src": [CSP.SELF, stylesheet.csp_hash()],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
_admin = {
    # Wagtail starts its date fields, choosers and inline panels by inline scripts and has no nonces, so these stay allowed,
    # as do the style elements its scripts make; event attributes are refused, and nothing may come from another host.
    **SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "script-src-attr": [CSP.NONE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
}
_api_docs = {
    **SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}
# A child listens to what she recorded before she sends it: the sound is in her browser alone.
_children_write = {**SECURE_CSP, "media-src": [CSP.SELF, "blob:"]}
CSP_BY_PREFIX = {"/admin/": _admin, "/api/docs/": _api_docs, "/em/": _children_write, "/en/em/": _children_write}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # a long page in the editor sends a few thousand

CORS_ALLOWED_ORIGINS = env.words("PORTAL_CORS_ORIGINS")
CORS_URLS_REGEX = r"^/api/v1/.*$"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]

# --- E-mail -------------------------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("PORTAL_EMAIL_FROM", f"Tiếng Nói <khong-tra-loi@{_host}>")
_smtp_host = env.text("PORTAL_SMTP_HOST", None if IS_PRODUCTION else "-")
MAILERS: dict[str, dict[str, Any]]
if MODE == "test":
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
elif _smtp_host == "-":
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(VAR_DIR / "mail")},
        }
    }
else:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": _smtp_host,
                "port": int(env.text("PORTAL_SMTP_PORT", "587", choices=("25", "465", "587", "2525"))),
                "username": env.text("PORTAL_SMTP_USER", ""),
                "password": env.text("PORTAL_SMTP_PASSWORD", ""),
                "use_tls": env.flag("PORTAL_SMTP_TLS", True),
                "timeout": 20,
            },
        }
    }

# --- Wagtail ------------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Tiếng Nói"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # allauth does it
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = "/tai-khoan/login/"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]  # as the desk names them
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILREDIRECTS_AUTO_CREATE = True  # a page that moves leaves a redirect behind
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # no embeds: nothing may load from elsewhere
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "txt", "csv"]
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # every document is downloaded, none is opened on our address
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "avif", "heic", "heif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
TAGGIT_CASE_INSENSITIVE = True

# --- API ----------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # public reading; each writing feature states its own
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["portal.foundation.api.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "portal.foundation.api.Pagination",
    "DEFAULT_SCHEMA_CLASS": "portal.foundation.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": ["portal.foundation.api.ReadThrottle"],
    "DEFAULT_THROTTLE_RATES": {"read": "600/min"},
    "EXCEPTION_HANDLER": "portal.foundation.api.problem_response",
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tiếng Nói API",
    "DESCRIPTION": "Public reading: services, questions, hotlines, articles. Nothing here lists children.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["portal.foundation.schema.only_public_endpoints"],
    "ENUM_NAME_OVERRIDES": {
        "KindEnum": "portal.safeguarding.models.Hotline.Kind",
        "PlaceKindEnum": "portal.places.models.Kind",
        "AgeBandEnum": "portal.people.models.AgeBand",
        "OfferedAgeBandEnum": "portal.people.fields.BAND_CHOICES",
        "ActivityEnum": "portal.people.api.consents.ASKABLE",
        "PenNameStateEnum": "clubs.queries.NameState",
        "PieceStateEnum": "clubs.queries.PieceState",
        "ReceiptStateEnum": "portal.answers.queries.STATES",
        "StandingEnum": "portal.people.queries.Standing",
        "PersonalDataKindEnum": "portal.safeguarding.api.personal_data.KINDS",
    },
}

# --- Logs: one JSON object a line, without addresses, query strings or what people typed ----------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.foundation.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.text("PORTAL_LOG_LEVEL", "WARNING" if MODE == "test" else "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "fido2": {"level": "WARNING"},  # its INFO lines quote credential ids
        "django.tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},  # its INFO lines quote titles
    },
}
