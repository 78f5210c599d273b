"""The profit split: early shares until the deemed amount is reached, then late ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from projects.rules.exact import money, rounded
from projects.rules.result import Answer, BadInput, Result
from projects.rules.split_rows import Row, lines, opening, outlay_line, rows
from projects.rules.split_steps import Step, flat_steps, tiered_steps
from projects.rules.split_terms import (
    CatchUp,
    Contributions,
    Period,
    Side,
    SplitTerms,
    Until,
)

VERSION = "1"
RULE = "profit_split"


class ScopeMatchesNothing(ValueError):
    """A clause that covers none of the lines that have cash."""


@dataclass(frozen=True, slots=True)
class Split:
    """All periods. What a side has in all is its share and the cash outside it."""

    rows: tuple[Row, ...]
    places: int

    @property
    def investor(self) -> Decimal:
        """All that goes to the investor."""
        return self._sum([row.investor for row in self.rows], Side.INVESTOR)

    @property
    def host(self) -> Decimal:
        """All that goes to the host."""
        return self._sum([row.host for row in self.rows], Side.HOST)

    @property
    def tax(self) -> Decimal:
        """All that was taken off as tax before the sharing."""
        taxes = (Fraction(row.tax) for row in self.rows)
        return rounded(sum(taxes, Fraction(0)), self.places)

    @property
    def others(self) -> Decimal:
        """Cash of neither side, such as a company's own."""
        return self._sum([], Side.OTHERS)

    @property
    def carry(self) -> Decimal:
        """What is still carried after the last period."""
        return self.rows[-1].carry if self.rows else rounded(0, self.places)

    def _sum(self, shares: Iterable[Decimal], side: Side) -> Decimal:
        amounts = [*shares, *(row.outside[side] for row in self.rows)]
        return rounded(sum(map(Fraction, amounts), Fraction(0)), self.places)


@dataclass(frozen=True, slots=True)
class Compared:
    """The split under one reading, and how much more each side has than in the first.

    The differences are None where either of the two could not be worked out.
    """

    reading: str
    result: Result[Split]
    investor_more: Decimal | None
    host_more: Decimal | None


def profit_split(
    terms: SplitTerms,
    *,
    on: date,
    periods: Sequence[Period],
    contributions: Contributions | None = None,
    catch_up: CatchUp | None = None,
) -> Result[Split]:
    """Share the cash of each period, in order, between the investor and the host.

    Met: in the last period the late shares are reached and nothing is left unpaid. The
    investor's running total is rounded to the cent, half to even, so cents never pile
    up; the host takes the rest of each period's cash, so the two always add up. Without
    one of the inputs there is no split. Raises BadInput and ScopeMatchesNothing.
    """
    _refuse(terms, periods, catch_up)
    missing = _missing(terms, periods, contributions, catch_up)
    working = opening(terms, periods, catch_up)
    if terms.until is Until.OUTLAY and contributions and contributions.investor:
        working.append(outlay_line(terms, contributions.investor))
    if missing:
        told = Answer.CANNOT_TELL
        return Result(RULE, VERSION, on, told, None, missing, tuple(working))
    steps = list(_steps(terms, periods, contributions, catch_up))
    working += [line for step in steps for line in lines(terms, step, catch_up)]
    unpaid = steps[-1].carry or any(step.lost for step in steps)
    answer = Answer.NOT_MET if unpaid else Answer.MET
    value = Split(tuple(rows(terms, steps)), terms.places)
    lines_told = tuple(working)
    said = _meaning(terms, bool(unpaid))
    return Result(RULE, VERSION, on, answer, value, (), lines_told, meaning=said)


def side_by_side(
    readings: Mapping[str, SplitTerms],
    *,
    on: date,
    periods: Sequence[Period],
    contributions: Contributions | None = None,
    catch_ups: Mapping[str, CatchUp] | None = None,
) -> tuple[Compared, ...]:
    """The same cash under each reading, with the money difference to the first one.

    ``catch_ups`` names the readings under which interest is diverted.
    """
    found, first = list[Compared](), None
    for place, (reading, terms) in enumerate(readings.items()):
        result = profit_split(
            terms,
            on=on,
            periods=periods,
            contributions=contributions,
            catch_up=(catch_ups or {}).get(reading),
        )
        first = result.value if place == 0 else first
        found.append(Compared(reading, result, *_more(first, result.value)))
    return tuple(found)


