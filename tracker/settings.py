"""Settings of Pledgebook. Each comes from the environment or is the same everywhere.

With nothing set this is a developer's machine: DEBUG is on, PostgreSQL and Redis are
the ones under `.local/`, and mails become files. A deployment sets SECRET_KEY, which
turns DEBUG off, and then also ALLOWED_HOSTS, SITE_URL, DATABASE_URL, REDIS_URL and
EMAIL_URL. A wrong value ends the start with one sentence on how to write it.
"""

from pathlib import Path

from tracker import environment, logs
from tracker.environment import env
from tracker.local import LOCAL
from tracker.local.postgres import LocalPostgres
from tracker.local.redis import LocalRedis

BASE = Path(__file__).resolve().parent.parent

# DEBUG: on for a developer, off as soon as a SECRET_KEY says that this is a deployment.
DEBUG = environment.flag("DEBUG", default=not env.str("SECRET_KEY", default=""))

# SECRET_KEY: required where DEBUG is off; else made once and kept in .local/.
SECRET_KEY = environment.secret_key(debug=DEBUG, kept_in=LOCAL / "secret_key")

# SITE_URL: where readers reach the site; absolute links in mails and feeds begin so.
SITE_URL = environment.site_url(debug=DEBUG)

# ALLOWED_HOSTS: names the site answers to, with commas. Empty with DEBUG: localhost.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles: its runserver lets whitenoise serve the files.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "heroicons",
    "projects",
    "deadlines",
    "tracker",
]

MIDDLEWARE = [
    "tracker.middleware.no_body_to_head",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tracker.middleware.PublicRead",
    "tracker.middleware.own_zone_and_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tracker.middleware.AsKnown",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A long entry of many claims is one form of many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Pages ---------------------------------------------------------------------------

_LOADERS: list[object] = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
# CACHE_TEMPLATES: off, an edited template shows at once; `manage.py dev` does so.
if environment.flag("CACHE_TEMPLATES", default=True):
    _LOADERS = [("django.template.loaders.cached.Loader", _LOADERS)]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "OPTIONS": {
            # Outermost, so that "page.html#part" works for whatever finds the page.
            "loaders": [("template_partials.loader.Loader", _LOADERS)],
            "builtins": [
                "template_partials.templatetags.partials",
                # Its `url` takes the place of Django's.
                "tracker.templatetags.moments",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.tz",
            ],
        },
    }
]

STATIC_URL = "static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "tracker.chart_library.ChartLibrary",
]
STATIC_ROOT = BASE / "staticfiles"
# DEBUG serves static files where they lie; else collectstatic gives them hashed names.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# English with the day first, and UTC: each deadline brings its own zone.
LANGUAGE_CODE = "en-gb"
# Those the pages are written in; a profile offers them.
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "UTC"
USE_TZ = True

# --- Who may do what -----------------------------------------------------------------

# PUBLIC_READ: 0 closes every page to those who are not signed in.
PUBLIC_READ = environment.flag("PUBLIC_READ", default=True)

# REQUIRE_REVIEW: 1 lets nobody publish a draft of their own.
REQUIRE_REVIEW = environment.flag("REQUIRE_REVIEW", default=False)

# EDITOR_NAME: who answers for the record, named to readers.
EDITOR_NAME = env.str("EDITOR_NAME", default="")

AUTH_USER_MODEL = "projects.User"
AUTHENTICATION_BACKENDS = ["tracker.accounts.backend.ThrottledBackend"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
# A link for a new password works for a day, and once.
PASSWORD_RESET_TIMEOUT = 24 * 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Everything comes from this site: no inline script or style, no other host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"

# A deployment behind https: the proxy in front must set X-Forwarded-Proto itself.
_HTTPS = SITE_URL.startswith("https://") and not DEBUG
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS

# --- Data ----------------------------------------------------------------------------

# DATABASE_URL: postgres://user:password@host:5432/name
DATABASES = {
    "default": {
        **environment.database(default=LocalPostgres(LOCAL / "postgres").url),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
# A host that does not answer must not hold a request for minutes.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

# REDIS_URL: redis://host:6379/0 or unix:///path/to/socket
REDIS_URL = environment.redis_url(default=LocalRedis(LOCAL).url)

# "default" is each process's own; "shared" counts tries for all of them.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "shared": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "pledgebook",
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    },
}

# --- Worker --------------------------------------------------------------------------

CELERY_BROKER_URL = environment.celery_broker(REDIS_URL)
CELERY_TIMEZONE = TIME_ZONE
CELERY_IMPORTS = ["tracker.accounts.tasks"]
CELERY_TASK_IGNORE_RESULT = True
# A task that dies with its worker runs again: tasks are short and can be repeated.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Well below the visibility time-out: a task that outlived it would run twice.
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 270
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    # Look for tasks of killed workers every 10 s, instead of every 100 s.
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    # A page that rings the bell must not wait for a broker that is down or hangs.
    "socket_timeout": 3,
    "socket_connect_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

CELERY_BEAT_SCHEDULER = "redbeat.RedBeatScheduler"
# Well below redbeat's lock time-out (see tracker/celery.py), which each loop renews.
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
# A tick nobody took before the next one is not worth keeping.
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "deadlines.sweep",
        "schedule": 15 * 60.0,
        "options": {"expires": 15 * 60},
    },
    "clocks": {
        "task": "deadlines.clocks",
        "schedule": 15 * 60.0,
        "options": {"expires": 15 * 60},
    },
    "outbox": {
        "task": "deadlines.outbox",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "imports": {
        "task": "tracker.imports",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
}

# --- Mail ----------------------------------------------------------------------------

# EMAIL_URL: smtp+tls://user:password@host:587; a developer finds mails in .local/mail/.
_MAIL_DEFAULT = f"filemail://{LOCAL / 'mail'}" if DEBUG else "smtp://localhost:25"
_MAIL = environment.email(default=_MAIL_DEFAULT)
EMAIL_BACKEND = _MAIL["EMAIL_BACKEND"]
EMAIL_FILE_PATH = _MAIL["EMAIL_FILE_PATH"]
EMAIL_HOST = _MAIL["EMAIL_HOST"] or ""
EMAIL_PORT = _MAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _MAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _MAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _MAIL.get("EMAIL_USE_SSL", False)
# Django's default is to wait for ever: one host that hangs would stop all mail.
EMAIL_TIMEOUT = 20
# OUTBOX_LEASE: seconds until a mail that was taken and never marked is sent again.
OUTBOX_LEASE = environment.whole_number("OUTBOX_LEASE", default=300)
# DEFAULT_FROM_EMAIL: the sender that subscribers see.
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Pledgebook <pledgebook@localhost>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Logs ----------------------------------------------------------------------------

# LOG_LEVEL: DEBUG, INFO, WARNING or ERROR.
LOGGING = logs.configure(debug=DEBUG, level=environment.log_level())
