"""Slips in figures: how many, how long, by whom; what was met in time; base rates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deadlines.charts import share_met
from deadlines.codes import Bindingness
from deadlines.freshness import last_evidence
from deadlines.rules.slip_figures import by_mover
from deadlines.rules.survival import Ending, survival
from deadlines.track_record import NamedCase, survival_cases
from projects.charts.chart import Chart
from projects.models import Pledge
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment, fields
from tracker.pages.figure import Figure, answer
from tracker.pages.forecasts import forecasts
from tracker.pages.slips_cited import Scope, figures_rows, movers_cite
from tracker.pages.slips_found import MOST, slips_found
from tracker.pages.standing import of_pledge

HEAT = "quarters"
MOST_NAMED = 60
"""So many deadlines behind counts are named; resolved ones are fewer than half."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deadlines: those of one pledge, or all.

    `subject` stays empty where nobody knew of the pledge asked for.
    """

    pledge: str
    subject: str

    @classmethod
    def all(cls) -> Self:
        return cls("", _("All deadlines"))

    @classmethod
    def read(cls, request: Request) -> Self:
        slug = request.GET.get("pledge", "").replace("\x00", "")[:80]
        if not slug:
            return cls.all()
        found = Pledge.objects.seen(request.moment).filter(slug=slug).first()
        return cls(slug, found.name if found else "")

    @property
    def among(self) -> Q:
        return of_pledge(self.pledge) if self.pledge else Q()

    def query(self, moment: Moment) -> str:
        own = {"pledge": self.pledge} if self.pledge else {}
        return urlencode({**own, **fields(moment)})


@dataclass(frozen=True, slots=True)
class Named:
    """One deadline behind a count: how it went, and the newest evidence on it.

    `days` after its first date it was met or is still open; 0 says nothing.
    """

    title: str
    slug: str
    words: str
    days: int
    known_on: date | None


@dataclass(frozen=True, slots=True)
class Share:
    """The share met for one bindingness; where it is only counts, each is named."""

    binding: str
    figure: Figure
    named: tuple[Named, ...]
    more: int


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
        "shares": shares(moment, asked),
        "forecasts": forecasts(moment, asked.among),
    }
    return render(request, "slips.html", context)


@require_safe
@at_moment
def slips_chart(request: Request, chart: str, form: str) -> HttpResponseBase:
    """A chart of that page: the map, or the share met of one bindingness."""
    moment, asked = request.moment, Asked.read(request)
    if chart == HEAT:
        found = slips_found(moment, asked.among).chart()
        return answer(request, figure_of(HEAT, found, asked, moment), form)
    for share in shares(moment, asked):
        if share.binding == chart:
            return answer(request, share.figure, form)
    raise Http404


def shares(moment: Moment, asked: Asked) -> list[Share]:
    """What was met by days after its first date, by bindingness in the book's order."""
    cases = survival_cases(moment, asked.among)
    counted = {
        each: (cases[each.value], survival([named.case for named in cases[each.value]]))
        for each in Bindingness
        if cases.get(each.value)
    }
    every = [named.deadline for found, _shape in counted.values() for named in found]
    known = last_evidence(every, moment)
    return [
        Share(
            binding=each.value,
            figure=figure_of(
                each.value,
                share_met.chart(
                    shape, of=str(each.label), newest=_newest(found, known)
                ),
                asked,
                moment,
            ),
            named=() if shape.steps else _named(found, known),
            more=0 if shape.steps else max(len(found) - MOST_NAMED, 0),
        )
        for each, (found, shape) in counted.items()
    ]


def _newest(found: Sequence[NamedCase], known: Mapping[int, date]) -> date | None:
    """The evidence on the deadlines counted, and on no others of their kind."""
    days = (known.get(each.deadline) for each in found)
    return max((day for day in days if day), default=None)


def _named(found: Sequence[NamedCase], known: Mapping[int, date]) -> tuple[Named, ...]:
    """The resolved ones first: there are few of them."""
    ordered = sorted(
        found, key=lambda each: (each.case.ending == Ending.OPEN, each.title)
    )
    return tuple(
        Named(
            title=each.title,
            slug=each.slug,
            words=share_met.case_words(each.case),
            days=0 if each.case.ending == Ending.NEVER else each.case.days,
            known_on=known.get(each.deadline),
        )
        for each in ordered[:MOST_NAMED]
    )


def figure_of(name: str, chart: Chart, asked: Asked, moment: Moment) -> Figure:
    address = reverse("slips_chart", args=[name, "svg"]).removesuffix(".svg")
    own = f"?{urlencode({'pledge': asked.pledge})}" if asked.pledge else ""
    page = f"{reverse('slips')}{own}#{'map' if name == HEAT else 'shares'}"
    about = replace(chart, subject=asked.subject)
    return Figure(about, address, page, asked.query(moment))
