"""Chance that an open deadline is met by its date: how often others like it were.

A base rate and nothing more. The reference class of a deadline is all deadlines of the
same bindingness: of one that never slipped, whether they were met by their first
date; of one that did, whether they were met by the first date they were moved to.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import sqrt
from statistics import NormalDist, fmean

VERSION = "1"
ENOUGH = 20
"""From so many cases up there is a chance; below it there are too few."""

METHOD = "share of the reference class; 95% band: Wilson"
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """What a deadline must have in common with another one to be put beside it."""

    bindingness: str
    moved: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A date that has passed: given on a day, known to be met or not from another.

    Each deadline is one case of a class at most.
    """

    of: ReferenceClass
    given_on: date
    settled_on: date
    met: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """``met`` of ``cases``; without a chance and a band where there are too few."""

    of: ReferenceClass
    cases: int
    met: int
    chance: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def too_few(self) -> bool:
        return self.chance is None


@dataclass(frozen=True, slots=True)
class Backtest:
    """How forecasts made in the same way, each from what was settled then, came out.

    ``brier`` is the mean squared error: 0 is perfect, 0.25 is what always saying one
    half would earn.
    """

    forecasts: int
    mean_chance: float
    share_met: float
    brier: float


def forecast(of: ReferenceClass, cases: Sequence[Case]) -> Forecast:
    """The base rate of the class among the cases given; the others are passed over."""
    like = [case for case in cases if case.of == of]
    met = sum(case.met for case in like)
    if len(like) < ENOUGH:
        return Forecast(of, len(like), met)
    low, high = wilson(met, len(like))
    return Forecast(of, len(like), met, met / len(like), low, high)


def backtest(of: ReferenceClass, cases: Sequence[Case]) -> Backtest | None:
    """Forecast each case of the class from those settled before it was given.

    None where not one of them had enough cases before it.
    """
    like = sorted((c for c in cases if c.of == of), key=lambda c: c.settled_on)
    settled = [case.settled_on for case in like]
    met_of_first = [0, *accumulate(case.met for case in like)]
    made: list[tuple[float, bool]] = []
    for case in like:
        before = bisect_left(settled, case.given_on)
        if before >= ENOUGH:
            made.append((met_of_first[before] / before, case.met))
    if not made:
        return None
    return Backtest(
        forecasts=len(made),
        mean_chance=fmean(chance for chance, _ in made),
        share_met=fmean(met for _, met in made),
        brier=fmean((chance - met) ** 2 for chance, met in made),
    )


def wilson(met: int, cases: int) -> tuple[float, float]:
    """The 95% score interval of a share, within 0 and 1 at both ends."""
    share, square = met / cases, _Z * _Z
    centre = share + square / (2 * cases)
    reach = _Z * sqrt(share * (1 - share) / cases + square / (4 * cases * cases))
    scale = 1 + square / cases
    return max((centre - reach) / scale, 0.0), min((centre + reach) / scale, 1.0)
