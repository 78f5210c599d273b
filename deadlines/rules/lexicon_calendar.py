"""Periods as people name them, placed in the calendar, strictly and generously.

The tables below are the lexicon's conventions. Each gives the strict days first and
then the days a generous reader would still accept; a change here is a new lexicon
version.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from deadlines.rules.windows import Window

Ranges = tuple[tuple[int, int], tuple[int, int]]
"""First and last, strict, then first and last, lenient."""

SEASONS = ("spring", "summer", "autumn", "winter")
MONTH_PARTS: dict[str, Ranges] = {
    "early": ((1, 10), (1, 15)),
    "mid": ((11, 20), (6, 25)),
    "late": ((21, 31), (16, 31)),
    "end": ((31, 31), (21, 31)),
    "first half": ((1, 15), (1, 15)),
    "second half": ((16, 31), (16, 31)),
    "first third": ((1, 10), (1, 10)),
    "second third": ((11, 20), (11, 20)),
    "last third": ((21, 31), (21, 31)),
}
"""Days of the month; 31 stands for its last day."""
YEAR_PARTS: dict[str, Ranges] = {
    "start": ((0, 0), (0, 2)),
    "early": ((0, 2), (0, 3)),
    "mid": ((5, 6), (4, 7)),
    "late": ((9, 11), (8, 11)),
    "first half": ((0, 5), (0, 5)),
    "second half": ((6, 11), (6, 11)),
}
"""Months after the one that begins the year."""
SEASON_LENIENT = (
    ((2, 1), (6, 20)),
    ((5, 1), (9, 22)),
    ((8, 1), (12, 21)),
    ((11, 1), (3, 20)),
)
"""From the month in which East Asia's calendar begins it to its astronomical end."""
FISCAL_STARTS = {"": (0, 1), "jp": (0, 4), "kr": (0, 1), "cn": (0, 1), "us": (-1, 10)}
"""Years after the one in the name, and month, in which that fiscal year begins."""
HALF_MONTH = timedelta(days=15)


