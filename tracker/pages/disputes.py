"""Claims that cannot all be true: who says what differently, and still stands by it.

Two amounts conflict only if subject, basis, unit, rate and period agree, neither was
superseded, and their intervals at stated precision do not meet.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import QuerySet

from projects.codes import FactAttribute, Stance
from projects.models import Claim, FactClaim, QuantityClaim
from projects.models.claim import SUBJECTS
from projects.models.update import seen_by
from projects.rules.moment import LATEST, Moment
from projects.rules.quantity import conflicts
from tracker.pages.evidence import ClaimRow, claim_row, with_evidence
from tracker.pages.subjects import Link, subject_links, with_subjects

CONTESTED = (FactAttribute.PRODUCT, FactAttribute.CAPACITY, FactAttribute.OPERATOR)
"""Of the other facts two wordings may well mean the same."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question whose answers exclude each other, the oldest first."""

    subjects: tuple[Link, ...]
    heading: str
    rows: tuple[ClaimRow, ...]


def open_disputes(count: int, moment: Moment = LATEST) -> tuple[list[Dispute], int]:
    """The disputes whose newest claim became known last, and how many there are."""
    groups = [*_in_conflict(_amounts(moment), _amount_key, _amounts_conflict)]
    groups += _in_conflict(_facts(moment), _fact_key, _facts_conflict)
    groups.sort(key=_newest, reverse=True)
    return _disputes(groups[:count], moment), len(groups)


def unsettled(claims: QuerySet[Any], moment: Moment = LATEST) -> QuerySet[Any]:
    """Seen, superseded by no claim seen, not a denial, not kept as a known error."""
    later = Claim.objects.seen(moment).filter(supersedes__isnull=False)
    return (
        claims.filter(seen_by(moment, "update"), known_error="")
        .exclude(pk__in=later.values("supersedes"))
        .exclude(stance=Stance.DENIES)
        .select_related("update")
        .prefetch_related("subjects")
        .order_by("update__known_on", "update_id", "place")
    )


def _amounts(moment: Moment) -> QuerySet[QuantityClaim]:
    claims: QuerySet[QuantityClaim] = unsettled(QuantityClaim.objects.all(), moment)
    return claims


def _facts(moment: Moment) -> QuerySet[FactClaim]:
    facts = FactClaim.objects.filter(attribute__in=CONTESTED)
    claims: QuerySet[FactClaim] = unsettled(facts, moment)
    return claims


def _about(claim: Claim) -> frozenset[tuple[str, int]]:
    """All things together that a claim is about."""
    return frozenset(
        (name, getattr(subject, f"{name}_id"))
        for subject in claim.subjects.all()
        for name in SUBJECTS
        if getattr(subject, f"{name}_id")
    )


def _amount_key(claim: QuantityClaim) -> Hashable:
    return _about(claim), claim.basis, claim.unit, claim.per, claim.period


def _fact_key(claim: FactClaim) -> Hashable:
    return _about(claim), claim.attribute


def _amounts_conflict(one: QuantityClaim, other: QuantityClaim) -> bool:
    return conflicts(one.quantity, other.quantity)


def _facts_conflict(one: FactClaim, other: FactClaim) -> bool:
    return one.value.casefold() != other.value.casefold()


def _in_conflict(
    claims: Iterable[Any],
    key: Callable[[Any], Hashable],
    conflict: Callable[[Any, Any], bool],
) -> list[list[Claim]]:
    """Of each group of comparable claims those that exclude another one of it."""
    groups: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[key(claim)].append(claim)
    return [
        [claim for claim in group if claim.pk in against]
        for group in groups.values()
        if (against := _excluding(group, conflict))
    ]


def _excluding(group: list[Claim], conflict: Callable[[Any, Any], bool]) -> set[int]:
    pairs = [pair for pair in combinations(group, 2) if conflict(*pair)]
    return {claim.pk for pair in pairs for claim in pair}


def _newest(group: list[Claim]) -> tuple[date, int]:
    return group[-1].update.known_on, group[-1].pk


def _disputes(groups: list[list[Claim]], moment: Moment) -> list[Dispute]:
    """The groups with the evidence of their claims, in the same order."""
    keys = [claim.pk for group in groups for claim in group]
    claims = Claim.objects.filter(pk__in=keys)
    shown = {claim.pk: claim for claim in with_subjects(with_evidence(claims, moment))}
    return [_dispute([shown[claim.pk] for claim in group]) for group in groups]


def _dispute(claims: list[Claim]) -> Dispute:
    rows = tuple(claim_row(claim) for claim in claims)
    return Dispute(
        subjects=subject_links(claims[0]), heading=rows[0].heading, rows=rows
    )
