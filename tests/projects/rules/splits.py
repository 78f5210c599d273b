"""Readings and streams that the tests of the split share."""

from datetime import date
from decimal import Decimal

from projects.rules.deemed import Deemed
from projects.rules.result import Clause
from projects.rules.split_terms import Cash, Period, Shares, Side, SplitTerms

HALVES = Shares(Decimal("0.5"), Decimal("0.5"))
ONE_TO_NINE = Shares(Decimal("0.1"), Decimal("0.9"))
POLICY_LINES = frozenset({"jbic_loan", "nexi_loan"})
ON = date(2026, 3, 1)

MOU = SplitTerms(
    Clause("R18", "p13"),
    late=ONE_TO_NINE,
    early=HALVES,
    investor="Japan",
    host="United States",
)


def cash(amount, line="jbic_loan", owner=Side.INVESTOR):
    """Cash on one line."""
    return Cash(line, Decimal(amount), owner, "forecast")


def period(year, deemed, *amounts, **named):
    """A year with a deemed amount given as a whole, and cash on the loan."""
    due = Deemed.of(str(year), date(year + 1, 1, 1), Decimal(deemed))
    return Period(due, tuple(cash(each) for each in amounts), **named)


def stream(*years, first=2027):
    """Pairs of deemed amount and cash, a year each."""
    pairs = enumerate(years, start=first)
    return [period(year, deemed, amount) for year, (deemed, amount) in pairs]
