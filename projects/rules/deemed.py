"""The deemed allocation amount of each period: interest and principal of one loan.

Principal falls due in equal parts over the project's life and bears interest until the
period in which it falls due, paid or not; what is carried forward bears none. Both are
our reading of secondary sources.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from projects.rules.exact import money, percent, rate, shown
from projects.rules.result import BadInput, BadTerms, Clause, Given, Line

VERSION = "1"

MOST_YEARS = 100
"""A life, or a test, of more years is taken for a slip of the pen."""


class DayCount(StrEnum):
    """Which part of a year one period is."""

    EQUAL_PERIODS = "equal_periods"
    ACTUAL_360 = "actual_360"
    ACTUAL_365 = "actual_365"


class Reset(StrEnum):
    """Whether the index rate is taken anew for each period or once."""

    EACH_PERIOD = "each_period"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class DeemedTerms:
    """How the amount is made. A spread or a life of None is not known.

    ``index`` names the rate, such as "6-month SOFR"; rates are fractions of 1 a year.
    """

    clause: Clause
    spread: Decimal | None = None
    life_years: int | None = None
    periods_per_year: int = 1
    index: str = "6-month SOFR"
    day_count: DayCount = DayCount.EQUAL_PERIODS
    reset: Reset = Reset.EACH_PERIOD

    def __post_init__(self) -> None:
        if self.spread is not None:
            rate(self.spread, "The spread")
        if self.life_years is not None and not 1 <= self.life_years <= MOST_YEARS:
            raise BadTerms(
                f"A life of {self.life_years} years: write 1 to {MOST_YEARS}."
            )
        if self.periods_per_year not in (1, 2, 4, 12):
            raise BadTerms("A year has 1, 2, 4 or 12 periods.")


@dataclass(frozen=True, slots=True)
class Span:
    """One period of the loan, half-open, and the index rate set for it, if known."""

    label: str
    starts_on: date
    ends_on: date
    index_rate: Given[Decimal] | None = None

    def __post_init__(self) -> None:
        if self.ends_on <= self.starts_on:
            raise BadInput(f"The period {self.label} ends before it begins.")


@dataclass(frozen=True, slots=True)
class Deemed:
    """What each side is deemed to be due for one period, without what is carried.

    ``ends_on`` is the first day after it. The parts are None exactly where ``missing``
    names an input. Of a ``whole`` amount it is not known how much is interest.
    """

    label: str
    ends_on: date
    interest: Fraction | None
    principal: Fraction | None
    missing: tuple[str, ...] = ()
    working: tuple[Line, ...] = ()
    after_life: bool = False
    whole: bool = False

    @classmethod
    def of(cls, label: str, ends_on: date, amount: Decimal) -> "Deemed":
        """An amount given as a whole; it stands in the place of principal."""
        due = money(amount, f"The deemed amount of {label}")
        return cls(label, ends_on, Fraction(0), due, whole=bool(due))

    @property
    def amount(self) -> Fraction | None:
        """Interest and principal together."""
        if self.interest is None or self.principal is None:
            return None
        return self.interest + self.principal


def deemed_amounts(
    terms: DeemedTerms, *, funded: Given[Decimal] | None, spans: Sequence[Span]
) -> tuple[Deemed, ...]:
    """The deemed amount of each period, exact.

    The money is out from the start of the first span. Periods after the life owe
    nothing. Raises BadInput for spans that overlap or leave a gap.
    """
    _refuse_gaps(spans)
    found = []
    for place, span in enumerate(spans):
        index_rate = spans[0 if terms.reset is Reset.ONCE else place].index_rate
        found.append(_one(terms, funded, span, place, index_rate))
    return tuple(found)


def _refuse_gaps(spans: Sequence[Span]) -> None:
    for before, after in pairwise(spans):
        if before.ends_on != after.starts_on:
            raise BadInput(
                f"The period {after.label} does not begin where {before.label} ends."
            )


def _one(
    terms: DeemedTerms,
    funded: Given[Decimal] | None,
    span: Span,
    place: int,
    index_rate: Given[Decimal] | None,
) -> Deemed:
    if terms.life_years and place >= terms.life_years * terms.periods_per_year:
        zero = Fraction(0)
        return Deemed(span.label, span.ends_on, zero, zero, after_life=True)
    if not funded or not index_rate or terms.spread is None or terms.life_years is None:
        missing = _missing(terms, funded, span, index_rate)
        return Deemed(span.label, span.ends_on, None, None, missing)
    parts = terms.life_years * terms.periods_per_year
    principal = money(funded.value, "The money funded") / parts
    outstanding = principal * (parts - place)
    yearly = rate(index_rate.value, terms.index) + Fraction(terms.spread)
    if yearly < 0:
        raise BadInput(f"{span.label}: {terms.index} and spread add up to less than 0.")
    interest = outstanding * yearly * _year_fraction(terms, span)
    text = (
        f"{span.label}: {terms.index} {percent(index_rate.value)} + spread "
        f"{percent(terms.spread)} on {shown(outstanding)} outstanding: interest "
        f"{shown(interest)}."
    )
    rest = (
        f"{span.label}: principal {shown(principal)}, one of {parts} equal parts of "
        f"{shown(funded.value)}. Deemed amount {shown(interest + principal)}."
    )
    lines = (
        Line(text, terms.clause.ref, index_rate.citation),
        Line(rest, terms.clause.ref, funded.citation),
    )
    return Deemed(span.label, span.ends_on, interest, principal, working=lines)


def _missing(
    terms: DeemedTerms,
    funded: Given[Decimal] | None,
    span: Span,
    index_rate: Given[Decimal] | None,
) -> tuple[str, ...]:
    wanted = {
        "money funded": funded,
        f"{terms.index} for {span.label}": index_rate,
        "spread": terms.spread,
        "project life": terms.life_years,
    }
    return tuple(name for name, known in wanted.items() if known is None)


def _year_fraction(terms: DeemedTerms, span: Span) -> Fraction:
    days = (span.ends_on - span.starts_on).days
    match terms.day_count:
        case DayCount.EQUAL_PERIODS:
            return Fraction(1, terms.periods_per_year)
        case DayCount.ACTUAL_360:
            return Fraction(days, 360)
        case DayCount.ACTUAL_365:
            return Fraction(days, 365)
