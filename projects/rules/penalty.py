"""What may follow when a side does not deliver, and the shelter of one that does.

Two answers are kept apart: whether the condition is met, and for each effect whether
its basis stands that day. That a side invoked it is a third thing, a fact.
"""

from dataclasses import dataclass
from datetime import date

from projects.rules.penalty_effects import Cost, Shelter, effect_result
from projects.rules.penalty_terms import (
    Findings,
    PenaltyTerms,
    ShelterTerms,
    Stakes,
)
from projects.rules.result import (
    Answer,
    Clause,
    Given,
    Line,
    Result,
    decide,
    happened,
)

VERSION = "1"
RULE, SHELTER_RULE = "penalty", "safe_harbour"
NOT_INVOKED = "no invocation on record"


@dataclass(frozen=True, slots=True)
class Penalty:
    """Each effect by itself: met is "what was tested stands on the day asked"."""

    effects: tuple[Result[Cost], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """All inputs missing for an effect, once."""
        names = [name for effect in self.effects for name in effect.missing]
        return tuple(dict.fromkeys(names))


def penalty(
    terms: PenaltyTerms,
    *,
    on: date,
    findings: Findings,
    stakes: Stakes,
    shelter: Shelter | None = None,
) -> Result[Penalty]:
    """Say whether the condition of a penalty is met, and what each effect would be.

    Met: it was set off, the prior step was taken and the judge found so. A finding that
    nobody made is missing and never a no. Met does not mean invoked, which is taken
    over from the findings if it lies on or before the day asked.
    """
    answer, missing = decide(_conditions(terms, findings))
    effects = tuple(
        effect_result(terms, each, on=on, stakes=stakes, shelter=shelter)
        for each in terms.effects
    )
    invoked = happened(findings.invoked, on)
    lines = [*_opening(terms), *_found(terms, findings)]
    for effect in effects:
        lines += effect.working
    return Result(
        RULE,
        VERSION,
        on,
        answer,
        Penalty(effects),
        missing,
        tuple(lines),
        invoked,
        _condition(answer, invoked),
    )


def _condition(answer: Answer, invoked: Given[date] | None) -> str:
    """The condition and, apart from it, whether a side is known to have invoked it."""
    known = f"invoked on {invoked.value.isoformat()}" if invoked else NOT_INVOKED
    return f"condition {answer} ({known})"


def safe_harbour(
    terms: ShelterTerms,
    *,
    on: date,
    good_faith: Given[bool] | None,
    failed_to_fund: Given[bool] | None,
) -> Result[None]:
    """Say whether the shelter holds: good faith, and no failure to fund."""
    failed = failed_to_fund.value if failed_to_fund else None
    answer, missing = decide(
        [
            ("finding on good faith", good_faith.value if good_faith else None),
            ("finding on a failure to fund", None if failed is None else not failed),
        ]
    )
    covered = ", ".join(sorted(terms.components)) or "all goods of the agreement"
    text = f"While one side delivers, no tariff is raised. Covered: {covered}."
    lines = [_line(terms.clause, text)]
    for name, fact in (("Good faith", good_faith), ("Failed to fund", failed_to_fund)):
        if fact:
            lines.append(_finding(terms.clause, name, fact))
    said = "holds: good faith and no failure to fund were found"
    if answer is Answer.NOT_MET:
        said = "does not hold: good faith denied or a failure to fund found"
    told = tuple(lines)
    return Result(SHELTER_RULE, VERSION, on, answer, None, missing, told, meaning=said)


def _conditions(
    terms: PenaltyTerms, findings: Findings
) -> list[tuple[str, bool | None]]:
    """What must hold, by the name under which it is missing."""
    facts = [
        (f"whether {terms.trigger}", findings.triggered),
        (f"finding by {terms.judge}", findings.judged),
    ]
    if terms.prior_step:
        facts.insert(1, (f"whether {terms.prior_step}", findings.prior_step_done))
    return [(name, fact.value if fact else None) for name, fact in facts]


def _line(clause: Clause, text: str) -> Line:
    return Line(text, clause.ref, clause.citation)


def _finding(clause: Clause, name: str, fact: Given[bool]) -> Line:
    return Line(f"{name}: {'yes' if fact.value else 'no'}.", clause.ref, fact.citation)


def _opening(terms: PenaltyTerms) -> list[Line]:
    """The clause in a few words."""
    first = f", after {terms.prior_step}" if terms.prior_step else ""
    verb = "may follow" if terms.discretionary else "follows"
    text = f"If {terms.trigger}{first}, a penalty {verb}. Judge: {terms.judge}."
    return [_line(terms.clause, text)]


def _found(terms: PenaltyTerms, findings: Findings) -> list[Line]:
    """Each finding with its citation."""
    named = {
        terms.trigger: findings.triggered,
        terms.prior_step: findings.prior_step_done,
        f"found so by {terms.judge}": findings.judged,
    }
    return [
        _finding(terms.clause, name[:1].upper() + name[1:], fact)
        for name, fact in named.items()
        if fact
    ]
