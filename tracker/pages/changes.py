"""What changed between two days: what is seen on the second and not on the first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from projects.models import QuantityClaim, Update
from projects.rules.moment import Moment
from tracker.moment import Refused, Request, at_moment, day_of, on
from tracker.pages.beside import Item, items, shown
from tracker.pages.changed import (
    brought_in,
    dates,
    outcomes,
    periods_between,
    stages,
)
from tracker.pages.corrections import corrected

SHOWN = 50
DAYS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts that were taken as operative since, and those that no longer are."""

    accepted: tuple[Item, ...]
    set_aside: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The days after the first, up to the last, of what became known."""

    start: date
    end: date


@require_safe
@at_moment
def changes(request: Request) -> HttpResponse:
    """The page stands at the second day: its links lead there."""
    before, after = asked(request)
    request.moment = after
    changed = list(periods_between(before, after)[:SHOWN])
    known = Update.objects.seen(after).exclude(pk__in=_keys(before))
    count = known.count()
    newest = None if count else newest_day(after)
    context = {
        "before": before,
        "after": after,
        "new": brought_in(before, after, SHOWN),
        "dates": dates(changed, before, after),
        "outcomes": outcomes(changed, before, after),
        "stages": stages(before, after)[:SHOWN],
        "amounts": amounts(before, after),
        "corrections": put_right(before, after)[:SHOWN],
        "updates": known.latest_first()[:SHOWN],
        "update_count": count,
        "newest": newest,
        "newest_span": span_to(newest, request.first_day),
        "shown": SHOWN,
    }
    return render(request, "changes.html", context)


def asked(request: Request) -> tuple[Moment, Moment]:
    """The two moments: up to the day of the page, from 30 days before it."""
    now, recorded = timezone.now(), request.moment.recorded
    to = _day(request, "to", request.moment.as_of, now)
    start = _day(request, "from", to - DAYS, now)
    if start > to:
        raise Refused(
            _("The first day is after the second."),
            {"from": to.isoformat(), "to": start.isoformat()},
        )
    return on(start, now=now, recorded=recorded), on(to, now=now, recorded=recorded)


def newest_day(moment: Moment) -> date | None:
    """The day on which anything became known last."""
    days = Update.objects.seen(moment).latest_first()
    return days.values_list("known_on", flat=True).first()


def span_to(newest: date | None, first: date | None) -> Span | None:
    """The 30 days to that day; none to the record's first, which has none before."""
    if newest is None or first is None or newest <= first:
        return None
    return Span(max(newest - DAYS, first), newest)


def span_of_newest(newest: date | None, request: Request) -> Span | None:
    """Where the last 30 days hold nothing: those up to what became known last."""
    if newest is None or newest > request.moment.as_of - DAYS:
        return None
    return span_to(newest, request.first_day)


def _day(request: Request, name: str, default: date, now: datetime) -> date:
    """A day that the address names; the default is never before the record."""
    if request.GET.get(name):
        return day_of(request.GET[name], name, now=now, first=request.first_day)
    return max(default, request.first_day or default)


def amounts(before: Moment, after: Moment) -> Amounts:
    return Amounts(
        accepted=_only_in(after, before, seen_at=after),
        set_aside=_only_in(before, after, seen_at=after),
    )


def put_right(before: Moment, after: Moment) -> QuerySet[Update]:
    """What we wrote down in these days of our own errors and those of others."""
    since, until = before.now, after.now
    return corrected(after).filter(
        Q(retracted_at__gt=since, retracted_at__lte=until)
        | Q(retracted_at=None, recorded_at__gt=since, recorded_at__lte=until)
    )


def _only_in(one: Moment, other: Moment, *, seen_at: Moment) -> tuple[Item, ...]:
    """Amounts operative at one moment and not at the other, the latest known first."""
    claims: QuerySet[QuantityClaim] = QuantityClaim.objects.operative(one)
    others = QuantityClaim.objects.operative(other)
    found = shown(claims.exclude(pk__in=others.values("pk")), seen_at).reverse()
    return items(found[:SHOWN])


def _keys(moment: Moment) -> QuerySet[Update, int]:
    return Update.objects.seen(moment).order_by().values_list("pk", flat=True)
