"""Sums that somebody gives for several projects, and lists that we add up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from projects.codes import Basis
from projects.models import QuantityClaim, Tranche
from projects.rules.counting import adjusted, confirmed
from projects.rules.sums import Sum, add
from tracker.pages.amounts import projects_of
from tracker.pages.citing import Cite
from tracker.pages.counted import PLANNED, Ledger, Shown
from tracker.pages.formulas import BY_SLUG
from tracker.pages.left_out import Left, left_out

TOTALS = (*PLANNED, Basis.HEADLINE, Basis.CEILING, Basis.COMPOSITION)


@dataclass(frozen=True, slots=True)
class OnBasis:
    """What of a list stands on one basis."""

    name: str
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class GivenSum:
    """A sum as one speaker gives it, and what is left of it once we adjust.

    `items` are the amounts of a list that we added up; a speaker's own sum has none.
    `origins` grades what the confirmed sum rests on.
    """

    shown: Shown
    said: tuple[Sum, ...]
    items: tuple[Shown, ...]
    bases: tuple[OnBasis, ...]
    adjusted: tuple[Sum, ...]
    confirmed: tuple[Sum, ...]
    origins: str
    left: tuple[Left, ...]
    cite: Cite


@dataclass(frozen=True, slots=True)
class Given:
    """The sums given for one tranche, or for projects of no one tranche."""

    tranche: Tranche | None
    rows: tuple[GivenSum, ...]


def sums_given(found: Ledger) -> tuple[Given, ...]:
    """By tranche in their order: each sum as said, then each list added up by us."""
    grouped: dict[int, list[QuantityClaim]] = defaultdict(list)
    tranches: dict[int, Tranche] = {}
    for claim in reversed(found.claims):
        tranche = found.tranche_of(claim)
        if claim.basis in TOTALS and not claim.per and projects_of(claim):
            grouped[tranche.pk if tranche else 0].append(claim)
            if tranche:
                tranches[tranche.pk] = tranche
    made = [_given(found, tranches.get(key), rows) for key, rows in grouped.items()]
    with_rows = [given for given in made if given.rows]
    return tuple(sorted(with_rows, key=_place))


def lists_of(claims: Iterable[QuantityClaim], size: int) -> list[list[QuantityClaim]]:
    """Amounts of one update by the same speakers that cover most of a tranche.

    A list of which we hold less than half is not added up: its sum would say less
    than the list does.
    """
    told: dict[object, list[QuantityClaim]] = defaultdict(list)
    for claim in claims:
        if len(projects_of(claim)) < size and claim.basis in TOTALS:
            speakers = frozenset(said.party_id for said in claim.said_by.all())
            told[(claim.update_id, speakers, claim.unit)].append(claim)
    return [rows for rows in told.values() if _covers_most(rows, size)]


def _covers_most(rows: Sequence[QuantityClaim], size: int) -> bool:
    named = [project.pk for claim in rows for project in projects_of(claim)]
    once = len(named) == len(set(named))
    return once and len(rows) > 1 and 2 * len(named) >= size


def _given(
    found: Ledger, tranche: Tranche | None, claims: Sequence[QuantityClaim]
) -> Given:
    own = [claim for claim in claims if len(projects_of(claim)) > 1]
    size = len(tranche.projects.all()) if tranche else 0
    rows = [_row(found, [claim], listed=False) for claim in own]
    rows += [_row(found, listed, listed=True) for listed in lists_of(claims, size)]
    return Given(tranche=tranche, rows=tuple(rows))


def _row(found: Ledger, claims: Sequence[QuantityClaim], *, listed: bool) -> GivenSum:
    entries = found.entries_of(claims)
    count = adjusted(entries, found.links)
    strong = confirmed(entries, found.links)
    shown = tuple(found.shown(entry.key) for entry in entries)
    return GivenSum(
        shown=shown[0],
        said=add(entry.quantity for entry in entries),
        items=shown if listed else (),
        bases=_by_basis(claims),
        adjusted=count.sums,
        confirmed=strong.sums,
        origins=found.origins(strong.counted),
        left=left_out(found, count.excluded),
        cite=_cite(found, claims),
    )


def _cite(found: Ledger, claims: Sequence[QuantityClaim]) -> Cite:
    """A list that we added up, by the update that gives it."""
    update, pledge = claims[0].update, found.pledge
    said = "; ".join(each.words for each in add(c.quantity for c in claims))
    return Cite(
        key=f"{pledge.slug}/totals/list/{update.public_id}",
        address=f"{reverse('totals', args=[pledge.slug])}#given",
        words=f"{update.headline}: “{said}”",
        formula=BY_SLUG["sum"],
    )


def _by_basis(claims: Sequence[QuantityClaim]) -> tuple[OnBasis, ...]:
    bases: dict[str, list[QuantityClaim]] = defaultdict(list)
    for claim in claims:
        bases[claim.basis].append(claim)
    return tuple(
        OnBasis(str(Basis(basis).label), add(claim.quantity for claim in found))
        for basis, found in bases.items()
    )


def _place(given: Given) -> tuple[bool, int]:
    return given.tranche is None, given.tranche.number if given.tranche else 0
