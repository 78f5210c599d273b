"""The test of a re-split: can the deemed amount be received within so many years?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from projects.rules.deemed import MOST_YEARS
from projects.rules.exact import rounded, shown
from projects.rules.profit_split import Split
from projects.rules.result import Answer, BadTerms, Clause, Given, Line, Result, day
from projects.rules.split_terms import Period

VERSION = "1"
RULE = "recovery"


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """After how many years an amount not received opens the split for review."""

    clause: Clause
    years: int

    def __post_init__(self) -> None:
        if not 1 <= self.years <= MOST_YEARS:
            raise BadTerms(f"A test after {self.years} years: write 1 to {MOST_YEARS}.")


def recovery(
    terms: ReviewTerms,
    *,
    on: date,
    starts_on: Given[date],
    life_ends_on: date | None,
    periods: Sequence[Period],
    result: Result[Split],
) -> Result[Decimal]:
    """Say whether the split may be reviewed: part of the amount comes too late.

    Met: by the last year of the test the investor has not received, under the split
    given, what is deemed due over the whole life; the value is that rest. Not met: all
    of it came in time. The rest counts as none below a cent. A stream too short to
    show either leaves it open, and so does a life that is not known.
    """
    limit = _years_later(starts_on.value, terms.years)
    if result.value is None:
        return _result(terms, on, limit, starts_on, None, result.missing)
    rest = _rest(periods, result.value, limit)
    last = periods[-1].ends_on
    missing: tuple[str, ...] = ()
    if rest and last < limit:
        missing = (f"cash flow from {last.isoformat()} to {limit.isoformat()}",)
    elif not rest and life_ends_on is None:
        missing = ("project life",)
    elif not rest and life_ends_on and last < life_ends_on:
        missing = (f"deemed amounts to {life_ends_on.isoformat()}",)
    return _result(terms, on, limit, starts_on, rest, missing)


def _years_later(start: date, years: int) -> date:
    """The same day so many years later, the day before for a 29 February."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def _rest(periods: Sequence[Period], split: Split, limit: date) -> Decimal:
    """What is unpaid, lost or not yet due on the last day of the test."""
    rest, carried = Fraction(0), Fraction(0)
    for period, row in zip(periods, split.rows, strict=True):
        if row.ends_on <= limit:
            carried = Fraction(row.carry)
            rest += Fraction(row.lost)
        else:
            rest += period.deemed.amount or Fraction(0)
    return rounded(rest + carried, split.places)


def _result(
    terms: ReviewTerms,
    on: date,
    limit: date,
    starts_on: Given[date],
    rest: Decimal | None,
    missing: tuple[str, ...],
) -> Result[Decimal]:
    start = f"{terms.years} years from {day(starts_on.value)} end on {day(limit)}."
    lines = [Line(start, terms.clause.ref, starts_on.citation)]
    if rest is not None:
        text = f"Not received by then: {shown(rest)}."
        lines.append(Line(text, terms.clause.ref, terms.clause.citation))
    answer = Answer.MET if rest else Answer.NOT_MET
    told = Answer.CANNOT_TELL if missing else answer
    said = f"all of the amount is received within {terms.years} years: no review"
    if rest:
        said = f"part of the amount comes after {terms.years} years: open to review"
    working = tuple(lines)
    return Result(RULE, VERSION, on, told, rest, missing, working, meaning=said)
