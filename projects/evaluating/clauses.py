"""Evaluating clauses: every reading in force, case by case, in fixed queries."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from projects.codes import ClauseKind
from projects.evaluating.cases import Case
from projects.evaluating.ledger import Ledger, ledger, tariff_ledger
from projects.evaluating.readable import REFUSED, refused
from projects.evaluating.rules import (
    BY_KIND,
    Assumed,
    standings,
    standings_under,
    terms,
)
from projects.models import Citation, Clause, ClauseReading, Pledge
from projects.rules.legal_basis import Standing
from projects.rules.moment import Moment
from projects.rules.result import Result


@dataclass(frozen=True)
class Evaluation:
    """One reading of a clause in one case, on a day and by a moment.

    `result` is None for a text, and where the rule refused what the record holds: then
    `problem` says why. `terms` are its typed parameters. `cited` finds the citation
    that a line of the working names. `case` is None for the clause by itself.
    """

    reading: ClauseReading
    on: date
    moment: Moment
    case: Case | None
    terms: Any
    result: Result[Any] | None
    problem: str
    cited: Mapping[str, Citation]

    @property
    def clause(self) -> Clause:
        return self.reading.clause

    @property
    def words(self) -> str:
        """The answer in words, what was refused, or nothing for a text."""
        return self.result.words if self.result else self.problem

    @property
    def is_calculation(self) -> bool:
        """Does it rest on an assumed trigger? Then it is no finding and no deadline."""
        value = self.result.value if self.result else None
        return bool(getattr(value, "is_calculation", False))


def evaluate(
    clauses: Collection[Clause],
    *,
    on: date,
    moment: Moment,
    reading: str = "",
    assumed: Assumed | None = None,
) -> list[Evaluation]:
    """Every reading in force of some clauses, or only the one of that code.

    In the order of the clauses given; of a clause the accepted reading comes first. The
    number of queries does not grow with clauses, readings or cases.
    """
    held = ledger(clauses, on=on, moment=moment)
    order = {clause.pk: place for place, clause in enumerate(clauses)}
    wanted = [
        row
        for row in held.readings
        if row.clause_id in order and reading in ("", row.reading)
    ]
    wanted.sort(key=lambda row: order[row.clause_id])
    return [
        found for row in wanted for found in _evaluated(held, row, assumed or Assumed())
    ]


def evaluate_pledge(
    pledge: Pledge, *, on: date, moment: Moment, assumed: Assumed | None = None
) -> list[Evaluation]:
    """Every clause of every instrument of a pledge, by instrument and number."""
    rows = Clause.objects.filter(agreement__pledges=pledge).select_related("agreement")
    clauses = sorted(
        rows, key=lambda row: (row.agreement.dated_on, row.agreement_id, numbered(row))
    )
    return evaluate(clauses, on=on, moment=moment, assumed=assumed)


def numbered(clause: Clause) -> tuple[str, int, str]:
    """What sorts R2 before R12."""
    digits = "".join(re.findall(r"^\D*(\d+)", clause.number))
    letters, _, rest = clause.number.partition(digits or "\0")
    return letters, int(digits or 0), rest


def tariff_standing(
    clause: Clause, *, on: date, moment: Moment
) -> dict[str, Result[Standing]]:
    """On what each tariff component rests, for the pledges of a clause."""
    held = ledger([clause], on=on, moment=moment)
    for row in held.readings:
        if row.clause_id == clause.pk:
            return standings(held, row)
    return {}


@dataclass(frozen=True)
class Tariffs:
    """On what each component rests on a day, and the citations its working names."""

    standings: Mapping[str, Result[Standing]]
    cited: Mapping[str, Citation]


def tariffs_of(pledge: Pledge, *, on: date, moment: Moment) -> Tariffs:
    """The tariffs tied to a pledge, or to the one it is a part of. Raises BadTerms."""
    pledges = {key for key in (pledge.pk, pledge.parent_id) if key}
    held = tariff_ledger(pledges, on=on, moment=moment)
    return Tariffs(standings_under(held, pledges, asked=""), held.cited)


def _evaluated(
    held: Ledger, row: ClauseReading, assumed: Assumed
) -> Iterator[Evaluation]:
    def made(
        case: Case | None, given: Any, result: Result[Any] | None, problem: str = ""
    ) -> Evaluation:
        return Evaluation(
            row, held.on, held.moment, case, given, result, problem, held.cited
        )

    held.cited.of(row)
    if row.clause.kind == ClauseKind.TEXT:
        yield made(None, None, None)
        return
    given = None
    try:
        given = terms(held, row)
        found = list(BY_KIND[row.clause.kind](held, row, given, assumed))
    except REFUSED as refusal:
        yield made(None, given, None, refused(row, refusal).reason)
        return
    for case, result in found:
        yield made(case, given, result)
