"""A stream of cash as it was typed, made into the periods that the rule shares."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from projects.rules.deemed import (
    DayCount,
    Deemed,
    DeemedTerms,
    Reset,
    Span,
    deemed_amounts,
)
from projects.rules.result import Clause, Given
from projects.rules.split_terms import Cash, Contributions, Period, Side
from tracker.scenario.typed import CashRow

TYPED = "typed here"
LOANS, EQUITY = "loans", "equity"
CARRIED_IN = "carried in"

Said = Mapping[str, Any]


def periods(said: Said, clause: Clause) -> tuple[Period, ...]:
    """The periods in order; what was carried in comes first, as one without cash."""
    rows: Sequence[CashRow] = said["cash"] or ()
    spans = _spans(rows, said)
    due = _as_typed(spans, said) if said["deemed"] else _from_loan(spans, said, clause)
    found = [
        Period(deemed, _cash(row), _given(row.tax))
        for row, deemed in zip(rows, due, strict=True)
    ]
    return (*_carried_in(said, bool(rows)), *found)


def contributions(said: Said) -> Contributions:
    """The money each side put in; the investor's is the principal."""
    return Contributions(_given(said["principal"]), _given(said["host_money"]))


def life_ends_on(said: Said) -> date | None:
    """The first day after the life of the project, None where that is not given."""
    return later(said["start"], 12 * said["life"]) if said["life"] else None


def _given(amount: Decimal | None) -> Given[Decimal] | None:
    return None if amount is None else Given(amount, TYPED)


def _spans(rows: Sequence[CashRow], said: Said) -> list[Span]:
    months = 12 // said["per_year"]
    days = [later(said["start"], months * place) for place in range(len(rows) + 1)]
    labels = [row.label or f"{day:%Y-%m}" for row, day in zip(rows, days, strict=False)]
    indices: Sequence[Decimal] = said["index"] or ()
    return [
        Span(label, first, last, _given(at(indices, place)))
        for place, (label, (first, last)) in enumerate(
            zip(labels, pairwise(days), strict=True)
        )
    ]


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def at(values: Sequence[Decimal], place: int) -> Decimal | None:
    """The value for a period: one stands for all, else each for its own."""
    if len(values) == 1:
        return values[0]
    return values[place] if place < len(values) else None


def _from_loan(spans: list[Span], said: Said, clause: Clause) -> tuple[Deemed, ...]:
    terms = DeemedTerms(
        clause,
        spread=said["spread"],
        life_years=said["life"],
        periods_per_year=said["per_year"],
        day_count=DayCount(said["day_count"]),
        reset=Reset(said["reset"]),
    )
    return deemed_amounts(terms, funded=_given(said["principal"]), spans=spans)


def _as_typed(spans: list[Span], said: Said) -> list[Deemed]:
    """The deemed amounts as typed; none is due once the life is over."""
    parts = said["life"] * said["per_year"] if said["life"] else len(spans)
    return [
        _one(span, at(said["deemed"], place), after_life=place >= parts)
        for place, span in enumerate(spans)
    ]


def _one(span: Span, amount: Decimal | None, *, after_life: bool) -> Deemed:
    if after_life:
        none = Deemed.of(span.label, span.ends_on, Decimal(0))
        return replace(none, after_life=True)
    if amount is None:
        missing = (f"deemed amount of {span.label}",)
        return Deemed(span.label, span.ends_on, None, None, missing)
    return Deemed.of(span.label, span.ends_on, amount)


def _carried_in(said: Said, has_rows: bool) -> list[Period]:
    if not (said["carry"] and has_rows):
        return []
    due = Deemed(
        CARRIED_IN, said["start"], Fraction(0), Fraction(said["carry"]), working=()
    )
    return [Period(due, (), tax=Given(Decimal(0), TYPED))]


def _cash(row: CashRow) -> tuple[Cash, ...]:
    """Both lines always, so that a reading on one of them never lacks it."""
    equity = row.equity if row.equity is not None else Decimal(0)
    return (
        Cash(LOANS, row.loans, Side.INVESTOR, TYPED),
        Cash(EQUITY, equity, Side.INVESTOR, TYPED),
    )
