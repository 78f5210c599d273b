"""What the deadlines of a pledge did: all of them as lines, and their slips."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db.models import Count, QuerySet, Sum

from deadlines.charts import heat, milestones
from deadlines.freshness import newest_evidence
from deadlines.models import DateClaim, DeadlinePeriod
from projects.charts.chart import Chart
from projects.models import Pledge
from projects.rules.moment import Moment
from tracker.pages.dateline import accepted_dates, line
from tracker.pages.deadline_chart import counts, met, point
from tracker.pages.evidence import evidence_of
from tracker.pages.standing import listed

MOST = 40
"""Deadlines on one picture, those that slipped most; nobody tells more lines apart."""


def milestone_lines(pledge: Pledge, moment: Moment) -> Chart:
    """Its deadlines that were ever given a day, numbered as they are listed."""
    current = _current(pledge, moment)
    periods = list(current[:MOST])
    dates = _dates(periods, moment)
    lines = [_line(period, dates[period.deadline_id]) for period in periods]
    drawn = [found for found in lines if found.points]
    numbered = [replace(found, number=n) for n, found in enumerate(drawn, start=1)]
    return milestones.chart(
        numbered,
        undated=len(lines) - len(drawn),
        undrawn=current.count() - len(periods),
        until=moment.as_of,
    )


def slip_map(pledge: Pledge, moment: Moment) -> Chart:
    """The slips of its deadlines, by the quarter they became known in."""
    current = _current(pledge, moment)
    slipped = current.filter(slips__gt=0)
    periods = list(slipped[:MOST])
    dates = _dates(periods, moment)
    slips = [
        cell for period in periods for cell in _slips(period, dates[period.deadline_id])
    ]
    known = newest_evidence(current, moment)
    whole = slipped.aggregate(n=Count("pk"), days=Sum("slip_days", default=0))
    return heat.chart(
        slips,
        deadlines=current.count(),
        undrawn=whole["n"] - len(periods),
        undrawn_days=whole["days"] - sum(period.slip_days for period in periods),
        newest=max(known.values(), default=None),
        until=moment.as_of,
    )


def _current(pledge: Pledge, moment: Moment) -> QuerySet[DeadlinePeriod]:
    current = DeadlinePeriod.objects.seen(moment).filter(deadline__pledge=pledge)
    return listed(current).order_by("-slip_days", "deadline__title", "pk")


def _dates(
    periods: Sequence[DeadlinePeriod], moment: Moment
) -> dict[int, list[DateClaim]]:
    """The accepted dates of each deadline, in order."""
    found: dict[int, list[DateClaim]] = defaultdict(list)
    for claim in accepted_dates([period.deadline_id for period in periods], moment):
        found[claim.deadline_id].append(claim)
    return found


def _line(period: DeadlinePeriod, dates: Collection[DateClaim]) -> milestones.Line:
    points = [found for claim in dates if counts(claim) and (found := point(claim))]
    return milestones.Line(
        number=0,
        name=period.deadline.title,
        points=tuple(points),
        met=met(period),
        slips=period.slips,
        slip_days=period.slip_days,
    )


def _slips(period: DeadlinePeriod, dates: Sequence[DateClaim]) -> list[heat.SlipCell]:
    return [
        heat.SlipCell(
            deadline=period.deadline.title,
            known_on=step.claim.update.known_on,
            days=step.days,
            url=evidence_of(step.claim).url,
        )
        for step in line(dates).steps
        if step.slips
    ]
