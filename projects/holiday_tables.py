"""The calendars that clauses name, made from the package `holidays`.

Rules take calendars as arguments and know no country; this is where they come from.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.metadata import version

from projects.rules.calendar import Calendar, UnknownCalendar
from projects.rules.funding_clock import ClockTerms
from projects.rules.result import BadTerms
from projects.rules.term import TermTerms

FIRST_YEAR, LAST_YEAR = 2025, 2035

# Japan's banks also stay shut on 31 December and on 2 and 3 January.
_COUNTRIES = {
    "US": ("US federal", ("public",)),
    "JP": ("Japan", ("public", "bank")),
    "KR": ("Korea", ("public", "bank")),
}


@cache
def calendar(code: str) -> Calendar:
    """The working days of "US" (federal), "JP" or "KR" (public and bank holidays).

    Days that a government has yet to proclaim are as the package foresees them, which
    is why the calendar names its version. Raises UnknownCalendar.
    """
    if code not in _COUNTRIES:
        known = ", ".join(_COUNTRIES)
        raise UnknownCalendar(f"There is no calendar {code!r}, only: {known}.")
    import holidays

    name, categories = _COUNTRIES[code]
    table = holidays.country_holidays(
        code,
        categories=categories,
        years=range(FIRST_YEAR, LAST_YEAR + 1),
        expand=False,
        language="en_US",
    )
    return Calendar(
        name=name,
        holidays=dict(sorted(table.items())),
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        source=f"holidays {version('holidays')}",
    )


def calendars(codes: Iterable[str] = tuple(_COUNTRIES)) -> dict[str, Calendar]:
    """Calendars by code, all of them unless told which."""
    return {code: calendar(code) for code in codes}


def check_days(terms: object, *days: date | None) -> None:
    """Do the terms fit the days on which they are valid, the first of them first?

    Raises UnknownCalendar for a clock's calendar, NoHolidayData for a day's year, and
    BadTerms for a term or a window that is over before the validity begins.
    """
    first = next(filter(None, days), None)
    ends_on = _ends_on(terms)
    if first and ends_on and ends_on < first:
        raise BadTerms(f"It ends on {ends_on}, before it is valid, {first}.")
    if isinstance(terms, ClockTerms):
        for table in calendars(terms.calendars).values():
            for when in filter(None, (*days, terms.window_ends_on)):
                table.why_off(when)


def _ends_on(terms: object) -> date | None:
    if isinstance(terms, TermTerms):
        return terms.ends_on
    return terms.window_ends_on if isinstance(terms, ClockTerms) else None
