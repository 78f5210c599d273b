"""The chart in a mail: the milestone trend of its deadline, as a picture.

No mail waits for its picture or fails by it. One that cannot be drawn is left out, a
run of the outbox draws only so many, and what has to be tried again goes without.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from deadlines.charts import milestone
from deadlines.charts.points import Point
from deadlines.codes import AlertKind, Bindingness
from deadlines.models import DateClaim, Deadline, DeadlinePeriod, Delivery
from deadlines.rules.slips import history
from deadlines.rules.status import Verdict, verdict
from deadlines.rules.windows import Window
from projects.charts.chart import Chart
from projects.charts.style import LIGHT
from projects.codes import Stance
from projects.drawing import png

KINDS = (AlertKind.MOVED, AlertKind.MISSED, AlertKind.MET)
MOST = 20
"""Each takes a third of a second: a run sends the mails of the others without."""

LEAST = 2
"""A single date says all in its words."""

WIDTH, HEIGHT = 560, 360
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, what it says, and how to read it."""

    png: bytes
    alt: str
    note: str
    width: int = WIDTH


class Pictures:
    """The pictures of one run: that of an alert is drawn once for all who are told."""

    def __init__(self, *, now: datetime, most: int = MOST) -> None:
        self.now = now
        self.left = most
        self.drawn: dict[int, Picture | None] = {}

    def of(self, delivery: Delivery) -> Picture | None:
        """None where none helps, where enough were drawn, and at a second attempt."""
        alert = delivery.alert
        if alert.kind not in KINDS or delivery.attempts > 1:
            return None
        if alert.pk not in self.drawn and self.left:
            self.drawn[alert.pk] = picture(alert.deadline, now=self.now)
            self.left -= self.drawn[alert.pk] is not None
        return self.drawn.get(alert.pk)


def picture(deadline: Deadline, *, now: datetime) -> Picture | None:
    chart = chart_of(deadline, now=now)
    if len(chart.rows) < LEAST:
        return None
    spec = {**chart.titled(LIGHT, 70), "width": WIDTH, "height": HEIGHT}
    try:
        return Picture(png(spec, scale=1), chart.title, chart.note)
    except ValueError as fault:
        log.warning("chart not drawn", deadline=deadline.pk, reason=str(fault))
        return None


def chart_of(deadline: Deadline, *, now: datetime) -> Chart:
    """As its page has it today."""
    periods = DeadlinePeriod.objects.current().select_related("outcome_claim__update")
    period = periods.get(deadline=deadline)
    dates = list(
        DateClaim.objects.live()
        .filter(deadline=deadline, known_error="")
        .exclude(stance=Stance.DENIES)
        .in_order()
        .select_related("update")
        .prefetch_related("said_by__party")
    )
    operative = DateClaim.objects.operative().filter(deadline=deadline)
    accepted = set(operative.values_list("pk", flat=True))
    line = [claim for claim in dates if claim.pk in accepted]
    points = [(claim, _point(claim)) for claim in dates]
    found = milestone.Milestone(
        operative=tuple(p for claim, p in points if p and claim.pk in accepted),
        others=tuple(p for claim, p in points if p and claim.pk not in accepted),
        met=_met(period),
        until=now.astimezone(UTC).date(),
        undated=sum(point is None for _claim, point in points),
    )
    fixes = {place for place, claim in enumerate(line) if claim.is_fix}
    moves = history([claim.window for claim in line], fixes)
    return milestone.chart(found, moves, _verdict(period, deadline))


def _point(claim: DateClaim) -> Point | None:
    given = claim.window.latest or claim.window.earliest
    if given is None:
        return None
    speakers = "; ".join(said.party.name for said in claim.said_by.all())
    return Point(claim.update.known_on, given, speakers, hindsight=claim.hindsight)


def _met(period: DeadlinePeriod) -> Point | None:
    outcome = period.outcome_claim
    if outcome is None or period.met_on is None:
        return None
    return Point(outcome.update.known_on, period.met_on, "", hindsight=False)


def _verdict(period: DeadlinePeriod, deadline: Deadline) -> Verdict | None:
    if period.met_on is None:
        return None
    return verdict(
        Window(period.original_from, period.original_to),
        Window(period.due_from, period.due_to),
        period.met_on,
        bindingness=Bindingness(deadline.bindingness),
    )
