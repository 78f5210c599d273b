"""Pledges and tranches as rows: what was accepted of each, and what belongs to it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from deadlines.models import Deadline
from deadlines.trends import counts
from projects.codes import Basis, Stage
from projects.models import Pledge, Project, QuantityClaim, Tranche
from projects.rules.moment import Moment
from tracker.pages.beside import Group, Item, amount_groups, items, shown
from tracker.pages.project_filters import NO_TRANCHE

PROMISED = (Basis.HEADLINE, Basis.CEILING, Basis.PURCHASE, Basis.GROWTH)
SHOWN = 3
"""So many projects of a tranche at most stand in its row."""
LEFT = (Stage.DECLINED, Stage.WITHDRAWN)
FURTHEST = ["", *LEFT, *(stage for stage in Stage if stage not in LEFT)]
"""The stages in the order in which they come near to the end of the ladder."""
_OF_IT_OR_A_PART = Q(pledge=OuterRef("pk")) | Q(
    pledge__parent=OuterRef("pk"), pledge__additive=True
)


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A pledge in a list, with its accepted headline and ceiling."""

    pledge: Pledge
    amounts: tuple[Item, ...]
    projects: int
    deadlines: int


@dataclass(frozen=True, slots=True)
class TrancheRow:
    """A tranche with its accepted totals and its projects, the furthest first.

    `tranche` is None for projects that are in none; `count` is of all its projects,
    `claims` of all amounts said of it as a whole, without known errors and denials.
    """

    tranche: Tranche | None
    accepted: tuple[Item, ...]
    claims: int
    projects: list[Project]
    count: int

    @property
    def slug(self) -> str:
        """What narrows the list of projects to its own."""
        return self.tranche.slug if self.tranche else NO_TRANCHE


@dataclass(frozen=True, slots=True)
class TrancheAmounts:
    """A tranche with all that was said of its total."""

    tranche: Tranche
    groups: list[Group]


def tranche_rows(pledge: Pledge, moment: Moment) -> list[TrancheRow]:
    """The tranches, and the projects in none as a last row, in fixed queries."""
    projects = Prefetch("projects", Project.objects.at_stage(moment))
    tranches = list(pledge.tranches.seen(moment).prefetch_related(projects))
    said = _amounts_of_tranches(tranches, moment)
    loose = list(pledge.projects.at_stage(moment).exclude(tranche__in=tranches))
    rows = [
        _tranche_row(tranche, tranche.projects.all(), said[tranche.pk])
        for tranche in tranches
    ]
    return rows + ([_tranche_row(None, loose, [])] if loose else [])


def tranche_amounts(pledge: Pledge, moment: Moment) -> list[TrancheAmounts]:
    """The tranches of which an amount was said."""
    tranches = list(pledge.tranches.seen(moment))
    said = _amounts_of_tranches(tranches, moment)
    return [
        TrancheAmounts(tranche, amount_groups(said[tranche.pk]))
        for tranche in tranches
        if said[tranche.pk]
    ]


def pledge_rows(found: QuerySet[Pledge], moment: Moment) -> list[PledgeRow]:
    """The pledges with what they promise, in a fixed number of queries."""
    counted = list(
        found.annotate(
            project_count=_count(Project, moment, Q(pledge=OuterRef("pk"))),
            deadline_count=_count(Deadline, moment, _OF_IT_OR_A_PART),
        ).order_by("name", "pk")
    )
    promised = _promised([pledge.pk for pledge in counted], moment)
    return [
        PledgeRow(
            pledge=pledge,
            amounts=items(promised[pledge.pk].values()),
            projects=pledge.project_count,
            deadlines=pledge.deadline_count,
        )
        for pledge in counted
    ]


def _count(model: type[Project | Deadline], moment: Moment, which: Q) -> Coalesce:
    """How many of them belong to a pledge."""
    of_it = model.objects.seen(moment).filter(which).order_by().values(one=Value(1))
    counted = of_it.annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _promised(
    pledges: Collection[int], moment: Moment
) -> dict[int, dict[str, QuantityClaim]]:
    """For each pledge the last accepted amount on each basis it was promised on."""
    claims: QuerySet[QuantityClaim] = QuantityClaim.objects.operative(moment)
    about = QuantityClaim.objects.filter(subjects__pledge__in=pledges)
    found: dict[int, dict[str, QuantityClaim]] = defaultdict(dict)
    chosen = claims.filter(basis__in=PROMISED, pk__in=about.values("pk"))
    for claim in shown(chosen, moment):
        for subject in claim.subjects.all():
            if subject.pledge_id:
                found[subject.pledge_id][claim.basis] = claim
    return found


def _amounts_of_tranches(
    tranches: Collection[Tranche], moment: Moment
) -> dict[int, list[QuantityClaim]]:
    claims: QuerySet[QuantityClaim] = QuantityClaim.objects.seen(moment)
    about = QuantityClaim.objects.filter(subjects__tranche__in=tranches)
    found: dict[int, list[QuantityClaim]] = defaultdict(list)
    for claim in shown(claims.filter(pk__in=about.values("pk")), moment):
        for subject in claim.subjects.all():
            if subject.tranche_id:
                found[subject.tranche_id].append(claim)
    return found


def _tranche_row(
    tranche: Tranche | None,
    projects: Iterable[Project],
    claims: Collection[QuantityClaim],
) -> TrancheRow:
    furthest = sorted(projects, key=lambda project: -FURTHEST.index(project.stage_then))
    return TrancheRow(
        tranche=tranche,
        accepted=tuple(item for item in items(claims) if item.row.operative),
        claims=sum(counts(claim) for claim in claims),
        projects=furthest[:SHOWN],
        count=len(furthest),
    )
