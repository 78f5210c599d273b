"""What one large amount does to a total: the total without it, and the median."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from projects.rules.counting import Entry
from projects.rules.quantity import Qualifier, Quantity, describe
from projects.rules.sums import Sum, add

_FEWEST = 3
"""Of two amounts the total without the larger is just the other one."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """`rest` is the total without the `largest`. `median` is that of all amounts.

    The median is None where one of them is a limit or a range, of which any middle
    would be a guess; where one is hedged, so is the median.
    """

    largest: Entry
    rest: Sum
    median: Quantity | None

    @property
    def median_words(self) -> str:
        return describe(self.median) if self.median else ""


def outlier(counted: Sequence[Entry]) -> Outlier | None:
    """The largest amount by its stated upper end; None for less than three, or units.

    Amounts of several units have no order, nor has one that is open above.
    """
    units = {entry.quantity.unit for entry in counted}
    tops = [entry.quantity.high for entry in counted]
    if len(counted) < _FEWEST or len(units) > 1 or None in tops:
        return None
    largest = max(counted, key=_top)
    (rest,) = add(entry.quantity for entry in counted if entry is not largest)
    return Outlier(largest, rest, _median([entry.quantity for entry in counted]))


def _top(entry: Entry) -> Decimal:
    return entry.quantity.high or Decimal(0)


def _median(amounts: Sequence[Quantity]) -> Quantity | None:
    figures = [q.low for q in amounts if q.low is not None and q.low == q.high]
    if len(figures) < len(amounts):
        return None
    middle = median(figures)
    plain = all(q.qualifier == Qualifier.EXACTLY for q in amounts)
    hedge = Qualifier.EXACTLY if plain else Qualifier.ABOUT
    return Quantity(middle, middle, hedge, None, amounts[0].unit)
