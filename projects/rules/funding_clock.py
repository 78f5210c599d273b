"""The funding clock: days after the notice, before or after which money is to move."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from projects.rules.calendar import (
    Calendar,
    Count,
    add_calendar_days,
    add_working_days,
    chosen,
    last_start,
    working_days_after,
)
from projects.rules.result import (
    Answer,
    BadInput,
    BadTerms,
    Clause,
    Given,
    Line,
    Result,
    day,
    day_in_words,
    happened,
)

VERSION = "1"
RULE = "funding_clock"

_MOST_DAYS = 3660

NOTICE, PAYMENT = "notice date", "payment date"


class Bound(StrEnum):
    """What the last counted day is to the payment."""

    NOT_BEFORE = "not_before"
    NOT_AFTER = "not_after"
    REVIEW_AND_TRANSFER = "review_and_transfer"


class Unit(StrEnum):
    """What is counted."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"


_UNIT_WORDS = {Unit.WORKING_DAY: "working day", Unit.CALENDAR_DAY: "calendar day"}
_BOUND_WORDS = {
    Bound.NOT_BEFORE: "Money may move on this day or later",
    Bound.NOT_AFTER: "Money must have moved by this day",
    Bound.REVIEW_AND_TRANSFER: "Review and transfer must both be done by this day",
}


@dataclass(frozen=True, slots=True)
class ClockTerms:
    """One reading of the clock.

    ``calendars`` names the calendars on which a day off stops it, none for calendar
    days. ``window_ends_on`` is the last day on which the pledge takes money.
    """

    clause: Clause
    bound: Bound
    days: int
    unit: Unit
    calendars: tuple[str, ...] = ()
    window_ends_on: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.days <= _MOST_DAYS:
            raise BadTerms(f"A clock of {self.days} days: write 1 to {_MOST_DAYS}.")
        if (self.unit is Unit.WORKING_DAY) != bool(self.calendars):
            raise BadTerms(
                "Working days need the name of at least one calendar, and calendar "
                "days take none."
            )


@dataclass(frozen=True, slots=True)
class Trigger:
    """The day from which is counted; an assumed one stands in for an unknown notice.

    ``assumption`` says what is assumed, such as "notice = announcement".
    """

    on: Given[date]
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class ClockValue:
    """The bound date and how it was counted; a calculation if the trigger is assumed.

    ``paid_on_day`` is the number of the payment day in the same count; for a day off,
    that of the day before it.
    """

    date: date
    count: Count
    is_calculation: bool
    paid_on_day: int | None


def funding_clock(
    terms: ClockTerms,
    *,
    on: date,
    calendars: Mapping[str, Calendar],
    trigger: Trigger | None,
    payment: Given[date] | None = None,
    unpaid: Given[date] | None = None,
) -> Result[ClockValue]:
    """Say whether the payment kept the clock, under this reading.

    ``unpaid`` is a day at whose end, as someone said, nothing had been paid. Facts
    that lie after the day asked do not count. Under "review and transfer" a payment in
    time shows that the review was too. No evidence of a payment is no evidence of a
    failure: unless someone said that nothing had been paid the answer stays "cannot
    tell". Raises NoHolidayData, UnknownCalendar, and BadInput if the payment lies
    before the notice.
    """
    known = trigger if trigger and trigger.on.value <= on else None
    paid, not_paid = happened(payment, on), happened(unpaid, on)
    if known is None:
        return _cannot_tell(terms, on, (NOTICE,) if paid else (NOTICE, PAYMENT))
    _refuse_early_payment(known, paid)
    value = _count(terms, calendars, known, paid)
    kept = _kept(terms.bound, value.date, paid, not_paid)
    missing = ((NOTICE,) if known.assumption else ()) + (() if kept else (PAYMENT,))
    answer = kept if kept and not missing else Answer.CANNOT_TELL
    lines = _working(terms, calendars, known, value)
    lines += _outcome(terms, value, paid, not_paid)
    said = _meaning(terms.bound, value.date, answer, paid)
    working = tuple(lines)
    return Result(RULE, VERSION, on, answer, value, missing, working, meaning=said)


def last_notice(terms: ClockTerms, *, calendars: Mapping[str, Calendar]) -> date | None:
    """The last notice whose clock ends inside the pledge's window.

    A clock that ends on the window's last day fits. None for a window without an end.
    """
    if terms.window_ends_on is None:
        return None
    if terms.unit is Unit.CALENDAR_DAY:
        return date.fromordinal(terms.window_ends_on.toordinal() - terms.days)
    calendar = chosen(terms.calendars, calendars)
    return last_start(terms.window_ends_on, terms.days, calendar)


