"""The rungs of a pledge: pledged, announced, selected, signed, paid out.

Each amount keeps its basis and its claim. Amounts of different bases are never added
up, and only a draw on the pledge in its own currency is put against it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from deadlines.models import Deadline
from projects.codes import Basis, Direction, Stage, stages_from
from projects.models import CashFlow, Pledge, Project, QuantityClaim
from projects.rules.moment import Moment
from projects.rules.quantity import Quantity, describe
from tracker.pages.amounts import (
    Stages,
    amounts_of,
    by_root,
    is_sum,
    payments_of,
    projects_of,
    roots_of,
    rung_of,
    stages_of,
)
from tracker.pages.evidence import ClaimRow, claim_row
from tracker.pages.subjects import Link, subject_links

PLEDGED = (Basis.HEADLINE, Basis.CEILING)
PLANNED = (Basis.BUSINESS_SCALE, Basis.PROJECT_COST, Basis.FINANCING)
DRAWN = (Basis.SIGNED, Basis.PAID_OUT)
BASES = PLEDGED + PLANNED + DRAWN
SHOWN = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """One accepted amount. `share` is its part of the pledge, if it is a draw on it."""

    row: ClaimRow
    subjects: tuple[Link, ...]
    share: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One step between the promise and the money. Empty is "no evidence found"."""

    code: str
    name: str
    counted: str
    amounts: tuple[Amount, ...]
    more: int
    payments: tuple[CashFlow, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of one pledge."""

    pledge: Pledge
    rungs: tuple[Rung, ...]

    @property
    def furthest(self) -> Rung | None:
        """The last rung of which an amount or a payment is known."""
        known = [rung for rung in self.rungs if rung.amounts or rung.payments]
        return known[-1] if known else None

    @property
    def beyond(self) -> tuple[Rung, ...]:
        """The rungs after it, of which no money is known."""
        if self.furthest is None:
            return self.rungs
        return self.rungs[self.rungs.index(self.furthest) + 1 :]


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found for one pledge and its additive parts, oldest knowledge first."""

    claims: Sequence[QuantityClaim]
    stages: Stages
    counts: Counter[str]
    payments: Sequence[CashFlow]


def main_pledges(moment: Moment) -> QuerySet[Pledge]:
    """Investment pledges that are no part of another and have come under way."""
    return (
        Pledge.objects.seen(moment)
        .filter(direction=Direction.OUTWARD, parent=None)
        .filter(
            Exists(Deadline.objects.seen(moment).filter(pledge=OuterRef("pk")))
            | Exists(Project.objects.seen(moment).filter(pledge=OuterRef("pk")))
        )
        .select_related("promisor", "beneficiary")
        .order_by("brought_in_by__known_on", "pk")
    )


def ladders(pledges: Iterable[Pledge], moment: Moment) -> list[Ladder]:
    """The rungs of each pledge, in a fixed number of queries for all of them."""
    shown = list(pledges)
    roots = roots_of(shown, moment)
    claims = by_root(amounts_of(roots, BASES, moment), roots)
    stages = stages_of(roots, moment)
    payments = payments_of(roots, moment)
    return [
        _ladder(
            pledge,
            _Found(
                claims[pledge.pk],
                stages,
                stages.by_root[pledge.pk],
                payments[pledge.pk],
            ),
        )
        for pledge in shown
    ]


def _ladder(pledge: Pledge, found: _Found) -> Ladder:
    promised = [claim for claim in found.claims if _is_promise(claim, pledge)]
    sums = [claim for claim in found.claims if is_sum(claim)]
    draws = {basis: [c for c in sums if c.basis == basis] for basis in DRAWN}
    planned = sorted((c for c in sums if c.basis in PLANNED), key=_weight)
    at = found.stages.by_project
    chosen = [claim for claim in planned if rung_of(claim, at) == Stage.SELECTED]
    listed = [claim for claim in planned if rung_of(claim, at) == Stage.ANNOUNCED]
    whole = _whole(promised)
    return Ladder(
        pledge=pledge,
        rungs=(
            _rung("pledged", _("Pledged"), "", _latest_of_basis(promised), None),
            _rung(
                "announced",
                _("Announced"),
                _counted(found.counts, [Stage.ANNOUNCED]),
                listed,
                None,
            ),
            _rung("selected", _("Selected"), _reached(found.counts), chosen, None),
            _rung(
                "signed",
                _("Signed"),
                _signed(found.counts),
                draws[Basis.SIGNED],
                whole,
            ),
            _rung(
                "paid_out",
                _("Paid out"),
                _counted(found.counts, [Stage.PAID_OUT]),
                draws[Basis.PAID_OUT],
                whole,
                payments=tuple(found.payments),
            ),
        ),
    )


def _rung(
    code: str,
    name: str,
    counted: str,
    claims: Sequence[QuantityClaim],
    whole: Quantity | None,
    *,
    payments: tuple[CashFlow, ...] = (),
) -> Rung:
    """Amounts of many projects together first, then the latest known."""
    latest = list(reversed(claims))
    first = sorted(latest, key=lambda claim: -len(projects_of(claim)))
    return Rung(
        code=code,
        name=name,
        counted=counted,
        amounts=tuple(_amount(claim, whole) for claim in first[:SHOWN]),
        more=max(len(first) - SHOWN, 0),
        payments=payments,
    )


def _amount(claim: QuantityClaim, whole: Quantity | None) -> Amount:
    return Amount(
        row=claim_row(claim),
        subjects=subject_links(claim),
        share=_share(claim.quantity, whole),
    )


def _weight(claim: QuantityClaim) -> tuple[date, str, Decimal]:
    """Later known weighs more; of one day and unit, the larger amount."""
    amount = claim.high or claim.low or Decimal(0)
    return claim.update.known_on, claim.unit, amount


def _is_promise(claim: QuantityClaim, pledge: Pledge) -> bool:
    about = [subject.pledge_id for subject in claim.subjects.all()]
    return claim.basis in PLEDGED and about == [pledge.pk]


def _latest_of_basis(claims: Iterable[QuantityClaim]) -> list[QuantityClaim]:
    """A promise repeated is one promise: the latest word on each basis.

    The headline stands last, as what is shown first.
    """
    latest = {claim.basis: claim for claim in claims}
    return [latest[basis] for basis in reversed(PLEDGED) if basis in latest]


def _whole(promised: Iterable[QuantityClaim]) -> Quantity | None:
    """The headline sum, if it is one figure."""
    plain = [
        claim.quantity
        for claim in promised
        if claim.basis == Basis.HEADLINE and claim.low == claim.high
    ]
    return plain[-1] if plain else None


def _share(part: Quantity, whole: Quantity | None) -> str:
    """A draw as a percentage of the pledge, with the sum; empty where it cannot be."""
    if whole is None or part.unit != whole.unit or not part.low or not whole.low:
        return ""
    if part.low != part.high:
        return ""
    return _("%(percent).1f%% of the pledge (our arithmetic: %(part)s / %(whole)s)") % {
        "percent": 100 * part.low / whole.low,
        "part": describe(part),
        "whole": describe(whole),
    }


def _reached(stages: Counter[str]) -> str:
    count = sum(stages[code] for code in stages_from(Stage.SELECTED))
    return _("%(count)d selected or further") % {"count": count} if count else ""


def _signed(stages: Counter[str]) -> str:
    count = sum(stages[code] for code in stages_from(Stage.CONTRACT_SIGNED))
    return _("%(count)d signed or further") % {"count": count} if count else ""


def _counted(stages: Counter[str], codes: Iterable[str]) -> str:
    return ", ".join(
        f"{stages[code]} {Stage(code).label}" for code in codes if stages[code]
    )
