"""The charts of projects: the stages of each over time, and who says how much."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from deadlines.trends import counts, known
from projects.charts import progress
from projects.charts.chart import Chart
from projects.codes import Stage
from projects.models import Claim, ClaimSubject, Project, QuantityClaim, StageClaim
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment, fields
from tracker.pages.charts.money import side_by_side
from tracker.pages.evidence import evidence_of, is_operative, with_evidence
from tracker.pages.figure import Figure, answer
from tracker.pages.subjects import with_subjects

KINDS = ("stages", "amounts")
LEAST = 2
"""A page draws no chart of fewer rows: one alone says all in its words."""

AnyClaim = TypeVar("AnyClaim", bound=Claim)


@require_safe
@at_moment
def project_chart(
    request: Request, slug: str, kind: str, form: str
) -> HttpResponseBase:
    if kind not in KINDS:
        raise Http404
    known = Project.objects.at_stage(request.moment).select_related("pledge")
    found = get_object_or_404(known, slug=slug)
    stages, amounts = _claims([found], request.moment)
    charts = _charts(found, stages[found.pk], amounts[found.pk], request.moment)
    return answer(request, _figure(found, kind, charts[kind], request.moment), form)


def figures(
    project: Project,
    stages: Iterable[StageClaim],
    amounts: Iterable[QuantityClaim],
    moment: Moment,
) -> dict[str, Figure]:
    """What is worth drawing of the claims about a project, by kind.

    They come with their evidence, in any order.
    """
    charts = _charts(project, stages, amounts, moment)
    return {
        kind: _figure(project, kind, chart, moment)
        for kind, chart in charts.items()
        if len(chart.rows) >= LEAST
    }


def figures_of(
    projects: Collection[Project], moment: Moment
) -> dict[int, dict[str, Figure]]:
    """The same for several projects, in a fixed number of queries."""
    stages, amounts = _claims(projects, moment)
    return {
        each.pk: figures(each, stages[each.pk], amounts[each.pk], moment)
        for each in projects
    }


def _claims(
    projects: Collection[Project], moment: Moment
) -> tuple[dict[int, list[StageClaim]], dict[int, list[QuantityClaim]]]:
    """What was said of the stage and of the amounts of each project."""
    about = ClaimSubject.objects.filter(project__in=[p.pk for p in projects])
    return (
        _by_project(StageClaim.objects.seen(moment), about, moment),
        _by_project(QuantityClaim.objects.seen(moment), about, moment),
    )


def _charts(
    project: Project,
    stages: Iterable[StageClaim],
    amounts: Iterable[QuantityClaim],
    moment: Moment,
) -> dict[str, Chart]:
    """By kind. The project is given with its stage at the moment."""
    said = [_said(claim) for claim in sorted(stages, key=_in_order) if counts(claim)]
    own = (claim for claim in sorted(amounts, key=_in_order) if _is_own(claim))
    return {
        "stages": progress.chart(said, standing=project.stage_then, until=moment.as_of),
        "amounts": side_by_side(own),
    }


def _by_project(
    claims: QuerySet[AnyClaim], about: QuerySet[ClaimSubject], moment: Moment
) -> dict[int, list[AnyClaim]]:
    """With their evidence."""
    found: dict[int, list[AnyClaim]] = defaultdict(list)
    chosen = claims.filter(pk__in=about.values("claim"))
    for claim in with_subjects(with_evidence(chosen, moment)):
        for subject in claim.subjects.all():
            if subject.project_id:
                found[subject.project_id].append(claim)
    return found


def _in_order(claim: Claim) -> tuple[date, date, int, int]:
    """As the querysets have it: the last of those accepted counts."""
    known_on = claim.update.known_on
    return known_on, claim.said_on or known_on, claim.update_id, claim.place


def _is_own(claim: Claim) -> bool:
    """Is it about this project alone?"""
    return len(claim.subjects.all()) == 1


def _said(claim: StageClaim) -> progress.Said:
    evidence = evidence_of(claim)
    return progress.Said(
        stage=Stage(claim.stage),
        known_on=evidence.known_on,
        said_by="; ".join(speaker.name for speaker in evidence.speakers),
        accepted=is_operative(claim),
        url=evidence.url,
        known=known(claim),
    )


def _figure(project: Project, kind: str, chart: Chart, moment: Moment) -> Figure:
    """The project is given with its pledge."""
    address = reverse("project_chart", args=[project.slug, kind, "svg"])
    page = f"{reverse('project', args=[project.slug])}#chart-{kind}"
    about = replace(chart, subject=f"{project}, {project.pledge}")
    query = urlencode(fields(moment))
    return Figure(about, address.removesuffix(".svg"), page, query)
