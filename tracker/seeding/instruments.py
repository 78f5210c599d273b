"""Writes instruments, their clauses and the money under them."""

from collections.abc import Mapping

from django.db.models import Model

from projects.models import (
    Agreement,
    AgreementLink,
    CashFlow,
    Clause,
    FinancingLine,
)
from tracker.seeding.fields import as_decimal
from tracker.seeding.rows import Row
from tracker.seeding.shelf import Shelf, Writer, plain


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


def clause(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return Clause.objects.create(
        slug=row.key,
        agreement=shelf.get("agreement", v["agreement"]),
        brought_in_by=shelf.get("update", v["update"]),
        **plain(v, "number", "paragraph", "title", "kind"),
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


INSTRUMENT_WRITERS: Mapping[str, Writer] = {
    "agreement": agreement,
    "agreement_link": agreement_link,
    "clause": clause,
    "financing_line": financing_line,
    "cash_flow": cash_flow,
}
