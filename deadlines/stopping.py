"""Signed links that stop mail without signing in."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.signing import BadSignature, dumps, loads

SALT = "deadlines.stop"


class BadLink(ValueError):
    """A link that we did not make, or that was cut short."""


@dataclass(frozen=True)
class Stop:
    """Which watches of which recipient a link ends."""

    recipient: int
    watches: tuple[int, ...]


def stop_token(recipient: int, watches: Collection[int]) -> str:
    return dumps([recipient, *sorted(watches)], salt=SALT)


def read_stop_token(token: str) -> Stop:
    """What a link stops. It never expires: mail is kept. Raises BadLink."""
    try:
        recipient, *watches = loads(token, salt=SALT)
    except BadSignature:
        raise BadLink(
            "This link is incomplete. Copy it whole from the mail, or sign in and "
            "stop the watch on the page Watches."
        ) from None
    return Stop(recipient, tuple(watches))