class Unit(StrEnum):
    """What kind of period was named."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half-year"
    YEAR = "year"


class NeedsSaidOn(ValueError):
    """Words that only mean a date together with the day on which they were said."""


@dataclass(frozen=True, slots=True)
class Span:
    """A named period with both ends known: strictly, and as a generous reader has it.

    The strict window always lies inside the lenient one.
    """

    strict: Window
    lenient: Window


@dataclass(frozen=True, slots=True)
class Named:
    """A period as it was named, not yet placed in the calendar.

    ``number`` is the month, quarter, half or season (spring is 1) of the year; 0 is a
    month counted from the day of speaking. ``shift`` is 0 for "this", 1 for "next",
    None where neither was said. ``calendars`` are fiscal countries, "" is the calendar
    year; the first is the strict reading and the others widen the lenient one.
    """

    unit: Unit
    number: int = 0
    day: int = 1
    part: str = ""
    year: int | None = None
    shift: int | None = None
    calendars: tuple[str, ...] = ("",)

    @property
    def is_absolute(self) -> bool:
        """Whether the words name the year themselves."""
        return self.year is not None


def place(named: Named, said_on: date | None) -> Span:
    """Find the days of a named period.

    Without a year it is the first such period not over on ``said_on``. Raises
    NeedsSaidOn where that day is needed and None, and ValueError for a day or part
    that the calendar does not have.
    """
    if named.year is not None:
        return _of_year(named, named.year)
    if said_on is None:
        raise NeedsSaidOn(
            "These words name no year. Give the day on which they were said."
        )
    if named.unit is Unit.WEEK:
        return _week(said_on, named)
    if named.unit is Unit.MONTH and not named.number:
        return _month(_add_months(said_on.replace(day=1), named.shift or 0), named.part)
    return _near(named, said_on)


def _near(named: Named, said_on: date) -> Span:
    """The period of this or next year, or the first one that is not over."""
    year = _year_of(said_on, named.calendars[0])
    winter = named.unit is Unit.SEASON and named.number == len(SEASONS)
    if named.shift is not None and not winter:
        return _of_year(named, year + named.shift)
    years = (y for y in (year - 1, year, year + 1) if not _is_over(named, y, said_on))
    return _of_year(named, next(years) + (named.shift or 0))


def _is_over(named: Named, year: int, said_on: date) -> bool:
    return _of_year(named, year).strict.last < said_on


def _of_year(named: Named, year: int) -> Span:
    spans = [_BUILD[named.unit](named, year, country) for country in named.calendars]
    lenient = Window(
        min(span.lenient.first for span in spans),
        max(span.lenient.last for span in spans),
    )
    return Span(spans[0].strict, lenient)


def _day_span(named: Named, year: int, _: str) -> Span:
    day = Window.on(date(year, named.number, named.day))
    return Span(day, day)


def _month_span(named: Named, year: int, _: str) -> Span:
    return _month(date(year, named.number, 1), named.part)


def _season_span(named: Named, year: int, _: str) -> Span:
    """Three months from March on; "winter 2026" may mean the one that ends in it."""
    whole = _months(date(year, named.number * 3, 1), 0, 2)
    (month, day), (last_month, last_day) = SEASON_LENIENT[named.number - 1]
    wraps = last_month < month
    either = wraps and named.is_absolute and not named.part
    lenient = Window(
        date(year, 1, 1) if either else date(year, month, day),
        date(year + wraps, last_month, last_day),
    )
    return _part_of_months(Span(whole, lenient), 3, named.part)


def _quarter_span(named: Named, year: int, country: str) -> Span:
    whole = _months(_begins(year, country), named.number * 3 - 3, named.number * 3 - 1)
    return _part_of_months(Span(whole, whole), 3, named.part)


def _half_span(named: Named, year: int, country: str) -> Span:
    whole = _months(_begins(year, country), named.number * 6 - 6, named.number * 6 - 1)
    return _part_of_months(Span(whole, whole), 6, named.part)


def _year_span(named: Named, year: int, country: str) -> Span:
    start = _begins(year, country)
    whole = _months(start, 0, 11)
    if not named.part:
        return Span(whole, whole)
    if named.part == "end":
        return Span(Window.on(whole.last), _months(start, 11, 11))
    strict, lenient = _known(YEAR_PARTS, named.part)
    return Span(_months(start, *strict), _months(start, *lenient))


_BUILD: dict[Unit, Callable[[Named, int, str], Span]] = {
    Unit.DAY: _day_span,
    Unit.MONTH: _month_span,
    Unit.SEASON: _season_span,
    Unit.QUARTER: _quarter_span,
    Unit.HALF: _half_span,
    Unit.YEAR: _year_span,
}


def _month(first: date, part: str) -> Span:
    whole = _months(first, 0, 0)
    if not part:
        return Span(whole, whole)
    part = "early" if part == "start" else part
    strict, lenient = _known(MONTH_PARTS, part)
    return Span(_days(whole, *strict), _days(whole, *lenient))


def _week(said_on: date, named: Named) -> Span:
    """Monday to Sunday; its end is Sunday, or for a generous reader from Friday."""
    monday = said_on + timedelta(days=7 * (named.shift or 0) - said_on.weekday())
    sunday = monday + timedelta(days=6)
    if named.part == "end":
        return Span(Window.on(sunday), Window(sunday - timedelta(days=2), sunday))
    first, last = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}.get(
        named.part, (0, 6)
    )
    strict = Window(monday + timedelta(days=first), monday + timedelta(days=last))
    return Span(strict, Window(monday, sunday) if named.part else strict)


def _part_of_months(whole: Span, count: int, part: str) -> Span:
    """A third of a season, quarter or half, or its last day."""
    start, third = whole.strict.first, count // 3
    match part:
        case "":
            return whole
        case "start" | "early":
            strict = _months(start, 0, third - 1)
            return Span(strict, Window(whole.lenient.first, strict.last + HALF_MONTH))
        case "mid":
            return Span(_months(start, third, 2 * third - 1), whole.strict)
        case "late":
            strict = _months(start, 2 * third, count - 1)
            return Span(strict, Window(strict.first - HALF_MONTH, whole.lenient.last))
        case "end":
            lenient = Window(_add_months(start, count - 1), whole.lenient.last)
            return Span(Window.on(whole.strict.last), lenient)
    raise ValueError(f"A period of {count} months has no {part}.")


def _known(table: dict[str, Ranges], part: str) -> Ranges:
    if part not in table:
        raise ValueError(f"This period has no {part}.")
    return table[part]


def _year_of(day: date, country: str) -> int:
    """The name of the year, calendar or fiscal, in which a day lies."""
    years = (day.year - 1, day.year, day.year + 1)
    return max(year for year in years if _begins(year, country) <= day)


def _begins(year: int, country: str) -> date:
    shift, month = FISCAL_STARTS[country]
    return date(year + shift, month, 1)


def _months(start: date, first: int, last: int) -> Window:
    """Whole months, counted from the one that begins with ``start``."""
    end = _add_months(start, last)
    length = monthrange(end.year, end.month)[1]
    return Window(_add_months(start, first), end.replace(day=length))


def _days(month: Window, first: int, last: int) -> Window:
    length = month.last.day
    begin, end = min(first, length), min(last, length)
    return Window(month.first.replace(day=begin), month.first.replace(day=end))


def _add_months(first: date, count: int) -> date:
    """The first day of the month that many months on."""
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)
