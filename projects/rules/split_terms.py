"""What a profit split is told: the clause's shares, the cash, who put money in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from projects.rules.deemed import Deemed
from projects.rules.exact import MOST_PLACES, PLACES, money
from projects.rules.result import BadInput, BadTerms, Clause, Given


class Side(StrEnum):
    """Whose cash it is."""

    INVESTOR = "investor"
    HOST = "host"
    OTHERS = "others"


class Until(StrEnum):
    """Who must have the deemed amount before the late shares begin.

    Under ``OUTLAY`` it is another amount: the investor must have back the money it put
    in, without interest, out of all it received so far.
    """

    EACH_SIDE = "each_side"
    INVESTOR = "investor"
    OUTLAY = "outlay"


class Test(StrEnum):
    """What counts as received: the early shares, period by period, or all so far."""

    __test__ = False  # Not a test case, whatever its name.

    PER_PERIOD = "per_period"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class Shares:
    """How two sides share, as fractions that add up to 1."""

    investor: Decimal
    host: Decimal

    def __post_init__(self) -> None:
        if not (self.investor.is_finite() and self.host.is_finite()):
            raise BadTerms("A share is a finite number.")
        if self.investor < 0 or self.host < 0:
            raise BadTerms("A share is never below 0.")
        if Fraction(self.investor) + Fraction(self.host) != 1:
            raise BadTerms(
                f"The shares {self.investor} and {self.host} do not add up to 1. "
                "Write 90% as 0.9."
            )


@dataclass(frozen=True, slots=True)
class SplitTerms:
    """One reading of the split.

    ``early`` holds until ``until`` has the deemed amount, then ``late``; without early
    shares the late ones hold from the first dollar. ``late`` of None is a split in
    proportion to the money each side put in. ``scope`` names the financing lines whose
    cash is shared, empty for all. ``net_of_tax`` takes the tax off first.
    ``carry_after_end`` keeps what is unpaid at the end of the project's life alive.
    """

    clause: Clause
    late: Shares | None
    early: Shares | None = None
    scope: frozenset[str] = frozenset()
    until: Until = Until.EACH_SIDE
    test: Test = Test.PER_PERIOD
    net_of_tax: bool = False
    carry_after_end: bool = False
    places: int = PLACES
    investor: str = "investor"
    host: str = "host"

    def __post_init__(self) -> None:
        if not 0 <= self.places <= MOST_PLACES:
            raise BadTerms(
                f"Money with {self.places} decimals: write 0 to {MOST_PLACES}."
            )
        if self.early is None:
            return
        if self.late is None:
            raise BadTerms("Early shares need late shares to follow them.")
        waits = [self.early.investor]
        if self.until is Until.EACH_SIDE:
            waits.append(self.early.host)
        if not all(waits):
            raise BadTerms("A side with an early share of 0 never gets its amount.")


@dataclass(frozen=True, slots=True)
class Cash:
    """Cash to distribute on one financing line, and whose it is if not shared."""

    line: str
    amount: Decimal
    owner: Side
    citation: str

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or self.amount < 0:
            raise BadInput(
                f"The cash on {self.line} is {self.amount}. Give 0 or more; a loss is "
                "not distributed."
            )


@dataclass(frozen=True, slots=True)
class Period:
    """One period: what is deemed due, its cash (None if unknown), the tax on it."""

    deemed: Deemed
    cash: tuple[Cash, ...] | None
    tax: Given[Decimal] | None = None

    @property
    def label(self) -> str:
        """Its name, such as "2027"."""
        return self.deemed.label

    @property
    def ends_on(self) -> date:
        """The first day after it, on which its cash is distributed."""
        return self.deemed.ends_on

    def cash_of(self, terms: SplitTerms, *, shared: bool) -> tuple[Cash, ...]:
        """The cash inside the clause's scope, or the cash outside it."""
        return tuple(
            cash
            for cash in self.cash or ()
            if (not terms.scope or cash.line in terms.scope) is shared
        )


@dataclass(frozen=True, slots=True)
class Contributions:
    """The money each side put in; None is not known."""

    investor: Given[Decimal] | None
    host: Given[Decimal] | None


@dataclass(frozen=True, slots=True)
class CatchUp:
    """A call that was not met: the host takes the investor's interest until made up."""

    clause: Clause
    unpaid: Given[Decimal]


def total(cash: tuple[Cash, ...], terms: SplitTerms) -> Fraction:
    """All of it, exact. Raises BadInput for less than a cent."""
    parts = (
        money(each.amount, f"Cash on {each.line}", places=terms.places) for each in cash
    )
    return sum(parts, Fraction(0))
