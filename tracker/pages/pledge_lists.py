"""The whole lists behind the page of a pledge: amounts, clauses, what became known."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from projects.models import Pledge
from projects.rules.moment import Moment
from tracker.forms import OnForm
from tracker.moment import Request, at_moment
from tracker.pages.amounts import amounts_about
from tracker.pages.beside import amount_groups, shown
from tracker.pages.charts.views import KINDS, figure_of
from tracker.pages.clauses import clause_table, clauses_of
from tracker.pages.paging import page_of
from tracker.pages.pledge import agreements_of
from tracker.pages.pledge_rows import tranche_amounts
from tracker.pages.tariffs import tariff_table
from tracker.pages.timeline import PER_PAGE, about_pledge


@require_safe
@at_moment
def pledge_amounts(request: Request, slug: str) -> HttpResponse:
    """Every amount of the promise and of its tranches, by basis."""
    moment = request.moment
    found = _found(slug, moment)
    _name, chart = KINDS["amounts"]
    context = {
        "pledge": found,
        "groups": amount_groups(shown(amounts_about(found, moment), moment)),
        "tranches": tranche_amounts(found, moment),
        "figure": figure_of(found, "amounts", chart(found, moment), moment),
    }
    return render(request, "pledge_amounts.html", context)


@require_safe
@at_moment
def pledge_clauses(request: Request, slug: str) -> HttpResponse:
    """Every clause under each reading on a day, the tariffs, and the instruments."""
    moment = request.moment
    found = _found(slug, moment)
    form = OnForm(request.GET)
    on = form.day(moment.as_of)
    agreements = list(agreements_of(found, moment))
    context = {
        "pledge": found,
        "form": form,
        "on": on,
        "moment": moment,
        "clauses": clause_table(clauses_of(agreements, moment), moment, on=on),
        "tariffs": tariff_table(found, moment, on=on),
        "agreements": agreements,
    }
    return render(request, "pledge_clauses.html", context)


@require_safe
@at_moment
def pledge_updates(request: Request, slug: str) -> HttpResponse:
    """All that became known of a pledge, the newest first."""
    moment = request.moment
    found = _found(slug, moment)
    page = page_of(request, about_pledge(found, moment), PER_PAGE)
    context = {"pledge": found, "updates": page}
    return render(request, "pledge_updates.html", context)


def _found(slug: str, moment: Moment) -> Pledge:
    pledges = Pledge.objects.seen(moment).select_related("parent")
    found: Pledge = get_object_or_404(pledges, slug=slug)
    return found
