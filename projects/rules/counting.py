"""What counts toward a total, what is left out and why.

*Headline* is a sum as its speaker gives it. *Adjusted* is ours: what is left once each
amount that is not additive, pre-dates the pledge, is no amount of investment, or was
counted already has been taken out. *Confirmed* is the same, counted anew over the
amounts with an origin of grade A or B. Cover for a loan is no further money.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from projects.rules.quantity import Quantity
from projects.rules.sums import Sum, add


class Reason(StrEnum):
    """Why an amount is left out."""

    NOT_ADDITIVE = "not_additive"
    PRE_DATES = "pre_dates"
    BUSINESS_SCALE = "business_scale"
    NO_INVESTMENT = "no_investment"
    SAME_PROJECT = "same_project"
    MAY_OVERLAP = "may_overlap"
    WEAK_ORIGIN = "weak_origin"


class Measure(StrEnum):
    """What an amount is an amount of."""

    INVESTMENT = "investment"
    BUSINESS_SCALE = "business_scale"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount that could be counted.

    `things` are what it stands for, one name a thing: a project, a line of money. An
    entry for several things is their amount together. `contingent` is a guarantee or
    a cover: money only if the loan behind it fails.
    """

    key: str
    quantity: Quantity
    things: frozenset[str]
    measure: Measure = Measure.INVESTMENT
    additive: bool = True
    pre_dates: bool = False
    contingent: bool = False
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """Two things that are the same, or that may overlap."""

    one: str
    other: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason, and the entry that was counted instead, where there is one."""

    reason: Reason
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Excluded:
    """An amount left out, with all its grounds."""

    entry: Entry
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted, what was left out, and what is cover only."""

    counted: tuple[Entry, ...]
    excluded: tuple[Excluded, ...]
    contingent: tuple[Entry, ...]

    @property
    def sums(self) -> tuple[Sum, ...]:
        """Empty is "nothing is left to count", and not 0."""
        return add(entry.quantity for entry in self.counted)

    @property
    def cover(self) -> tuple[Sum, ...]:
        return add(entry.quantity for entry in self.contingent)


_NOT_INVESTMENT = {
    Measure.BUSINESS_SCALE: Reason.BUSINESS_SCALE,
    Measure.OTHER: Reason.NO_INVESTMENT,
}


def adjusted(entries: Iterable[Entry], links: Sequence[Link] = ()) -> Count:
    """Count each thing once: the amount for more things first, else as they come.

    A part whose whole is counted is left out as the same project. Of two amounts for
    the same things the first given wins.
    """
    counted: list[Entry] = []
    excluded: list[Excluded] = []
    contingent: list[Entry] = []
    for entry in sorted(entries, key=lambda entry: -len(entry.things)):
        earlier = contingent if entry.contingent else counted
        grounds = (*_own_grounds(entry), *_counted_already(entry, earlier, links))
        if grounds:
            excluded.append(Excluded(entry, grounds))
        else:
            earlier.append(entry)
    return Count(tuple(counted), tuple(excluded), tuple(contingent))


def confirmed(entries: Iterable[Entry], links: Sequence[Link] = ()) -> Count:
    """As adjusted, over entries with a strong origin; the weak ones are listed, too.

    It is counted anew: a whole with a weak origin does not hide its strong parts.
    """
    given = list(entries)
    count = adjusted([entry for entry in given if entry.strong], links)
    weak = tuple(
        Excluded(entry, (Ground(Reason.WEAK_ORIGIN), *_own_grounds(entry)))
        for entry in given
        if not entry.strong
    )
    return Count(count.counted, weak + count.excluded, count.contingent)


CREDIT = frozenset({"loan", "covered_bank_loan"})
COVER = frozenset({"guarantee", "cover"})
EQUITY = frozenset({"equity"})
READINGS: dict[str, frozenset[str]] = {
    "ceiling": CREDIT | COVER | EQUITY,
    "credit-ceiling": CREDIT | COVER,
    "directed-money": CREDIT | EQUITY,
    "direct-investment": EQUITY,
    "investment-and-financing": CREDIT | EQUITY,
}
"""By the code of an answer to "what is the pledge": the instruments that draw on it."""


def counts_toward(instrument: str, reading: str) -> bool | None:
    """Does money of this form draw on the pledge, read so? None is "cannot tell".

    A loan and the cover behind it draw once: count the loan where both are known.
    """
    if not instrument or reading not in READINGS:
        return None
    return instrument in READINGS[reading]


def _own_grounds(entry: Entry) -> tuple[Ground, ...]:
    grounds = []
    if not entry.additive:
        grounds.append(Ground(Reason.NOT_ADDITIVE))
    if entry.pre_dates:
        grounds.append(Ground(Reason.PRE_DATES))
    if entry.measure in _NOT_INVESTMENT:
        grounds.append(Ground(_NOT_INVESTMENT[entry.measure]))
    return tuple(grounds)


def _counted_already(
    entry: Entry, counted: Sequence[Entry], links: Sequence[Link]
) -> tuple[Ground, ...]:
    """The first entry that stands for one of the same things, or may do so."""
    may_overlap: Entry | None = None
    for other in counted:
        if entry.things & other.things or _linked(entry, other, links, certain=True):
            return (Ground(Reason.SAME_PROJECT, other.key),)
        if may_overlap is None and _linked(entry, other, links, certain=False):
            may_overlap = other
    return (Ground(Reason.MAY_OVERLAP, may_overlap.key),) if may_overlap else ()


def _linked(
    entry: Entry, other: Entry, links: Sequence[Link], *, certain: bool
) -> bool:
    return any(
        {link.one, link.other} & entry.things and {link.one, link.other} & other.things
        for link in links
        if link.certain == certain
    )
