"""So many tries in a stretch of time, and no more.

Counted in the Redis that all web processes share. While that is down, each process
counts for itself: a dead Redis keeps nobody out and lets nobody guess on.
"""

import hashlib
import ipaddress
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.http import HttpRequest
from redis import RedisError

T = TypeVar("T")
log = logging.getLogger(__name__)
MINUTE = 60
DOWN = "tries.redis-is-down"
ASK_AGAIN = 30
"""Seconds for which a Redis that failed is not asked: one that hangs costs time."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries somebody has in the seconds after the first of them."""

    name: str
    tries: int
    seconds: int

    def take(self, *who: str) -> bool:
        """Count a try, and say whether it is still allowed.

        Counted before it is made, so that many at once are not all the first.
        """
        key = self._key(who)
        return _shared(lambda cache: _count(cache, key, self.seconds)) <= self.tries

    def give_back(self, *who: str) -> None:
        """A try that was a good one does not count."""
        with suppress(ValueError):  # its time was over
            _shared(lambda cache: cache.decr(self._key(who)))

    def forgive(self, *who: str) -> None:
        _shared(lambda cache: cache.delete(self._key(who)))

    def _key(self, who: tuple[str, ...]) -> str:
        """Hashed: neither names nor addresses stand in Redis."""
        text = "\n".join(part.casefold() for part in who)
        return f"tries.{self.name}.{hashlib.sha256(text.encode()).hexdigest()}"


WRONG_HERE = Limit("account-and-address", tries=5, seconds=15 * MINUTE)
"""Wrong passwords for one account from one address."""

WRONG_FROM = Limit("address", tries=30, seconds=15 * MINUTE)
"""Wrong passwords from one address, for whatever accounts."""

WRONG_FOR = Limit("account", tries=100, seconds=60 * MINUTE)
"""Wrong passwords for one account, from wherever."""

LINKS_TO = Limit("links-to", tries=3, seconds=60 * MINUTE)
"""Reset links asked for one mail address."""

LINKS_FROM = Limit("links-from", tries=10, seconds=60 * MINUTE)
"""Reset links asked from one address, for whatever mail addresses."""

REPORTS_FROM = Limit("reports-from", tries=5, seconds=60 * MINUTE)
"""Reports of errors from one address."""

REPORTS = Limit("reports", tries=200, seconds=60 * MINUTE)
"""Reports of errors from everywhere: more than can be read."""


def may_report(place: str) -> bool:
    """Count a report. One refused for its address does not count for all."""
    return REPORTS_FROM.take(place) and REPORTS.take("everywhere")


def may_sign_in(account: str, place: str) -> bool:
    """Count a try. One refused for the first reason does not count for the next."""
    return (
        WRONG_HERE.take(account, place)
        and WRONG_FROM.take(place)
        and WRONG_FOR.take(account)
    )


def signed_in(account: str, place: str) -> None:
    WRONG_HERE.forgive(account, place)
    WRONG_FROM.give_back(place)
    WRONG_FOR.give_back(account)


def new_password(account: str, place: str) -> None:
    """Who could read the mail starts afresh, however many others guessed before."""
    WRONG_HERE.forgive(account, place)
    WRONG_FOR.forgive(account)


def place(request: HttpRequest) -> str:
    """Where a request comes from: an address, or the network a home gets of IPv6.

    Behind the proxy of a deployment it is the last entry of X-Forwarded-For, which
    that proxy wrote itself. Without a proxy the header is anybody's invention.
    """
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    found: str = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        found = forwarded.rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(found)
    except ValueError:
        return found
    if address.version == 4:
        return found
    return str(ipaddress.ip_network((int(address), 64), strict=False))


def _count(cache: BaseCache, key: str, seconds: int) -> int:
    if cache.add(key, 1, seconds):
        return 1
    # Its time may end just now; a counter born by incr would never end.
    with suppress(ValueError):
        if (tries := cache.incr(key)) > 1:
            return tries
    cache.set(key, 1, seconds)
    return 1


def _shared(work: Callable[[BaseCache], T]) -> T:
    own = caches["default"]
    if not own.get(DOWN):
        try:
            return work(caches["shared"])
        except RedisError as error:
            log.warning("Tries are counted in this process only: %s", error)
            own.set(DOWN, True, ASK_AGAIN)
    return work(own)
