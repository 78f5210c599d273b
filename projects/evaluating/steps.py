"""The day of each step of a decision path, as the record holds it."""

from collections.abc import Mapping
from datetime import date

from projects.codes import FindingKind, Stage
from projects.evaluating.cases import Case, found_of
from projects.evaluating.ledger import Ledger
from projects.models import ClauseReading
from projects.rules.decision_path import PathTerms, Role
from projects.rules.result import Given

_STAGES: Mapping[Role, Stage] = {
    Role.RECOMMEND: Stage.RECOMMENDED,
    Role.DECIDE: Stage.SELECTED,
}
_FOUND: Mapping[Role, FindingKind] = {
    Role.ADVISE: FindingKind.ADVISED,
    Role.CARRY_OUT: FindingKind.CARRIED_OUT,
}


def walked(
    ledger: Ledger, reading: ClauseReading, terms: PathTerms, case: Case
) -> dict[str, Given[date]]:
    """The days known, by body.

    A recommendation and a decision are stages of the project. Advice and carrying out
    are found by somebody: a contract that a lender signed is no act of the body that
    carries out. Where two bodies share a role the record does not tell them apart.
    """
    roles = [step.role for step in terms.steps]
    days = {
        step.body: _day(ledger, reading, case, step.role)
        for step in terms.steps
        if roles.count(step.role) == 1
    }
    return {body: day for body, day in days.items() if day}


def _day(
    ledger: Ledger, reading: ClauseReading, case: Case, role: Role
) -> Given[date] | None:
    if role in _STAGES:
        return case.days.get(_STAGES[role])
    found = found_of(ledger, reading, case, _FOUND[role])
    last = found[-1] if found else None
    if last is None or last.on is None or not last.holds:
        return None
    return ledger.cited.given(last.on, last)
