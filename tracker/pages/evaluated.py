"""What the rules say of clauses, ready to show: answers by reading and case."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from projects.evaluating import Evaluation
from projects.models import Citation, Clause
from projects.rules.cap import Headroom
from projects.rules.decision_path import Path
from projects.rules.exact import shown as number
from projects.rules.funding_clock import ClockValue
from projects.rules.penalty import Penalty
from projects.rules.penalty_effects import Cost
from projects.rules.profit_split import Split
from projects.rules.result import Result
from projects.rules.term import LastNotice
from tracker.pages.results import Place, Places, Shown, shown
from tracker.pages.wording import day_words

TITLE = 60


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One consequence by itself: what stands of it that day, and at what cost?

    `inferred`: it is ours, and the text does not name it.
    """

    words: str
    answer: Shown
    cost: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """The answer of one reading in one case; `label` is empty for the clause itself.

    `value` is what was worked out; beside an assumed trigger it is a calculation.
    """

    label: str
    answer: Shown
    value: str
    effects: tuple[EffectRow, ...]


@dataclass(slots=True)
class Summary:
    """Cases with the same answer, in one line."""

    answer: Shown
    labels: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


def case_answer(found: Evaluation, clauses: Collection[Clause]) -> CaseAnswer | None:
    """An evaluation in words; None for a text, and for what the rule refused."""
    if found.result is None:
        return None
    value = found.result.value
    effects = value.effects if isinstance(value, Penalty) else ()
    places = Places(clause_places(found.clause, clauses), Looked(found.cited))
    return CaseAnswer(
        label=found.case.label if found.case else "",
        answer=shown(found.result, places),
        value=value_words(value),
        effects=tuple(_effect(each, places) for each in effects),
    )


def summaries(answers: Iterable[CaseAnswer]) -> list[Summary]:
    """The answers with the cases to which each applies, none said twice."""
    found: dict[str, Summary] = {}
    for case in answers:
        line = found.setdefault(case.answer.words, Summary(case.answer))
        line.labels += [case.label] if case.label else []
        line.values += [_for_case(case)] if case.value else []
    return list(found.values())


def value_words(value: Any) -> str:
    """What a rule worked out, in a few words; a calculation is called one."""
    match value:
        case ClockValue():
            day = day_words(value.date)
            if value.is_calculation:
                return _("calculated, if notice = announcement: %(day)s") % {"day": day}
            return day
        case Headroom():
            left = {"year": value.year, "left": number(value.left)}
            return _("left in %(year)d, by the payments known: %(left)s") % left
        case Path() if value.next:
            return _("first step with no day on record: %(body)s") % {
                "body": value.next.body
            }
        case Split():
            shares = {"investor": number(value.investor), "host": number(value.host)}
            return _("investor %(investor)s, host %(host)s") % shares
        case Decimal():
            return number(value)
        case tuple() if value and isinstance(value[0], LastNotice):
            return "; ".join(
                _("last notice, %(reading)s: %(day)s")
                % {"reading": each.reading, "day": day_words(each.on)}
                for each in value
            )
        case _:
            return ""


def _for_case(case: CaseAnswer) -> str:
    return f"{case.label}: {case.value}" if case.label else case.value


def _effect(result: Result[Cost], places: Places) -> EffectRow:
    cost = result.value
    return EffectRow(
        words=cost.effect.words if cost else "",
        answer=shown(result, places),
        cost=cost_words(cost) if cost else "",
        inferred=bool(cost and cost.effect.inferred),
    )


def cost_words(cost: Cost) -> str:
    """What an effect costs, and how often; empty where it has no sum."""
    if cost.amount is None:
        return ""
    words = _("%(cost)s a year") if cost.yearly else _("%(cost)s once")
    return words % {"cost": number(cost.amount)}


class Looked(Mapping[str, Place]):
    """Where citations stand, each looked up once a working names it.

    A ledger holds many more than any working names.
    """

    def __init__(self, cited: Mapping[str, Citation]) -> None:
        self.cited = cited

    def __getitem__(self, key: str) -> Place:
        return _citation(self.cited[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.cited)

    def __len__(self) -> int:
        return len(self.cited)


def clause_places(clause: Clause, others: Iterable[Clause]) -> dict[str, Place]:
    """Clauses by number; of two instruments the one of the clause itself."""
    own = clause.agreement_id
    ordered = sorted(others, key=lambda each: each.agreement_id == own)
    return {
        each.number: Place(each.number, reverse("clause", args=[each.slug]))
        for each in (*ordered, clause)
    }


def _citation(row: Citation) -> Place:
    """Where the citation stands; it came with the claim or the update it is of."""
    update = row.claim.update if row.claim else row.update
    words = Truncator(row.source.title).chars(TITLE)
    words = f"{words}, {row.locator}" if row.locator else words
    if update is None:
        return Place(words)
    page = reverse("update", args=[update.public_id])
    return Place(words, f"{page}#{row.anchor}")
