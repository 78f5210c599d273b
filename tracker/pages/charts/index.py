"""Every chart of the record with its title: of all, and of a pledge and what it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from deadlines.models import DateClaim, DeadlinePeriod
from projects.models import Pledge, Project
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages import deadline_chart, slips
from tracker.pages.charts import projects as project_charts
from tracker.pages.charts import views as pledge_charts
from tracker.pages.charts.dates import most_slipped
from tracker.pages.dateline import by_deadline, dates_given
from tracker.pages.figure import Figure
from tracker.pages.rungs import main_pledges
from tracker.pages.slips_found import slips_found

SHOWN = 40
PROJECT_KINDS = {
    "stages": gettext_lazy("stages over time"),
    "amounts": gettext_lazy("who says how much"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One chart by the name of what it shows."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Entries:
    """Charts of one kind of thing; `more` things of the kind are not looked at."""

    shown: Sequence[Entry]
    more: int = 0


@require_safe
@at_moment
def charts(request: Request) -> HttpResponse:
    moment = request.moment
    pledges = list(Pledge.objects.seen(moment).order_by("name", "pk"))
    chosen = _chosen(request.GET.get("pledge", ""), pledges, moment)
    context: dict[str, object] = {"pledges": pledges, "chosen": chosen}
    context["whole"] = of_all(moment)
    if chosen:
        context |= {
            "own": of_pledge(chosen, moment),
            "deadlines": of_deadlines(chosen, moment),
            "projects": of_projects(chosen, moment),
        }
    return render(request, "charts.html", context)


def of_all(moment: Moment) -> list[Entry]:
    """The slips of all deadlines, and the share met of each bindingness."""
    asked = slips.Asked.all()
    chart = slips_found(moment, asked.among).chart()
    heat = slips.figure_of(slips.HEAT, chart, asked, moment)
    shares = [share.figure for share in slips.shares(moment, asked)]
    found = [Entry(_("Slips by quarter"), heat)]
    found += [Entry(_("Share met over time"), figure) for figure in shares]
    return [entry for entry in found if entry.figure.chart.rows]


def of_pledge(pledge: Pledge, moment: Moment) -> list[Entry]:
    return [
        Entry(
            str(name),
            pledge_charts.figure_of(pledge, kind, make(pledge, moment), moment),
        )
        for kind, (name, make) in pledge_charts.KINDS.items()
    ]


def of_deadlines(pledge: Pledge, moment: Moment) -> Entries:
    """The milestone trends of its deadlines, those that slipped most first."""
    periods = most_slipped(pledge, moment)
    chosen = list(periods[:SHOWN])
    dates = by_deadline(dates_given([each.deadline_id for each in chosen], moment))
    found = [_milestones(each, dates[each.deadline_id], moment) for each in chosen]
    return Entries(
        [entry for entry in found if entry.figure.chart.rows],
        more=periods.count() - len(chosen),
    )


def of_projects(pledge: Pledge, moment: Moment) -> Entries:
    """The stages and the amounts of its projects, where there are several."""
    projects = Project.objects.at_stage(moment).filter(pledge=pledge)
    projects = projects.select_related("pledge")
    chosen = list(projects.order_by("name", "pk")[:SHOWN])
    figures = project_charts.figures_of(chosen, moment)
    found = [
        Entry(f"{project}: {PROJECT_KINDS[kind]}", figure)
        for project in chosen
        for kind, figure in figures[project.pk].items()
    ]
    return Entries(found, more=projects.count() - len(chosen))


def _chosen(slug: str, pledges: Iterable[Pledge], moment: Moment) -> Pledge | None:
    """The pledge asked for, else the first that has come under way, else any."""
    by_slug = {pledge.slug: pledge for pledge in pledges}
    if slug in by_slug:
        return by_slug[slug]
    return main_pledges(moment).first() or next(iter(by_slug.values()), None)


def _milestones(
    period: DeadlinePeriod, dates: list[DateClaim], moment: Moment
) -> Entry:
    chart = deadline_chart.chart_of(period, dates, moment)
    figure = deadline_chart.figure_of(period, chart, moment)
    return Entry(period.deadline.title, figure)
