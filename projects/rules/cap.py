"""A cap per calendar year on what is paid, and the headroom under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from projects.rules.exact import money, rounded, shown
from projects.rules.result import (
    Answer,
    BadInput,
    BadTerms,
    Clause,
    Line,
    Result,
    day,
)

VERSION = "1"
RULE = "cap"

_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class CapTerms:
    """The most that may be paid in one calendar year, over all projects of a pledge."""

    clause: Clause
    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or self.amount <= 0:
            raise BadTerms(f"A cap of {self.amount}: write a number above 0.")
        if not _CURRENCY.fullmatch(self.currency):
            raise BadTerms(
                f"currency: {self.currency!r} is none: write its code of three "
                "capital letters, as USD or EUR."
            )


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment that counts towards the cap."""

    on: date
    amount: Decimal
    currency: str
    citation: str


@dataclass(frozen=True, slots=True)
class Headroom:
    """What of one year's cap is used and what is left, below 0 once it is passed."""

    year: int
    cap: Decimal
    paid: Decimal
    left: Decimal


def cap(
    terms: CapTerms,
    *,
    on: date,
    payments: Sequence[Payment] | None,
    year: int | None = None,
) -> Result[Headroom]:
    """Say whether the payments of a year, up to the day, stay within its cap.

    The year is that of ``on`` unless told. ``payments`` of None means that nobody knows
    what was paid; an empty list means that nothing was. Where nobody knows there is no
    answer. A payment of exactly the rest is within the cap. The cap starts anew each
    year and nothing is carried over. Raises BadInput for another currency and for an
    amount below 0; nothing is converted.
    """
    year = on.year if year is None else year
    ref, cites = terms.clause.ref, terms.clause.citation
    most = f"At most {terms.currency} {shown(terms.amount)} in {year}."
    lines = [Line(most, ref, cites)]
    if payments is None:
        missing, told = (f"payments of {year}",), Answer.CANNOT_TELL
        return Result(RULE, VERSION, on, told, None, missing, tuple(lines))
    paid = Fraction(0)
    for payment in sorted(payments, key=lambda each: each.on):
        amount = _counted(terms, payment)
        if payment.on.year == year and payment.on <= on:
            paid += amount
            text = f"{day(payment.on)}: {shown(amount)}, so far {shown(paid)}."
            lines.append(Line(text, ref, payment.citation))
    left = Fraction(terms.amount) - paid
    rest = f"Headroom, by the payments given: {shown(left)}."
    lines.append(Line(rest, ref, cites))
    value = Headroom(year, terms.amount, rounded(paid), rounded(left))
    answer = Answer.MET if left >= 0 else Answer.NOT_MET
    where = "within" if left >= 0 else "above"
    said = f"{where} the cap of {year}, by the payments known"
    working = tuple(lines)
    return Result(RULE, VERSION, on, answer, value, (), working, meaning=said)


def _counted(terms: CapTerms, payment: Payment) -> Fraction:
    if payment.currency != terms.currency:
        raise BadInput(
            f"The payment of {day(payment.on)} is in {payment.currency}, and the cap "
            f"in {terms.currency}. Nothing is converted here."
        )
    return money(payment.amount, f"The payment of {day(payment.on)}")
