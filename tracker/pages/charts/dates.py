"""What the deadlines of a pledge did: all of them as lines, and their slips."""

from collections.abc import Collection
from dataclasses import replace

from django.db.models import QuerySet

from deadlines.charts import milestones
from deadlines.models import DateClaim, DeadlinePeriod
from deadlines.trends import counts, met, point
from projects.charts.chart import Chart
from projects.models import Pledge
from projects.rules.moment import Moment
from tracker.pages.dateline import accepted_dates, by_deadline
from tracker.pages.evidence import evidence_of
from tracker.pages.slips_found import slips_found
from tracker.pages.standing import listed, of_pledge

MOST = 40
"""Deadlines on one picture, those that slipped most; nobody tells more lines apart."""


def milestone_lines(pledge: Pledge, moment: Moment) -> Chart:
    """Its deadlines that were ever given a day, numbered as they are listed."""
    current = most_slipped(pledge, moment)
    periods = list(current[:MOST])
    keys = [period.deadline_id for period in periods]
    dates = by_deadline(accepted_dates(keys, moment))
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
    return slips_found(moment, of_pledge(pledge.slug)).chart()


def most_slipped(pledge: Pledge, moment: Moment) -> QuerySet[DeadlinePeriod]:
    """Its deadlines, those that slipped most first."""
    current = DeadlinePeriod.objects.seen(moment).filter(of_pledge(pledge.slug))
    return listed(current).order_by("-slip_days", "deadline__title", "pk")


def _line(period: DeadlinePeriod, dates: Collection[DateClaim]) -> milestones.Line:
    meant = [claim for claim in dates if counts(claim)]
    points = [point(claim, evidence_of(claim).url) for claim in meant]
    return milestones.Line(
        number=0,
        name=period.deadline.title,
        points=tuple(each for each in points if each),
        met=met(period),
        slips=period.slips,
        slip_days=period.slip_days,
    )
