"""Share of deadlines met by so many days after their original date.

The estimator of Kaplan and Meier: a deadline that is still open counts for as long as
it was watched. The 95% band is Greenwood's variance on the log-minus-log scale, which
stays between 0 and 1.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import exp, log, sqrt
from statistics import NormalDist

VERSION = "1"
ENOUGH = 30
"""From so many resolved deadlines up there is a curve; below it there are counts."""

METHOD = "Kaplan-Meier; 95% band: Greenwood, log-minus-log"
_Z = NormalDist().inv_cdf(0.975)


class Ending(StrEnum):
    """What was seen of a deadline at the end of its days."""

    MET = "met"
    OPEN = "open"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Case:
    """One deadline. ``days`` after its original date it was met, or last seen open.

    0 is on or before that date. One that will ``never`` be met (cancelled) stays among
    those not met to the end, whatever its days.
    """

    days: int
    ending: Ending


@dataclass(frozen=True, slots=True)
class Step:
    """From this day on so large a share was met, in a band; None: no band there.

    ``at_risk`` were not met before the day, ``met`` were met on it.
    """

    day: int
    at_risk: int
    met: int
    share: Fraction
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The cases as they are."""

    on_time: int
    after: int
    never: int
    open: int

    @property
    def resolved(self) -> int:
        return self.on_time + self.after + self.never

    @property
    def cases(self) -> int:
        return self.resolved + self.open


@dataclass(frozen=True, slots=True)
class Survival:
    """The counts, and the curve where there are enough; ``steps`` is empty below."""

    counts: Counts
    steps: tuple[Step, ...]

    def share_by(self, day: int) -> Fraction:
        """The share met by so many days after the original date."""
        past = [step.share for step in self.steps if step.day <= day]
        return past[-1] if past else Fraction(0)


def case_of(
    original_last: date, *, on: date, met_on: date | None, never: bool = False
) -> Case | None:
    """A deadline as seen on a day, None while its original date has not passed.

    Whoever is early before the date says nothing yet about the days after it, and
    counting only those that were met early would flatter the share.
    """
    if on <= original_last:
        return None
    if met_on is not None:
        return Case(max((met_on - original_last).days, 0), Ending.MET)
    ending = Ending.NEVER if never else Ending.OPEN
    return Case((on - original_last).days, ending)


def survival(cases: Sequence[Case]) -> Survival:
    """The counts of the cases of one bindingness; their curve if there are enough."""
    counts = count(cases)
    enough = counts.resolved >= ENOUGH
    return Survival(counts, kaplan_meier(cases) if enough else ())


def count(cases: Sequence[Case]) -> Counts:
    endings = Counter(case.ending for case in cases)
    on_time = sum(case.ending is Ending.MET and case.days <= 0 for case in cases)
    return Counts(
        on_time=on_time,
        after=endings[Ending.MET] - on_time,
        never=endings[Ending.NEVER],
        open=endings[Ending.OPEN],
    )


def kaplan_meier(cases: Sequence[Case]) -> tuple[Step, ...]:
    """One step for each day on which any was met, however few cases there are.

    Of those that end on one day the met ones come first: an open one that was last seen
    on the day counts as not met throughout it.
    """
    never = sum(case.ending is Ending.NEVER for case in cases)
    seen = sorted(case.days for case in cases if case.ending is not Ending.NEVER)
    met = Counter(case.days for case in cases if case.ending is Ending.MET)
    not_met, variance = Fraction(1), 0.0
    steps = []
    for day in sorted(met):
        at_risk = never + len(seen) - bisect_left(seen, day)
        left = at_risk - met[day]
        not_met *= Fraction(left, at_risk)
        variance += met[day] / (at_risk * left) if left else 0.0
        low, high = _band(not_met, variance)
        steps.append(Step(day, at_risk, met[day], 1 - not_met, low, high))
    return tuple(steps)


def _band(not_met: Fraction, variance: float) -> tuple[float | None, float | None]:
    """The band of the share that is met; none once all of them are."""
    if not not_met:
        return None, None
    reach = _Z * sqrt(variance) / abs(log(not_met))
    return 1 - float(not_met) ** exp(-reach), 1 - float(not_met) ** exp(reach)
