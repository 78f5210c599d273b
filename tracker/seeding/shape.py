"""Checks each row on its own: its fields, and whether they can all be true at once."""

from collections.abc import Iterator
from datetime import date

from tracker.seeding.claims import claim_fields
from tracker.seeding.fields import Fields
from tracker.seeding.meaning import contradictions
from tracker.seeding.rows import Problem, Row
from tracker.seeding.tables import TABLES
from tracker.seeding.wording import suggestion


def fields_of(row: Row) -> Fields | None:
    """The fields a row may have, or None when there is no such table."""
    return claim_fields(row.values) if row.table == "claim" else TABLES.get(row.table)


def row_problems(row: Row, *, today: date) -> list[Problem]:
    """What is wrong with one row; an update's claims are rows of their own."""
    fields = fields_of(row)
    if fields is None:
        hint = suggestion(row.table, TABLES)
        return [row.problem(f"[[{row.table}]]: unknown table{hint}")]
    malformed = list(_malformed(row, fields))
    # Contradictions are only looked for between fields that can be read.
    found = malformed or (contradictions(row, today=today) if row.complete else ())
    return [row.problem(message) for message in found]


def _malformed(row: Row, fields: Fields) -> Iterator[str]:
    if row.complete:
        yield from fields.missing("", row.values)
    yield from fields.malformed("", row.values)
