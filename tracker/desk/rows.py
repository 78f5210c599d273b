"""Rows of an entry, as the seed files' reader would have made them.

A row's `line` is its place in the entry, so a problem finds its way back to the part
of the form, or the line of the table, that it came from.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.seeding.rows import NATURAL_KEYS, Row

HERE = "entry"


def update_row(
    key: str,
    values: Mapping[str, Any],
    claims: Sequence[Mapping[str, Any]] = (),
    *,
    lines: Sequence[int] = (),
) -> Row:
    """An update with its claims in their places; `lines` says where each came from."""
    places = range(1, len(claims) + 1)
    rows = tuple(
        Row("claim", f"{key}/{place}", _stated(claim), HERE, line, place)
        for place, line, claim in zip(places, lines or places, claims, strict=True)
    )
    return Row("update", key, _stated({"key": key, **values}), HERE, 0, claims=rows)


def brought_in(table: str, key: str, values: Mapping[str, Any], *, line: int) -> Row:
    """A subject, party or source that the entry adds to the record."""
    named = {} if table in NATURAL_KEYS else {"key": key}
    return Row(table, key, _stated({**named, **values}), HERE, line)


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what was left empty: it says the same as no field."""
    return {
        name: _stated(value) if isinstance(value, Mapping) else value
        for name, value in values.items()
        if value not in ("", None, [], (), {})
    }
