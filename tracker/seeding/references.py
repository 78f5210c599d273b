"""Resolves what rows say of each other, and reports all that does not."""

from collections.abc import Iterable, Iterator
from itertools import chain

from tracker.seeding.fields import Reference
from tracker.seeding.rows import Index, Problem, Row, with_claims
from tracker.seeding.shape import fields_of
from tracker.seeding.wording import suggestion

UNIQUE = (
    ("source", ("slug",)),
    ("source", ("url",)),
    ("tranche", ("pledge", "number")),
    ("clause", ("agreement", "number")),
)


def references_of(row: Row) -> Iterator[Reference]:
    """Every row this one names, its fields well formed or not."""
    fields = fields_of(row)
    return fields.references("", dict(row.values)) if fields else iter(())


def broken_references(rows: Iterable[Row], index: Index) -> list[Problem]:
    """Every reference to a row that is in no file."""
    return [
        row.problem(_missing(reference, index))
        for row in with_claims(rows)
        for reference in references_of(row)
        if index.find(reference.table, reference.key) is None
    ]


def _missing(reference: Reference, index: Index) -> str:
    hint = suggestion(reference.key, index.keys.get(reference.table, {}))
    table = reference.table.replace("_", " ")
    return f'{reference.field}: no {table} "{reference.key}"{hint}'


def duplicates(rows: Iterable[Row]) -> list[Problem]:
    """Keys used twice, and what else two rows of a table cannot share."""
    rows = list(with_claims(rows))
    keys = ((row, row.table, row.key) for row in rows if row.key)
    others = (
        (row, f"{table} {' and '.join(names)}", shared)
        for table, names in UNIQUE
        for row in rows
        if row.table == table and (shared := _joined(row, names))
    )
    return list(_repeated(chain(keys, others)))


def _joined(row: Row, names: tuple[str, ...]) -> str:
    """The values of some fields as one text; none unless all are there."""
    values = [str(row.values.get(name, "")) for name in names]
    return " ".join(values) if all(values) else ""


def _repeated(named: Iterable[tuple[Row, str, str]]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Row] = {}
    for row, what, key in named:
        earlier = first.setdefault((what, key), row)
        if earlier is not row:
            shown = what.replace("_", " ")
            yield row.problem(f'{shown} "{key}" is already at {earlier.where}')
