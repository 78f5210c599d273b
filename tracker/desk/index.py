"""What an entry may name: its own rows, and everything the record already holds.

The seed files' checks ask an index for the rows that a row names. This one answers
from the database too, so an entry typed at the desk is checked by the same rules.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from deadlines.models import DateClaim, Deadline
from projects.codes import ClaimKind
from projects.models import Claim, Clause, Question, Source, Tranche, Update
from projects.models.subject import Subject
from tracker.seeding.rows import Index, Row
from tracker.seeding.shelf import BY_SLUG

RECORD = "the record"


class RecordIndex(Index):
    """The rows of an entry, and behind them those of the record by slug or id."""

    def __init__(self, rows: Iterable[Row]) -> None:
        super().__init__(rows)
        self._known: dict[tuple[str, str], date] = {}

    def find(self, table: str, key: object) -> Row | None:
        if not isinstance(key, str):
            return None
        return super().find(table, key) or self._recorded(table, key)

    def known_on(self, row: Row) -> date | None:
        if row.file == RECORD:
            return self._known.get((row.table, row.key))
        return super().known_on(row)

    def _recorded(self, table: str, key: str) -> Row | None:
        thing = _fetch(table, key)
        if thing is None:
            return None
        update = _known_by(thing)
        if update is not None:
            self._known[table, key] = update.known_on
        row = Row(table, key, _values(thing), RECORD, 0)
        self.keys.setdefault(table, {})[key] = row
        return row


def _fetch(table: str, key: str) -> Model | None:
    if table in ("claim", "update"):
        return _by_public_id(Claim if table == "claim" else Update, key)
    model = Source if table == "source" else BY_SLUG.get(table)
    return _rows(model).filter(slug=key).first() if model else None


def public_id_of(key: str) -> UUID | None:
    """A key as the public id of a row of the record; None for a key of an entry."""
    try:
        return UUID(key)
    except ValueError:
        return None


def _by_public_id(model: type[Model], key: str) -> Model | None:
    public_id = public_id_of(key)
    if public_id is None:
        return None
    return _rows(model).filter(public_id=public_id).first()


def _rows(model: type[Model]) -> QuerySet[Any]:
    """Rows with the update by which they are known, where there is one."""
    rows: QuerySet[Any] = model._default_manager.all()
    if model is Claim:
        return rows.select_related("update")
    return rows.select_related("brought_in_by") if issubclass(model, Subject) else rows


def _known_by(thing: Model) -> Update | None:
    if isinstance(thing, Update):
        return thing
    if isinstance(thing, Claim):
        return thing.update
    brought_in_by = getattr(thing, "brought_in_by", None)
    return brought_in_by if isinstance(brought_in_by, Update) else None


def _values(thing: Model) -> Mapping[str, Any]:
    """What the checks look at, of what is named."""
    if isinstance(thing, Source):
        return {"grade": thing.grade, "slug": thing.slug}
    if isinstance(thing, Question):
        return {"codes": [{"code": code.code} for code in thing.codes.all()]}
    if isinstance(thing, Clause):
        return {"kind": thing.kind}
    if isinstance(thing, Tranche):
        return {"pledge": thing.pledge.slug}
    if isinstance(thing, Deadline):
        return {"bound": thing.bound}
    if isinstance(thing, Claim):
        cited = {"citations": [_citation(c) for c in thing.citations.all()]}
        return {**cited, **_date(thing)}
    return {}


def _date(claim: Claim) -> dict[str, Any]:
    """The last day that somebody gave for a deadline."""
    if claim.kind != ClaimKind.DATE:
        return {}
    given = DateClaim.objects.select_related("deadline").get(pk=claim.pk)
    if given.latest_on is None:
        return {}
    return {"deadline": given.deadline.slug, "date": {"latest": given.latest_on}}


def _citation(citation: Any) -> dict[str, Any]:
    via = [step.source.slug for step in citation.steps.all()]
    return {"source": citation.source.slug, **({"via": via} if via else {})}
