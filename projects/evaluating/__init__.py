"""From the record to the rules: what each clause says on a day, by what was known.

`on` is the day asked about, the moment is what we know by. The rules stay pure: here
is fetched, in a number of queries that does not grow, and handed over typed.
"""

from projects.evaluating.cases import Case
from projects.evaluating.clauses import (
    Evaluation,
    evaluate,
    evaluate_pledge,
    tariff_standing,
    tariffs_of,
)
from projects.evaluating.printing import printed_evaluation
from projects.evaluating.rules import Assumed

__all__ = [
    "Assumed",
    "Case",
    "Evaluation",
    "evaluate",
    "evaluate_pledge",
    "printed_evaluation",
    "tariff_standing",
    "tariffs_of",
]
