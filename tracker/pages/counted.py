"""The rows of a pledge as the rule of counting takes them, and back.

An entry is one claim about an amount, or one payment. Its things are projects, or the
line of money itself where money was signed or paid.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.codes import Basis, Grade, Instrument, LinkKind, Stage
from projects.models import (
    CashFlow,
    FinancingLine,
    Pledge,
    Project,
    ProjectLink,
    QuantityClaim,
    Tranche,
)
from projects.rules.counting import COVER, Entry, Link, Measure
from projects.rules.moment import Moment
from projects.rules.quantity import Quantity, describe
from tracker.pages.amounts import (
    all_amounts_of,
    is_sum,
    payments_of,
    projects_of,
    rung_of,
)
from tracker.pages.evidence import (
    ClaimRow,
    best_origin,
    claim_row,
    is_operative,
    origin_grades,
    stands,
)
from tracker.pages.provenance import held_words

PLANNED = (Basis.PROJECT_COST, Basis.FINANCING, Basis.BUSINESS_SCALE)
DRAWN = (Basis.SIGNED, Basis.PAID_OUT)
PROMISED = (Basis.HEADLINE, Basis.CEILING)
BASES = (*PROMISED, *PLANNED, *DRAWN, Basis.COMPOSITION)
INVESTMENT = (Basis.PROJECT_COST, Basis.FINANCING, *DRAWN)
STRONG = {Grade.A, Grade.B}
CERTAIN = (LinkKind.SAME_AS, LinkKind.BECAME, LinkKind.PART_OF)


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as a page shows it: a claim with its evidence, or a payment.

    `origin` is the grade of the best origin of a claim, and how we hold it.
    """

    words: str
    about: str
    url: str
    row: ClaimRow | None
    origin: str = ""


