"""The clocks, penalties and caps of pledges on one line each, for the dashboard."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from projects.codes import ClauseKind
from projects.models import Clause, Pledge
from projects.rules.moment import Moment
from tracker.pages.amounts import roots_of
from tracker.pages.clauses import ClauseRow, clause_table
from tracker.pages.results import Shown

KINDS = (ClauseKind.FUNDING_CLOCK, ClauseKind.CAP, ClauseKind.PENALTY)
SIGNS = ("invoked", "holds", "holds-not", "untold")
"""The classes of an answer, what matters most first."""


@dataclass(slots=True)
class Said:
    """One answer, and the readings that give it."""

    answer: Shown
    readings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RunningRow:
    """One clause: each different answer once, with the readings that give it."""

    clause: Clause
    url: str
    said: tuple[Said, ...]


def running(
    pledges: Collection[Pledge], moment: Moment, *, on: date | None = None
) -> list[RunningRow]:
    """What runs under pledges and their parts on a day, in a fixed number of queries.

    What is invoked or met comes first, then clocks, caps and penalties.
    """
    clauses = Clause.objects.seen(moment).filter(
        agreement__pledges__in=roots_of(pledges, moment), kind__in=KINDS
    )
    found = clauses.select_related("agreement").distinct()
    table = clause_table(found, moment, on=on or moment.as_of)
    held = [row for row in table.rules if row.readings]
    return sorted((_row(row, dated=on is not None) for row in held), key=_urgency)


def _urgency(row: RunningRow) -> tuple[int, int]:
    signs = [SIGNS.index(said.answer.code) for said in row.said]
    return min(signs, default=len(SIGNS)), KINDS.index(ClauseKind(row.clause.kind))


def _row(row: ClauseRow, *, dated: bool) -> RunningRow:
    said: dict[str, Said] = {}
    for reading in row.readings:
        for line in reading.summaries:
            one = said.setdefault(line.answer.words, Said(line.answer))
            one.readings.append(reading.reading.label)
    url = row.url if dated else reverse("clause", args=[row.clause.slug])
    return RunningRow(row.clause, url, tuple(said.values()))
