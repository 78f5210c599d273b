"""What a penalty clause is told: its terms, the findings, what is at stake."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from projects.rules.exact import HIGHEST_TARIFF, money, percent, rate
from projects.rules.legal_basis import Component, Standing
from projects.rules.result import BadTerms, Clause, Given, Result


class EffectKind(StrEnum):
    """What a penalty does."""

    TARIFF = "tariff"
    RECLAIM = "reclaim"
    DIVERSION = "diversion"
    SUSPENSION = "suspension"


def refuse_component(name: str) -> None:
    """Raises BadTerms for a tariff component that nobody knows."""
    if name not in tuple(Component):
        raise BadTerms(f"component: {name!r} is none of {', '.join(Component)}.")


@dataclass(frozen=True, slots=True)
class Effect:
    """One consequence. ``to_rate`` of None is a rate that is still to be set.

    A tariff names the component it raises, the others are told in ``words``. One that
    the text does not name, such as what "may modify the order" could mean, is
    ``inferred``: ours, whatever the status of the clause.
    """

    kind: EffectKind
    words: str
    component: str = ""
    to_rate: Decimal | None = None
    inferred: bool = False

    def __post_init__(self) -> None:
        if (self.kind is EffectKind.TARIFF) != bool(self.component):
            raise BadTerms("A tariff names its component, and nothing else has one.")
        if self.component:
            refuse_component(self.component)
        if self.to_rate is None:
            return
        if self.kind is not EffectKind.TARIFF:
            raise BadTerms("Only a tariff has a rate to which it is raised.")
        if rate(self.to_rate, "The tariff", below=HIGHEST_TARIFF) < 0:
            raise BadTerms(f"A tariff of {percent(self.to_rate)}: write 0 or more.")


@dataclass(frozen=True, slots=True)
class PenaltyTerms:
    """One reading of a penalty clause.

    ``trigger`` is what sets it off, ``judge`` who finds that it did, ``prior_step``
    what must come first, empty for nothing. ``discretionary``: the judge may, and need
    not, put it in force.
    """

    clause: Clause
    trigger: str
    judge: str
    effects: tuple[Effect, ...]
    prior_step: str = ""
    discretionary: bool = True

    def __post_init__(self) -> None:
        if not (self.trigger and self.judge):
            raise BadTerms("A penalty needs what sets it off and who judges.")
        if not self.effects:
            raise BadTerms("A penalty without an effect is none.")

    @property
    def diverts(self) -> bool:
        """Is interest diverted while a call is not met?"""
        return any(effect.kind is EffectKind.DIVERSION for effect in self.effects)


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of the condition; None is not known, and is never a no."""

    triggered: Given[bool] | None = None
    judged: Given[bool] | None = None
    prior_step_done: Given[bool] | None = None
    invoked: Given[date] | None = None


@dataclass(frozen=True, slots=True)
class Stakes:
    """What the money is worked out from, each by component where it has one.

    ``bases`` are the results of the rule on legal bases for the same day, ``imports``
    the yearly imports under a component, ``unpaid`` the call that was not met.
    """

    bases: Mapping[str, Result[Standing]] = field(default_factory=dict)
    imports: Mapping[str, Given[Decimal]] = field(default_factory=dict)
    unpaid: Given[Decimal] | None = None

    def __post_init__(self) -> None:
        for component, base in self.imports.items():
            money(base.value, f"The import base of {component}")
        if self.unpaid:
            money(self.unpaid.value, "The unpaid call")


@dataclass(frozen=True, slots=True)
class ShelterTerms:
    """A safe harbour: while a side delivers in good faith, tariffs stay as they are."""

    clause: Clause
    components: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for component in sorted(self.components):
            refuse_component(component)

    def covers(self, effect: Effect) -> bool:
        """Whether it keeps this effect off; without components it covers any tariff."""
        if effect.kind is not EffectKind.TARIFF:
            return False
        return not self.components or effect.component in self.components
