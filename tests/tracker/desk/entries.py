"""Entries for tests, as the desk's form makes them."""

from datetime import date
from typing import Any

from tracker.desk.plan import Entry
from tracker.desk.rows import update_row


def entry(*claims: dict[str, Any], **fields: Any) -> Entry:
    """One update of 12 February 2026 with these claims, citing source "wire"."""
    brings, seen = fields.pop("brings", ()), fields.pop("seen", {})
    key = fields.pop("key", "2026-02-12-read-today")
    cited = {"citations": [{"source": "wire"}], "by": ["speaker"], "words": "as said"}
    values = {
        "headline": "Read today",
        "known_on": date(2026, 2, 12),
        "known": "exact",
        **fields,
    }
    update = update_row(key, values, [cited | given for given in claims])
    return Entry(update=update, brings=brings, seen=seen)


def date_given(deadline: str, day: date, **more: Any) -> dict[str, Any]:
    return {
        "kind": "date",
        "deadline": deadline,
        "date": {"type": "window", "earliest": day, "latest": day},
        "accept": {"reason": "The decider's own word."},
        **more,
    }
