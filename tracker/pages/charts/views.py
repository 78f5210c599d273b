"""The charts of a pledge: all of them, one of them, and each as a file."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from projects.charts.chart import Chart
from projects.models import Pledge
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment, fields
from tracker.pages.charts.dates import milestone_lines, slip_map
from tracker.pages.charts.money import amounts_said, rungs_over_time
from tracker.pages.charts.places import projects_by_place
from tracker.pages.charts.stages import projects_by_stage
from tracker.pages.figure import Figure, answer

KINDS = {
    "rungs": (_("Rungs over time"), rungs_over_time),
    "stages": (_("Projects by stage"), projects_by_stage),
    "places": (_("Projects by state"), projects_by_place),
    "amounts": (_("Who says how much"), amounts_said),
    "milestones": (_("Every deadline over time"), milestone_lines),
    "slips": (_("Slips by quarter"), slip_map),
}
EMBEDDED = ("slips", "stages")
"""Those that the page of the pledge leads to by their titles."""

Make = Callable[[Pledge, Moment], Chart]


@require_safe
@at_moment
def pledge_charts(request: Request, slug: str) -> HttpResponse:
    pledge = get_object_or_404(Pledge.objects.seen(request.moment), slug=slug)
    moment = request.moment
    figures = [
        (kind, name, figure_of(pledge, kind, make(pledge, moment), moment))
        for kind, (name, make) in KINDS.items()
    ]
    return render(request, "pledge_charts.html", {"pledge": pledge, "figures": figures})


@require_safe
@at_moment
def pledge_chart(request: Request, slug: str, kind: str) -> HttpResponse:
    """One chart, to be linked to."""
    name, make = _kind(kind)
    pledge = get_object_or_404(Pledge.objects.seen(request.moment), slug=slug)
    figure = figure_of(pledge, kind, make(pledge, request.moment), request.moment)
    context = {"pledge": pledge, "name": name, "figure": figure}
    return render(request, "pledge_chart.html", context)


@require_safe
@at_moment
def pledge_chart_file(
    request: Request, slug: str, kind: str, form: str
) -> HttpResponseBase:
    _name, make = _kind(kind)
    pledge = get_object_or_404(Pledge.objects.seen(request.moment), slug=slug)
    figure = figure_of(pledge, kind, make(pledge, request.moment), request.moment)
    return answer(request, figure, form)


def embedded(pledge: Pledge, moment: Moment) -> dict[str, Figure]:
    return {
        kind: figure_of(pledge, kind, KINDS[kind][1](pledge, moment), moment)
        for kind in EMBEDDED
    }


def figure_of(pledge: Pledge, kind: str, chart: Chart, moment: Moment) -> Figure:
    page = reverse("pledge_chart", args=[pledge.slug, kind])
    about = replace(chart, subject=pledge.name)
    return Figure(about, page.removesuffix("/"), page, urlencode(fields(moment)))


def _kind(kind: str) -> tuple[object, Make]:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]
