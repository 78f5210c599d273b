"""The decision path: who advises, who recommends, who decides, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from projects.rules.result import (
    Answer,
    BadInput,
    BadTerms,
    Clause,
    Given,
    Line,
    Result,
    day,
    happened,
)

VERSION = "2"
RULE = "decision_path"


class Role(StrEnum):
    """What a body does on the path."""

    ADVISE = "advise"
    RECOMMEND = "recommend"
    DECIDE = "decide"
    CARRY_OUT = "carry_out"


_VERBS = {
    Role.ADVISE: "advises",
    Role.RECOMMEND: "recommends",
    Role.DECIDE: "decides",
    Role.CARRY_OUT: "carries out",
}
_ORDER = list(Role)
_MEANINGS = {
    Answer.MET: "each step was taken in its order",
    Answer.NOT_MET: "a step was taken before one that comes first",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One body, what it does, and who sits in it, such as "both sides"."""

    body: str
    role: Role
    members: str = ""


@dataclass(frozen=True, slots=True)
class PathTerms:
    """One reading of the path, in its order. Exactly one step decides."""

    clause: Clause
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if sum(step.role is Role.DECIDE for step in self.steps) != 1:
            raise BadTerms("A path has exactly one body that decides.")
        for before, after in pairwise(self.steps):
            if _ORDER.index(after.role) < _ORDER.index(before.role):
                raise BadTerms(
                    f"{after.body} {_VERBS[after.role]} after {before.body} "
                    f"{_VERBS[before.role]}. Put the steps in their order."
                )
        bodies = [step.body for step in self.steps]
        if len(set(bodies)) != len(bodies):
            raise BadTerms("A body stands on the path once.")


@dataclass(frozen=True, slots=True)
class Walked:
    """One step and the day it was taken, None if not known by the day asked."""

    step: Step
    on: date | None


@dataclass(frozen=True, slots=True)
class Path:
    """The steps, who decides, and the first step whose day is not known."""

    steps: tuple[Walked, ...]
    decided_by: str
    next: Step | None


def decision_path(
    terms: PathTerms, *, on: date, taken: Mapping[str, Given[date]]
) -> Result[Path]:
    """Say whether the path was walked in its order to its end.

    ``taken`` has the day of each step by its body. Two steps on one day are in order.
    Not met: a step was taken before one that comes first. It cannot be told while the
    day of a step is not known, of carrying out as of any other. Raises BadInput for a
    body that is not on the path.
    """
    _refuse_strangers(terms, taken)
    known = {body: happened(fact, on) for body, fact in taken.items()}
    steps = tuple(_walked(step, known.get(step.body)) for step in terms.steps)
    days = [step.on for step in steps if step.on]
    missing = tuple(f"day on which {_does(step.step)}" for step in steps if not step.on)
    if any(later < sooner for sooner, later in pairwise(days)):
        answer, missing = Answer.NOT_MET, ()
    else:
        answer = Answer.CANNOT_TELL if missing else Answer.MET
    decider = next(step for step in terms.steps if step.role is Role.DECIDE)
    ahead = next((step.step for step in steps if not step.on), None)
    value = Path(steps, decider.body, ahead)
    lines = tuple(_line(terms, step, known.get(step.step.body)) for step in steps)
    said = _MEANINGS.get(answer, "")
    return Result(RULE, VERSION, on, answer, value, missing, lines, meaning=said)


def _refuse_strangers(terms: PathTerms, taken: Mapping[str, Given[date]]) -> None:
    bodies = {step.body for step in terms.steps}
    if strange := sorted(set(taken) - bodies):
        raise BadInput(f"{strange[0]!r} is not on the path.")


def _walked(step: Step, fact: Given[date] | None) -> Walked:
    return Walked(step, fact.value if fact else None)


def _does(step: Step) -> str:
    return f"{step.body} {_VERBS[step.role]}"


def _line(terms: PathTerms, walked: Walked, fact: Given[date] | None) -> Line:
    members = f" ({walked.step.members})" if walked.step.members else ""
    text = f"{walked.step.body}{members} {_VERBS[walked.step.role]}"
    if fact is None:
        return Line(f"{text}.", terms.clause.ref, terms.clause.citation)
    return Line(f"{text}: {day(fact.value)}.", terms.clause.ref, fact.citation)
