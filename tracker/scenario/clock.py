"""The clock as a calculation: if the notice were dated so, which day is the last?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from projects.holiday_tables import calendars
from projects.rules.calendar import SATURDAY, Count, NoHolidayData, Skipped
from projects.rules.funding_clock import ClockTerms, last_notice
from tracker.moment import Request, at_moment
from tracker.pages.results import Shown, shown
from tracker.scenario.clock_form import (
    CALENDARS,
    ClockForm,
    counted,
    on_calendars,
    terms_of,
)
from tracker.scenario.clock_record import Start, chosen, starts
from tracker.scenario.forms import asked

USUAL = {"days": 45, "unit": "working_day", "calendars": "US,JP", "window": ""}


@dataclass(frozen=True, slots=True)
class Variant:
    """The same number of days counted in one way; `last` is None out of range."""

    words: str
    last: date | None
    after: int
    holidays: tuple[Skipped, ...]
    in_window: bool
    last_notice: date | None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The count that was asked for, and the same days counted in other ways."""

    notice: date
    last: date
    days: int
    days_off: tuple[Skipped, ...]
    weekend_days: int
    working: Shown
    variants: tuple[Variant, ...]


@require_safe
@at_moment
def clock(request: Request) -> HttpResponse:
    groups = starts(request.moment)
    start = chosen(groups, request.GET)
    usual = {**USUAL, **(start.filled() if start else {})}
    begun = "notice" in request.GET or bool(start and start.on)
    form = ClockForm(asked(request.GET, usual)) if begun else None
    found = reckoning(form.cleaned_data, start) if form and form.is_valid() else None
    context = {
        "form": form or ClockForm(initial=usual),
        "found": found,
        "starts": groups,
        "start": start,
        "tied": bool(start and found and found.notice == start.on),
        "unknown": start is None and "clause" in request.GET,
        "moment": request.moment,
    }
    return render(request, "scenario/clock.html", context)


def reckoning(said: dict[str, Any], start: Start | None = None) -> Reckoning:
    """Count as asked, and in every other way side by side."""
    terms, trigger = terms_of(said), None
    if start:
        terms = replace(terms, clause=start.terms.clause, bound=start.terms.bound)
        trigger = start.begun(said["notice"])
    result = counted(terms, said["notice"], trigger)
    if result.value is None:
        raise ValueError("A notice that is given always ends somewhere.")
    count = result.value.count
    return Reckoning(
        notice=said["notice"],
        last=count.end,
        days=said["days"],
        days_off=holidays(count),
        weekend_days=len(count.skipped) - len(holidays(count)),
        working=shown(result, start.places if start else None),
        variants=tuple(_variants(said)),
    )


def holidays(count: Count) -> tuple[Skipped, ...]:
    """The days skipped that are no weekend: those that differ by country."""
    return tuple(day for day in count.skipped if day.on.weekday() < SATURDAY)


def _variants(said: dict[str, Any]) -> Iterator[Variant]:
    for codes, country in (*CALENDARS, ("", "")):
        words = _("working days in %(country)s") % {"country": country}
        terms = on_calendars(said, codes)
        yield _variant(words if codes else _("calendar days"), terms, said["notice"])


def _variant(words: str, terms: ClockTerms, notice: date) -> Variant:
    window = terms.window_ends_on
    try:
        last_day = counted(terms, notice).value
        fits = last_notice(terms, calendars=calendars())
    except NoHolidayData:
        return Variant(words, None, 0, (), False, None)
    if last_day is None:
        return Variant(words, None, 0, (), False, fits)
    return Variant(
        words=words,
        last=last_day.date,
        after=(last_day.date - notice).days,
        holidays=holidays(last_day.count),
        in_window=window is None or last_day.date <= window,
        last_notice=fits,
    )
