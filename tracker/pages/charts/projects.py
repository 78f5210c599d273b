"""The charts of projects: the stages of each over time, and who says how much."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.charts import progress
from projects.charts.chart import Chart
from projects.codes import Stage
from projects.models import Claim, ClaimSubject, Project, QuantityClaim, StageClaim
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment, fields
from tracker.pages.charts.money import side_by_side
from tracker.pages.deadline_chart import counts
from tracker.pages.evidence import evidence_of, is_operative, with_evidence
from tracker.pages.figure import Figure, answer
from tracker.pages.subjects import with_subjects

KINDS = ("stages", "amounts")
LEAST = 2
"""A page draws no chart of fewer rows: one alone says all in its words."""

AnyClaim = TypeVar("AnyClaim", bound=Claim)


@require_safe
@at_moment
def project_chart(request: Request, slug: str, kind: str, form: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    found = get_object_or_404(Project.objects.at_stage(request.moment), slug=slug)
    charts = charts_of([found], request.moment)
    return answer(request, charts[found.pk][kind], form)


def figures(
    projects: Collection[Project], moment: Moment
) -> dict[int, dict[str, Figure]]:
    """Of each project the charts that are worth drawing, by kind."""
    found = charts_of(projects, moment)
    return {
        project.pk: {
            kind: _figure(project, kind, chart, moment)
            for kind, chart in found[project.pk].items()
            if len(chart.rows) >= LEAST
        }
        for project in projects
    }


def charts_of(
    projects: Collection[Project], moment: Moment
) -> dict[int, dict[str, Chart]]:
    """By project and kind, in a fixed number of queries.

    The projects are given with their stage at the moment.
    """
    about = ClaimSubject.objects.filter(project__in=[p.pk for p in projects])
    stages = _by_project(StageClaim.objects.seen(moment).in_order(), about, moment)
    amounts = _by_project(QuantityClaim.objects.seen(moment).in_order(), about, moment)
    return {
        project.pk: {
            "stages": _stages(project, stages[project.pk], moment),
            "amounts": side_by_side(
                claim for claim in amounts[project.pk] if _is_own(claim)
            ),
        }
        for project in projects
    }


def _by_project(
    claims: QuerySet[AnyClaim], about: QuerySet[ClaimSubject], moment: Moment
) -> dict[int, list[AnyClaim]]:
    """With their evidence, in the order given."""
    found: dict[int, list[AnyClaim]] = defaultdict(list)
    chosen = claims.filter(pk__in=about.values("claim"))
    for claim in with_subjects(with_evidence(chosen, moment)):
        for subject in claim.subjects.all():
            if subject.project_id:
                found[subject.project_id].append(claim)
    return found


def _stages(project: Project, claims: Iterable[StageClaim], moment: Moment) -> Chart:
    said = [_said(claim) for claim in claims if counts(claim)]
    return progress.chart(said, standing=project.stage_then, until=moment.as_of)


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
    )


def _figure(project: Project, kind: str, chart: Chart, moment: Moment) -> Figure:
    address = reverse("project_chart", args=[project.slug, kind, "svg"])
    return Figure(chart, address.removesuffix(".svg"), urlencode(fields(moment)))
