"""Clauses as tables show them: each reading that holds on a day, and who holds it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from projects.models import Agreement, Clause, ClauseReading, Party
from projects.models.clause import ClauseReadingQuerySet
from projects.rules.moment import Moment
from tracker.pages.evidence import ClaimRow, claim_row, with_evidence
from tracker.pages.parameters import Line, parameter_lines


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading on a day: who holds it, on what evidence."""

    reading: ClauseReading
    holders: tuple[Party, ...]
    row: ClaimRow
    parameters: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause with the readings that hold on a day."""

    clause: Clause
    readings: tuple[ReadingRow, ...]


def clauses_of(agreements: Collection[Agreement], moment: Moment) -> QuerySet[Clause]:
    """The clauses of these agreements, in their order."""
    of: QuerySet[Clause] = Clause.objects.seen(moment)
    return (
        of.filter(agreement__in=agreements)
        .select_related("agreement")
        .order_by("agreement__dated_on", "pk")
    )


def clause_rows(
    clauses: Iterable[Clause], moment: Moment, *, on: date
) -> list[ClauseRow]:
    """The clauses with their readings on a day, in a fixed number of queries."""
    found = list(clauses)
    held: dict[int, list[ReadingRow]] = defaultdict(list)
    in_force = ClauseReading.objects.in_force(on, moment=moment)
    for reading in readings(in_force.filter(clause__in=found), moment):
        held[reading.clause_id].append(reading_row(reading))
    return [ClauseRow(clause, tuple(held[clause.pk])) for clause in found]


def readings(found: ClauseReadingQuerySet, moment: Moment) -> QuerySet[ClauseReading]:
    """Fetch with readings their evidence and who holds them, the accepted first."""
    holders = Prefetch("holders", Party.objects.order_by("name", "pk"))
    return with_evidence(found.in_order(), moment).prefetch_related(holders)


def reading_row(reading: ClauseReading) -> ReadingRow:
    return ReadingRow(
        reading=reading,
        holders=tuple(reading.holders.all()),
        row=claim_row(reading),
        parameters=parameter_lines(reading.parameters),
    )
