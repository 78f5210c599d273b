"""An evaluation as text: the same inputs give the same bytes."""

from projects.evaluating.clauses import Evaluation
from projects.rules.exact import shown
from projects.rules.penalty import Penalty
from projects.rules.penalty_effects import Cost
from projects.rules.result import Result, printed

INFERRED = "inferred by us, not named by the text"


def printed_evaluation(found: Evaluation) -> str:
    """What was asked, which reading answers, and the working line by line."""
    reading, clause = found.reading, found.clause
    rows = [
        f"{clause.slug} ({clause.number} {clause.title}, {clause.agreement.slug})",
        f"reading {reading.reading}: {reading.label} [{reading.status}]",
        f"on {found.on.isoformat()}, as of {found.moment.as_of.isoformat()}",
    ]
    if found.moment.recorded:
        rows[-1] += f", recorded by {found.moment.recorded.isoformat()}"
    if found.on > found.moment.as_of:
        rows.append(f"a projection, as far as known by {found.moment.as_of}")
    if found.case:
        rows.append(f"case {found.case.key}: {found.case.label}")
    rows.append(f"text: {reading.words}")
    return "\n".join([*rows, _body(found)])


def _body(found: Evaluation) -> str:
    if found.result is None:
        if found.problem:
            return f"cannot be computed: {found.problem}\n"
        return "text only: nothing to compute\n"
    if isinstance(found.result.value, Penalty):
        return printed(found.result) + _effects(found.result.value)
    if not found.is_calculation:
        return printed(found.result)
    return f"A calculation, no finding.\n{printed(found.result)}"


def _effects(value: Penalty) -> str:
    """Each effect by itself: what stands that day, and at what cost?"""
    return "".join(f"effect: {_effect(each)}\n" for each in value.effects)


def _effect(result: Result[Cost]) -> str:
    cost = result.value
    if cost is None:
        return result.said
    ours = f" ({INFERRED})" if cost.effect.inferred else ""
    text = f"{cost.effect.words}{ours}: {result.said}"
    often = "a year" if cost.yearly else "once"
    amount = cost.amount
    return text if amount is None else f"{text}; cost {shown(amount)} {often}"
