"""Adding amounts as they were stated, and putting parts against their whole.

Ends are added with ends: "up to" stays a limit and "over" stays open. Nothing is
rounded, and no unit is turned into another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.rules.quantity import Qualifier, Quantity, describe

_OPEN = (Qualifier.OVER, Qualifier.AT_LEAST)
_HEDGED = (Qualifier.ABOUT, Qualifier.ALMOST)
_NONE = Decimal(0)


class BadSum(ValueError):
    """Amounts that do not add up to anything."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts of one unit, added.

    `low` adds the lower ends, an "up to" giving nothing to it; `high` adds the upper
    ends, None once one of them is open. `slack` is how far rounding may have moved
    the printed figures, half a step each. `as_stated` has the qualifier of the whole.
    """

    low: Decimal
    high: Decimal | None
    slack: Decimal
    count: int
    as_stated: Quantity

    @property
    def words(self) -> str:
        return describe(self.as_stated)

    @property
    def firm_words(self) -> str:
        """The part that is given as plain figures, where the rest are limits."""
        if self.as_stated.qualifier != Qualifier.UP_TO or not self.low:
            return ""
        return describe(_figure(self.low, self.as_stated.unit))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Parts against the whole they belong to.

    `gap` is the whole without its parts, by the ends as printed; empty where rounding
    or an open end explains it. `exceeds` says that the parts come to more.
    """

    whole: Quantity
    parts: Sum
    gap: Quantity | None
    exceeds: bool = False

    @property
    def agrees(self) -> bool:
        return self.gap is None

    @property
    def gap_words(self) -> str:
        return describe(self.gap) if self.gap else ""


def add(quantities: Iterable[Quantity]) -> tuple[Sum, ...]:
    """One sum for each unit, in the order the units came up. Rates are not added."""
    units: dict[str, list[Quantity]] = {}
    for quantity in quantities:
        if quantity.per:
            raise BadSum(f"{describe(quantity)} is a rate. Add amounts only.")
        units.setdefault(quantity.unit, []).append(quantity)
    return tuple(_add(unit, found) for unit, found in units.items())


def compare(whole: Quantity, parts: Sequence[Quantity]) -> Comparison:
    """Do the parts come to the whole, within the rounding of what was printed?

    An "over" that the parts pass is no gap, nor is an open part below the whole.
    """
    (total,) = add(parts)
    if total.as_stated.unit != whole.unit:
        raise BadSum(f"Parts in {total.as_stated.unit} of a whole in {whole.unit}.")
    missing = _end(whole) - _end(total.as_stated)
    slack = _half_step(whole) + total.slack
    open_end = whole.qualifier in _OPEN if missing < 0 else total.high is None
    if open_end or abs(missing) <= slack:
        return Comparison(whole=whole, parts=total, gap=None)
    limits = Qualifier.UP_TO in (whole.qualifier, total.as_stated.qualifier)
    return Comparison(
        whole=whole,
        parts=total,
        gap=_figure(abs(missing), whole.unit, limit=limits),
        exceeds=missing < 0,
    )


def _add(unit: str, found: Sequence[Quantity]) -> Sum:
    low = sum((q.low or _NONE for q in found), _NONE)
    highs = [q.high for q in found if q.high is not None]
    high = sum(highs, _NONE) if len(highs) == len(found) else None
    return Sum(
        low=low,
        high=high,
        slack=sum((_half_step(q) for q in found), _NONE),
        count=len(found),
        as_stated=_stated(low, high, unit, {Qualifier(q.qualifier) for q in found}),
    )


def _stated(
    low: Decimal, high: Decimal | None, unit: str, hedges: set[Qualifier]
) -> Quantity:
    """The sum with the hedge that its weakest part imposes."""
    if high is None:
        over = Qualifier.OVER if Qualifier.OVER in hedges else Qualifier.AT_LEAST
        return Quantity(low, None, over, None, unit)
    if Qualifier.UP_TO in hedges:
        return Quantity(None, high, Qualifier.UP_TO, None, unit)
    if low < high:
        return Quantity(low, high, Qualifier.RANGE, None, unit)
    hedge = Qualifier.ABOUT if hedges & set(_HEDGED) else Qualifier.EXACTLY
    return Quantity(low, high, hedge, None, unit)


def _figure(number: Decimal, unit: str, *, limit: bool = False) -> Quantity:
    if limit:
        return Quantity(None, number, Qualifier.UP_TO, None, unit)
    return Quantity(number, number, Qualifier.EXACTLY, None, unit)


def _end(q: Quantity) -> Decimal:
    """The upper end, or the one that is stated."""
    end = q.low if q.high is None else q.high
    if end is None:
        raise BadSum("An amount without an end.")
    return end


def _half_step(q: Quantity) -> Decimal:
    return (q.precision or _NONE) / 2
