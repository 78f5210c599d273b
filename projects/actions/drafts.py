"""Half-typed work, kept until it is published."""

from datetime import datetime
from typing import Any

from projects.models import Draft, User


def log(*, author: User, title: str, payload: dict[str, Any], now: datetime) -> Draft:
    """Keep what an analyst has typed so far. Nothing public changes."""
    return Draft.objects.create(
        author=author, title=title, payload=payload, created_at=now, changed_at=now
    )
