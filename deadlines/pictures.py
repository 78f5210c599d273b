"""The chart in a mail: the milestone trend of its deadline, as a picture.

No mail waits for its picture or fails by it. One that cannot be drawn is left out, a
run of the outbox draws only so many, and what has to be tried again goes without.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from deadlines import trends
from deadlines.codes import AlertKind
from deadlines.models import DateClaim, Deadline, DeadlinePeriod, Delivery
from projects.charts.chart import Chart
from projects.charts.style import LIGHT
from projects.drawing import png, svg

KINDS = (AlertKind.MOVED, AlertKind.MISSED, AlertKind.MET)
MOST = 20
"""Each takes a third of a second: a run sends the mails of the others without."""

LEAST = 2
"""A single date says all in its words."""

WIDTH = 560
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
    spec = chart.titled(LIGHT, 70)
    try:
        return Picture(png(svg(spec), scale=1), chart.named, chart.note)
    except ValueError as fault:
        log.warning("chart not drawn", deadline=deadline.pk, reason=str(fault))
        return None


def chart_of(deadline: Deadline, *, now: datetime) -> Chart:
    """As its page has it today, without the way to the evidence."""
    periods = DeadlinePeriod.objects.current().select_related(
        "deadline__pledge", "outcome_claim__update"
    )
    dates = (
        DateClaim.objects.live()
        .filter(deadline=deadline)
        .in_order()
        .select_related("update", "reading__clause")
        .prefetch_related("said_by__party")
    )
    operative = DateClaim.objects.operative().filter(deadline=deadline)
    return trends.chart_of(
        periods.get(deadline=deadline),
        list(dates),
        set(operative.values_list("pk", flat=True)),
        until=now.astimezone(UTC).date(),
        wide=WIDTH,
    )
