"""Each effect of a penalty: what is known of its basis that day, and its cost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from projects.rules.exact import money, percent, rounded, shown
from projects.rules.legal_basis import Standing
from projects.rules.penalty_terms import (
    Effect,
    EffectKind,
    PenaltyTerms,
    ShelterTerms,
    Stakes,
)
from projects.rules.result import Answer, Given, Line, Result

VERSION = "1"
RULE = "penalty_effect"

STANDS = "a basis stands on that day; its rate limit is not in the record"
NO_BASIS = "no basis stands on that day"
LIKE_FOR_LIKE = (
    "Both rates are taken as of one kind; whether one comes on top of the ordinary "
    "duty and the other includes it is not on record."
)
SHELTERED = "kept off by the safe harbour"

Shelter = tuple[ShelterTerms, Result[None]]
"""A safe harbour and whether it holds."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Money a year, or once for a diversion; None where an effect has no sum.

    ``at_other_rates`` is the same for each other rate that sources give for today.
    """

    effect: Effect
    amount: Decimal | None
    at_other_rates: tuple[tuple[Decimal, Decimal], ...] = ()

    @property
    def yearly(self) -> bool:
        """Does it come again each year? Only a tariff does."""
        return self.effect.kind is EffectKind.TARIFF


def effect_result(
    terms: PenaltyTerms,
    effect: Effect,
    *,
    on: date,
    stakes: Stakes,
    shelter: Shelter | None = None,
) -> Result[Cost]:
    """Say whether what an effect needs stands that day, and what it would cost.

    A tariff needs a legal basis that stands and no shelter over its goods. How high a
    rate that basis allows is not in the record and not tested, and neither is on what
    other relief rests: so that a suspension cannot be told. The cost is
    the raise times the yearly imports, rounded to the cent, half to even, and nothing
    where the rate is no higher than today's. Where rates and imports are known it is
    worked out while something else is missing, as a calculation and no finding.
    """
    if effect.kind is EffectKind.TARIFF:
        return _tariff(terms, effect, on, stakes, shelter)
    made_up = stakes.unpaid if effect.kind is EffectKind.DIVERSION else None
    text, cited = f"{effect.words}.", terms.clause.citation
    if made_up:
        text = f"{effect.words}: {shown(money(made_up.value, 'The unpaid call'))}."
        cited = made_up.citation
    lines = (Line(text, terms.clause.ref, cited),)
    cost = Cost(effect, made_up.value if made_up else None)
    said = "an unpaid call is on record" if made_up else ""
    return _result(on, cost, _wanting(effect, stakes), lines, meaning=said)


def _wanting(effect: Effect, stakes: Stakes) -> tuple[str, ...]:
    """What is missing for an effect that is no tariff."""
    if effect.kind is EffectKind.RECLAIM:
        return ("terms of the reclaim",)
    if effect.kind is EffectKind.SUSPENSION:
        return ("legal basis of what is changed or ended (not tested)",)
    return () if stakes.unpaid else ("unpaid call",)


def _result(
    on: date,
    cost: Cost,
    missing: tuple[str, ...],
    lines: tuple[Line, ...],
    answer: Answer = Answer.MET,
    meaning: str = STANDS,
) -> Result[Cost]:
    told = Answer.CANNOT_TELL if missing else answer
    return Result(RULE, VERSION, on, told, cost, missing, lines, meaning=meaning)


def _tariff(
    terms: PenaltyTerms,
    effect: Effect,
    on: date,
    stakes: Stakes,
    shelter: Shelter | None,
) -> Result[Cost]:
    basis = stakes.bases.get(effect.component)
    shelters = shelter[1] if shelter and shelter[0].covers(effect) else None
    lines = (shelters.working if shelters else ()) + (basis.working if basis else ())
    kept_off = shelters is not None and shelters.answer is Answer.MET
    if kept_off or (basis and basis.answer is Answer.NOT_MET):
        said = SHELTERED if kept_off else NO_BASIS
        return _result(on, Cost(effect, None), (), lines, Answer.NOT_MET, said)
    unknown = _unknown(terms, effect, stakes)
    missing = (shelters.missing if shelters else ()) + unknown
    imports = stakes.imports.get(effect.component)
    if unknown or not (basis and basis.value and imports):
        return _result(on, Cost(effect, None), missing, lines)
    cost = _cost(effect, basis.value, imports)
    line = Line(
        _raise(effect, basis.value, imports, cost), terms.clause.ref, imports.citation
    )
    return _result(on, cost, missing, (*lines, line))


def _unknown(terms: PenaltyTerms, effect: Effect, stakes: Stakes) -> tuple[str, ...]:
    """What is missing for a tariff: its basis, the rates, the imports."""
    basis = stakes.bases.get(effect.component)
    names = list(basis.missing) if basis else [f"legal basis of {effect.component}"]
    if basis and basis.value and basis.value.rate is None:
        names.append(f"rate of {effect.component} today")
    if effect.to_rate is None:
        names.append(f"rate set by {terms.judge}")
    if effect.component not in stakes.imports:
        names.append(f"import base of {effect.component}")
    return tuple(names)


def _cost(effect: Effect, today: Standing, imports: Given[Decimal]) -> Cost:
    others = tuple(
        (other.value, _yearly(effect, other.value, imports))
        for other in today.contested
    )
    return Cost(effect, _yearly(effect, today.rate, imports), others)


def _yearly(effect: Effect, now: Decimal | None, imports: Given[Decimal]) -> Decimal:
    """What the raise from today's rate costs in a year."""
    step = Fraction(effect.to_rate or 0) - Fraction(now or 0)
    base = money(imports.value, f"The import base of {effect.component}")
    return rounded(max(step, Fraction(0)) * base)


def _raise(effect: Effect, today: Standing, imports: Given[Decimal], cost: Cost) -> str:
    """The raise in words, also from each other rate that sources give for today."""
    before, after = percent(today.rate or 0), percent(effect.to_rate or 0)
    text = (
        f"{effect.words}: from {before} to {after} on yearly imports of "
        f"{shown(imports.value)}: {shown(cost.amount or 0)} a year"
    )
    for other, amount in cost.at_other_rates:
        text += f"; from {percent(other)}, which is also said, {shown(amount)}"
    return f"{text}. {LIKE_FOR_LIKE}"
