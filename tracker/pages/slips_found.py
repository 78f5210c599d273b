"""The slips of a set of deadlines: their days, and who moved them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from deadlines.charts import heat
from deadlines.codes import Bindingness
from deadlines.freshness import last_evidence
from deadlines.models import DateClaim, DeadlinePeriod
from deadlines.rules.slip_figures import Slip, Slipping
from projects.charts.chart import Chart
from projects.codes import PartyKind
from projects.rules.moment import Moment
from tracker.pages.dateline import Step, accepted_dates, line
from tracker.pages.evidence import evidence_of

MOST = 500
"""Of more deadlines that slipped, those that slipped by the most days are counted."""
DRAWN = 25
NOBODY = (PartyKind.OUTLET, PartyKind.ANONYMOUS)
"""Speakers who report a move and do not make it."""


@dataclass(frozen=True, slots=True)
class Slipped:
    """One deadline that slipped, and each step that moved it later."""

    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Every deadline of the set by its count; `left_out` slipped and is not shown."""

    slipped: tuple[Slipped, ...]
    unmoved: int
    left_out: int
    newest: date | None
    until: date

    @property
    def cases(self) -> list[Slipping]:
        moved = [Slipping(each.name, _slips(each)) for each in self.slipped]
        return moved + [Slipping("")] * self.unmoved

    def chart(self) -> Chart:
        """The deadlines that slipped most, by quarter."""
        cells = [
            heat.SlipCell(
                deadline=each.name,
                known_on=step.claim.update.known_on,
                days=step.days,
                url=evidence_of(step.claim).url,
            )
            for each in self.slipped[:DRAWN]
            for step in each.steps
        ]
        return heat.chart(
            cells, deadlines=len(self.cases), newest=self.newest, until=self.until
        )


def slips_found(moment: Moment, among: Q) -> Found:
    """In a fixed number of queries. A day that we calculated is no deadline."""
    periods = DeadlinePeriod.objects.seen(moment).filter(among)
    periods = periods.exclude(deadline__bindingness=Bindingness.CALCULATION)
    keys = list(periods.values_list("deadline_id", flat=True))
    moved = periods.filter(slips__gt=0).order_by("-slip_days", "deadline_id")
    names = dict(moved.values_list("deadline_id", "deadline__title"))
    shown = list(names)[:MOST]
    dates: dict[int, list[DateClaim]] = defaultdict(list)
    for claim in accepted_dates(shown, moment):
        dates[claim.deadline_id].append(claim)
    return Found(
        slipped=tuple(_slipped(names[key], dates[key]) for key in shown),
        unmoved=len(keys) - len(names),
        left_out=len(names) - len(shown),
        newest=max(last_evidence(keys, moment).values(), default=None),
        until=moment.as_of,
    )


def _slipped(name: str, dates: list[DateClaim]) -> Slipped:
    return Slipped(name, tuple(step for step in line(dates).steps if step.slips))


def _slips(slipped: Slipped) -> tuple[Slip, ...]:
    return tuple(Slip(step.days, movers(step.claim)) for step in slipped.steps)


def movers(claim: DateClaim) -> tuple[str, ...]:
    """Who moved a date: its speakers, unless they only report it."""
    said = claim.said_by.all()
    return tuple(s.party.name for s in said if s.party.kind not in NOBODY)
