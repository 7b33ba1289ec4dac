"""Django settings, read from the environment; `.env.example` explains each variable.

Nothing here needs editing to run the site. Values are checked as they are read (`env.py`); what can only be
checked against each other is in `checks.py`.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from advocacy.env import Environment, is_private_host

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment.read(BASE_DIR / ".env")

# --- The site -----------------------------------------------------------------------------------------

DEBUG = env.switch("DEBUG", default=False)
SECRET_KEY = env.secret_key("SECRET_KEY", debug=DEBUG)

# public: published pages only. staff: the admin only. all: both in one process.
SITE_SURFACE = env.choice("SITE_SURFACE", ("public", "staff", "all"), default="all")
SERVES_STAFF = SITE_SURFACE != "public"

site_url = env.site_url("SITE_URL", default="http://127.0.0.1:8000", allow_http=DEBUG)
SITE_URL = site_url.geturl()
IS_HTTPS = site_url.scheme == "https"
ALLOWED_HOSTS = [site_url.hostname, *env.hosts("EXTRA_HOSTS")]
if is_private_host(site_url.hostname) and not site_url.hostname.endswith(".onion"):
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
ADMIN_PATH = env.admin_path("ADMIN_PATH", default="admin/")

SITE_NAME = env.text("SITE_NAME", default="Sur Place")
ORGANISATION_NAME = env.text("ORGANISATION_NAME", default=SITE_NAME)
PRESS_CONTACT = env.text("PRESS_CONTACT")
CORRECTION_CONTACT = env.text("CORRECTION_CONTACT")
SECURE_CHANNEL = env.text("SECURE_CHANNEL")
SECURITY_CONTACT = env.text("SECURITY_CONTACT")
# Days within which a request for correction is answered; 0: the corrections page promises none.
CORRECTION_DAYS = env.number("CORRECTION_DAYS", default=0, low=0, high=365)

# Whoever publishes made no change to the subject since its last edition.
FOUR_EYES = env.switch("FOUR_EYES", default=True)
# Months after which "my work" reminds of cases that nobody looked for news of.
STALE_MONTHS = env.number("STALE_MONTHS", default=6, low=1, high=120)

# Part of every page's name in the cache: a new release shows its own pages.
RELEASE = "0.2.0"

# --- Files --------------------------------------------------------------------------------------------

DATA_DIR = env.folder("DATA_DIR", default="var", relative_to=BASE_DIR)
PAGE_CACHE = env.switch("PAGE_CACHE", default=True)
PAGE_CACHE_DIR = DATA_DIR / "pages" / SITE_SURFACE
# Uploaded files that wait to be imported, encrypted, for a day at most.
IMPORT_DIR = DATA_DIR / "imports"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- Database -----------------------------------------------------------------------------------------

DATABASE = env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'surplace.sqlite3'}", relative_to=BASE_DIR)
DATABASE_POOL = env.switch("DATABASE_POOL", default=False)
STATEMENT_TIMEOUT = env.number("STATEMENT_TIMEOUT", default=30_000, low=0, high=3_600_000)

SQLITE_COMMANDS = [
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32000",
    "PRAGMA mmap_size = 268435456",
    # What is deleted is overwritten: text that was taken down must not stay readable in the file.
    "PRAGMA secure_delete = ON",
]
POSTGRESQL_OPTIONS = [f"-c statement_timeout={STATEMENT_TIMEOUT}"]
MIGRATION_MODULES = {}
if not SERVES_STAFF:
    # The public surface reads: a second lock behind the database role that may only SELECT. `migrate` finds
    # nothing to do there.
    SQLITE_COMMANDS.append("PRAGMA query_only = ON")
    POSTGRESQL_OPTIONS.append("-c default_transaction_read_only=on")
    MIGRATION_MODULES["published"] = None

if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["CONN_MAX_AGE"] = 60
    DATABASE["OPTIONS"] = {
        # Take the write lock at the start: a transaction that reads first and writes later would otherwise
        # fail at once, without waiting for the timeout, when another process wrote in between.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": ";".join(SQLITE_COMMANDS),
    }
else:
    DATABASE["CONN_HEALTH_CHECKS"] = True
    DATABASE["CONN_MAX_AGE"] = 0 if DATABASE_POOL else 60
    DATABASE["OPTIONS"] = {
        "connect_timeout": 5,
        **DATABASE.get("OPTIONS", {}),
        "options": " ".join(POSTGRESQL_OPTIONS),
    }
    if DATABASE_POOL:
        DATABASE["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 10, "timeout": 5}
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Not read on the public surface: a process that serves the public must not hold the keys.
FIELD_ENCRYPTION_KEYS = env.fernet_keys("FIELD_ENCRYPTION_KEYS", required=not DEBUG) if SERVES_STAFF else []

# --- Applications and request handling ----------------------------------------------------------------

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_countries",
    "cases.published",
]
MIDDLEWARE = [
    # Outermost: every answer that anything below it gives, error pages and static files too, has the headers.
    "advocacy.headers.HeadersMiddleware",
    "advocacy.requests.RefuseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "advocacy.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Answers public pages from the edition they belong to; below it, views are only asked when needed.
    "cases.published.cache.EditionCache",
]
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "advocacy.pages.site",
]
ROOT_URLCONF = "advocacy.public_urls"
if SERVES_STAFF:
    ROOT_URLCONF = "advocacy.urls"
    INSTALLED_APPS += [
        "cases",
        "advocacy",
        "simple_history",
        "advocacy.staff_config.StaffSiteConfig",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ]
    MIDDLEWARE += [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "advocacy.language.StaffLanguageMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "advocacy.expired_forms.ExpiredFormsMiddleware",
        "simple_history.middleware.HistoryRequestMiddleware",
    ]
    CONTEXT_PROCESSORS += [
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "cases.admin.forms.kept_answers.in_templates",
    ]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    }
]
WSGI_APPLICATION = "advocacy.wsgi.application"

# --- Languages and time -------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
# Each in its own name: a reader looks for the name they know. Not translated.
LANGUAGES = [("en", "English"), ("ko", "한국어"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "advocacy" / "locale"]
# Days as they can be read in one way only.
FORMAT_MODULE_PATH = "advocacy.formats"
USE_TZ = True
TIME_ZONE = env.time_zone("TIME_ZONE", default="UTC")

# django-countries has the short names in English already. Here, so that our own catalogue can translate them,
# are those whose Korean or Chinese it lacks or words unlike the country's neighbours.
COUNTRIES_OVERRIDE = {
    "CD": _("Democratic Republic of the Congo"),
    "FM": _("Micronesia"),
    "KP": _("North Korea"),
    "KR": _("South Korea"),
    "MN": _("Mongolia"),
    "PS": _("Palestine"),
    "TH": _("Thailand"),
    "US": _("United States"),
}

# --- Sign-in and cookies ------------------------------------------------------------------------------

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"

# The __Host- prefix makes browsers refuse a cookie of that name set by another host or over http.
COOKIE_PREFIX = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
# Lax: a colleague's link to a record, opened from a mail, must not ask for the password again.
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "advocacy.expired_forms.csrf_failure" if SERVES_STAFF else "advocacy.errors.csrf_failure"
# Messages name records: kept here, never in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Transport and headers ----------------------------------------------------------------------------

SECURE_SSL_REDIRECT = IS_HTTPS
# A monitor on the machine itself asks over http.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
if env.choice("PROXY_HEADER", ("", "X-Forwarded-Proto"), default=""):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# The name and form of Django 6's setting; sent by advocacy.headers.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    # The admin's autocomplete fetches its choices. Public pages fetch nothing; checkers that look at robots.txt
    # from within a page do.
    "connect-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

# Whether subdomains and the browsers' preload list may be bound is for the owner of the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not IS_HTTPS:
    # SITE_URL accepts plain http only where the connection is local or encrypted by Tor.
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
if not SERVES_STAFF:
    # No cookies, no forms that change anything: advocacy.requests refuses POST.
    SILENCED_SYSTEM_CHECKS += ["security.W003"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# --- Mail and logs ------------------------------------------------------------------------------------

email = env.email("EMAIL_URL")
EMAIL_BACKEND = email["EMAIL_BACKEND"]
EMAIL_HOST = email["EMAIL_HOST"]
EMAIL_PORT = email["EMAIL_PORT"]
EMAIL_HOST_USER = email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = email.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = email["EMAIL_FILE_PATH"]
EMAIL_TIMEOUT = 10

LOG_LEVEL = env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "advocacy.logs.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # Django's own handlers would print beside ours; mail to ADMINS would carry whole requests.
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "WARNING"},
        "django.security": {"level": "WARNING"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
