"""Slips in figures: how many, how long, by whom; what was met in time; base rates."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from deadlines.charts import share_met
from deadlines.codes import Bindingness
from deadlines.freshness import newest_evidence
from deadlines.models import DeadlinePeriod
from deadlines.rules.slip_figures import by_mover
from deadlines.rules.survival import survival
from deadlines.track_record import survival_cases
from projects.charts.chart import Chart
from projects.models import Pledge
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment, fields
from tracker.pages.figure import Figure, answer
from tracker.pages.forecasts import forecasts
from tracker.pages.slips_cited import Scope, figures_rows, movers_cite
from tracker.pages.slips_found import MOST, slips_found

HEAT = "quarters"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deadlines: those of one pledge, or all."""

    pledge: str

    @classmethod
    def read(cls, request: Request) -> Self:
        return cls(request.GET.get("pledge", "").replace("\x00", "")[:80])

    @property
    def among(self) -> Q:
        return Q(deadline__pledge__slug=self.pledge) if self.pledge else Q()

    def query(self, moment: Moment) -> str:
        own = {"pledge": self.pledge} if self.pledge else {}
        return urlencode({**own, **fields(moment)})


@require_safe
@at_moment
def slips(request: Request) -> HttpResponse:
    moment, asked = request.moment, Asked.read(request)
    found = slips_found(moment, asked.among)
    pledges = list(Pledge.objects.seen(moment).order_by("name", "pk"))
    scope = Scope(next((p for p in pledges if p.slug == asked.pledge), None))
    movers = by_mover(found.slips())
    context = {
        "asked": asked,
        "pledges": pledges,
        "most": MOST,
        "unasked": found.unasked,
        "figures": figures_rows(found.cases, scope),
        "movers": movers,
        "movers_cite": movers_cite(movers, scope),
        "map": figure_of(HEAT, found.chart(), asked, moment),
        "shares": [
            figure_of(binding, chart, asked, moment)
            for binding, chart in shares(moment, asked).items()
        ],
        "forecasts": forecasts(moment, asked.among),
    }
    return render(request, "slips.html", context)


@require_safe
@at_moment
def slips_chart(request: Request, chart: str, form: str) -> HttpResponseBase:
    """A chart of that page: the map, or the share met of one bindingness."""
    moment, asked = request.moment, Asked.read(request)
    if chart == HEAT:
        return answer(request, slips_found(moment, asked.among).chart(), form)
    share = shares(moment, asked).get(chart)
    if share is None:
        raise Http404
    return answer(request, share, form)


def shares(moment: Moment, asked: Asked) -> dict[str, Chart]:
    """What was met by days after its first date, by bindingness in the book's order."""
    cases = survival_cases(moment, asked.among)
    periods = DeadlinePeriod.objects.seen(moment).filter(asked.among)
    newest = newest_evidence(periods, moment)
    return {
        each.value: share_met.chart(
            survival(cases[each.value]),
            of=str(each.label),
            newest=newest.get(each.value),
        )
        for each in Bindingness
        if cases.get(each.value)
    }


def figure_of(name: str, chart: Chart, asked: Asked, moment: Moment) -> Figure:
    address = reverse("slips_chart", args=[name, "svg"]).removesuffix(".svg")
    return Figure(chart, address, asked.query(moment))
