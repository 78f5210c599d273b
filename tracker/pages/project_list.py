"""All projects: searched, filtered, sorted; what stands in the address is shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from projects.codes import Basis, FactAttribute
from projects.models import Project, QuantityClaim, StageClaim
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages import project_filters
from tracker.pages.beside import Item, items, shown
from tracker.pages.evidence import ClaimRow, claim_row, with_evidence
from tracker.pages.facts_given import facts_given
from tracker.pages.paging import page_of
from tracker.pages.partials import wants_part

PER_PAGE = 50
SIZES = (Basis.PROJECT_COST, Basis.BUSINESS_SCALE, Basis.FINANCING)
"""What the size of a project is given as; the first that is known is listed."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project in the list, with what its stage and its size rest on.

    `name` is what it was called since it came in, if anything.
    """

    project: Project
    stage: ClaimRow | None
    size: Item | None
    name: str
    place: str


@require_safe
@at_moment
@vary_on_headers("HX-Request")
def projects(request: Request) -> HttpResponse:
    moment = request.moment
    filters = project_filters.read(request.GET)
    listed: QuerySet[Project] = Project.objects.at_stage(moment)
    found = project_filters.apply(
        filters, listed.select_related("pledge", "tranche__brought_in_by"), moment
    )
    page = page_of(request, found, PER_PAGE)
    context = {
        "filters": filters,
        "selects": project_filters.selects(filters, moment),
        "page": page,
        "rows": project_rows(page.object_list, moment),
    }
    template = "projects.html" + ("#list" if wants_part(request) else "")
    return render(request, template, context)


def project_rows(found: Iterable[Project], moment: Moment) -> list[ProjectRow]:
    """The projects with stage and size, in a fixed number of queries."""
    projects = list(found)
    stages = _stages(projects, moment)
    sizes = _sizes(projects, moment)
    given = facts_given(projects, moment)
    return [
        ProjectRow(
            project=project,
            stage=stages.get(project.stage_claim_then or 0),
            size=sizes.get(project.pk),
            name=given[project.pk].get(FactAttribute.NAME, ""),
            place=given[project.pk].get(FactAttribute.PLACE, project.place),
        )
        for project in projects
    ]


def _stages(projects: Sequence[Project], moment: Moment) -> dict[int, ClaimRow]:
    keys = [each.stage_claim_then for each in projects if each.stage_claim_then]
    claims = with_evidence(StageClaim.objects.filter(pk__in=keys), moment)
    return {claim.pk: claim_row(claim) for claim in claims}


def _sizes(projects: Sequence[Project], moment: Moment) -> dict[int, Item]:
    """The last accepted amount of each project alone, on the first basis there is."""
    about = QuantityClaim.objects.filter(subjects__project__in=projects)
    claims: QuerySet[QuantityClaim] = QuantityClaim.objects.operative(moment)
    by_basis: dict[int, dict[str, QuantityClaim]] = defaultdict(dict)
    listed = claims.filter(basis__in=SIZES, pk__in=about.values("pk"))
    for claim in shown(listed, moment):
        subjects = [subject.project_id for subject in claim.subjects.all()]
        if len(subjects) == 1 and subjects[0] is not None:
            by_basis[subjects[0]][claim.basis] = claim
    chosen = {project: _first(found) for project, found in by_basis.items()}
    return {project: items([claim])[0] for project, claim in chosen.items()}


def _first(found: dict[str, QuantityClaim]) -> QuantityClaim:
    return next(found[basis] for basis in SIZES if basis in found)
