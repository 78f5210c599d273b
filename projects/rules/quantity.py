"""Amounts as somebody stated them: their words, their precision, and what agrees.

Everything is an exact Decimal, and nothing here rounds.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation
from enum import StrEnum

COUNT = "count"
PERCENT = "%"
PERCENT_CHANGE = "% change"
"""A change in percent: shown with its sign, and never compared with a share."""

_EXACT = Context(prec=200, traps=[Inexact, InvalidOperation])
_SCALES = (
    ("tn", Decimal(10) ** 12),
    ("bn", Decimal(10) ** 9),
    ("mn", Decimal(10) ** 6),
)
_CURRENCY = re.compile(r"[A-Z]{3}")
_PRINTED = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?")


class BadQuantity(ValueError):
    """A quantity whose bounds do not fit its qualifier."""


class NotDigits(ValueError):
    """A text that is not one printed number."""


class Qualifier(StrEnum):
    """How the speaker hedged the figure."""

    EXACTLY = "exactly"
    ABOUT = "about"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    OVER = "over"
    ALMOST = "almost"
    RANGE = "range"


_WORDS = {
    Qualifier.EXACTLY: "",
    Qualifier.ABOUT: "about ",
    Qualifier.UP_TO: "up to ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.OVER: "over ",
    Qualifier.ALMOST: "almost ",
}
_LOW_ONLY = {Qualifier.OVER, Qualifier.AT_LEAST}


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as stated, in whole units (33.3bn is 33300000000).

    ============================  ==============================
    qualifier                     bounds
    ============================  ==============================
    exactly, about, almost        low and high, the same number
    over, at_least                low, and high is None
    up_to                         high, and low is None
    range                         low and high, low the smaller
    ============================  ==============================

    ``precision`` is the place of the last printed digit, in the same units (0.1bn is
    100000000), None if unknown. ``unit`` is an ISO 4217 code, "%", "% change", "count"
    or a physical unit such as "GW"; three capitals always mean a currency. ``per`` is
    the period of a rate, such as "year", or empty. Raises BadQuantity.
    """

    low: Decimal | None
    high: Decimal | None
    qualifier: str
    precision: Decimal | None
    unit: str
    per: str = ""

    def __post_init__(self) -> None:
        if self.qualifier not in list(Qualifier):
            known = ", ".join(Qualifier)
            raise BadQuantity(f"{self.qualifier!r} is no qualifier. Use {known}.")
        for number in (self.low, self.high, self.precision):
            if number is not None and not number.is_finite():
                raise BadQuantity(f"{number} is not a finite number.")
        if self.precision is not None and self.precision <= 0:
            raise BadQuantity("The precision must be more than 0.")
        if not self.unit:
            raise BadQuantity("A quantity needs a unit.")
        self._check_bounds()

    def _check_bounds(self) -> None:
        low, high = self.low, self.high
        if self.qualifier in _LOW_ONLY:
            fits, rule = low is not None and high is None, "a lower bound only"
        elif self.qualifier == Qualifier.UP_TO:
            fits, rule = low is None and high is not None, "an upper bound only"
        elif low is None or high is None:
            fits, rule = False, "both bounds"
        elif self.qualifier == Qualifier.RANGE:
            fits, rule = low < high, "a lower bound below the upper one"
        else:
            fits, rule = low == high, "one number as both bounds"
        if not fits:
            raise BadQuantity(f'"{self.qualifier}" takes {rule}, not {low} and {high}.')


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from low to high; None is unbounded, an open end is left out."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: "Interval") -> bool:
        """Whether some number lies in both."""
        return self._reaches(other) and other._reaches(self)

    def _reaches(self, other: "Interval") -> bool:
        """Whether this one does not end below where the other begins."""
        if self.high is None or other.low is None:
            return True
        if self.high_open or other.low_open:
            return self.high > other.low
        return self.high >= other.low


