"""Every setting, read from the environment, with defaults that are safe in production.

docs/settings.md explains each variable. Nothing else in the project reads the environment.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from mcig.fetching import addresses_of
from mcig.web.logs import logging_at

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

# ---- What kind of install this is ----------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
DEMONSTRATION_DATA = env.bool("DEMONSTRATION_DATA", default=DEMONSTRATION)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("Falta SECRET_KEY en el entorno: al menos 40 caracteres al azar.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(PUBLIC_URL).hostname or "localhost"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SERVED_BY_HTTPS = PUBLIC_URL.startswith("https://")
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# ---- The application -----------------------------------------------------------------------------

ROOT_URLCONF = "mcig.urls"
WSGI_APPLICATION = "mcig.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "mcig.accounts",
    "mcig.history",
    "mcig.mesa",
    "mcig.sequences",
    "mcig.files",
    "mcig.documents",
    "mcig.notices",
    "mcig.links",
    "mcig.inbox",
    "mcig.search",
    "mcig.web",
    "mcig.backup",
    "mcig.health",
    "mcig.jobs",
    "mcig.demonstration",
    "members",
    "agenda",
    "projects",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "mcig.administration.Administration",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "mcig.web.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mcig.web.middleware.ContentSecurityPolicy",
    "mcig.public.middleware.SameForEverybody",
    "mcig.web.middleware.PlainAddresses",
    "mcig.web.middleware.RequestSize",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mcig.web.middleware.HtmxAnswers",
    "mcig.web.middleware.PlainRefusals",
    "mcig.mesa.middleware.CurrentMesa",
    "mcig.history.middleware.Refusals",
    "mcig.pdf.turns.Printing",
    "mcig.access.middleware.Access",
    "mcig.access.middleware.LoginRequired",
]

FOUND_IN = [f"django.template.loaders.{place}.Loader" for place in ("filesystem", "app_directories")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mcig.web.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "template_partials.templatetags.partials",
                "mcig.web.templatetags.components",
            ],
            "loaders": [
                ("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", FOUND_IN)])
            ],
        },
    }
]
FORM_RENDERER = "mcig.web.forms.Renderer"

# ---- Database, cache, files, copies --------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default="postgresql://mcig@localhost/mcig")}
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": env.int("DATABASE_POOL", default=16),
    "timeout": 5,
    # After an outage each request tries anew; the pool's own pauses double and would outlast it by minutes.
    "reconnect_timeout": 2,
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
        # Limits are counted here: with Django's 300 entries a flood would push out the counts of others.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}
# Private: no address serves this folder.
MEDIA_ROOT = str(env.path("FILES_ROOT", default=str(ROOT / "var" / "files")))
# Or a private bucket, for an install on more than one machine; its keys are those that boto3 reads.
FILES_BUCKET = env.str("FILES_BUCKET", default="")
FILES_ENDPOINT = env.str("FILES_ENDPOINT", default="") or None
FILES_REGION = env.str("FILES_REGION", default="") or None
STORAGES = {
    "default": {
        "BACKEND": "mcig.files.objects.ObjectStorage" if FILES_BUCKET else "mcig.files.PrivateStorage"
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or DEMONSTRATION
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(ROOT / "staticfiles"))
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_USE_FINDERS = DEBUG or DEMONSTRATION
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS, DATA_UPLOAD_MAX_NUMBER_FILES = 2000, 20
BACKUP_FOLDER = env.str("BACKUP_FOLDER", default="")
BACKUP_KEEP = env.int("BACKUP_KEEP", default=14)
BACKUP_RECIPIENT = env.str("BACKUP_RECIPIENT", default="")

# ---- Language and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("español")), ("en", _("inglés"))]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["mcig.formats"]
TIME_ZONE = "America/Mexico_City"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# ---- Accounts ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "mcig.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_FORMS = {
    "login": "mcig.accounts.forms.LoginForm",
    "request_login_code": "mcig.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "mcig.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "mcig.accounts.forms.ConfirmEmailCodeForm",
    "confirm_password_reset_code": "mcig.accounts.forms.ConfirmPasswordResetCodeForm",
    "reset_password": "mcig.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "mcig.accounts.forms.NewPasswordForm",
    "change_password": "mcig.accounts.forms.ChangePasswordForm",
    "set_password": "mcig.accounts.forms.SetPasswordForm",
    "reauthenticate": "mcig.accounts.forms.ReauthenticateForm",
    "add_email": "mcig.accounts.forms.ChangeAddressForm",
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# A whole mesa may sit behind one address of an office; failures are counted more strictly.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
USERSESSIONS_TRACK_ACTIVITY = False
MFA_ADAPTER = "mcig.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "mcig.accounts.forms.SecondFactorForm",
    "reauthenticate": "mcig.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "mcig.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "mcig.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "mcig.accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # step of 30 s: who types slowly, or whose telephone runs behind
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SERVED_BY_HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# The prefix binds a cookie to this host and to HTTPS: no neighbouring host can set one.
COOKIE_PREFIX = "__Host-" if SERVED_BY_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SERVED_BY_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mcig.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ---- What a browser is told ----------------------------------------------------------------------

# Named as Django 6 names it, so that its own middleware can take over.
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
SECURE_HSTS_SECONDS = 31_536_000 if SERVED_BY_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT = SERVED_BY_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^salud/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# ---- Mail and what is read from elsewhere --------------------------------------------------------

# Every message passes through the queue of `mcig.notices`; its worker hands it to this server.
EMAIL_BACKEND = "mcig.notices.backend.QueueBackend"
MAIL_TRANSPORT = env.email_url("EMAIL_URL", default="consolemail://")
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="secretaria@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where refusals and answers to calendar invitations arrive; empty: nothing is read.
INBOX_URL = env.str("INBOX_URL", default="")
IATI_SOURCES = addresses_of("IATI_SOURCES", env.list("IATI_SOURCES", default=[]))

# ---- History, jobs, logs -------------------------------------------------------------------------

PGHISTORY_APPEND_ONLY = True
PGHISTORY_ADMIN_ALL_EVENTS = False
PROCRASTINATE_ON_APP_READY = None
# A job runs each minute; what went well leaves no row behind. Mail does not wait for a long list.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful", "concurrency": 3}
PRESSES = env.int("PRESSES", default=1)
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
LOGGING = logging_at(env.str("LOG_LEVEL", default="WARNING" if DEMONSTRATION else "INFO"))
