"""Slips of a set of deadlines in figures: how many, how long, the worst, by whom.

Days of slip are added up for each deadline first, so that one deadline with many
small moves weighs as much as one with a single long one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Slip:
    """One move to a later day. ``by`` is who moved it, empty if none can be named."""

    days: int
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slipping:
    """One deadline of the set: how often it slipped, and by how many days in all."""

    name: str
    slips: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """``median_days`` and ``worst`` are of those that slipped, None if none did."""

    deadlines: int
    slipped: int
    slips: int
    days: int
    median_days: float | None
    worst: Slipping | None


@dataclass(frozen=True, slots=True)
class Mover:
    """Slips of one mover, or of several jointly; no names: not attributable."""

    names: tuple[str, ...]
    slips: int
    days: int


def figures(cases: Sequence[Slipping]) -> Figures:
    """The figures of the whole set. Of two equally long ones the first is the worst."""
    slipped = [case for case in cases if case.slips]
    return Figures(
        deadlines=len(cases),
        slipped=len(slipped),
        slips=sum(case.slips for case in slipped),
        days=sum(case.days for case in slipped),
        median_days=median(case.days for case in slipped) if slipped else None,
        worst=max(slipped, key=lambda case: case.days, default=None),
    )


def without_largest(cases: Sequence[Slipping]) -> Figures:
    """The same figures with the worst deadline left out of the set."""
    worst = figures(cases).worst
    return figures([case for case in cases if case is not worst])


def by_mover(slips: Iterable[Slip]) -> tuple[Mover, ...]:
    """Each slip under who moved it, the most days first; unnamed ones come last."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for slip in slips:
        found[slip.by].append(slip.days)
    movers = [Mover(by, len(days), sum(days)) for by, days in found.items()]
    return tuple(sorted(movers, key=lambda m: (not m.names, -m.days, m.names)))
