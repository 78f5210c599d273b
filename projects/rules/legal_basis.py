"""The legal basis of a tariff component, and whether it stands on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from projects.rules.exact import HIGHEST_TARIFF, percent, rate
from projects.rules.result import Answer, BadTerms, Given, Line, Result, day

VERSION = "1"
RULE = "legal_basis"


class Component(StrEnum):
    """What a tariff is on: all goods, or a kind that has one of its own."""

    GENERAL = "general"
    AUTOS = "autos"
    TRUCKS = "trucks"
    PHARMA = "pharma"
    SEMICONDUCTORS = "semiconductors"
    STEEL = "steel"
    ALUMINIUM = "aluminium"
    COPPER = "copper"
    LUMBER = "lumber"


@dataclass(frozen=True, slots=True)
class Ending:
    """The ruling, statute or order that ended a basis."""

    by: str
    citation: str


@dataclass(frozen=True, slots=True)
class Spell:
    """One basis of one component, from its first day to the day it no longer held.

    ``valid_from`` of None is a basis that was directed on ``directed_on`` and whose
    first day is not known. ``valid_to`` is the first day without it, so that a ruling
    voids its own day. ``rate`` is the one held to apply, ``other_rates`` are those
    that other sources give for the same time.
    """

    component: str
    basis: str
    instrument: str
    citation: str
    rate: Decimal | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    directed_on: date | None = None
    ended: Ending | None = None
    other_rates: tuple[Given[Decimal], ...] = ()

    def __post_init__(self) -> None:
        for number in (self.rate, *(other.value for other in self.other_rates)):
            if number is not None:
                rate(number, f"The rate of {self.component}", below=HIGHEST_TARIFF)
        if self.valid_from is None and self.directed_on is None:
            raise BadTerms(
                f"{self.basis} of {self.component}: say when it begins, or when it "
                "was directed."
            )
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise BadTerms(f"{self.basis} of {self.component} ends before it begins.")

    def holds(self, on: date) -> bool:
        """Whether the day lies in its known time."""
        begun = self.valid_from is not None and self.valid_from <= on
        return begun and (self.valid_to is None or on < self.valid_to)

    def pending(self, on: date) -> bool:
        """Whether it was directed by then, with a first day that is not known."""
        directed = self.directed_on is not None and self.directed_on <= on
        alive = self.valid_to is None or on < self.valid_to
        return self.valid_from is None and directed and alive

    def over(self, on: date) -> bool:
        """Whether it had ended by then."""
        return self.valid_to is not None and self.valid_to <= on


@dataclass(frozen=True, slots=True)
class Standing:
    """The basis in force. ``contested`` are the other rates that sources give."""

    component: str
    basis: str
    instrument: str
    citation: str
    rate: Decimal | None
    contested: tuple[Given[Decimal], ...]


def legal_basis(
    component: str, spells: Sequence[Spell], *, on: date, clause: str
) -> Result[Standing]:
    """Say on which basis a tariff component rests on a day.

    Met: a basis is in force. Not met: each that there was has ended. It cannot be told
    while one is directed whose first day is not known. ``clause`` is the clause for
    which it is asked. Raises BadTerms where two were in force at once.
    """
    own = sorted(
        (spell for spell in spells if spell.component == component), key=_begins
    )
    _refuse_overlaps(own)
    lines = [line for spell in own for line in _story(spell, on, clause)]
    for spell in own:
        if spell.holds(on):
            found = _standing(spell)
            told = Answer.MET
            said, working = f"rests on {found.basis}", tuple(lines)
            return Result(RULE, VERSION, on, told, found, (), working, meaning=said)
    missing = _missing(component, own, on)
    told = Answer.CANNOT_TELL if missing else Answer.NOT_MET
    if not missing:
        lines.append(_nothing(component, own, on, clause))
    said = "rests on nothing that is on record"
    return Result(RULE, VERSION, on, told, None, missing, tuple(lines), meaning=said)


def _begins(spell: Spell) -> tuple[date, str]:
    """When a spell takes its place in the story; __post_init__ leaves no other case."""
    return spell.valid_from or spell.directed_on or date.max, spell.basis


def _refuse_overlaps(own: Sequence[Spell]) -> None:
    dated = [spell for spell in own if spell.valid_from]
    for one, other in combinations(dated, 2):
        later = max(_begins(one), _begins(other))[0]
        if one.holds(later) and other.holds(later):
            raise BadTerms(
                f"{one.component} would rest on {one.basis} and on {other.basis} at "
                f"once, on {later.isoformat()}."
            )


def _missing(component: str, own: Sequence[Spell], on: date) -> tuple[str, ...]:
    pending = [spell.basis for spell in own if spell.pending(on)]
    if pending:
        return tuple(f"effective date of {basis}" for basis in pending)
    known = any((spell.valid_from or date.max) <= on for spell in own)
    return () if known else (f"legal basis of {component}",)


def _standing(spell: Spell) -> Standing:
    """What stands; each other rate once, by the first that gives it."""
    others = dict[Decimal, Given[Decimal]]()
    for other in spell.other_rates:
        others.setdefault(other.value, other)
    return Standing(
        spell.component,
        spell.basis,
        spell.instrument,
        spell.citation,
        spell.rate,
        tuple(others.values()),
    )


def _story(spell: Spell, on: date, clause: str) -> list[Line]:
    """What had become of one basis by the day asked, in lines."""
    if _begins(spell)[0] > on:
        return []
    rate_words = f" at {percent(spell.rate)}" if spell.rate is not None else ""
    if spell.valid_from:
        text = f"from {day(spell.valid_from)}"
    else:
        text = f"directed on {day(_begins(spell)[0])}, first day not known"
    head = f"{spell.component}: {spell.basis}{rate_words} by {spell.instrument}, {text}"
    lines = [Line(f"{head}.", clause, spell.citation)]
    for other in spell.other_rates:
        text = f"{spell.component}: {percent(other.value)} according to another source."
        lines.append(Line(text, clause, other.citation))
    if spell.valid_to and spell.over(on):
        lines.append(_ended(spell, spell.valid_to, clause))
    return lines


def _ended(spell: Spell, valid_to: date, clause: str) -> Line:
    text = f"{spell.component}: {spell.basis} no longer held from {day(valid_to)}"
    if spell.ended is None:
        return Line(f"{text}.", clause, spell.citation)
    return Line(f"{text}, by {spell.ended.by}.", clause, spell.ended.citation)


def _nothing(component: str, own: Sequence[Spell], on: date, clause: str) -> Line:
    last = max((spell for spell in own if spell.over(on)), key=_begins)
    citation = last.ended.citation if last.ended else last.citation
    return Line(f"{component}: rests on nothing on {day(on)}.", clause, citation)
