"""Wholes against their parts: does what is said of each come to what is said of all?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from projects.codes import Basis
from projects.models import Project, QuantityClaim
from projects.rules.sums import Comparison, compare
from tracker.pages.amounts import projects_of
from tracker.pages.citing import Cite
from tracker.pages.counted import PLANNED, Ledger, Shown
from tracker.pages.evidence import is_operative
from tracker.pages.formulas import BY_SLUG


@dataclass(frozen=True, slots=True)
class Whole:
    """One whole, the parts found for it, and what no part explains.

    `silent` are the projects inside it for which no amount was found.
    """

    shown: Shown
    parts: tuple[Shown, ...]
    comparison: Comparison
    silent: tuple[Project, ...]
    beside: tuple[Shown, ...]
    cite: Cite


def wholes(found: Ledger) -> tuple[Whole, ...]:
    """The pledge and its parts; then accepted totals and lines of a list."""
    return (*_of_the_pledge(found), *_of_projects(found))


def _of_the_pledge(found: Ledger) -> list[Whole]:
    headline = {
        subject.pledge_id: claim
        for claim in reversed(found.accepted)
        if claim.basis == Basis.HEADLINE
        for subject in claim.subjects.all()
        if subject.pledge_id
    }
    whole = headline.get(found.pledge.pk)
    parts = [headline[p.pk] for p in found.parts if p.additive and p.pk in headline]
    if not whole or not parts or {part.unit for part in parts} != {whole.unit}:
        return []
    beside = [
        headline[p.pk] for p in found.parts if not p.additive and p.pk in headline
    ]
    return [_whole(found, whole, parts, (), beside)]


def _of_projects(found: Ledger) -> list[Whole]:
    return [
        made
        for claim in found.claims
        if _is_whole(claim)
        for made in _against_parts(found, claim)
    ]


def _is_whole(claim: QuantityClaim) -> bool:
    is_line = claim.basis == Basis.COMPOSITION
    is_total = claim.basis in PLANNED and is_operative(claim)
    return (is_line or is_total) and not claim.per and len(projects_of(claim)) > 1


def _against_parts(found: Ledger, whole: QuantityClaim) -> list[Whole]:
    """Against each update that gives all parts, else against the accepted ones."""
    projects = {project.pk: project for project in projects_of(whole)}
    single = [c for c in found.claims if _is_part(c, whole) and c.unit == whole.unit]
    told: dict[int, dict[int, QuantityClaim]] = {}
    for claim in reversed(single):
        told.setdefault(claim.update_id, {})[projects_of(claim)[0].pk] = claim
    full = [parts for parts in told.values() if set(parts) == set(projects)]
    if full:
        return [_whole(found, whole, [*parts.values()], ()) for parts in full]
    known = {projects_of(c)[0].pk: c for c in reversed(single) if is_operative(c)}
    silent = tuple(p for pk, p in projects.items() if pk not in known)
    return [_whole(found, whole, [*known.values()], silent)] if known else []


def _is_part(claim: QuantityClaim, whole: QuantityClaim) -> bool:
    about = projects_of(claim)
    inside = {project.pk for project in projects_of(whole)}
    return (
        claim.basis in PLANNED
        and not claim.per
        and len(about) == 1
        and about[0].pk in inside
    )


def _whole(
    found: Ledger,
    whole: QuantityClaim,
    parts: Sequence[QuantityClaim],
    silent: tuple[Project, ...],
    beside: Sequence[QuantityClaim] = (),
) -> Whole:
    comparison = compare(whole.quantity, [part.quantity for part in parts])
    return Whole(
        shown=found.shown(str(whole.public_id)),
        parts=tuple(found.shown(str(part.public_id)) for part in parts),
        comparison=comparison,
        cite=_cite(found, whole, comparison),
        silent=silent,
        beside=tuple(found.shown(str(each.public_id)) for each in beside),
    )


def _cite(found: Ledger, whole: QuantityClaim, comparison: Comparison) -> Cite:
    """The comparison, by the whole that it is of."""
    pledge, stated = found.pledge, found.shown(str(whole.public_id))
    parts = comparison.parts.words
    return Cite(
        key=f"{pledge.slug}/totals/whole/{whole.public_id}",
        address=f"{reverse('totals', args=[pledge.slug])}#wholes",
        words=f"{stated.words} ({stated.about}): “{parts}”",
        formula=BY_SLUG["parts"],
    )
