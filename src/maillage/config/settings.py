"""One settings file for the laptop, the demonstration, the tests and the server; the environment makes the difference.

Every variable is described in docs/reference/settings.md.
"""

from __future__ import annotations

from email.utils import parseaddr
from pathlib import Path

from csp.constants import NONE, SELF

from . import environment

BASE = Path(__file__).resolve().parent.parent

# --- Where things are
DATA_DIRECTORY = environment.data_directory()
PUBLIC_DATA_DIRECTORY = environment.public_data_directory(DATA_DIRECTORY)
SECRET_KEY = environment.secret_key(DATA_DIRECTORY)
DATABASES = {"default": environment.database(DATA_DIRECTORY)}
DEBUG = environment.boolean("MAILLAGE_DEBUG")
DEMO = environment.boolean("MAILLAGE_DEMO")
ALLOWED_HOSTS = environment.words("MAILLAGE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.words("MAILLAGE_ORIGINS", [])

# --- Rooms, from the ground up
ROOMS = [
    "toolkit",
    "design",
    "journal",
    "accounts",
    "spaces",
    "territory",
    "actors",
    "campaigns",
    "workshops",
    "stakes",
    "groups",
    "ties",
    "partnerships",
    "agreements",
    "animation",
    "restitution",
    "demo",
]
INSTALLED_APPS = [
    *[f"maillage.{room}" for room in ROOMS],  # first, so that their templates win over those of the libraries
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_vite",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "maillage.toolkit.middleware.TypesetFrench",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "maillage.toolkit.middleware.RefusalsSpeak",
]

ROOT_URLCONF = "maillage.config.urls"
WSGI_APPLICATION = "maillage.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "maillage.spaces.context_processors.space",
            ],
            "builtins": ["maillage.design.templatetags.design", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "maillage.design.forms.Renderer"

# --- People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "spaces:mine"
ACCOUNT_ADAPTER = "maillage.accounts.adapter.InvitedPeopleOnly"
ACCOUNT_FORMS = {
    "request_login_code": "maillage.accounts.forms.AddressForm",
    "confirm_login_code": "maillage.accounts.forms.CodeForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code is the verification
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# --- Language: French strings in the code, English in the catalogues
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS: list[str] = []
TIME_ZONE = "Europe/Paris"
USE_TZ = True
FORMAT_MODULE_PATH = "maillage.toolkit.formats"

# --- Files served
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/bundle/assets/.+-[\w-]{8}\.\w+$"
DJANGO_VITE = {"default": {"manifest_path": BASE / "design/static/bundle/manifest.json", "static_url_prefix": "bundle"}}

# --- What the browser may do: nothing from elsewhere, no inline script
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_PROXY = environment.boolean("MAILLAGE_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # limits of sign-in count visitors, not the proxy that stands for all
HTTPS = environment.boolean("MAILLAGE_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"

# --- Mail: to readable files unless a server is named
PUBLIC_ADDRESS = environment.address(  # what links in letters begin with
    "MAILLAGE_ADDRESS", next(iter(CSRF_TRUSTED_ORIGINS), "http://localhost:8000")
)
EMAIL_HOST = environment.text("MAILLAGE_SMTP_HOST")
EMAIL_PORT = environment.integer("MAILLAGE_SMTP_PORT", 587)
EMAIL_HOST_USER = environment.text("MAILLAGE_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("MAILLAGE_SMTP_PASSWORD")
EMAIL_USE_SSL = EMAIL_PORT == 465  # the port where TLS comes before the first word
EMAIL_USE_TLS = not EMAIL_USE_SSL and environment.boolean("MAILLAGE_SMTP_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("MAILLAGE_FROM", "Maillage <ne-pas-repondre@localhost>")
SENDERS = environment.words(  # domains and addresses that a space may send its letters from
    "MAILLAGE_SENDERS", [parseaddr(DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]]
)
DAILY_HOUR = environment.hour("MAILLAGE_DAILY_HOUR", 8)  # from which the round of the day may start; none: never
EMAIL_FILE_PATH = DATA_DIRECTORY / "mail"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"

# --- The State's search of companies, asked one at a time when somebody clicks
COMPANY_SEARCH = environment.boolean("MAILLAGE_COMPANY_SEARCH")

# --- Sizes a laptop can bear, said in a sentence by the import when exceeded
LARGEST_UPLOAD = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 500}},
    "drawings": {  # shared by the workers, kept between two starts
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIRECTORY / "drawings",
        "OPTIONS": {"MAX_ENTRIES": 3000},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
