"""A fingerprint of a row: same content, same digest, wherever it stands in a file."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.seeding.rows import Row


def digest(row: Row) -> str:
    """SHA-256 of what a row says, the claims of an update included."""
    text = json.dumps(
        _content(row),
        default=_as_text,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _content(row: Row) -> list[Any]:
    claims = [_content(claim) for claim in row.claims]
    return [row.table, row.key, dict(row.values), claims]


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value}, not in quotes"  # "0.3" is exact and is another content.
    raise TypeError(f"A seed row holds no {type(value).__name__}.")