def _name(trigger: Trigger) -> str:
    return "assumed notice" if trigger.assumption else "notice"


def _cannot_tell(
    terms: ClockTerms, on: date, missing: tuple[str, ...]
) -> Result[ClockValue]:
    """The result while nothing starts the clock."""
    clause = terms.clause
    lines = (Line("No notice is known that starts it.", clause.ref, clause.citation),)
    return Result(RULE, VERSION, on, Answer.CANNOT_TELL, None, missing, lines)


def _refuse_early_payment(trigger: Trigger, paid: Given[date] | None) -> None:
    """A payment before its own notice was a payment for something else."""
    if paid and not trigger.assumption and paid.value < trigger.on.value:
        raise BadInput(
            f"The payment of {day(paid.value)} lies before the notice of "
            f"{day(trigger.on.value)}."
        )


def _count(
    terms: ClockTerms,
    calendars: Mapping[str, Calendar],
    trigger: Trigger,
    paid: Given[date] | None,
) -> ClockValue:
    start, number = trigger.on.value, None
    if terms.unit is Unit.CALENDAR_DAY:
        count = add_calendar_days(start, terms.days)
        number = (paid.value - start).days if paid else None
    else:
        calendar = chosen(terms.calendars, calendars)
        count = add_working_days(start, terms.days, calendar)
        number = working_days_after(start, paid.value, calendar) if paid else None
    return ClockValue(count.end, count, bool(trigger.assumption), number)


def _kept(
    bound: Bound, limit: date, paid: Given[date] | None, unpaid: Given[date] | None
) -> Answer | None:
    """Whether the bound was kept, None if the facts do not say."""
    if paid and bound is Bound.NOT_BEFORE:
        return Answer.MET if paid.value >= limit else Answer.NOT_MET
    if paid:
        return Answer.MET if paid.value <= limit else Answer.NOT_MET
    if bound is not Bound.NOT_BEFORE and unpaid and unpaid.value >= limit:
        return Answer.NOT_MET
    return None


def _meaning(
    bound: Bound, limit: date, answer: Answer, paid: Given[date] | None
) -> str:
    """What the answer says of the payment: "paid on 1 May 2026, not before ..."."""
    if answer is Answer.CANNOT_TELL:
        return ""
    words = day_in_words(limit)
    if paid is None:
        return f"not paid by {words}"
    kept = answer is Answer.MET
    if bound is Bound.NOT_BEFORE:
        where = f"not before {words}" if kept else f"earlier than {words}"
    else:
        where = f"by {words}" if kept else f"later than {words}"
    return f"paid on {day_in_words(paid.value)}, {where}"


def _working(
    terms: ClockTerms,
    calendars: Mapping[str, Calendar],
    trigger: Trigger,
    value: ClockValue,
) -> list[Line]:
    """How the date comes about: the start, each skipped day, the last day."""
    ref, cites = terms.clause.ref, terms.clause.citation
    start = f"The {_name(trigger)} is dated {day(trigger.on.value)}."
    if trigger.assumption:
        start += f" A calculation: if {trigger.assumption}."
    method = f"Count {terms.days} {_UNIT_WORDS[terms.unit]}s; the next one is day 1."
    if terms.unit is Unit.WORKING_DAY:
        calendar = chosen(terms.calendars, calendars)
        method += f" Days off: {calendar.name} ({calendar.source})."
    lines = [Line(start, ref, trigger.on.citation), Line(method, ref, cites)]
    lines += [
        Line(f"{day(skipped.on)} is skipped: {skipped.reason}.", ref, cites)
        for skipped in value.count.skipped
    ]
    end = f"Day {terms.days} is {day(value.date)}. {_BOUND_WORDS[terms.bound]}."
    return [*lines, Line(end, ref, cites)]


def _outcome(
    terms: ClockTerms,
    value: ClockValue,
    paid: Given[date] | None,
    unpaid: Given[date] | None,
) -> list[Line]:
    """What is known of the payment, and whether the date lies in the window."""
    ref, lines = terms.clause.ref, list[Line]()
    if terms.window_ends_on and value.date > terms.window_ends_on:
        text = (
            f"The window of the pledge ends before it, on {day(terms.window_ends_on)}."
        )
        lines.append(Line(text, ref, terms.clause.citation))
    if paid:
        text = f"Paid on {day(paid.value)}, day {value.paid_on_day}."
        lines.append(Line(text, ref, paid.citation))
    elif unpaid:
        text = f"Not paid by {day(unpaid.value)}."
        lines.append(Line(text, ref, unpaid.citation))
    return lines
