"""Exact numbers: fractions while a rule works, decimals rounded once at its end."""

from decimal import Decimal
from fractions import Fraction

from projects.rules.result import BadInput

Number = Fraction | Decimal | int

PLACES = 2
"""Decimals of the money of our pledges: cents."""

MOST_PLACES = 6
"""More decimals than any currency has."""

_SHOWN = 6
"""Decimals at which a working cuts a number that has no end, or a longer one."""


def money(amount: Decimal, what: str, *, places: int = PLACES) -> Fraction:
    """An amount of 0 or more in whole cents, exact. Raises BadInput."""
    if not amount.is_finite() or amount < 0:
        raise BadInput(f"{what} is {amount}. Give a number of 0 or more.")
    exact = Fraction(amount)
    if (exact * 10**places).denominator != 1:
        raise BadInput(f"{what} is {amount}. Give at most {places} decimals.")
    return exact


HIGHEST_TARIFF = 10
"""A tariff of 1000% or more is taken for a slip of the pen."""


def rate(number: Decimal, what: str, *, below: int = 1) -> Fraction:
    """A rate written as a fraction of 1, exact: 4.5% is 0.045. Raises BadInput.

    Rates may be below 0. One of ``below`` or more is taken for a percentage.
    """
    if not number.is_finite() or abs(number) >= below:
        raise BadInput(f"{what} is {number}. Write 4.5% as 0.045.")
    return Fraction(number)


def rounded(number: Number, places: int = PLACES) -> Decimal:
    """The nearest decimal with so many places; a tie goes to the even digit."""
    units = round(Fraction(number) * 10**places)
    digits = tuple(int(digit) for digit in str(abs(units)))
    return Decimal((int(units < 0), digits, -places))


def shown(number: Number) -> str:
    """A number for a working: "1,050,000,000", "0.25", "about 0.333333"."""
    exact = Fraction(number)
    near = rounded(exact, _SHOWN)
    text = f"{near:,f}".rstrip("0").rstrip(".")
    return text if Fraction(near) == exact else f"about {text}"


def percent(number: Number) -> str:
    """A rate for a working: 0.125 is "12.5%"."""
    return f"{shown(Fraction(number) * 100)}%"
