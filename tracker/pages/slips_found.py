"""The slips of a set of deadlines: their days, and who moved them."""

from dataclasses import dataclass

from django.db.models import Q

from deadlines.charts import heat
from deadlines.codes import Bindingness
from deadlines.freshness import newest_evidence
from deadlines.models import DateClaim, DeadlinePeriod
from deadlines.models.deadline import DeadlinePeriodQuerySet
from deadlines.rules.slip_figures import Slip, Slipping
from deadlines.rules.slips import MoveKind
from deadlines.trends import history_of, known
from projects.charts.chart import Chart
from projects.codes import PartyKind
from projects.rules.moment import Moment
from tracker.pages.dateline import Step, accepted_dates, by_deadline, line
from tracker.pages.evidence import evidence_of

MOST = 500
"""Of more deadlines that slipped, who moved them is asked of those that did most."""
DRAWN = 40
"""Those that slipped most; nobody reads more rows of a picture."""
NOBODY = (PartyKind.OUTLET, PartyKind.ANONYMOUS)
"""Speakers who report a move and do not make it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Every deadline of the set by its count; those that slipped most come first."""

    slipped: dict[int, Slipping]
    named: dict[int, heat.Slipped]
    deadlines: int
    moment: Moment
    periods: DeadlinePeriodQuerySet

    @property
    def cases(self) -> list[Slipping]:
        unmoved = self.deadlines - len(self.slipped)
        return [*self.slipped.values(), *[Slipping("")] * unmoved]

    @property
    def unasked(self) -> int:
        """How many slipped, and are left out of who moved what."""
        return max(len(self.slipped) - MOST, 0)

    def slips(self) -> list[Slip]:
        """Each move to a later day, and who made it. Three queries."""
        dates = DateClaim.objects.operative(self.moment).filter(
            deadline__in=list(self.slipped)[:MOST]
        )
        claims = dates.select_related("update").prefetch_related("said_by__party")
        lines = by_deadline(claims.in_order()).values()
        return [slip for each in lines for slip in _slips(each)]

    def chart(self) -> Chart:
        """The deadlines that slipped most, by quarter; the others by their count."""
        drawn, left = list(self.slipped)[:DRAWN], list(self.slipped)[DRAWN:]
        dates = by_deadline(accepted_dates(drawn, self.moment))
        cells = [
            heat.SlipCell(
                deadline=self.named[key],
                known_on=step.claim.update.known_on,
                days=step.days,
                url=evidence_of(step.claim).url,
                known=known(step.claim),
            )
            for key in drawn
            for step in _later(dates[key])
        ]
        newest = newest_evidence(self.periods, self.moment).values()
        return heat.chart(
            cells,
            deadlines=self.deadlines,
            newest=max(newest, default=None),
            until=self.moment.as_of,
            undrawn=len(left),
            undrawn_days=sum(self.slipped[key].days for key in left),
        )


def slips_found(moment: Moment, among: Q) -> Found:
    """Two queries. A day that we calculated is no deadline."""
    periods = DeadlinePeriod.objects.seen(moment).filter(among)
    periods = periods.exclude(deadline__bindingness=Bindingness.CALCULATION)
    moved = periods.filter(slips__gt=0).order_by(
        "-slip_days", "deadline__title", "deadline_id"
    )
    rows = moved.values_list(
        "deadline_id",
        "deadline__slug",
        "deadline__title",
        "deadline__pledge__name",
        "slips",
        "slip_days",
    )
    slipped, named = {}, {}
    for key, slug, title, pledge, slips, days in rows:
        slipped[key] = Slipping(title, slips, days)
        named[key] = heat.Slipped(slug, title, pledge)
    return Found(slipped, named, periods.count(), moment, periods)


def _later(dates: list[DateClaim]) -> list[Step]:
    return [step for step in line(dates).steps if step.slips]


def _slips(dates: list[DateClaim]) -> list[Slip]:
    """As in `line`, without the evidence that nobody is shown here."""
    return [
        Slip(move.days, movers(claim))
        for claim, move in zip(dates[1:], history_of(dates).moves, strict=True)
        if move.kind == MoveKind.LATER
    ]


def movers(claim: DateClaim) -> tuple[str, ...]:
    """Who moved a date: its speakers, unless they only report it."""
    said = claim.said_by.all()
    return tuple(s.party.name for s in said if s.party.kind not in NOBODY)
