"""A penalty clause under each reading, on the day and with the findings typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from projects.codes import ClauseKind
from projects.evaluating.ledger import Ledger
from projects.evaluating.rules import beside, standings, terms
from projects.evaluating.tariffs import spells
from projects.models import ClauseReading
from projects.rules.exact import percent
from projects.rules.exact import shown as number
from projects.rules.legal_basis import Spell, Standing
from projects.rules.penalty import Penalty, penalty, safe_harbour
from projects.rules.penalty_effects import Cost, Shelter
from projects.rules.penalty_terms import Findings, PenaltyTerms, Stakes
from projects.rules.result import Given, Result
from tracker.pages.evaluated import cost_words
from tracker.pages.results import Places, Shown, shown
from tracker.pages.tariffs import BasisRow, basis_row
from tracker.scenario.penalty_form import IMPORTS

TYPED = "typed here"
Said = Mapping[str, Any]
Bases = Mapping[str, Result[Standing]]


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One effect: does what it needs stand that day, and what would it cost?

    `inferred`: it is ours, and the text does not name it.
    """

    words: str
    component: str
    answer: Shown
    cost: str
    others: tuple[str, ...]
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class PenaltyReading:
    """One reading: whether its condition is met, and each effect by itself."""

    reading: ClauseReading
    result: Result[Penalty]
    answer: Shown
    effects: tuple[EffectLine, ...]


@dataclass(frozen=True, slots=True)
class PenaltyOutcome:
    """All readings that hold that day, and on what each component rests."""

    readings: tuple[PenaltyReading, ...]
    bases: tuple[BasisRow, ...]
    spells: tuple[Spell, ...]


def outcome(
    held: Ledger, readings: list[ClauseReading], said: Said, places: Places
) -> PenaltyOutcome:
    """Run each reading on what was typed. Raises BadInput and BadTerms."""
    if not readings:
        return PenaltyOutcome((), (), ())
    first = readings[0]
    bases = standings(held, first)
    shelter = _shelter(held, first, said)
    return PenaltyOutcome(
        readings=tuple(
            _reading(held, row, said, bases, shelter, places) for row in readings
        ),
        bases=tuple(basis_row(name, bases[name], places) for name in bases),
        spells=tuple(spells(held, held.pledges_of(first.clause))),
    )


def components(readings: Iterable[tuple[ClauseReading, PenaltyTerms]]) -> list[str]:
    """The components that an effect of a reading raises."""
    found = {
        effect.component
        for _row, own in readings
        for effect in own.effects
        if effect.component
    }
    return sorted(found)


def _reading(
    held: Ledger,
    row: ClauseReading,
    said: Said,
    bases: Bases,
    shelter: Shelter | None,
    places: Places,
) -> PenaltyReading:
    result = penalty(
        _at_rate(terms(held, row), said["rate"]),
        on=held.on,
        findings=_findings(said),
        stakes=_stakes(said, bases),
        shelter=shelter,
    )
    effects = result.value.effects if result.value else ()
    return PenaltyReading(
        reading=row,
        result=result,
        answer=shown(result, places),
        effects=tuple(_effect(each, places) for each in effects),
    )


def _at_rate(given: PenaltyTerms, rate: Decimal | None) -> PenaltyTerms:
    """The terms with the rate typed where they leave it to the judge."""
    effects = tuple(
        replace(effect, to_rate=rate)
        if effect.component and effect.to_rate is None
        else effect
        for effect in given.effects
    )
    return replace(given, effects=effects)


def _found(said: Said, name: str) -> Given[bool] | None:
    """What was typed; nothing is not known, and never a no."""
    return Given(said[name] == "yes", TYPED) if said[name] else None


def _findings(said: Said) -> Findings:
    return Findings(
        triggered=_found(said, "triggered"),
        judged=_found(said, "judged"),
        prior_step_done=_found(said, "consulted"),
    )


def _stakes(said: Said, bases: Bases) -> Stakes:
    imports = {
        name.removeprefix(IMPORTS): Given(amount, TYPED)
        for name, amount in said.items()
        if name.startswith(IMPORTS) and amount is not None
    }
    unpaid = said["unpaid"]
    return Stakes(bases, imports, Given(unpaid, TYPED) if unpaid is not None else None)


def _shelter(held: Ledger, row: ClauseReading, said: Said) -> Shelter | None:
    """The safe harbour under the same pledge, judged by what was typed."""
    for other in beside(held, row, ClauseKind.SAFE_HARBOUR):
        given = terms(held, other)
        facts = {
            "good_faith": _found(said, "good_faith"),
            "failed_to_fund": _found(said, "failed"),
        }
        return given, safe_harbour(given, on=held.on, **facts)
    return None


def _effect(result: Result[Cost], places: Places) -> EffectLine:
    cost = result.value
    if cost is None:
        return EffectLine("", "", shown(result, places), "", ())
    others = (
        f"{percent(rate)}: {number(amount)}" for rate, amount in cost.at_other_rates
    )
    return EffectLine(
        words=cost.effect.words,
        component=cost.effect.component,
        answer=shown(result, places),
        cost=cost_words(cost),
        others=tuple(others),
        inferred=cost.effect.inferred,
    )


def on_day(held: Ledger, clause: int) -> list[ClauseReading]:
    """The readings of a clause that hold on the ledger's day."""
    return [row for row in held.readings if row.clause_id == clause]
