"""What a reader sees of a split: its rows, rounded once, and its working."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from projects.rules.exact import percent, rounded, shown
from projects.rules.result import Given, Line
from projects.rules.split_steps import Step
from projects.rules.split_terms import (
    CatchUp,
    Period,
    Shares,
    Side,
    SplitTerms,
    Until,
    total,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One period. Investor and host add up to ``cash``, to the cent.

    ``cash`` is the cash in scope, less the ``tax`` where the clause takes tax off.
    ``need`` is the deemed amount with what was carried in, ``carry`` what is carried
    out, ``lost`` what died with the project. ``outside`` is the cash the clause does
    not reach, by owner.
    """

    label: str
    ends_on: date
    cash: Decimal
    tax: Decimal
    need: Decimal
    early: Decimal
    late: Decimal
    carry: Decimal
    lost: Decimal
    diverted: Decimal
    investor: Decimal
    host: Decimal
    outside: Mapping[Side, Decimal]


def rows(terms: SplitTerms, steps: Sequence[Step]) -> Iterator[Row]:
    """Round the investor's running total; the host has the rest of each period."""
    exact, paid = Fraction(0), Fraction(0)
    for step in steps:
        exact += step.investor
        investor = Fraction(rounded(exact, terms.places)) - paid
        paid += investor
        yield _row(terms, step, investor)


def _row(terms: SplitTerms, step: Step, investor: Fraction) -> Row:
    def cut(number: Fraction) -> Decimal:
        return rounded(number, terms.places)

    return Row(
        label=step.period.label,
        ends_on=step.period.ends_on,
        cash=cut(step.cash),
        tax=cut(step.tax),
        need=cut(step.need),
        early=cut(step.early),
        late=cut(step.late),
        carry=cut(step.carry),
        lost=cut(step.lost),
        diverted=cut(step.diverted),
        investor=cut(investor),
        host=cut(step.cash - investor),
        outside=_outside(terms, step.period),
    )


def _outside(terms: SplitTerms, period: Period) -> dict[Side, Decimal]:
    """The cash out of the clause's reach, by owner."""
    cash = period.cash_of(terms, shared=False)
    owned = {side: tuple(each for each in cash if each.owner is side) for side in Side}
    return {side: rounded(total(owned[side], terms), terms.places) for side in Side}


def opening(
    terms: SplitTerms, periods: Sequence[Period], catch_up: CatchUp | None
) -> list[Line]:
    """What is shared, what is diverted, and how each deemed amount comes about."""
    covered = ", ".join(sorted(terms.scope)) or "all lines"
    lines = [Line(f"Shared is the cash on: {covered}.", *_cite(terms))]
    if catch_up:
        text = (
            f"A call of {shown(catch_up.unpaid.value)} was not met: {terms.investor}'s "
            f"interest goes to {terms.host} until it is made up."
        )
        lines.append(Line(text, catch_up.clause.ref, catch_up.clause.citation))
    if terms.early and terms.until is not Until.OUTLAY:
        lines += [line for period in periods for line in period.deemed.working]
    return lines


def outlay_line(terms: SplitTerms, outlay: Given[Decimal]) -> Line:
    """Which amount is to be recovered, and what of it is not said."""
    text = (
        f"{terms.investor}'s outlay is taken as the money it put in, without interest: "
        f"{shown(outlay.value)}. What counts as outlay is not said."
    )
    return Line(text, terms.clause.ref, outlay.citation)


def lines(terms: SplitTerms, step: Step, catch_up: CatchUp | None) -> Iterator[Line]:
    """One period: the cash as given, how it is shared, what is carried or diverted."""
    label = step.period.label
    for cash in step.period.cash_of(terms, shared=True):
        text = f"{label}: {shown(cash.amount)} on {cash.line}."
        yield Line(text, terms.clause.ref, cash.citation)
    if terms.net_of_tax and step.period.tax:
        text = f"{label}: less tax {shown(step.tax)}."
        yield Line(text, terms.clause.ref, step.period.tax.citation)
    if step.lost:
        text = f"{label}: {shown(step.lost)} was unpaid at the end and is lost."
        yield Line(text, *_cite(terms))
    yield Line(f"{label}: {_shares(terms, step)}", *_cite(terms))
    if catch_up and step.diverted:
        text = (
            f"{label}: {shown(step.diverted)} of {terms.investor}'s interest goes to "
            f"{terms.host} until {shown(catch_up.unpaid.value)} is made up."
        )
        yield Line(text, catch_up.clause.ref, catch_up.unpaid.citation)


def _cite(terms: SplitTerms) -> tuple[str, str]:
    return terms.clause.ref, terms.clause.citation


def _shares(terms: SplitTerms, step: Step) -> str:
    """How the cash of one period is shared, in a sentence."""
    parts = []
    if terms.early:
        parts.append(f"due to {_due(terms)} {shown(step.need)}")
        parts.append(f"first {shown(step.early)} at {_pair(terms.early)}")
    late = _pair(terms.late) if terms.late else "the money put in"
    parts.append(f"{'then ' if terms.early else ''}{shown(step.late)} at {late}")
    host = step.cash - step.investor
    ends = f"{terms.investor} {shown(step.investor)}, {terms.host} {shown(host)}"
    carried = f"; carried on {shown(step.carry)}" if step.carry else ""
    return f"{', '.join(parts)}: {ends}{carried}."


def _due(terms: SplitTerms) -> str:
    return "each side" if terms.until == "each_side" else terms.investor


def _pair(shares: Shares) -> str:
    return f"{percent(shares.investor)} / {percent(shares.host)}"
