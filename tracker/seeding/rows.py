"""What the seed files hold once read: rows, and problems with the place of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeGuard

# Tables whose rows carry no `key` are known by what they say.
NATURAL_KEYS: Mapping[str, tuple[str, ...]] = {
    "role": ("party", "title", "from_on"),
    "source_status": ("source", "status", "from_on"),
    "project_party": ("project", "party", "role"),
    "project_link": ("from", "to", "kind"),
    "agreement_link": ("from", "to", "kind"),
    "cash_flow": ("line", "kind", "on", "update"),
    "acceptance": ("claim", "update"),
}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, and where."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Row:
    """One `[[table]]` of a seed file, or one `[[update.claim]]` (table "claim").

    Empty texts and lists are left out of `values`: they say the same as no field.
    """

    table: str
    key: str
    values: Mapping[str, Any]
    file: str
    line: int
    place: int = 0  # of a claim in its update, from 1
    claims: tuple["Row", ...] = ()  # of an update, in their places
    complete: bool = field(default=True, compare=False)  # False: partly unreadable

    @property
    def update_key(self) -> str | None:
        """The update that brought the row in; itself for an update."""
        if self.table == "update":
            return self.key
        if self.table == "claim":
            return self.key.rpartition("/")[0]
        named = self.values.get("update")
        return named if isinstance(named, str) else None

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"

    def problem(self, message: str) -> Problem:
        return Problem(self.file, self.line, message)


def is_day(value: object) -> TypeGuard[date]:
    """Whether a value is a day; an instant, which Python counts as one, is not."""
    return isinstance(value, date) and not isinstance(value, datetime)


def natural_key(table: str, values: Mapping[str, Any]) -> str:
    """What other rows, and the database, call this row by."""
    if table in NATURAL_KEYS:
        return "/".join(str(values.get(name, "")) for name in NATURAL_KEYS[table])
    return str(values.get("key", ""))


def with_claims(rows: Iterable[Row]) -> Iterator[Row]:
    """Every row, each update followed by its claims."""
    for row in rows:
        yield row
        yield from row.claims


class Index:
    """Finds a row by table and key, and the day from which it is known."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.keys: dict[str, dict[str, Row]] = {}
        for row in with_claims(rows):
            self.keys.setdefault(row.table, {}).setdefault(row.key, row)

    def find(self, table: str, key: object) -> Row | None:
        return self.keys.get(table, {}).get(key) if isinstance(key, str) else None

    def known_on(self, row: Row) -> date | None:
        """None for what is always known, and for what cannot be told."""
        update = self.find("update", row.update_key)
        day = update.values.get("known_on") if update else None
        return day if is_day(day) else None