@dataclass(frozen=True)
class Ledger:
    """All that could be counted for one pledge, the latest known first."""

    pledge: Pledge
    parts: Sequence[Pledge]
    claims: Sequence[QuantityClaim]
    payments: Sequence[CashFlow]
    projects: Sequence[Project]
    lines: Sequence[FinancingLine]
    tranches: Mapping[int, Tranche]
    links: tuple[Link, ...]

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The claims that add up, by their key; a rate per year does not."""
        return {
            _key(claim): self._entry(claim) for claim in self.claims if not claim.per
        }

    @cached_property
    def accepted(self) -> list[QuantityClaim]:
        return [c for c in self.claims if is_operative(c) and is_sum(c)]

    @cached_property
    def stages(self) -> Mapping[int, str]:
        return {project.pk: project.stage_then for project in self.projects}

    @cached_property
    def by_key(self) -> Mapping[str, QuantityClaim]:
        return {_key(claim): claim for claim in self.claims}

    def entries_of(self, claims: Iterable[QuantityClaim]) -> list[Entry]:
        return [self.entries[_key(claim)] for claim in claims]

    def origins(self, entries: Iterable[Entry]) -> str:
        """The grades of the origins behind these amounts, each by its best one, and
        what we read of them."""
        claims = (self.by_key[e.key] for e in entries if e.key in self.by_key)
        held = Counter(held_words(best_origin(claim)) for claim in claims)
        words = _("%(count)d of %(held)s")
        return "; ".join(
            words % {"count": count, "held": each}
            for each, count in sorted(held.items())
        )

    def paid(self) -> list[Entry]:
        return [_payment_entry(flow) for flow in self.payments]

    def shown(self, key: str) -> Shown:
        if key not in self.by_key:
            return _payment_shown(next(f for f in self.payments if _flow(f) == key))
        claim = self.by_key[key]
        row = claim_row(claim)
        return Shown(
            words=row.value,
            about=self.about(claim),
            url=f"{reverse('update', args=[claim.update.public_id])}#claim-{key}",
            row=row,
            origin=held_words(best_origin(claim)),
        )

    def about(self, claim: QuantityClaim) -> str:
        """What it is an amount of, in few words."""
        things = [subject.thing for subject in claim.subjects.all()]
        if len(things) > 2:
            return _("%(count)d projects together") % {"count": len(things)}
        lines = [_line_words(each) for each in things]
        return ", ".join(lines)

    def tranche_of(self, claim: QuantityClaim) -> Tranche | None:
        """The one tranche to which all that it is about belongs."""
        tranches = {project.tranche_id for project in projects_of(claim)}
        only = tranches.pop() if len(tranches) == 1 else None
        return self.tranches[only] if only else None

    def rung(self, claim: QuantityClaim) -> Stage | None:
        return rung_of(claim, self.stages)

    def instrument(self, claim: QuantityClaim) -> str:
        """The form of the money, if the claim is about one line of it."""
        line = self._line(claim)
        return line.kind if line else ""

    def things(self, claim: QuantityClaim) -> frozenset[str]:
        line = self._line(claim)
        if claim.basis in DRAWN and line:
            flows = (_flow(f) for f in self.payments if f.line_id == line.pk)
            return frozenset([f"line:{line.slug}", *flows])
        projects = {project.slug for project in projects_of(claim)}
        for subject in claim.subjects.all():
            if subject.pledge_id:
                projects |= {f"pledge:{subject.pledge_id}"}
            if subject.pledge_id == self.pledge.pk:
                projects |= {project.slug for project in self.projects}
        return frozenset(projects or {_key(claim)})

    def _entry(self, claim: QuantityClaim) -> Entry:
        line = self._line(claim)
        return Entry(
            key=_key(claim),
            quantity=claim.quantity,
            things=self.things(claim),
            measure=_measure(claim.basis),
            additive=not self._stands_beside(claim),
            pre_dates=self._pre_dates(claim),
            contingent=line is not None and line.kind in COVER,
            strong=bool(origin_grades(claim) & STRONG),
        )

    def _line(self, claim: QuantityClaim) -> FinancingLine | None:
        """The line it names, or the one line for exactly the projects it names."""
        named = [s.line for s in claim.subjects.all() if s.line]
        if named or claim.basis not in DRAWN:
            return named[0] if len(named) == 1 else None
        about = {project.pk for project in projects_of(claim)}
        same = [
            line
            for line in self.lines
            if {project.pk for project in line.projects.all()} == about
        ]
        return same[0] if about and len(same) == 1 else None

    def _stands_beside(self, claim: QuantityClaim) -> bool:
        """Is it about a part that does not count toward the sum?"""
        beside = {part.pk for part in self.parts if not part.additive}
        about = {s.pledge_id for s in claim.subjects.all() if s.pledge_id}
        about |= {project.pledge_id for project in projects_of(claim)}
        return bool(about & beside)

    def _pre_dates(self, claim: QuantityClaim) -> bool:
        """Was all that it is about known before the pledge was?"""
        about = {project.pk for project in projects_of(claim)}
        since = self.pledge.brought_in_by.known_on
        known = [p.brought_in_by.known_on for p in self.projects if p.pk in about]
        return bool(known) and max(known) < since


def ledger(pledge: Pledge, moment: Moment) -> Ledger:
    """Everything that could be counted for a pledge, in a fixed number of queries."""
    parts = list(pledge.parts.seen(moment).order_by("name", "pk"))
    roots = {pledge.pk: pledge.pk} | {part.pk: pledge.pk for part in parts}
    seen = Prefetch("projects", Project.objects.seen(moment))
    projects = Project.objects.at_stage(moment).filter(pledge__in=roots)
    tranches = Tranche.objects.seen(moment).filter(pledge__in=roots)
    lines = FinancingLine.objects.seen(moment).filter(projects__pledge__in=roots)
    return Ledger(
        pledge=pledge,
        parts=parts,
        claims=list(reversed(standing(all_amounts_of(roots, BASES, moment)))),
        payments=payments_of(roots, moment)[pledge.pk],
        projects=list(projects.select_related("brought_in_by").order_by("pk")),
        tranches=tranches.prefetch_related(seen).in_bulk(),
        lines=list(lines.distinct().prefetch_related(seen).order_by("pk")),
        links=_links(roots, moment),
    )


def standing(claims: Iterable[QuantityClaim]) -> list[QuantityClaim]:
    """No known error, no denial, not superseded."""
    return [claim for claim in claims if stands(claim)]


def _links(roots: Collection[int], moment: Moment) -> tuple[Link, ...]:
    links = ProjectLink.objects.seen(moment).filter(from_project__pledge__in=roots)
    rows = links.values_list("from_project__slug", "to_project__slug", "kind")
    return tuple(
        Link(one, other, certain=kind in CERTAIN)
        for one, other, kind in rows.order_by("pk")
    )


def _measure(basis: str) -> Measure:
    if basis in INVESTMENT:
        return Measure.INVESTMENT
    scale = basis == Basis.BUSINESS_SCALE
    return Measure.BUSINESS_SCALE if scale else Measure.OTHER


def _key(claim: QuantityClaim) -> str:
    return str(claim.public_id)


def _flow(flow: CashFlow) -> str:
    return f"flow:{flow.pk}"


def _payment_entry(flow: CashFlow) -> Entry:
    quantity = Quantity(flow.amount, flow.amount, "exactly", None, flow.currency)
    return Entry(key=_flow(flow), quantity=quantity, things=frozenset([_flow(flow)]))


def _payment_shown(flow: CashFlow) -> Shown:
    return Shown(
        words=describe(_payment_entry(flow).quantity),
        about=_line_words(flow.line),
        url=reverse("update", args=[flow.update.public_id]),
        row=None,
    )


def _line_words(thing: object) -> str:
    if isinstance(thing, FinancingLine):
        return str(Instrument(thing.kind).label)
    return str(thing)
