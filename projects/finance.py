"""Return and present value of each side's dated cash flows.

These are roots and powers, so unlike the rules' sums they are not exact. They are
printed to six digits, which is less than they are good for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise

import pyxirr

from projects.rules.result import BadInput

DIGITS = 6

_SMALLEST = Decimal("0.000001")

Flow = tuple[date, Decimal]
"""A day and the money that comes in on it, below 0 for what goes out."""


@dataclass(frozen=True, slots=True)
class Return:
    """What a side's flows come to; ``irr`` is None where there is no one rate."""

    irr: Decimal | None
    npv: Decimal


def irr(flows: Sequence[Flow]) -> Decimal | None:
    """The yearly rate at which the flows are worth nothing today, to six decimals.

    Actual days over 365. None unless the sign of the money of each day, in order,
    changes exactly once: otherwise there is no such rate, or more than one.
    """
    days: dict[date, Decimal] = {}
    for when, amount in sorted(flows):
        days[when] = days.get(when, Decimal(0)) + amount
    signs = [amount > 0 for amount in days.values() if amount]
    if sum(before != after for before, after in pairwise(signs)) != 1:
        return None
    found = pyxirr.xirr(list(days.items()), silent=True)
    if found is None:
        return None
    return Decimal(found).quantize(_SMALLEST, ROUND_HALF_EVEN) + 0


def npv(rate: Decimal, flows: Sequence[Flow]) -> Decimal:
    """What the flows are worth on the day of the first one, to six digits.

    ``rate`` is a fraction of 1 a year, actual days over 365. Raises BadInput for -1 or
    less, which leaves nothing to discount.
    """
    if rate <= -1:
        raise BadInput(f"A rate of {rate} a year: give one above -1.")
    if not flows:
        return Decimal(0)
    in_order = sorted(flows)
    found = pyxirr.xnpv(rate, in_order)
    return Decimal(0) if found is None else _six(found)


def returns(rate: Decimal, flows: Sequence[Flow]) -> Return:
    """Both figures of one side."""
    return Return(irr(flows), npv(rate, flows))


def printed(figure: Decimal | None) -> str:
    """The figure with its six digits and no exponent, "none" where there is none."""
    return "none" if figure is None else f"{figure:,f}"


def _six(number: float) -> Decimal:
    """Six digits, and none beyond the sixth decimal."""
    exact = Decimal(number)
    places = 0 if abs(number) < 1 else exact.adjusted() + 1
    last = Decimal(1).scaleb(places - DIGITS)
    return exact.quantize(last, ROUND_HALF_EVEN) + 0