def interval(q: Quantity) -> Interval:
    """The numbers that the statement allows, at the precision it was printed with.

    A printed figure stands for everything that rounds to it, both edges included: 33
    with precision 1 is 32.5 to 33.5. "About" and "almost" without a known precision
    take the place of their last digit that is not 0; an exact figure without one is a
    single point. "Almost" reaches one step down and leaves the figure itself out. The
    one stated end of "over", "at least" and "up to" is taken as printed.
    """
    match Qualifier(q.qualifier):
        case Qualifier.OVER:
            return Interval(q.low, None, low_open=True)
        case Qualifier.AT_LEAST | Qualifier.UP_TO:
            return Interval(q.low, q.high)
        case Qualifier.ALMOST:
            low = _EXACT.subtract(_number(q.low), _step(q))
            return Interval(low, q.high, high_open=True)
        case _:
            half = _EXACT.multiply(_step(q), Decimal("0.5"))
            return Interval(
                _EXACT.subtract(_number(q.low), half), _EXACT.add(_number(q.high), half)
            )


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities have the same unit and period. Nothing is converted."""
    return (a.unit, a.per) == (b.unit, b.per)


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether both can be true: comparable, and their intervals meet."""
    return comparable(a, b) and interval(a).meets(interval(b))


def conflicts(a: Quantity, b: Quantity) -> bool:
    """Whether both cannot be true: comparable, and their intervals do not meet."""
    return comparable(a, b) and not interval(a).meets(interval(b))


def precision_of(printed: str, scale: Decimal = Decimal(1)) -> Decimal:
    """The place of the last printed digit: "33.3" at scale 10**9 gives 10**8.

    Every printed digit counts, so "33.0" is finer than "33" and "550" is good to 1.
    Thousands commas and full-width digits are read. Raises NotDigits.
    """
    match = _PRINTED.fullmatch(unicodedata.normalize("NFKC", printed).strip())
    if not match:
        raise NotDigits(f'"{printed}" is not a number. Write digits, such as 33.3.')
    return _EXACT.multiply(scale, Decimal((0, (1,), -len(match[1] or ""))))


def describe(q: Quantity, noun: str = "") -> str:
    """The quantity in words, exact: "over JPY 340bn", "9.2 GW", "+75%".

    Currencies and counts take mn, bn or tn where that is the shortest exact form, and
    thousands separators otherwise. ``noun`` says what a count counts ("aircraft").
    """
    hedge = _WORDS.get(Qualifier(q.qualifier))
    if hedge is None:
        low, high = (
            _with_unit(_number(q.low), q.unit),
            _with_unit(_number(q.high), q.unit),
        )
        words = f"{low} to {high}"
    else:
        words = hedge + _with_unit(_number(q.high if q.low is None else q.low), q.unit)
    counted = f" {noun}" if noun and q.unit == COUNT else ""
    return words + counted + (f" per {q.per}" if q.per else "")


def _step(q: Quantity) -> Decimal:
    """The precision, or the best guess at it."""
    if q.precision is not None:
        return q.precision
    if q.qualifier in (Qualifier.ABOUT, Qualifier.ALMOST):
        return Decimal((0, (1,), _last_place(_number(q.low))))
    return Decimal(0)


def _last_place(number: Decimal) -> int:
    """The power of ten of the last digit that is not 0."""
    _, digits, exponent = number.as_tuple()
    kept = "".join(map(str, digits)).rstrip("0")
    return int(exponent) + len(digits) - len(kept) if kept else 0


def _number(bound: Decimal | None) -> Decimal:
    """A bound that the qualifier is known to have."""
    if bound is None:
        raise BadQuantity("This bound is open.")
    return bound


def _with_unit(number: Decimal, unit: str) -> str:
    sign, size = ("-" if number < 0 else ""), number.copy_abs()
    if unit == PERCENT_CHANGE:
        return f"{sign or '+'}{_plain(size)}%"
    if unit == PERCENT:
        return f"{sign}{_plain(size)}%"
    if unit == COUNT:
        return sign + _compact(size)
    if _CURRENCY.fullmatch(unit):
        name = "US$" if unit == "USD" else f"{unit} "
        return sign + name + _compact(size)
    return f"{sign}{_plain(size)} {unit}"


def _compact(size: Decimal) -> str:
    """The shortest exact form; plain digits win a tie, then the larger scale."""
    forms = [_plain(size)]
    for suffix, scale in _SCALES:
        if size >= scale:
            forms.append(_plain(size.scaleb(-scale.adjusted(), _EXACT)) + suffix)
    return min(forms, key=len)


def _plain(size: Decimal) -> str:
    """All digits with thousands separators, without trailing zeros after the point."""
    text = f"{size:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
