"""Reads settings from the environment. A wrong value is refused with the way out.

Each reader raises ImproperlyConfigured with one sentence that names the variable,
says what is wrong and what to write instead. Passwords are never repeated.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

env = Env()

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def _masked(url: str) -> str:
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", url)


def _parsed(
    name: str, url: str, parse: Callable[[str], dict[str, Any]], advice: str
) -> dict[str, Any]:
    """What `parse` makes of the address, or our own words for why it cannot."""
    try:
        return parse(url)
    except (ValueError, ImproperlyConfigured) as error:
        # The parser's own words may quote the address with its password.
        raise ImproperlyConfigured(
            f"{name}={_masked(url)} cannot be read ({_masked(str(error))}). {advice}"
        ) from None


def flag(name: str, *, default: bool) -> bool:
    """A yes or a no. A misspelt "flase" must not silently mean either."""
    written = env.str(name, default="1" if default else "0")
    word = written.strip().lower()
    if word in YES | NO:
        return word in YES
    raise ImproperlyConfigured(f"{name}={written} is neither. Write {name}=1 or 0.")


def whole_number(name: str, *, default: int) -> int:
    """A count or a number of seconds, at least 1."""
    written = env.str(name, default=str(default)).strip()
    if written.isdecimal() and int(written) > 0:
        return int(written)
    raise ImproperlyConfigured(
        f"{name}={written} is no whole number above 0. Write {name}={default}"
    )


def log_level() -> str:
    written = str(env.str("LOG_LEVEL", default="INFO")).upper()
    if written in LOG_LEVELS:
        return written
    raise ImproperlyConfigured(
        f"LOG_LEVEL={written} is none. Write one of {', '.join(LOG_LEVELS)}."
    )


def secret_key(*, debug: bool, kept_in: Path) -> str:
    """SECRET_KEY; on a developer's machine one made at first start and kept."""
    if given := env.str("SECRET_KEY", default=""):
        return str(given)
    if not debug:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set and DEBUG is off. Set it to a long random text: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    return _generated(kept_in)


def _generated(kept_in: Path) -> str:
    from secrets import token_urlsafe

    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        ours = kept_in.with_name(f"{kept_in.name}.{token_urlsafe(8)}")
        ours.write_text(token_urlsafe(50))
        ours.chmod(0o600)
        try:
            # Of several first starts at once, one key wins and all read that one.
            kept_in.hardlink_to(ours)
        except FileExistsError:
            pass
        finally:
            ours.unlink()
    return kept_in.read_text()


def database(*, default: str) -> dict[str, Any]:
    """DATABASE_URL as Django wants it."""
    url = env.str("DATABASE_URL", default="") or default
    advice = (
        "Write postgres://user:password@host:5432/name, or leave DATABASE_URL out to "
        "use the PostgreSQL that comes with Pledgebook."
    )
    if urlsplit(url).scheme not in Env.POSTGRES_FAMILY:
        raise ImproperlyConfigured(
            f"DATABASE_URL={_masked(url)} is no PostgreSQL address. {advice}"
        )
    config = _parsed("DATABASE_URL", url, Env.db_url_config, advice)
    if not config.get("NAME"):
        raise ImproperlyConfigured(
            f"DATABASE_URL={_masked(url)} names no database. {advice}"
        )
    # A socket's folder comes as ?host=/path; Django's own tools look for it in HOST.
    config["HOST"] = config.get("OPTIONS", {}).pop("host", config["HOST"])
    return config


def redis_url(*, default: str) -> str:
    """REDIS_URL, for redis-py and redbeat."""
    url = str(env.str("REDIS_URL", default="") or default)
    advice = (
        "Write redis://host:6379/0, rediss://... or unix:///path/to/socket, or leave "
        "REDIS_URL out to use the Redis that comes with Pledgebook."
    )
    parts = _parsed("REDIS_URL", url, _redis_parts, advice)
    if parts["scheme"] not in {"redis", "rediss", "unix"} or not parts["place"]:
        raise ImproperlyConfigured(
            f"REDIS_URL={_masked(url)} is no Redis address. {advice}"
        )
    return url


def _redis_parts(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    _ = parts.port  # raises where the port is no number
    place = parts.path if parts.scheme == "unix" else parts.hostname
    return {"scheme": parts.scheme, "place": place}


def celery_broker(url: str) -> str:
    """The same Redis in the spelling that Celery's transport understands."""
    if not url.startswith("unix://"):
        return url
    return url.replace("unix://", "redis+socket://", 1).replace("db=", "virtual_host=")


def email(*, default: str) -> dict[str, Any]:
    """EMAIL_URL as Django's EMAIL_* settings."""
    url = env.str("EMAIL_URL", default="") or default
    advice = (
        "Write smtp://user:password@host:25, smtp+tls://...:587 or "
        "smtp+ssl://...:465, or consolemail:// to print mails."
    )
    if urlsplit(url).scheme not in Env.EMAIL_SCHEMES:
        raise ImproperlyConfigured(
            f"EMAIL_URL={_masked(url)} is no mail server. {advice}"
        )
    config = _parsed("EMAIL_URL", url, Env.email_url_config, advice)
    sends = config["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    if sends and not config["EMAIL_HOST"]:
        raise ImproperlyConfigured(f"EMAIL_URL={_masked(url)} names no host. {advice}")
    if config["EMAIL_BACKEND"].endswith("filebased.EmailBackend"):
        config["EMAIL_FILE_PATH"] = urlsplit(url).path
    return config


def site_url(*, debug: bool) -> str:
    """Where readers reach this site: the beginning of every link in a mail."""
    url = str(env.str("SITE_URL", default="http://127.0.0.1:8000")).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"SITE_URL={url} is no web address. Write https://pledgebook.example.org"
        )
    if parts.scheme == "http" and not debug and parts.hostname not in LOOPBACK:
        raise ImproperlyConfigured(
            f"SITE_URL={url} is not encrypted. Write https://, or set DEBUG=1."
        )
    return url
