"""The term of a pledge: until which day money moves, and the last notice that fits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from projects.rules.calendar import Calendar
from projects.rules.funding_clock import ClockTerms, last_notice
from projects.rules.result import (
    Answer,
    Clause,
    Line,
    Result,
    day,
    day_in_words,
)

VERSION = "1"
RULE = "term"


@dataclass(frozen=True, slots=True)
class TermTerms:
    """The last day on which the pledge takes money."""

    clause: Clause
    ends_on: date


@dataclass(frozen=True, slots=True)
class LastNotice:
    """The last notice whose clock ends inside the term, under one reading of it."""

    reading: str
    on: date


def term(
    terms: TermTerms,
    *,
    on: date,
    clocks: Mapping[str, ClockTerms],
    calendars: Mapping[str, Calendar],
) -> Result[tuple[LastNotice, ...]]:
    """Say whether the term still runs, and up to when a notice leaves time to pay.

    Met: the day lies in the term; its last day does. Raises NoHolidayData.
    """
    ref, cites = terms.clause.ref, terms.clause.citation
    lines = [Line(f"The term ends on {day(terms.ends_on)}.", ref, cites)]
    found = []
    for reading, clock in clocks.items():
        bounded = replace(clock, window_ends_on=terms.ends_on)
        last = last_notice(bounded, calendars=calendars)
        if last:
            found.append(LastNotice(reading, last))
            text = f"Last notice that fits, {reading}: {day(last)}."
            lines.append(Line(text, clock.clause.ref, clock.clause.citation))
    runs = on <= terms.ends_on
    answer = Answer.MET if runs else Answer.NOT_MET
    said = f"{'runs until' if runs else 'ended on'} {day_in_words(terms.ends_on)}"
    value, working = tuple(found), tuple(lines)
    return Result(RULE, VERSION, on, answer, value, (), working, meaning=said)
