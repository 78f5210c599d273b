"""Which terms the parameters of each kind of clause are read into."""

from collections.abc import Mapping
from typing import Any

from projects.rules.cap import CapTerms
from projects.rules.decision_path import PathTerms
from projects.rules.deemed import DeemedTerms
from projects.rules.funding_clock import ClockTerms
from projects.rules.parameters import read
from projects.rules.penalty_terms import PenaltyTerms, ShelterTerms
from projects.rules.recovery import ReviewTerms
from projects.rules.result import BadTerms, Clause
from projects.rules.split_terms import SplitTerms
from projects.rules.term import TermTerms

TERMS: Mapping[str, type[Any]] = {
    "term": TermTerms,
    "decision_path": PathTerms,
    "funding_clock": ClockTerms,
    "profit_split": SplitTerms,
    "deemed_amount": DeemedTerms,
    "review": ReviewTerms,
    "penalty": PenaltyTerms,
    "safe_harbour": ShelterTerms,
    "cap": CapTerms,
}
"""By the code of a clause's kind. A kind that is not here is text only."""

NOWHERE = Clause("", "")


def terms_of(
    kind: str, parameters: Mapping[str, object], *, clause: Clause = NOWHERE
) -> Any:
    """The typed terms of a clause, None for one that is text. Raises BadTerms."""
    if kind in TERMS:
        return read(TERMS[kind], parameters, clause=clause)
    if parameters:
        raise BadTerms(
            f"A clause of kind {kind!r} takes no parameters: leave out "
            f"{', '.join(sorted(parameters))}."
        )
    return None
