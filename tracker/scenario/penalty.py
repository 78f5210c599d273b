"""A penalty as a calculation: if this were found, what could follow that day?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.codes import ClauseKind
from projects.evaluating.ledger import Ledger, ledger
from projects.evaluating.readable import Unreadable, readable
from projects.models import Clause, ClauseReading
from projects.rules.penalty_terms import EffectKind
from projects.rules.result import BadInput, BadTerms
from tracker.moment import Request, at_moment
from tracker.pages.evaluated import Looked, clause_places
from tracker.pages.figure import Figure, answer
from tracker.pages.results import Places
from tracker.scenario.forms import asked
from tracker.scenario.penalty_chart import Resting, chart
from tracker.scenario.penalty_form import FINDINGS, PenaltyForm
from tracker.scenario.penalty_result import (
    PenaltyOutcome,
    components,
    on_day,
    outcome,
)
from tracker.scenario.sheet import sheet

AHEAD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Asked:
    """The form, and what comes of it if it can be used."""

    form: PenaltyForm
    on: date
    found: PenaltyOutcome | None
    problems: Sequence[Unreadable] = ()


@require_safe
@at_moment
def penalty(request: Request) -> HttpResponse:
    clauses = penalty_clauses(request)
    context: dict[str, Any] = {"moment": request.moment, "clauses": clauses}
    if clauses:
        it = _asked(request, clauses)
        state = request.GET.urlencode()
        context |= {
            "form": it.form,
            "on": it.on,
            "found": it.found,
            "problems": it.problems,
            "figure": _figure(it, request) if it.found and it.found.spells else None,
            "csv": f"{reverse('penalty_working')}?{state}",
        }
    return render(request, "scenario/penalty.html", context)


@require_safe
@at_moment
def penalty_chart(request: Request, form: str) -> HttpResponseBase:
    """The chart of the same address as a file."""
    it = _asked_or_404(request)
    if it.found is None or not it.found.spells:
        raise Http404
    return answer(request, _figure(it, request), form)


@require_safe
@at_moment
def penalty_working(request: Request) -> HttpResponse:
    """The working of every reading as a file; the page says what is wrong, if it is."""
    it = _asked_or_404(request)
    if it.found is None:
        context = {"form": it.form, "moment": request.moment, "clauses": True}
        return render(request, "scenario/penalty.html", context, status=400)
    heads = ("reading", "rule", "version", "on", "as_of", "step", "text", "clause")
    rows = _steps(it.found, request.moment.as_of)
    return sheet("penalty-working.csv", (*heads, "source"), rows)


def penalty_clauses(request: Request) -> list[Clause]:
    """Every penalty clause known at the moment, those on tariffs first.

    Of these the one with most readings comes first.
    """
    seen = Clause.objects.seen(request.moment).filter(kind=ClauseKind.PENALTY)
    known = ClauseReading.objects.seen(request.moment).filter(clause=OuterRef("pk"))
    on_tariffs = known.filter(
        parameters__effects__contains=[{"kind": EffectKind.TARIFF}]
    )
    found = seen.select_related("agreement").annotate(
        raises=Exists(on_tariffs), read=Count("readings")
    )
    return list(found.order_by("-raises", "-read", "agreement__dated_on", "pk"))


def _asked_or_404(request: Request) -> Asked:
    clauses = penalty_clauses(request)
    if not clauses:
        raise Http404
    return _asked(request, clauses)


def _asked(request: Request, clauses: Sequence[Clause]) -> Asked:
    moment = request.moment
    usual = {
        "clause": clauses[0].slug,
        "on": moment.as_of.isoformat(),
        **dict.fromkeys(FINDINGS, ""),
    }
    data = asked(request.GET, usual)
    by_slug = {clause.slug: clause for clause in clauses}
    clause = by_slug.get(str(data["clause"]), clauses[0])
    on = _day(clauses, data, moment.as_of)
    held = ledger([clause], on=on, moment=moment)
    problems: list[Unreadable] = []
    own = list(readable(held, on_day(held, clause.pk), problems))
    form = PenaltyForm(data, clauses=clauses, components=components(own))
    if not form.is_valid():
        return Asked(form, on, None, problems)
    found, readings = None, [row for row, _terms in own]
    try:
        found = outcome(held, readings, form.cleaned_data, _places(held, clause))
    except (BadInput, BadTerms) as error:
        form.add_error(None, str(error))
    return Asked(form, on, found, problems)


def _day(clauses: Sequence[Clause], data: Any, usual: date) -> date:
    """The day asked for, which says which readings hold; the usual one if none."""
    form = PenaltyForm(data, clauses=clauses, components=())
    said: date | None = form.cleaned_data.get("on") if form.is_valid() else None
    return said or usual


def _places(held: Ledger, clause: Clause) -> Places:
    """What the workings name: the ledger cites what its rules ask for."""
    return Places(
        clauses=clause_places(clause, {row.clause for row in held.readings}),
        citations=Looked(held.cited),
    )


def _resting(it: Asked, request: Request) -> Resting:
    spells = it.found.spells if it.found else ()
    until = max(it.on, request.moment.as_of) + AHEAD
    return Resting(spells, it.on, until)


def _figure(it: Asked, request: Request) -> Figure:
    """About the clause that was asked for, by the name the form gives it."""
    address = reverse("penalty_chart", args=["svg"]).removesuffix(".svg")
    state = request.GET.urlencode()
    page = f"{reverse('scenario_penalty')}?{state}"
    field: Any = it.form.fields["clause"]
    subject = dict(field.choices)[it.form.cleaned_data["clause"]]
    about = replace(chart(_resting(it, request)), subject=subject)
    return Figure(about, address, page, state)


def _steps(found: PenaltyOutcome, as_of: date) -> Iterator[tuple[str, ...]]:
    for each in found.readings:
        result = each.result
        days = result.on.isoformat(), as_of.isoformat()
        head = (each.reading.label, result.rule, result.version, *days)
        for number, line in enumerate(result.working, start=1):
            yield (*head, str(number), line.text, line.clause, line.citation)
        yield (*head, "", each.answer.words, "", "")
        for effect in each.effects:
            yield (*head, "", f"{effect.words}: {effect.answer.words}", "", "")
