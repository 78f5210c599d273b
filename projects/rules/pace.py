"""Equal amounts per day over a pledge's window: our arithmetic, nobody's schedule."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

VERSION = "1"
CENT = Decimal("0.01")


class BackwardWindow(ValueError):
    """A window that closes before it opens."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Amounts are rounded to the cent, each on its own.

    ``even`` is what equal amounts per day come to by the end of the day asked. ``run``
    is what was drawn for each day gone by, ``needed`` what would be for each one left;
    None where there is no such day. Nothing else is inferred from them.
    """

    days: int
    gone: int
    left: int
    per_day: Decimal
    even: Decimal
    run: Decimal | None
    needed: Decimal | None


def pace(
    whole: Decimal, *, drawn: Decimal, opens_on: date, closes_on: date, on: date
) -> Pace:
    """The pace on a day. The first, the last and the asked day are counted whole."""
    if closes_on < opens_on:
        raise BackwardWindow(f"{closes_on} lies before {opens_on}. Swap the two days.")
    one = timedelta(days=1)
    days = (closes_on + one - opens_on).days
    gone = min(max((on + one - opens_on).days, 0), days)
    left = days - gone
    return Pace(
        days=days,
        gone=gone,
        left=left,
        per_day=_cents(Fraction(whole) / days),
        even=_cents(Fraction(whole) * gone / days),
        run=_cents(Fraction(drawn) / gone) if gone else None,
        needed=_cents(Fraction(whole - drawn) / left) if left else None,
    )


def _cents(amount: Fraction) -> Decimal:
    """Half to even, computed in whole cents so that no digit is lost on the way."""
    cents = round(amount * 100)
    return (Decimal(cents) * CENT).quantize(CENT, ROUND_HALF_EVEN)
