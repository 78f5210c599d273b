"""The split as a calculation: who gets what, if the cash were this?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from projects.evaluating.readable import Unreadable
from projects.rules.result import BadInput, BadTerms
from tracker.forms import OnForm
from tracker.moment import Request, at_moment
from tracker.pages.figure import Figure, answer
from tracker.pages.results import answer_words
from tracker.scenario.forms import asked
from tracker.scenario.sheet import sheet
from tracker.scenario.split_chart import Shared, chart
from tracker.scenario.split_form import SplitForm
from tracker.scenario.split_readings import as_typed
from tracker.scenario.split_record import SplitRecord, recorded, split_pledges
from tracker.scenario.split_result import SplitOutcome, outcome

CURRENCY = "US$"
EXAMPLE = "2027, 1bn\r\n2028, 2bn\r\n2029, 3bn\r\n2030, 4bn\r\n2031, 4bn"
USUAL = {
    "cash": EXAMPLE,
    "per_year": 1,
    "start": "2027-01-01",
    "principal": "10bn",
    "host_money": "",
    "discount": 5,
    "index": "4.5",
    "spread": "1",
    "life": 20,
    "carry": "",
    "deemed": "",
    "early_investor": 50,
    "early_host": 50,
    "late_investor": 10,
    "late_host": 90,
    "until": "each_side",
    "test": "per_period",
    "net_of_tax": "no",
    "after_end": "lost",
    "reset": "each_period",
    "day_count": "equal_periods",
    "unpaid": "",
    "years": "",
}
CHECKS = (
    ("0.50", gettext_lazy("half of the amount: the rest is carried")),
    ("1.00", gettext_lazy("the amount: half of it goes to each")),
    ("2.00", gettext_lazy("twice the amount: each side has it")),
    ("3.00", gettext_lazy("more: the rest goes 10 to 90")),
)


@dataclass(frozen=True, slots=True)
class Check:
    """A worked check: one period, an amount of 1 due to each side."""

    words: str
    cash: str
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The form, and what comes of it if it can be used."""

    form: SplitForm
    on: date
    found: SplitOutcome | None
    problems: tuple[Unreadable, ...] = ()


@require_safe
@at_moment
def split(request: Request) -> HttpResponse:
    it = _asked(request)
    state = request.GET.urlencode()
    context: dict[str, object] = {
        "form": it.form,
        "found": it.found,
        "problems": it.problems,
        "on": it.on,
        "moment": request.moment,
        "example": "cash" not in request.GET,
        "checks": list(_checks()),
        "currency": CURRENCY,
        "csv": f"{reverse('split_working')}?{state}",
        "figure": None,
    }
    if it.found and it.found.rows:
        context["figure"] = _figure(it.form, it.found, request)
    return render(request, "scenario/split.html", context)


@require_safe
@at_moment
def split_chart(request: Request, form: str) -> HttpResponseBase:
    """The chart of the same address as a file."""
    it = _asked(request)
    if it.found is None or not it.found.rows:
        raise Http404
    return answer(request, _figure(it.form, it.found, request), form)


@require_safe
@at_moment
def split_working(request: Request) -> HttpResponse:
    """The working of every reading as a file; the page says what is wrong, if it is."""
    it = _asked(request)
    if it.found is None:
        context = {"form": it.form, "moment": request.moment}
        return render(request, "scenario/split.html", context, status=400)
    heads = ("reading", "rule", "version", "on", "as_of", "step", "text", "clause")
    rows = _steps(it.found, request.moment.as_of)
    return sheet("split-working.csv", (*heads, "source"), rows)


def _asked(request: Request) -> Asked:
    moment = request.moment
    pledges = split_pledges(moment)
    by_slug = {pledge.slug: pledge for pledge in pledges}
    usual = {"pledge": pledges[0].slug if pledges else "", "on": str(moment.as_of)}
    chosen = request.GET.get("pledge", usual["pledge"])
    on = OnForm(request.GET).day(moment.as_of)
    record = SplitRecord()
    if chosen in by_slug:
        record = recorded(by_slug[chosen], on=on, moment=moment)
    data = asked(request.GET, {**USUAL, **usual, **as_typed(record)})
    form = SplitForm(data, pledges=pledges)
    if not form.is_valid():
        return Asked(form, on, None, record.problems)
    try:
        found = outcome(form.cleaned_data, record, on)
    except (BadInput, BadTerms) as error:
        form.add_error(None, str(error))
        found = None
    return Asked(form, on, found, record.problems)


def _steps(found: SplitOutcome, as_of: date) -> Iterator[tuple[str, ...]]:
    for reading in found.readings:
        for result in reading.results:
            days = result.on.isoformat(), as_of.isoformat()
            head = (reading.name, result.rule, result.version, *days)
            for number, line in enumerate(result.working, start=1):
                yield (*head, str(number), line.text, line.clause, line.citation)
            yield (*head, "", answer_words(result), "", "")


def _figure(form: SplitForm, found: SplitOutcome, request: Request) -> Figure:
    """About the pledge whose clause was tried, and no word on what will be."""
    address = reverse("split_chart", args=["svg"]).removesuffix(".svg")
    state = request.GET.urlencode()
    page = f"{reverse('scenario_split')}?{state}"
    drawn = chart(Shared(found.rows, found.investor, found.host, CURRENCY))
    about = replace(drawn, subject=_subject(form))
    return Figure(about, address, page, state)


def _subject(form: SplitForm) -> str:
    field: Any = form.fields["pledge"]
    pledge = dict(field.choices).get(form.cleaned_data["pledge"])
    words = _("A calculation on typed figures")
    return f"{words}, {pledge}" if pledge else words


def _checks() -> Iterator[Check]:
    page = reverse("scenario_split")
    for cash, words in CHECKS:
        address = f"{page}?cash={cash}&deemed=1&principal=&life="
        yield Check(str(words), cash, address)
    loan = _("US$10bn at 4.5% and 1% over 20 years: US$1.05bn is due in the first")
    yield Check(loan, "", f"{page}?cash=2.1bn&principal=10bn&index=4.5&spread=1")
