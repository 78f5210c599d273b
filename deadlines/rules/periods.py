"""How a deadline stood from one day of knowledge to the next.

The accepted claims of one deadline come in; the ranges of days over which nothing
about it changed come out. Pure: no clock, no database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from deadlines.rules.slips import history
from deadlines.rules.status import late_at
from deadlines.rules.windows import UNDATED, Window

OPEN = "open"
ENDS = {
    "met": "met",
    "met_according_to": "met",
    # An outcome is accepted, so its day can no longer be missed.
    "partly_met": "partly_met",
    "cancelled": "cancelled",
    "superseded": "superseded",
}

Order = tuple[date, date, int, int]


@dataclass(frozen=True, slots=True)
class Accepted:
    """One claim that was ever accepted.

    `order` is (known_on, said_on, update, place): the greatest is operative.
    `switches` are its acceptances, oldest first: the day each counts from, and
    whether it takes the claim as operative.
    """

    claim: int
    order: Order
    switches: tuple[tuple[date, bool], ...]

    def holds(self, day: date) -> bool:
        """Is it accepted on this day?"""
        state = False
        for from_on, operative in self.switches:
            if from_on <= day:
                state = operative
        return state


@dataclass(frozen=True, slots=True)
class AcceptedDate(Accepted):
    """`fix`: it puts right what a speaker or a source had misstated."""

    window: Window = UNDATED
    fix: bool = False


@dataclass(frozen=True, slots=True)
class AcceptedOutcome(Accepted):
    outcome: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """`start` is included, `end` is not; None is "until further notice"."""

    start: date
    end: date | None
    date_claim: int | None
    outcome_claim: int | None
    due: Window
    original: Window
    revisions: int
    slips: int
    slip_days: int
    state: str
    met_on: date | None
    late_at: datetime | None


def periods(
    dates: Sequence[AcceptedDate],
    outcomes: Sequence[AcceptedOutcome],
    *,
    began_on: date,
    zone: str,
    bound: str,
    calculated: bool = False,
) -> tuple[Period, ...]:
    """The periods of one deadline, oldest first, without gap or overlap.

    `began_on` is the day it was first known of. Only an open deadline that is due *by*
    a day has a `late_at`: the instant that day has ended in `zone`. A day that we only
    `calculated` from an assumption has none: nobody is held to it.
    """
    days = {began_on}
    for claim in (*dates, *outcomes):
        days.update(max(from_on, began_on) for from_on, _ in claim.switches)
    found: list[Period] = []
    for day in sorted(days):
        period = _on(day, dates, outcomes, zone=zone, bound=bound)
        if calculated:
            period = replace(period, late_at=None)
        if found and _same(found[-1], period):
            continue
        if found:
            found[-1] = replace(found[-1], end=day)
        found.append(period)
    return tuple(found)


def _on(
    day: date,
    dates: Sequence[AcceptedDate],
    outcomes: Sequence[AcceptedOutcome],
    *,
    zone: str,
    bound: str,
) -> Period:
    """How the deadline stands from a day on."""
    given = sorted((d for d in dates if d.holds(day)), key=lambda d: d.order)
    ended = sorted((o for o in outcomes if o.holds(day)), key=lambda o: o.order)
    fixes = {place for place, claim in enumerate(given) if claim.fix}
    moves = history([claim.window for claim in given], fixes)
    last = ended[-1] if ended else None
    state = ENDS.get(last.outcome, OPEN) if last else OPEN
    due = moves.operative or UNDATED
    return Period(
        start=day,
        end=None,
        date_claim=given[-1].claim if given else None,
        outcome_claim=last.claim if last else None,
        due=due,
        original=moves.original or UNDATED,
        revisions=moves.revisions,
        slips=moves.slips,
        slip_days=moves.slip_days,
        state=state,
        met_on=last.on if last and state == "met" else None,
        late_at=late_at(due, zone=zone, bound=bound) if state == OPEN else None,
    )


def _same(one: Period, other: Period) -> bool:
    return replace(one, start=other.start, end=other.end) == other
