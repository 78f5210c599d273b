"""What every rule of an agreement gives back: an answer, what is missing, the working.

A rule never guesses. Where an input is not known it says so by name, and an input that
is only assumed never turns into an answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")

_FIRST_HALF = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
_MONTHS = (*_FIRST_HALF, "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class BadTerms(ValueError):
    """Parameters of a clause that cannot be meant."""


class BadInput(ValueError):
    """A figure or a fact that a rule cannot take."""


class Answer(StrEnum):
    """Whether the condition of a clause holds."""

    MET = "met"
    NOT_MET = "not met"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a rule stands written: the number of its clause and what we cite for it."""

    ref: str
    citation: str


@dataclass(frozen=True, slots=True)
class Given(Generic[T]):
    """An input and the key of what we cite for it."""

    value: T
    citation: str


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a working."""

    text: str
    clause: str
    citation: str


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """The answer of a rule on a day.

    ``missing`` names each input without which there is no answer; it is filled exactly
    when the answer is "cannot tell". ``value`` is None where nothing could be worked
    out; beside "cannot tell" it is a calculation and no finding. ``invoked`` is the day
    on which a side invoked the clause, which no condition brings about by itself.
    ``meaning`` is what "met" or "not met" says of this clause in plain words, so that
    nobody reads it as a promise that was kept.
    """

    rule: str
    version: str
    on: date
    answer: Answer
    value: T | None
    missing: tuple[str, ...]
    working: tuple[Line, ...]
    invoked: Given[date] | None = None
    meaning: str = ""

    def __post_init__(self) -> None:
        if bool(self.missing) != (self.answer is Answer.CANNOT_TELL):
            raise ValueError("A missing input and no other thing is why none can tell.")

    @property
    def words(self) -> str:
        """The answer in words: "cannot tell: notice date", "met", "not met"."""
        if self.missing:
            return f"{self.answer}: {', '.join(self.missing)}"
        return str(self.answer)

    @property
    def said(self) -> str:
        """What the answer means: "runs until 19 Jan 2029", "cannot tell: ..."."""
        return self.words if self.missing else self.meaning or self.words


def lacking(result: Result[T], name: str) -> Result[T]:
    """The result without an input that the rule was not told of: it cannot be told."""
    missing = (*result.missing, name)
    return replace(result, answer=Answer.CANNOT_TELL, missing=missing, value=None)


def decide(holds: Iterable[tuple[str, bool | None]]) -> tuple[Answer, tuple[str, ...]]:
    """Whether all named conditions hold, and the names of those not known.

    One that is known not to hold settles it, whatever else is unknown.
    """
    named = list(holds)
    if any(known is False for _, known in named):
        return Answer.NOT_MET, ()
    missing = tuple(name for name, known in named if known is None)
    return (Answer.CANNOT_TELL if missing else Answer.MET), missing


def happened(fact: Given[date] | None, on: date) -> Given[date] | None:
    """The fact, if it had happened by the end of the day asked about."""
    return fact if fact and fact.value <= on else None


def day(when: date) -> str:
    """A day as the workings print it: "2026-04-21 (Tue)"."""
    return f"{when.isoformat()} ({_WEEKDAYS[when.weekday()]})"


def day_in_words(when: date) -> str:
    """A day in a sentence: "19 Jan 2029"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def printed(result: Result[T]) -> str:
    """The working as text: the same inputs give the same bytes.

    The first line names rule, version and day, the last one is the answer.
    """
    rows = [f"{result.rule} {result.version}, on {result.on.isoformat()}"]
    for number, line in enumerate(result.working, start=1):
        rows.append(f"{number}. {line.text} [{line.clause}; {line.citation}]")
    if result.invoked:
        rows.append(f"Invoked on {day(result.invoked.value)}.")
    answer = result.words
    if result.meaning and not result.missing:
        answer += f": {result.meaning}"
    return "\n".join([*rows, answer, ""])
