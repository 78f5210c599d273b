"""Agreements, orders and rulings: what each is, what it says, what became of it."""

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from deadlines.models import DeadlinePeriod
from projects.models import (
    Agreement,
    AgreementLink,
    Claim,
    Clause,
    Party,
    Pledge,
    Statement,
    Update,
)
from projects.rules.moment import Moment
from tracker.forms import OnForm
from tracker.moment import Request, at_moment
from tracker.pages.beside import answers, items, shown
from tracker.pages.clauses import clause_table, clauses_of
from tracker.pages.evidence import with_evidence
from tracker.pages.paging import page_of
from tracker.pages.pledge import statements_of
from tracker.pages.standing import DeadlineRow, listed, rows
from tracker.pages.subjects import with_subjects
from tracker.pages.timeline import PER_PAGE


@require_safe
@at_moment
def agreements(request: Request) -> HttpResponse:
    moment = request.moment
    clauses = Clause.objects.seen(moment).filter(agreement=OuterRef("pk")).order_by()
    count = clauses.values("agreement").annotate(count=Count("pk")).values("count")
    found = related(moment).annotate(clause_count=Coalesce(Subquery(count), 0))
    rows = found.order_by("-dated_on", "-pk")
    return render(request, "agreements.html", {"agreements": rows})


@require_safe
@at_moment
def agreement(request: Request, slug: str) -> HttpResponse:
    moment = request.moment
    found = get_object_or_404(related(moment), slug=slug)
    form = OnForm(request.GET)
    on = form.day(moment.as_of)
    return render(
        request,
        "agreement.html",
        {
            "agreement": found,
            "form": form,
            "on": on,
            "moment": moment,
            "clauses": clause_table(clauses_of([found], moment), moment, on=on),
            "tariffs": items(tariffs_of(found, moment)),
            "answers": answers(shown(answers_about(found, moment), moment)),
            "deadlines": deadlines_of(found, moment),
            "updates": page_of(request, updates_about(found, moment), PER_PAGE),
        },
    )


def related(moment: Moment) -> QuerySet[Agreement]:
    """Agreements with who made them, what they bear on, what leads to them."""
    found: QuerySet[Agreement] = Agreement.objects.seen(moment)
    links = AgreementLink.objects.seen(moment).select_related(
        "from_agreement", "to_agreement"
    )
    return found.select_related("brought_in_by__corrects").prefetch_related(
        Prefetch("parties", Party.objects.order_by("name", "pk")),
        Prefetch("pledges", Pledge.objects.seen(moment)),
        Prefetch("links_out", links),
        Prefetch("links_in", links),
    )


def answers_about(agreement: Agreement, moment: Moment) -> QuerySet[Statement]:
    return statements_of(Q(subjects__agreement=agreement), moment)


def tariffs_of(agreement: Agreement, moment: Moment) -> QuerySet[Claim]:
    """The legal bases and tariffs that it set or ended."""
    of = (
        Q(legalbasis__instrument=agreement)
        | Q(legalbasis__ended_by=agreement)
        | Q(tariffcomponent__instrument=agreement)
        | Q(tariffcomponent__ended_by=agreement)
    )
    found = Claim.objects.seen(moment).filter(of).in_order()
    return with_subjects(with_evidence(found, moment))


def deadlines_of(agreement: Agreement, moment: Moment) -> list[DeadlineRow]:
    current = DeadlinePeriod.objects.seen(moment).filter(deadline__agreement=agreement)
    return rows(listed(current).order_by("late_at", "deadline__title", "pk"), moment)


def updates_about(agreement: Agreement, moment: Moment) -> QuerySet[Update]:
    """Updates about it, with claims about it or about one of its clauses."""
    claims = Claim.objects.filter(
        Q(subjects__agreement=agreement)
        | Q(clausereading__clause__agreement=agreement)
        | Q(finding__clause__agreement=agreement)
    )
    about = Q(pk__in=agreement.updates.values("pk")) | Q(
        pk__in=claims.values("update_id")
    )
    return Update.objects.seen(moment).filter(about).latest_first()
