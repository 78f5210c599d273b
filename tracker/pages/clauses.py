"""Clauses as tables show them: each reading that holds on a day, and its answer."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.codes import ClauseKind
from projects.evaluating import Evaluation, evaluate
from projects.models import Agreement, Clause, ClauseReading, Party
from projects.rules.moment import Moment
from tracker.pages.citing import Cite
from tracker.pages.evaluated import CaseAnswer, Summary, case_answer, summaries
from tracker.pages.evidence import ClaimRow, claim_row, with_evidence
from tracker.pages.formulas import BY_SLUG
from tracker.pages.parameters import Line, parameter_lines
from tracker.pages.wording import day_words

FORMULAS: dict[str, str] = {
    ClauseKind.TERM: "term",
    ClauseKind.DECISION_PATH: "decision-path",
    ClauseKind.FUNDING_CLOCK: "funding-clock",
    ClauseKind.PROFIT_SPLIT: "profit-split",
    ClauseKind.DEEMED_AMOUNT: "deemed",
    ClauseKind.REVIEW: "recovery",
    ClauseKind.PENALTY: "penalty",
    ClauseKind.SAFE_HARBOUR: "safe-harbour",
    ClauseKind.CAP: "cap",
}
"""The formula behind the answers of each kind of clause but a text."""
_NUMBER = re.compile(r"(?P<letters>\D*)(?P<digits>\d*)(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading on a day: who holds it, and what comes of it in each case.

    `problem` is what the rule refused; a text has neither answers nor a problem.
    """

    reading: ClauseReading
    holders: tuple[Party, ...]
    answers: tuple[CaseAnswer, ...]
    problem: str

    @property
    def summaries(self) -> list[Summary]:
        return summaries(self.answers)


@dataclass(frozen=True, slots=True)
class FullReading:
    """A reading with its evidence, and its parameters in words."""

    row: ReadingRow
    claim: ClaimRow
    parameters: tuple[Line, ...]
    cite: Cite | None


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause with the readings that hold on a day."""

    clause: Clause
    readings: tuple[ReadingRow, ...]
    on: date

    @property
    def url(self) -> str:
        """The page of the clause, for the same day."""
        return f"{reverse('clause', args=[self.clause.slug])}?on={self.on}"


@dataclass(frozen=True, slots=True)
class ClauseTable:
    """Clauses by number, those on which a rule runs apart from mere text."""

    rules: tuple[ClauseRow, ...]
    texts: tuple[ClauseRow, ...]

    def __bool__(self) -> bool:
        return bool(self.rules or self.texts)


def clauses_of(agreements: Collection[Agreement], moment: Moment) -> QuerySet[Clause]:
    of: QuerySet[Clause] = Clause.objects.seen(moment)
    return of.filter(agreement__in=agreements).select_related("agreement")


def clause_table(clauses: Iterable[Clause], moment: Moment, *, on: date) -> ClauseTable:
    """The clauses with their readings on a day, in a fixed number of queries."""
    found = sorted(clauses, key=in_order)
    held: dict[int, list[Evaluation]] = defaultdict(list)
    for evaluation in evaluate(found, on=on, moment=moment):
        held[evaluation.clause.pk].append(evaluation)
    rows = [ClauseRow(each, reading_rows(held[each.pk], found), on) for each in found]
    text = ClauseKind.TEXT
    return ClauseTable(
        rules=tuple(row for row in rows if row.clause.kind != text),
        texts=tuple(row for row in rows if row.clause.kind == text),
    )


def reading_rows(
    evaluations: Sequence[Evaluation], clauses: Collection[Clause]
) -> tuple[ReadingRow, ...]:
    """The readings of one clause, each with its cases, in the order given."""
    cases: dict[ClauseReading, list[Evaluation]] = defaultdict(list)
    for evaluation in evaluations:
        cases[evaluation.reading].append(evaluation)
    return tuple(_reading(row, each, clauses) for row, each in cases.items())


def full_readings(
    rows: Sequence[ReadingRow], moment: Moment, *, on: date
) -> list[FullReading]:
    """The readings with their evidence."""
    wanted = ClauseReading.objects.filter(pk__in=[row.reading.pk for row in rows])
    claims = {claim.pk: claim for claim in with_evidence(wanted, moment)}
    return [
        FullReading(
            row=row,
            claim=claim_row(claims[row.reading.pk]),
            parameters=parameter_lines(row.reading.parameters),
            cite=_cite(row, on, ahead=on > moment.as_of),
        )
        for row in rows
    ]


def _cite(row: ReadingRow, on: date, *, ahead: bool) -> Cite | None:
    """What the rule answers under a reading on a day; None where there is no answer.

    A day `ahead` of what is known is called a projection.
    """
    clause, name = row.reading.clause, row.reading.reading
    if not row.answers:
        return None
    page = f"{reverse('clause', args=[clause.slug])}?on={on}"
    day = day_words(on)
    if ahead:
        day = _("%(day)s, a projection") % {"day": day}
    return Cite(
        key=f"{clause.slug}/{name}/{on}",
        address=f"{page}#reading-{name}",
        words=f"{clause} ({row.reading.label}), {day}: {_answers(row)}",
        formula=BY_SLUG.get(FORMULAS.get(clause.kind, "")),
    )


def _answers(row: ReadingRow) -> str:
    parts = ([*each.labels, each.answer.words, *each.values] for each in row.summaries)
    return "; ".join(", ".join(part) for part in parts)


def _reading(
    reading: ClauseReading, found: list[Evaluation], clauses: Collection[Clause]
) -> ReadingRow:
    answers = (case_answer(each, clauses) for each in found)
    return ReadingRow(
        reading=reading,
        holders=tuple(sorted(reading.holders.all(), key=lambda party: party.name)),
        answers=tuple(answer for answer in answers if answer),
        problem="; ".join(each.problem for each in found if each.problem),
    )


def in_order(clause: Clause) -> tuple[date, int, str, int, str]:
    """By instrument and number: R2 before R12, and R12 before R12b."""
    parts = _NUMBER.fullmatch(clause.number)
    letters, digits, rest = parts.groups() if parts else (clause.number, "", "")
    dated = clause.agreement.dated_on, clause.agreement_id
    return *dated, letters, int(digits or 0), rest
