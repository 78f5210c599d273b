"""The dashboard: what is late, what moved, how far from the promise."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from deadlines.codes import BINDING, Bindingness, Bound, PeriodState
from deadlines.models import DeadlinePeriod
from deadlines.models.deadline import DeadlinePeriodQuerySet
from projects.models import Update
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.dated import Dated, dated
from tracker.pages.dateline import RecentMove, dates_given, recent_moves
from tracker.pages.deadline_chart import chart_of, figure_of
from tracker.pages.deadline_list import Search
from tracker.pages.disputes import open_disputes
from tracker.pages.figure import Figure
from tracker.pages.rungs import ladders, main_pledges
from tracker.pages.running import running
from tracker.pages.standing import listed

SHOWN = 5
MOVES, RUNNING, DISPUTES = 4, 6, 3
"""How many are shown; the others are one link away."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """The newest day from which we know anything, and how long ago it was."""

    known_on: date
    age: int


@dataclass(frozen=True, slots=True)
class LateClass:
    """What is late by one kind of binding; empty is "none of this class".

    `more` are late that are not in `rows`; the list at `address` has them all.
    """

    name: str
    rows: list[Dated]
    more: int
    address: str


@dataclass(frozen=True, slots=True)
class Dates:
    """What is late, which targets passed, what is due next."""

    late: list[LateClass]
    passed: list[Dated]
    due: list[Dated]

    @property
    def late_count(self) -> int:
        return sum(len(group.rows) + group.more for group in self.late)

    @property
    def first_late(self) -> Dated | None:
        """Of what is late by the strongest binding, the longest so."""
        return next((row for group in self.late for row in group.rows), None)


@dataclass(frozen=True, slots=True)
class Trend:
    """The milestone trend of the deadline that slipped last."""

    move: RecentMove
    figure: Figure


@require_safe
@at_moment
def dashboard(request: Request) -> HttpResponse:
    moment = request.moment
    disputes, dispute_count = open_disputes(DISPUTES, moment)
    main = list(main_pledges(moment))
    rules = running(main, moment)
    moves = recent_moves(moment, MOVES)
    return render(
        request,
        "dashboard.html",
        {
            "freshness": freshness(moment),
            "dates": dates(moment),
            "ladders": ladders(main, moment),
            "running": rules[:RUNNING],
            "running_count": len(rules),
            "moves": moves,
            "trend": trend(moves, moment),
            "developments": developments(moment)[:SHOWN],
            "disputes": disputes,
            "dispute_count": dispute_count,
        },
    )


def freshness(moment: Moment) -> Freshness | None:
    newest = developments(moment).first()
    if newest is None:
        return None
    return Freshness(newest.known_on, age=(moment.as_of - newest.known_on).days)


def dates(moment: Moment) -> Dates:
    """All lists of deadlines, with their evidence fetched at once."""
    late = _late(moment)
    passed = list(passed_targets(moment)[:SHOWN])
    due = due_next(moment, SHOWN)
    found = dated([*late, *passed, *due], moment)
    rest = found[len(late) :]
    return Dates(
        late=by_class(found[: len(late)], moment),
        passed=rest[: len(passed)],
        due=rest[len(passed) :],
    )


def by_class(late: Sequence[Dated], moment: Moment) -> list[LateClass]:
    """Past its date where something binds, the strongest binding first."""
    code = F("deadline__bindingness")
    past = _past(moment).binding()
    counts = dict(past.values_list(code).annotate(Count("pk")).order_by())
    return [
        _late_class(
            Bindingness(code),
            [each for each in late if each.row.deadline.bindingness == code],
            counts.get(code, 0),
        )
        for code in BINDING
    ]


def passed_targets(moment: Moment) -> QuerySet[DeadlinePeriod]:
    passed = _past(moment).not_binding()
    return listed(passed).order_by("-late_at", "pk")


def due_next(moment: Moment, count: int) -> list[DeadlinePeriod]:
    """What falls due, expires or may begin next, the soonest first."""
    current = listed(DeadlinePeriod.objects.seen(moment))
    due = current.ahead(moment.now).order_by("late_at", "pk")[:count]
    limits = (
        current.filter(state=PeriodState.OPEN)
        .exclude(deadline__bound=Bound.BY)
        .annotate(day=Coalesce("due_to", "due_from"))
        .filter(day__gte=moment.as_of)
        .order_by("day", "pk")[:count]
    )
    return sorted([*due, *limits], key=_day)[:count]


def trend(moves: Collection[RecentMove], moment: Moment) -> Trend | None:
    """Of what moved lately the last slip, else the last move, as a small chart."""
    last = next((move for move in moves if move.step.slips), next(iter(moves), None))
    if last is None:
        return None
    current = listed(DeadlinePeriod.objects.seen(moment))
    period = current.get(deadline=last.deadline)
    dates = dates_given([last.deadline.pk], moment)
    chart = chart_of(period, list(dates), moment)
    return Trend(last, figure_of(period, chart, moment))


def developments(moment: Moment) -> QuerySet[Update]:
    return Update.objects.seen(moment).latest_first()


def _past(moment: Moment) -> DeadlinePeriodQuerySet:
    return DeadlinePeriod.objects.seen(moment).past(moment.now)


def _late(moment: Moment) -> list[DeadlinePeriod]:
    """Of each kind of binding those that have been late for longest."""
    order = ("late_at", "pk")
    code = F("deadline__bindingness")
    nth = Window(RowNumber(), partition_by=[code], order_by=order)
    late = listed(_past(moment).binding()).annotate(nth=nth)
    return list(late.filter(nth__lte=SHOWN).order_by(*order))


def _late_class(code: Bindingness, rows: list[Dated], count: int) -> LateClass:
    return LateClass(
        name=str(code.label),
        rows=rows,
        more=count - len(rows),
        address=reverse("deadlines") + Search(show="late", binding=code).address(),
    )


def _day(period: DeadlinePeriod) -> tuple[date, int]:
    return period.due_to or period.due_from or date.max, period.pk
