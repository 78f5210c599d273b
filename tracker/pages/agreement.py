"""Agreements, orders and rulings: what each is, what it says, what became of it."""

from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from deadlines.models import DeadlinePeriod
from projects.models import Agreement, AgreementLink, Claim, Party, Update
from tracker.forms import OnForm
from tracker.pages.beside import answers, items, shown
from tracker.pages.clauses import clause_rows, clauses_of
from tracker.pages.evidence import with_evidence
from tracker.pages.paging import page_of
from tracker.pages.pledge import statements_of
from tracker.pages.standing import DeadlineRow, listed, rows
from tracker.pages.subjects import with_subjects
from tracker.pages.timeline import PER_PAGE


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    found = related(Agreement.objects.annotate(clause_count=Count("clauses")))
    rows = found.order_by("-dated_on", "-pk")
    return render(request, "agreements.html", {"agreements": rows})


@require_safe
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(related(Agreement.objects.all()), slug=slug)
    now = timezone.now()
    form = OnForm(request.GET)
    on = form.day(now)
    return render(
        request,
        "agreement.html",
        {
            "agreement": found,
            "form": form,
            "on": on,
            "clauses": clause_rows(clauses_of([found]), on=on),
            "tariffs": items(tariffs_of(found)),
            "answers": answers(shown(statements_of(Q(subjects__agreement=found)))),
            "deadlines": deadlines_of(found, now),
            "updates": page_of(request, updates_about(found), PER_PAGE),
        },
    )


def related(found: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Fetch with agreements who made them, what they bear on, what leads to them."""
    links = AgreementLink.objects.select_related("from_agreement", "to_agreement")
    return found.select_related("brought_in_by").prefetch_related(
        Prefetch("parties", Party.objects.order_by("name", "pk")),
        "pledges",
        Prefetch("links_out", links),
        Prefetch("links_in", links),
    )


def tariffs_of(agreement: Agreement) -> QuerySet[Claim]:
    """The legal bases and tariffs that it set or ended."""
    of = (
        Q(legalbasis__instrument=agreement)
        | Q(legalbasis__ended_by=agreement)
        | Q(tariffcomponent__instrument=agreement)
        | Q(tariffcomponent__ended_by=agreement)
    )
    return with_subjects(with_evidence(Claim.objects.live().filter(of).in_order()))


def deadlines_of(agreement: Agreement, now: datetime) -> list[DeadlineRow]:
    current = DeadlinePeriod.objects.current().filter(deadline__agreement=agreement)
    return rows(listed(current).order_by("late_at", "deadline__title", "pk"), now)


def updates_about(agreement: Agreement) -> QuerySet[Update]:
    """Live updates about it, with claims about it or about one of its clauses."""
    claims = Claim.objects.filter(
        Q(subjects__agreement=agreement)
        | Q(clausereading__clause__agreement=agreement)
        | Q(finding__clause__agreement=agreement)
    )
    about = Q(pk__in=agreement.updates.values("pk")) | Q(
        pk__in=claims.values("update_id")
    )
    return Update.objects.live().filter(about).latest_first()
