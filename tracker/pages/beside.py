"""Claims side by side: amounts by basis, facts by attribute, answers by question.

What is put side by side is compared as stated: only equal units, rates and periods of
equal subjects, at the precision printed. Nothing is converted.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.trends import counts
from projects.codes import Basis, FactAttribute
from projects.models import Claim, FactClaim, QuantityClaim, Statement
from projects.rules.moment import LATEST, Moment
from projects.rules.quantity import Qualifier, conflicts
from tracker.pages.disputes import CONTESTED
from tracker.pages.evidence import (
    ClaimRow,
    claim_row,
    is_operative,
    stands,
    with_evidence,
)
from tracker.pages.subjects import Link, subject_links, with_subjects

AnyClaim = TypeVar("AnyClaim", bound=Claim)


@dataclass(frozen=True, slots=True)
class Item:
    """One claim, and what it is about."""

    row: ClaimRow
    subjects: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Claims that answer the same question. `code` is empty where nothing compares."""

    items: tuple[Item, ...]
    code: str
    words: str

    @property
    def head(self) -> tuple[Item, ...]:
        """What stands for it where the rest is folded: what was accepted, if any."""
        accepted = tuple(item for item in self.items if item.row.operative)
        return accepted or self.items[:1]

    @property
    def rest(self) -> tuple[Item, ...]:
        head = self.head
        return tuple(item for item in self.items if item not in head)


@dataclass(frozen=True, slots=True)
class Group:
    """All comparisons under one heading: a basis, an attribute."""

    code: str
    name: str
    comparisons: tuple[Comparison, ...]

    @property
    def is_wide(self) -> bool:
        """Does it set anything side by side, and so need the width of the page?"""
        return any(len(each.items) > 1 for each in self.comparisons)

    @property
    def count(self) -> int:
        """Without known errors and denials."""
        return sum(
            counts(item.row.claim) for each in self.comparisons for item in each.items
        )

    @property
    def uncounted(self) -> int:
        return sum(len(each.items) for each in self.comparisons) - self.count

    @property
    def in_conflict(self) -> bool:
        return any(each.code == "conflict" for each in self.comparisons)


@dataclass(frozen=True, slots=True)
class Answers:
    """The latest answer of each speaker to one question, and the earlier ones."""

    question: str
    slug: str
    latest: tuple[Item, ...]
    earlier: tuple[Item, ...]
    words: str


def shown(claims: QuerySet[AnyClaim], moment: Moment = LATEST) -> QuerySet[AnyClaim]:
    """The claims with all that an item shows, in the order they became known."""
    return with_subjects(with_evidence(claims, moment)).order_by(
        "update__known_on", "update_id", "place"
    )


def items(claims: Iterable[Claim]) -> tuple[Item, ...]:
    return tuple(
        Item(row=claim_row(claim), subjects=subject_links(claim)) for claim in claims
    )


def amount_groups(claims: Iterable[QuantityClaim]) -> list[Group]:
    """Amounts by basis in the order of the code book, comparable ones together."""
    bases: dict[str, dict[Hashable, list[QuantityClaim]]] = defaultdict(dict)
    for claim in claims:
        bases[claim.basis].setdefault(_amount_key(claim), []).append(claim)
    return [
        Group(
            code=basis.value,
            name=str(basis.label),
            comparisons=tuple(_amounts(found) for found in bases[basis].values()),
        )
        for basis in Basis
        if basis in bases
    ]


def fact_groups(claims: Iterable[FactClaim]) -> list[Group]:
    """What each says about the same property of the same project."""
    attributes: dict[str, list[FactClaim]] = defaultdict(list)
    for claim in claims:
        attributes[claim.attribute].append(claim)
    return [
        Group(
            code=attribute.value,
            name=str(attribute.label),
            comparisons=(_facts(attribute, attributes[attribute]),),
        )
        for attribute in FactAttribute
        if attribute in attributes
    ]


def answers(statements: Iterable[Statement]) -> list[Answers]:
    """Statements that answer a question, in the order the questions came up."""
    asked: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.question:
            asked[statement.question.slug].append(statement)
    return [_answers(given) for given in asked.values()]


def _answers(given: Sequence[Statement]) -> Answers:
    latest = {_speakers(statement): statement for statement in given}
    last = [statement for statement in given if statement in latest.values()]
    earlier = [statement for statement in given if statement not in last]
    different = len({statement.code_id or statement.words for statement in last})
    question = given[0].question
    assert question is not None
    return Answers(
        question=question.text,
        slug=question.slug,
        latest=items(last),
        earlier=items(earlier),
        words=ngettext("%(count)d answer", "%(count)d different answers", different)
        % {"count": different},
    )


def _speakers(claim: Claim) -> frozenset[int]:
    return frozenset(said.party_id for said in claim.said_by.all())


def _amount_key(claim: QuantityClaim) -> Hashable:
    things = [subject.thing for subject in claim.subjects.all()]
    about = frozenset((type(thing).__name__, thing.pk) for thing in things)
    return about, claim.unit, claim.per, claim.period


def _amounts(claims: Sequence[QuantityClaim]) -> Comparison:
    code, words = amounts_verdict([claim for claim in claims if stands(claim)])
    return Comparison(items=items(_accepted_first(claims)), code=code, words=words)


def amounts_verdict(claims: Sequence[QuantityClaim]) -> tuple[str, str]:
    """Whether all can be true: the same figure, the same once rounded, or neither."""
    if len(claims) < 2:
        return "", ""
    stated = [claim.quantity for claim in claims]
    if any(conflicts(*pair) for pair in combinations(stated, 2)):
        return "conflict", _("figures conflict")
    if len({(each.low, each.high, each.qualifier) for each in stated}) == 1:
        return "agree", _("same figure")
    if all(each.qualifier == Qualifier.EXACTLY for each in stated):
        return "agree", _("agree within rounding")
    return "agree", _("can all be true, as hedged")


def _facts(attribute: FactAttribute, claims: Sequence[FactClaim]) -> Comparison:
    values = {claim.value.casefold() for claim in claims if stands(claim)}
    code, words = "", ""
    if len(values) > 1 and attribute in CONTESTED:
        code, words = "conflict", _("sources conflict")
    elif len(values) > 1:
        code, words = "worded", _("described differently")
    return Comparison(items=items(_accepted_first(claims)), code=code, words=words)


def _accepted_first(claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """The accepted ones before the others, else as they became known."""
    return sorted(claims, key=lambda claim: not is_operative(claim))
