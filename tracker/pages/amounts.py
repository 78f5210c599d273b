"""What is known about the money of pledges: amounts, stages, payments; set by set."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from projects.codes import Basis, CashFlowKind
from projects.models import CashFlow, Pledge, Project, QuantityClaim
from tracker.pages.evidence import with_evidence
from tracker.pages.subjects import with_subjects


def roots_of(pledges: Collection[Pledge]) -> dict[int, int]:
    """For each pledge and each additive part the pledge that is shown for it."""
    roots = {pledge.pk: pledge.pk for pledge in pledges}
    parts = Pledge.objects.filter(parent__in=pledges, additive=True)
    return roots | dict(parts.values_list("pk", "parent_id"))


def amounts_of(
    roots: Collection[int], bases: Collection[Basis]
) -> QuerySet[QuantityClaim]:
    """The accepted amounts of these pledges, their tranches, projects and lines."""
    return _about(QuantityClaim.objects.operative().in_order(), roots, bases)


def all_amounts_of(
    roots: Collection[int], bases: Collection[Basis]
) -> QuerySet[QuantityClaim]:
    """Every live amount of these pledges, accepted or not."""
    return _about(QuantityClaim.objects.live().in_order(), roots, bases)


def _about(
    claims: QuerySet[QuantityClaim], roots: Collection[int], bases: Collection[Basis]
) -> QuerySet[QuantityClaim]:
    about = (
        Q(subjects__pledge__in=roots)
        | Q(subjects__tranche__pledge__in=roots)
        | Q(subjects__project__pledge__in=roots)
        | Q(subjects__line__pledge__in=roots)
        | Q(subjects__line__projects__pledge__in=roots)
    )
    chosen = QuantityClaim.objects.filter(about, basis__in=bases)
    found = with_evidence(claims.filter(pk__in=chosen.values("pk")))
    return with_subjects(found).prefetch_related(
        "subjects__tranche__projects", "subjects__line__projects"
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


def stages_of(roots: dict[int, int]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Project.objects.filter(pledge__in=roots).exclude(stage="")
    for pledge, stage in rows.values_list("pledge_id", "stage"):
        found[roots[pledge]][stage] += 1
    return found


def payments_of(roots: dict[int, int]) -> dict[int, list[CashFlow]]:
    """Cash paid out on the lines of each pledge."""
    found: dict[int, list[CashFlow]] = defaultdict(list)
    flows = (
        CashFlow.objects.live()
        .filter(kind=CashFlowKind.PAID_OUT)
        .filter(Q(line__pledge__in=roots) | Q(line__projects__pledge__in=roots))
        .select_related("update", "line")
        .prefetch_related("line__projects")
        .distinct()
        .order_by("on", "pk")
    )
    for flow in flows:
        keys = {flow.line.pledge_id, *(p.pledge_id for p in flow.line.projects.all())}
        for root in {roots[key] for key in keys if key in roots}:
            found[root].append(flow)
    return found
