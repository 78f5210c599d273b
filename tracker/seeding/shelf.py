"""What has been written of the rows so far, found again by table and key.

Rows come in loading order, so what a row names is already there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model

from deadlines.models import Deadline
from projects.actions import Refusal
from projects.codes import UpdateStatus
from projects.models import (
    Agreement,
    Claim,
    Clause,
    FinancingLine,
    Party,
    Pledge,
    Project,
    Question,
    Source,
    Tranche,
    Update,
    User,
)
from tracker.seeding.rows import Row

SEEDS = UUID("5d3c1f0a-7a64-5f0e-9c5b-0d4b7a0c2e11")
"""Public ids are derived from keys under this name: equal wherever seeds are loaded."""

BY_SLUG: Mapping[str, type[Model]] = {
    "party": Party,
    "question": Question,
    "pledge": Pledge,
    "tranche": Tranche,
    "project": Project,
    "agreement": Agreement,
    "clause": Clause,
    "financing_line": FinancingLine,
    "deadline": Deadline,
}


class NamesRetracted(Refusal):
    """A row that names an update which was retracted and has no successor."""


def public_id(table: str, key: str) -> UUID:
    """The public id of an update or claim: its key, where that is one already."""
    try:
        return UUID(key)
    except ValueError:
        return uuid5(SEEDS, f"{table}:{key}")


@dataclass
class Shelf:
    """What has been written, to be found again by table and key."""

    by: User
    now: datetime
    source_slugs: Mapping[str, str]
    found: dict[tuple[str, str], Any] = field(default_factory=dict)

    def get(self, table: str, key: str) -> Any:
        """The row of a table that a key names; it is fetched once."""
        if (table, key) not in self.found:
            self.found[table, key] = self._fetch(table, key)
        return self.found[table, key]

    def put(self, row: Row, thing: Model) -> None:
        self.found[row.table, row.key] = thing

    def named(self, table: str, values: Mapping[str, Any], name: str) -> Any:
        """What an optional field names, or None."""
        return self.get(table, values[name]) if name in values else None

    def many(self, table: str, keys: Iterable[str]) -> list[Any]:
        return [self.get(table, key) for key in keys]

    def _fetch(self, table: str, key: str) -> Model:
        if table == "source":
            return Source.objects.get(slug=self.source_slugs.get(key, key))
        if table == "update":
            return _live(Update.objects.get(public_id=public_id(table, key)), key)
        if table == "claim":
            claims = Claim.objects.select_related("update")
            return claims.get(public_id=public_id(table, key))
        return BY_SLUG[table]._default_manager.get(slug=key)


def _live(update: Update, key: str) -> Update:
    """The update itself, or the one that corrects it, where that is the live one."""
    standing: Update | None = update
    while standing and standing.status == UpdateStatus.RETRACTED:
        standing = standing.corrections.first()
    if standing is None:
        raise NamesRetracted(f'update "{key}" was retracted; name a live one')
    return standing


def plain(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The fields that go into the database as they stand in the file."""
    return {name: values[name] for name in names if name in values}


Writer = Callable[[Row, Shelf], Model]
"""Writes one row; what it names is on the shelf."""
