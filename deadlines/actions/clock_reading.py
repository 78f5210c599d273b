"""A clock's result as a date claim and an outcome have it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deadlines.codes import Outcome
from projects.evaluating import Evaluation
from projects.rules.funding_clock import Bound, ClockTerms, ClockValue, Unit
from projects.rules.result import Answer

_UNITS = {Unit.WORKING_DAY: "working days", Unit.CALENDAR_DAY: "calendar days"}


@dataclass(frozen=True)
class Counted:
    """One reading: its first or its last possible day, and how it was counted."""

    evaluation: Evaluation
    earliest_on: date | None
    latest_on: date | None
    reason: str

    @property
    def code(self) -> str:
        return self.evaluation.reading.reading

    @property
    def words(self) -> str:
        """The reading and the day it gives."""
        bound = "not before" if self.earliest_on else "by"
        day = self.earliest_on or self.latest_on
        return f"{self.evaluation.reading.label}: {bound} {day}"


@dataclass(frozen=True)
class Verdict:
    """What became of a clock, and on which day the money moved."""

    outcome: Outcome
    on: date | None
    words: str


def counted(each: Evaluation) -> Counted:
    """The day of a clock that rests on a cited notice.

    The version of the holiday tables is left out of the reason, so that a new one is
    logged only where it moves a day.
    """
    terms, value = each.terms, each.result.value if each.result else None
    if not isinstance(terms, ClockTerms) or not isinstance(value, ClockValue):
        raise TypeError(f"{each.clause} has no clock that was counted.")
    on = f" on {' and '.join(terms.calendars)} days" if terms.calendars else ""
    unit = _UNITS[terms.unit]
    reason = f"{terms.days} {unit} after the notice of {value.count.start}{on}"
    if terms.bound is Bound.NOT_BEFORE:
        return Counted(each, value.date, None, reason)
    return Counted(each, None, value.date, reason)


def verdict(readings: Sequence[Evaluation]) -> Verdict | None:
    """What the payment comes to, None while none is known.

    The money has moved; it is partly met where the readings do not agree on it.
    """
    case = readings[0].case
    if case is None or case.payment is None:
        return None
    answers = {
        each.reading.label: each.result.answer for each in readings if each.result
    }
    words = "; ".join(f"{label}: {answer}" for label, answer in answers.items())
    kept = {answer is Answer.MET for answer in answers.values()}
    outcome = Outcome.MET if len(kept) == 1 else Outcome.PARTLY_MET
    return Verdict(outcome, case.payment.value, f"paid; {words}")
