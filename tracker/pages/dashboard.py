"""The dashboard: what is late, what moved, how far from the promise."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deadlines.models import DeadlinePeriod
from projects.models import Update
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.changes import span_of_newest
from tracker.pages.dateline import RecentMove, dates_given, recent_moves
from tracker.pages.deadline_chart import chart_of, figure_of
from tracker.pages.disputes import open_disputes
from tracker.pages.figure import Figure
from tracker.pages.rungs import ladders, main_pledges
from tracker.pages.running import running
from tracker.pages.standing import listed
from tracker.pages.urgent import SHOWN, dates, freshness

MOVES, RUNNING, DISPUTES = 4, 6, 3
"""How many are shown; the others are one link away."""


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
    newest = list(developments(moment)[:SHOWN])
    last = freshness(next(iter(newest), None), moment)
    return render(
        request,
        "dashboard.html",
        {
            "freshness": last,
            "newest_span": span_of_newest(last.known_on if last else None, request),
            "dates": dates(moment),
            "ladders": ladders(main, moment),
            "running": rules[:RUNNING],
            "running_count": len(rules),
            "moves": moves,
            "trend": trend(moves, moment),
            "developments": newest,
            "disputes": disputes,
            "dispute_count": dispute_count,
        },
    )


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
    """What became known, the newest first; a check that found nothing is none."""
    return Update.objects.seen(moment).evidence().latest_first()
