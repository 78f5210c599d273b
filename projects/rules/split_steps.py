"""The exact walk through the periods of a split. Nothing here rounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from projects.rules.exact import money
from projects.rules.result import BadInput
from projects.rules.split_terms import (
    CatchUp,
    Period,
    Shares,
    SplitTerms,
    Test,
    Until,
    total,
)

ZERO = Fraction(0)

Pair = tuple[Fraction, Fraction]
"""A figure of the investor and the same of the host."""


@dataclass(frozen=True, slots=True)
class Step:
    """One period, exact. ``need`` is the deemed amount with what was carried into it.

    ``carry`` is what of it goes into the next period; both are the investor's.
    """

    period: Period
    cash: Fraction
    tax: Fraction
    need: Fraction
    early: Fraction
    late: Fraction
    carry: Fraction
    lost: Fraction
    diverted: Fraction
    investor: Fraction


@dataclass(slots=True)
class _Ledger:
    """What the walk remembers from one period to the next."""

    due: Fraction = ZERO
    carried: Pair = (ZERO, ZERO)
    received: Pair = (ZERO, ZERO)
    to_make_up: Fraction = ZERO
    outlay: Fraction = ZERO


def shared_cash(period: Period, terms: SplitTerms) -> tuple[Fraction, Fraction]:
    """The cash to share, and the tax taken off before. Raises BadInput."""
    cash = total(period.cash_of(terms, shared=True), terms)
    if not (terms.net_of_tax and period.tax):
        return cash, ZERO
    tax = money(period.tax.value, f"The tax of {period.label}", places=terms.places)
    if tax > cash:
        raise BadInput(f"The tax of {period.label} is more than its cash.")
    return cash - tax, tax


def flat_steps(
    terms: SplitTerms, share: Fraction, periods: Sequence[Period]
) -> Iterator[Step]:
    """One share for all cash."""
    for period in periods:
        cash, tax = shared_cash(period, terms)
        late, investor = cash, share * cash
        zeros = (ZERO, ZERO, ZERO)
        yield Step(period, cash, tax, ZERO, ZERO, late, *zeros, investor)


def tiered_steps(
    terms: SplitTerms,
    periods: Sequence[Period],
    catch_up: CatchUp | None,
    outlay: Fraction = ZERO,
) -> Iterator[Step]:
    """Early shares until the deemed amount or the outlay is reached, then late ones."""
    book = _Ledger(outlay=outlay)
    if catch_up:
        unpaid = money(catch_up.unpaid.value, "The unpaid call", places=terms.places)
        book.to_make_up = unpaid
    for period in periods:
        yield _step(terms, period, book)


def _step(terms: SplitTerms, period: Period, book: _Ledger) -> Step:
    lost = _lose_carry(terms, period, book)
    cash, tax = shared_cash(period, terms)
    need = _needs(terms, period, book)
    early = min(cash, _early_cash(terms, need))
    late = cash - early
    first = _shared(terms.early, early)
    second = _shared(terms.late, late)
    book.received = _sum(book.received, first, second)
    paid, owed = first, need
    if terms.until is Until.OUTLAY:
        paid, owed = book.received, (book.outlay, ZERO)
    elif terms.test is Test.CUMULATIVE:
        paid, owed = book.received, (book.due, book.due)
    book.carried = (_open(owed[0], paid[0]), _open(owed[1], paid[1]))
    diverted = min(book.to_make_up, first[0], period.deemed.interest or ZERO)
    book.to_make_up -= diverted
    investor = first[0] + second[0] - diverted
    carry = book.carried[0]
    return Step(
        period, cash, tax, need[0], early, late, carry, lost, diverted, investor
    )


def _lose_carry(terms: SplitTerms, period: Period, book: _Ledger) -> Fraction:
    """Forget what is unpaid once the project's life is over, and say how much."""
    kept = terms.carry_after_end or terms.until is Until.OUTLAY
    if not period.deemed.after_life or kept:
        return ZERO
    lost = book.carried[0]
    book.carried, book.due = (ZERO, ZERO), ZERO
    return lost


def _needs(terms: SplitTerms, period: Period, book: _Ledger) -> Pair:
    """What either side is due in this period, with what it was not paid before."""
    if terms.until is Until.OUTLAY:
        return _open(book.outlay, book.received[0]), ZERO
    amount = period.deemed.amount or ZERO
    book.due += amount
    if terms.test is Test.CUMULATIVE:
        return _open(book.due, book.received[0]), _open(book.due, book.received[1])
    return amount + book.carried[0], amount + book.carried[1]


def _sum(*pairs: Pair) -> Pair:
    return sum((pair[0] for pair in pairs), ZERO), sum(
        (pair[1] for pair in pairs), ZERO
    )


def _open(due: Fraction, paid: Fraction) -> Fraction:
    return max(ZERO, due - paid)


def _early_cash(terms: SplitTerms, need: Pair) -> Fraction:
    """The cash at which the early shares have paid what is needed."""
    if terms.early is None:
        return ZERO
    for_investor = need[0] / Fraction(terms.early.investor) if need[0] else ZERO
    if terms.until is not Until.EACH_SIDE:
        return for_investor
    for_host = need[1] / Fraction(terms.early.host) if need[1] else ZERO
    return max(for_investor, for_host)


def _shared(shares: Shares | None, cash: Fraction) -> Pair:
    part = Fraction(shares.investor) * cash if shares else ZERO
    return part, cash - part
