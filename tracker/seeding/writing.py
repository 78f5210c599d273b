"""Writes sound seed rows to the database: parties, sources, and what is kept of them.

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
    AgreementLink,
    CashFlow,
    Claim,
    FinancingLine,
    Party,
    PartyName,
    PartyRole,
    Pledge,
    Project,
    ProjectLink,
    ProjectName,
    ProjectParty,
    Question,
    QuestionCode,
    Source,
    SourceStatus,
    Tranche,
    Update,
    User,
)
from tracker.seeding.fields import as_decimal
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


def party(row: Row, shelf: Shelf) -> Model:
    v = row.values
    written = Party.objects.create(
        slug=row.key,
        parent=shelf.named("party", v, "parent"),
        **plain(v, "name", "kind", "note"),
    )
    PartyName.objects.bulk_create(
        PartyName(party=written, **name) for name in v.get("names", ())
    )
    return written


def role(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return PartyRole.objects.create(
        party=shelf.get("party", v["party"]),
        organisation=shelf.named("party", v, "organisation"),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "title", "from_on", "to_on"),
    )


def source(row: Row, shelf: Shelf) -> Model:
    v = row.values
    names = ("slug", "title", "author", "url", "published_on", "language", "kind")
    return Source.objects.create(
        publisher=shelf.get("party", v["publisher"]),
        **plain(v, *names, "grade", "held", "sha256", "note"),
    )


def source_status(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return SourceStatus.objects.create(
        source=shelf.get("source", v["source"]),
        update=shelf.get("update", v["update"]),
        **plain(v, "status", "from_on", "reason"),
    )


def question(row: Row, shelf: Shelf) -> Model:
    written = Question.objects.create(slug=row.key, text=row.values["text"])
    QuestionCode.objects.bulk_create(
        QuestionCode(question=written, **code) for code in row.values["codes"]
    )
    return written


def pledge(row: Row, shelf: Shelf) -> Model:
    v = row.values
    names = ("name", "verb", "obligor_kind", "direction", "additive", "opens_on")
    return Pledge.objects.create(
        slug=row.key,
        promisor=shelf.get("party", v["promisor"]),
        beneficiary=shelf.get("party", v["beneficiary"]),
        parent=shelf.named("pledge", v, "parent"),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, *names, "closes_on", "zone", "summary"),
    )


def tranche(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return Tranche.objects.create(
        slug=row.key,
        pledge=shelf.get("pledge", v["pledge"]),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "number", "name"),
    )


def project(row: Row, shelf: Shelf) -> Model:
    v = row.values
    written = Project.objects.create(
        slug=row.key,
        pledge=shelf.get("pledge", v["pledge"]),
        tranche=shelf.named("tranche", v, "tranche"),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "name", "sector", "place", "summary"),
    )
    ProjectName.objects.bulk_create(
        ProjectName(project=written, **name) for name in v.get("names", ())
    )
    return written


def project_party(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return ProjectParty.objects.create(
        project=shelf.get("project", v["project"]),
        party=shelf.get("party", v["party"]),
        role=v["role"],
        brought_in_by=shelf.get("update", v["update"]),
    )


def project_link(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return ProjectLink.objects.create(
        from_project=shelf.get("project", v["from"]),
        to_project=shelf.get("project", v["to"]),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "kind", "reason"),
    )


def agreement(row: Row, shelf: Shelf) -> Model:
    v = row.values
    written = Agreement.objects.create(
        slug=row.key,
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "title", "kind", "dated_on", "zone", "legal_force", "summary"),
    )
    written.parties.set(shelf.many("party", v["parties"]))
    written.pledges.set(shelf.many("pledge", v.get("pledges", ())))
    return written


def agreement_link(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return AgreementLink.objects.create(
        from_agreement=shelf.get("agreement", v["from"]),
        to_agreement=shelf.get("agreement", v["to"]),
        kind=v["kind"],
        brought_in_by=shelf.get("update", v["update"]),
    )


def financing_line(row: Row, shelf: Shelf) -> Model:
    v = row.values
    written = FinancingLine.objects.create(
        slug=row.key,
        provider=shelf.named("party", v, "provider"),
        pledge=shelf.named("pledge", v, "pledge"),
        covers=shelf.named("financing_line", v, "covers"),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "kind", "currency", "summary"),
    )
    written.projects.set(shelf.many("project", v.get("projects", ())))
    return written


def cash_flow(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return CashFlow.objects.create(
        line=shelf.get("financing_line", v["line"]),
        amount=as_decimal(v["amount"]),
        update=shelf.get("update", v["update"]),
        **plain(v, "kind", "on", "currency"),
    )


def deadline(row: Row, shelf: Shelf) -> Model:
    v = row.values
    names = ("title", "kind", "bindingness", "met_when", "zone", "bound")
    return Deadline.objects.create(
        slug=row.key,
        obligor=shelf.named("party", v, "obligor"),
        decider=shelf.named("party", v, "decider"),
        pledge=shelf.get("pledge", v["pledge"]),
        tranche=shelf.named("tranche", v, "tranche"),
        project=shelf.named("project", v, "project"),
        agreement=shelf.named("agreement", v, "agreement"),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, *names, "check_every_days"),
    )


SUBJECT_WRITERS: Mapping[str, Callable[[Row, Shelf], Model]] = {
    "party": party,
    "role": role,
    "source": source,
    "source_status": source_status,
    "question": question,
    "pledge": pledge,
    "tranche": tranche,
    "project": project,
    "project_party": project_party,
    "project_link": project_link,
    "agreement": agreement,
    "agreement_link": agreement_link,
    "financing_line": financing_line,
    "cash_flow": cash_flow,
    "deadline": deadline,
}
