"""Web addresses of sources: the same page under whatever was pasted."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from projects.models import Source

TRACKING = ("utm_", "mc_", "pk_")
TRACKERS = {"fbclid", "gclid", "igshid", "ref", "ref_src", "cmpid", "smid", "share"}


def is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def is_other_address(text: str) -> bool:
    """An address that no page may link to, such as `javascript:...` or `ftp://...`."""
    scheme = re.match(r"[a-z][a-z0-9+.-]*:\S", text, re.IGNORECASE)
    return bool(scheme) and not is_address(text)


def plain_address(url: str) -> str:
    """An address without what only says where its reader came from."""
    parts = urlsplit(url.strip())
    query = urlencode([pair for pair in parse_qsl(parts.query) if not _tracks(pair[0])])
    path = parts.path.rstrip("/")
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{path}" + (
        f"?{query}" if query else ""
    )


def known_address(url: str) -> Source | None:
    """The source of the record at this address, however it was pasted."""
    try:
        wanted = _bare(url)
    except ValueError:  # brackets that are no address
        return None
    host, _slash, _path = wanted.partition("/")
    for source in Source.objects.filter(url__icontains=host).order_by("pk"):
        if _bare(source.url) == wanted:
            return source
    return None


def _bare(url: str) -> str:
    """What is compared: neither the scheme nor a leading "www." tells pages apart."""
    return plain_address(url).partition("://")[2].removeprefix("www.")


def _tracks(name: str) -> bool:
    return name.lower().startswith(TRACKING) or name.lower() in TRACKERS


def stored_address(url: str) -> str:
    """The address as it is kept: as pasted, without what tracks its reader."""
    parts = urlsplit(url.strip())
    return plain_address(url) if not parts.path.endswith("/") else _with_slash(url)


def _with_slash(url: str) -> str:
    address, mark, query = plain_address(url).partition("?")
    return f"{address}/{mark}{query}"
