"""The order in which rows can be written, and the part known by a day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.seeding.across import CHAINS, MAY_COME_LATER
from tracker.seeding.fields import Reference
from tracker.seeding.references import references_of
from tracker.seeding.rows import Index, Row, with_claims

# An update's header comes first, then what it brought in, then what it says of it.
PHASES = (
    "party",
    "source",
    "question",
    "update",
    "pledge",
    "tranche",
    "project",
    "agreement",
    "clause",
    "financing_line",
    "deadline",
    "role",
    "source_status",
    "project_party",
    "project_link",
    "agreement_link",
    "cash_flow",
    "claim",
    "acceptance",
)
ALWAYS_KNOWN = frozenset({"party", "source", "question"})


def loading_order(rows: Iterable[Row]) -> list[Row]:
    """Put sound rows so that each comes after the rows it names.

    Claims come as rows of their own; of an update, write the header only.
    """
    rows = list(rows)
    index = Index(rows)
    phases: dict[str, list[Row]] = {table: [] for table in PHASES}
    for row in sorted(with_claims(rows), key=lambda row: _age(row, index)):
        phases[row.table].append(row)
    return [
        row for table in PHASES for row in _named_first(table, phases[table], index)
    ]


def _age(row: Row, index: Index) -> tuple[date, str, int, str]:
    known_on = index.known_on(row) or date.min
    return known_on, row.update_key or "", row.place, row.key


def _named_first(table: str, rows: Iterable[Row], index: Index) -> Iterator[Row]:
    """Parents before children, a claim before the one that supersedes it."""
    done: set[str] = set()

    def visit(row: Row) -> Iterator[Row]:
        if row.key in done:
            return
        done.add(row.key)
        for name in CHAINS.get(table, ()):
            named = index.find(table, row.values.get(name))
            if named:
                yield from visit(named)
        yield row

    for row in rows:
        yield from visit(row)


def known_by(rows: Iterable[Row], day: date) -> list[Row]:
    """The rows as they stood on a day: what came later is left out everywhere.

    A row that stays loses the optional mention of a subject that is left out.
    """
    rows = list(rows)
    index = Index(rows)
    kept = [row for row in rows if _is_known(row, index, day)]
    left_out = {(row.table, row.key) for row in rows if not _is_known(row, index, day)}
    return [_without(row, left_out) for row in kept]


def _is_known(row: Row, index: Index, day: date) -> bool:
    if row.table in ALWAYS_KNOWN:
        return True
    known_on = index.known_on(row)
    return known_on is not None and known_on <= day


def _without(row: Row, left_out: set[tuple[str, str]]) -> Row:
    allowed = MAY_COME_LATER.get(row.table, frozenset())
    gone = [
        reference
        for reference in references_of(row)
        if reference.field in allowed and (reference.table, reference.key) in left_out
    ]
    if not gone:
        return row
    values = dict(row.values)
    for reference in gone:
        _forget(values, reference)
    return replace(row, values=values)


def _forget(values: dict[str, Any], reference: Reference) -> None:
    named = values[reference.field]
    rest = (
        [key for key in named if key != reference.key] if named != reference.key else []
    )
    if rest:
        values[reference.field] = rest
    else:
        del values[reference.field]