def _meaning(terms: SplitTerms, unpaid: bool) -> str:
    """What the answer says: whether the early shares have brought what they are for."""
    if terms.early is None:
        return "shared by one rule, with no amount to reach first"
    if unpaid:
        return "part of the amount due first is unpaid"
    return "nothing of the amount due first is unpaid"


def _more(
    first: Split | None, other: Split | None
) -> tuple[Decimal | None, Decimal | None]:
    if first is None or other is None:
        return None, None
    investor = Fraction(other.investor) - Fraction(first.investor)
    host = Fraction(other.host) - Fraction(first.host)
    return rounded(investor, other.places), rounded(host, other.places)


def _refuse(
    terms: SplitTerms, periods: Sequence[Period], catch_up: CatchUp | None
) -> None:
    for before, after in pairwise(periods):
        if after.ends_on <= before.ends_on:
            raise BadInput(f"{after.label} does not end after {before.label}.")
    if catch_up and terms.early is None:
        raise BadInput("Only a share of interest can be diverted; this has none.")
    given = {cash.line for period in periods for cash in period.cash or ()}
    if given and terms.scope and not given & terms.scope:
        raise ScopeMatchesNothing(
            f"The clause covers {', '.join(sorted(terms.scope))}, and the cash is on "
            f"{', '.join(sorted(given))}."
        )


def _missing(
    terms: SplitTerms,
    periods: Sequence[Period],
    put_in: Contributions | None,
    catch_up: CatchUp | None,
) -> tuple[str, ...]:
    """Each input without which the reading has no answer, once."""
    names = [] if periods else ["cash flow"]
    for period in periods:
        if period.cash is None:
            names.append(f"cash flow of {period.label}")
        if terms.net_of_tax and period.tax is None:
            names.append(f"tax of {period.label}")
        if terms.early and (catch_up or terms.until is not Until.OUTLAY):
            names.extend(period.deemed.missing)
        if catch_up and period.deemed.whole:
            names.append(f"interest in the deemed amount of {period.label}")
    if terms.early and terms.until is Until.OUTLAY and not (put_in and put_in.investor):
        names.append(f"outlay of {terms.investor}")
    if terms.late is None:
        names += [f"money put in by {side}" for side in _silent(terms, put_in)]
    return tuple(dict.fromkeys(names))


def _silent(terms: SplitTerms, put_in: Contributions | None) -> list[str]:
    """The sides whose contribution is not known."""
    known = (put_in.investor, put_in.host) if put_in else (None, None)
    sides = zip((terms.investor, terms.host), known, strict=True)
    return [side for side, amount in sides if amount is None]


def _steps(
    terms: SplitTerms,
    periods: Sequence[Period],
    contributions: Contributions | None,
    catch_up: CatchUp | None,
) -> Iterable[Step]:
    if terms.early:
        return tiered_steps(terms, periods, catch_up, _outlay(terms, contributions))
    if terms.late:
        return flat_steps(terms, Fraction(terms.late.investor), periods)
    return flat_steps(terms, _by_contribution(contributions), periods)


def _outlay(terms: SplitTerms, put_in: Contributions | None) -> Fraction:
    """What the investor put in; not asked for under another test."""
    if terms.until is not Until.OUTLAY or not (put_in and put_in.investor):
        return Fraction(0)
    return money(put_in.investor.value, "The outlay", places=terms.places)


def _by_contribution(put_in: Contributions | None) -> Fraction:
    """The investor's part of all money put in."""
    if not (put_in and put_in.investor and put_in.host):
        raise BadInput("Both contributions must be known.")
    investor = money(put_in.investor.value, "The investor's contribution")
    both = investor + money(put_in.host.value, "The host's contribution")
    if not both:
        raise BadInput("Nobody put money in.")
    return investor / both
