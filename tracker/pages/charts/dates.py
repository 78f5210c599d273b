"""What the deadlines of a pledge did: all of them as lines, and their slips."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from deadlines.charts import heat, milestones
from deadlines.freshness import last_evidence
from deadlines.models import DateClaim, DeadlinePeriod
from projects.charts.chart import Chart
from projects.models import Pledge
from projects.rules.moment import Moment
from tracker.pages.dateline import accepted_dates, line
from tracker.pages.deadline_chart import counts, met, point
from tracker.pages.evidence import evidence_of
from tracker.pages.standing import listed


def milestone_lines(pledge: Pledge, moment: Moment) -> Chart:
    """Every deadline that was ever given a day, numbered as it is listed."""
    periods = _periods(pledge, moment)
    dates = _dates(periods, moment)
    lines = [_line(period, dates[period.deadline_id]) for period in periods]
    drawn = [found for found in lines if found.points]
    numbered = [replace(found, number=n) for n, found in enumerate(drawn, start=1)]
    undated = len(lines) - len(drawn)
    return milestones.chart(numbered, undated=undated, until=moment.as_of)


def slip_map(pledge: Pledge, moment: Moment) -> Chart:
    """The slips of each of its deadlines, by the quarter they became known in."""
    periods = _periods(pledge, moment)
    dates = _dates([period for period in periods if period.slips], moment)
    known = last_evidence([period.deadline_id for period in periods], moment)
    slips = [
        cell for period in periods for cell in _slips(period, dates[period.deadline_id])
    ]
    newest = max(known.values(), default=None)
    return heat.chart(slips, deadlines=len(periods), newest=newest, until=moment.as_of)


def _periods(pledge: Pledge, moment: Moment) -> list[DeadlinePeriod]:
    current = DeadlinePeriod.objects.seen(moment).filter(deadline__pledge=pledge)
    return list(listed(current).order_by("-slip_days", "deadline__title", "pk"))


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
