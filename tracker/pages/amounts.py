"""What is known about the money of pledges: amounts, stages, payments; set by set."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from projects.codes import Basis, CashFlowKind, Stage, stages_from
from projects.models import CashFlow, Pledge, Project, QuantityClaim
from projects.rules.moment import LATEST, Moment
from tracker.pages.evidence import stands, with_evidence
from tracker.pages.subjects import with_subjects


@dataclass(frozen=True, slots=True)
class Stages:
    """The stage of each project that has one, and how many of a pledge are at each."""

    by_root: dict[int, Counter[str]]
    by_project: dict[int, str]


def roots_of(pledges: Collection[Pledge], moment: Moment = LATEST) -> dict[int, int]:
    """For each pledge and each additive part the pledge that is shown for it."""
    roots = {pledge.pk: pledge.pk for pledge in pledges}
    parts = Pledge.objects.seen(moment).filter(parent__in=pledges, additive=True)
    return roots | dict(parts.values_list("pk", "parent_id"))


def amounts_about(pledge: Pledge, moment: Moment) -> QuerySet[QuantityClaim]:
    """Amounts of the promise itself; those of its projects stand with them."""
    claims: QuerySet[QuantityClaim] = QuantityClaim.objects.seen(moment)
    return claims.filter(pk__in=pledge.claim_subjects.values("claim"))


def amounts_of(
    roots: Collection[int], bases: Collection[Basis], moment: Moment = LATEST
) -> QuerySet[QuantityClaim]:
    """The accepted amounts of these pledges, their tranches, projects and lines."""
    operative = QuantityClaim.objects.operative(moment)
    return _about(operative.in_order(), roots, bases, moment)


def all_amounts_of(
    roots: Collection[int], bases: Collection[Basis], moment: Moment = LATEST
) -> QuerySet[QuantityClaim]:
    """Every amount of these pledges that is seen, accepted or not."""
    seen = QuantityClaim.objects.seen(moment)
    return _about(seen.in_order(), roots, bases, moment)


def _about(
    claims: QuerySet[QuantityClaim],
    roots: Collection[int],
    bases: Collection[Basis],
    moment: Moment,
) -> QuerySet[QuantityClaim]:
    about = (
        Q(subjects__pledge__in=roots)
        | Q(subjects__tranche__pledge__in=roots)
        | Q(subjects__project__pledge__in=roots)
        | Q(subjects__line__pledge__in=roots)
        | Q(subjects__line__projects__pledge__in=roots)
    )
    chosen = QuantityClaim.objects.filter(about, basis__in=bases)
    found = with_evidence(claims.filter(pk__in=chosen.values("pk")), moment)
    projects = Project.objects.seen(moment)
    return with_subjects(found).prefetch_related(
        Prefetch("subjects__tranche__projects", projects),
        Prefetch("subjects__line__projects", projects),
    )


def by_root(
    claims: Iterable[QuantityClaim], roots: dict[int, int]
) -> dict[int, list[QuantityClaim]]:
    found: dict[int, list[QuantityClaim]] = defaultdict(list)
    for claim in claims:
        for root in {roots[key] for key in _pledges(claim) if key in roots}:
            found[root].append(claim)
    return found


def _pledges(claim: QuantityClaim) -> set[int | None]:
    """The pledges that the subjects of a claim belong to."""
    found: set[int | None] = set()
    for subject in claim.subjects.all():
        found.add(subject.pledge_id)
        if subject.tranche:
            found.add(subject.tranche.pledge_id)
        if subject.line:
            found.add(subject.line.pledge_id)
    return found | {project.pledge_id for project in projects_of(claim)}


def projects_of(claim: QuantityClaim) -> list[Project]:
    """The projects a claim is about, be it through their tranche or their line."""
    found: list[Project] = []
    for subject in claim.subjects.all():
        if subject.project:
            found.append(subject.project)
        for group in (subject.tranche, subject.line):
            found.extend(group.projects.all() if group else ())
    return found


def rung_of(claim: QuantityClaim, at: Mapping[int, str]) -> Stage | None:
    """The rung of a planned amount: selected or announced, once all projects it is
    about have come so far. Without a project, or if one left the ladder, it has none.
    """
    stages = {at.get(project.pk, "") for project in projects_of(claim)}
    for rung in (Stage.SELECTED, Stage.ANNOUNCED):
        if stages and stages <= set(stages_from(rung)):
            return rung
    return None


def is_sum(claim: QuantityClaim) -> bool:
    """Does somebody still stand by it, as a sum and not as a rate per year?"""
    return not claim.per and stands(claim)


def stages_of(roots: dict[int, int], moment: Moment) -> Stages:
    """How far the projects of these pledges had come."""
    found = Stages(defaultdict(Counter), {})
    for project in Project.objects.at_stage(moment).filter(pledge__in=roots):
        if project.stage_then:
            found.by_root[roots[project.pledge_id]][project.stage_then] += 1
            found.by_project[project.pk] = project.stage_then
    return found


def payments_of(
    roots: dict[int, int], moment: Moment = LATEST
) -> dict[int, list[CashFlow]]:
    """Cash paid out on the lines of each pledge."""
    found: dict[int, list[CashFlow]] = defaultdict(list)
    flows = (
        CashFlow.objects.seen(moment)
        .filter(kind=CashFlowKind.PAID_OUT)
        .filter(Q(line__pledge__in=roots) | Q(line__projects__pledge__in=roots))
        .select_related("update", "line")
        .prefetch_related(Prefetch("line__projects", Project.objects.seen(moment)))
        .distinct()
        .order_by("on", "pk")
    )
    for flow in flows:
        keys = {flow.line.pledge_id, *(p.pledge_id for p in flow.line.projects.all())}
        for root in {roots[key] for key in keys if key in roots}:
            found[root].append(flow)
    return found
