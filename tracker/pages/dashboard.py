"""The dashboard: what is late, what moved, how far from the promise."""

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
from projects.models import Update
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.dateline import recent_moves
from tracker.pages.deadline_list import Search
from tracker.pages.disputes import open_disputes
from tracker.pages.rungs import ladders, main_pledges
from tracker.pages.running import running
from tracker.pages.standing import DeadlineRow, listed, rows

SHOWN = 8


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
    rows: list[DeadlineRow]
    more: int
    address: str


@require_safe
@at_moment
def dashboard(request: Request) -> HttpResponse:
    moment = request.moment
    disputes, dispute_count = open_disputes(5, moment)
    late = late_by_class(moment)
    main = list(main_pledges(moment))
    return render(
        request,
        "dashboard.html",
        {
            "freshness": freshness(moment),
            "ladders": ladders(main, moment),
            "running": running(main, moment),
            "late": late,
            "late_count": sum(len(group.rows) + group.more for group in late),
            "passed": rows(passed_targets(moment)[:SHOWN], moment),
            "due": rows(due_next(moment, SHOWN), moment),
            "moves": recent_moves(moment),
            "developments": developments(moment)[:SHOWN],
            "disputes": disputes,
            "dispute_count": dispute_count,
        },
    )


def freshness(moment: Moment) -> Freshness | None:
    newest = Update.objects.seen(moment).latest_first().first()
    if newest is None:
        return None
    return Freshness(newest.known_on, age=(moment.as_of - newest.known_on).days)


def late_by_class(moment: Moment) -> list[LateClass]:
    """Past its date where something binds, the strongest binding first."""
    late = DeadlinePeriod.objects.seen(moment).past(moment.now).binding()
    code = F("deadline__bindingness")
    counts = dict(late.values_list(code).annotate(Count("pk")).order_by())
    order = ("late_at", "pk")
    nth = Window(RowNumber(), partition_by=[code], order_by=order)
    first = listed(late).annotate(nth=nth).filter(nth__lte=SHOWN).order_by(*order)
    found = rows(first, moment)
    return [
        _late_class(
            Bindingness(code),
            [row for row in found if row.deadline.bindingness == code],
            counts.get(code, 0),
        )
        for code in BINDING
    ]


def _late_class(code: Bindingness, rows: list[DeadlineRow], count: int) -> LateClass:
    return LateClass(
        name=str(code.label),
        rows=rows,
        more=count - len(rows),
        address=reverse("deadlines") + Search(show="late", binding=code).address(),
    )


def passed_targets(moment: Moment) -> QuerySet[DeadlinePeriod]:
    passed = DeadlinePeriod.objects.seen(moment).past(moment.now).not_binding()
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


def developments(moment: Moment) -> QuerySet[Update]:
    return Update.objects.seen(moment).latest_first()


def _day(period: DeadlinePeriod) -> tuple[date, int]:
    return period.due_to or period.due_from or date.max, period.pk
