"""Working days on named calendars, each day that is skipped with its reason.

How we count: the day itself is day 0, the next working day is day 1. A count that
begins on a day off therefore ends where it would from the working day before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from projects.rules.result import BadTerms

VERSION = "1"

SATURDAY, SUNDAY = 5, 6

_ONE_DAY = timedelta(days=1)
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class NoHolidayData(ValueError):
    """A day in a year for which a calendar holds no holidays."""


class UnknownCalendar(ValueError):
    """A calendar that a clause names and nobody gave."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off by name, in the years for which they are known.

    ``source`` says where the table comes from and in which version.
    """

    name: str
    holidays: Mapping[date, str]
    first_year: int
    last_year: int
    source: str
    weekend: frozenset[int] = field(default=frozenset({SATURDAY, SUNDAY}))

    def __post_init__(self) -> None:
        if self.first_year > self.last_year:
            raise BadTerms(f"The calendar {self.name} ends before it begins.")
        if len(self.weekend) == len(_NAMES):
            raise BadTerms(f"The calendar {self.name} has no working day.")
        frozen = MappingProxyType(dict(self.holidays))
        object.__setattr__(self, "holidays", frozen)

    def why_off(self, when: date) -> str:
        """Why the day is off, empty for a working day. Raises NoHolidayData."""
        if not self.first_year <= when.year <= self.last_year:
            raise NoHolidayData(
                f"The calendar {self.name} has no holidays for {when.year}, only for "
                f"{self.first_year} to {self.last_year}."
            )
        if when.weekday() in self.weekend:
            return _NAMES[when.weekday()]
        return self.holidays.get(when, "")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that was not counted."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """Days counted from the day after ``start`` to ``end``, both kinds in order."""

    start: date
    end: date
    counted: tuple[date, ...]
    skipped: tuple[Skipped, ...]


def merge(calendars: Sequence[Calendar]) -> Calendar:
    """One calendar on which a day is off if it is off on any of them.

    Its years are those that all of them know. Raises BadTerms where there are none.
    """
    if not calendars:
        raise BadTerms("Name at least one calendar.")
    if len(calendars) == 1:
        return calendars[0]
    return Calendar(
        name=" and ".join(calendar.name for calendar in calendars),
        holidays=_all_holidays(calendars),
        first_year=max(calendar.first_year for calendar in calendars),
        last_year=min(calendar.last_year for calendar in calendars),
        source="; ".join(dict.fromkeys(calendar.source for calendar in calendars)),
        weekend=frozenset().union(*(calendar.weekend for calendar in calendars)),
    )


def chosen(names: Sequence[str], calendars: Mapping[str, Calendar]) -> Calendar:
    """The calendars of these names as one. Raises UnknownCalendar."""
    for name in names:
        if name not in calendars:
            known = ", ".join(sorted(calendars)) or "none"
            raise UnknownCalendar(f"No calendar {name!r} was given, only: {known}.")
    return merge([calendars[name] for name in names])


def add_working_days(start: date, days: int, calendar: Calendar) -> Count:
    """Count so many working days after the start. Raises NoHolidayData."""
    _at_least_one(days)
    when, counted, skipped = start, list[date](), list[Skipped]()
    while len(counted) < days:
        when += _ONE_DAY
        if reason := calendar.why_off(when):
            skipped.append(Skipped(when, reason))
        else:
            counted.append(when)
    return Count(start, when, tuple(counted), tuple(skipped))


def add_calendar_days(start: date, days: int) -> Count:
    """Count so many days after the start, skipping none."""
    _at_least_one(days)
    counted = tuple(start + timedelta(days=step) for step in range(1, days + 1))
    return Count(start, counted[-1], counted, ())


def working_days_after(start: date, end: date, calendar: Calendar) -> int:
    """Which working day after the start the end is, or the last one before it."""
    days = ((start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
    return sum(not calendar.why_off(when) for when in days)


def last_start(last: date, days: int, calendar: Calendar) -> date:
    """The last day from which so many working days end on or before ``last``."""
    _at_least_one(days)
    when, left = last + _ONE_DAY, days
    while left:
        when -= _ONE_DAY
        left -= not calendar.why_off(when)
    return when - _ONE_DAY


def _at_least_one(days: int) -> None:
    if days < 1:
        raise BadTerms(f"{days} days cannot be counted. Count at least 1.")


def _all_holidays(calendars: Sequence[Calendar]) -> dict[date, str]:
    """Every holiday with the calendars that keep it."""
    names: dict[date, list[str]] = {}
    for calendar in calendars:
        for when, name in calendar.holidays.items():
            names.setdefault(when, []).append(f"{calendar.name}: {name}")
    return {when: "; ".join(names[when]) for when in sorted(names)}
