"""One clause: what it says, under which reading, held by whom, and what comes of it."""

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from projects.evaluating import evaluate
from projects.models import Clause, ClauseReading, Finding, Pledge
from projects.rules.moment import Moment
from tracker.forms import OnForm
from tracker.moment import Request, at_moment
from tracker.pages.beside import items
from tracker.pages.clauses import full_readings, reading_rows
from tracker.pages.evidence import with_evidence
from tracker.pages.examples import EXAMPLES
from tracker.pages.subjects import with_subjects


@require_safe
@at_moment
def clause(request: Request, slug: str) -> HttpResponse:
    moment = request.moment
    found = get_object_or_404(_shown(moment), slug=slug)
    form = OnForm(request.GET)
    on = form.day(moment.as_of)
    evaluations = evaluate([found], on=on, moment=moment)
    rows = reading_rows(evaluations, list(beside(found, moment)))
    return render(
        request,
        "clause.html",
        {
            "clause": found,
            "form": form,
            "on": on,
            "moment": moment,
            "readings": full_readings(rows, moment, on=on),
            "example": EXAMPLES.get(found.kind),
            "findings": items(findings_of(found, moment)),
            "history": history_of(found, moment),
        },
    )


def _shown(moment: Moment) -> QuerySet[Clause]:
    seen: QuerySet[Clause] = Clause.objects.seen(moment)
    pledges = Prefetch("agreement__pledges", Pledge.objects.seen(moment))
    return seen.select_related("agreement", "brought_in_by__corrects").prefetch_related(
        pledges
    )


def beside(clause: Clause, moment: Moment) -> QuerySet[Clause]:
    """The clauses under the same pledges: those that a working may name."""
    pledges = clause.agreement.pledges.all()
    of = Q(agreement__pledges__in=pledges) | Q(pk=clause.pk)
    seen: QuerySet[Clause] = Clause.objects.seen(moment)
    return seen.filter(of).distinct()


def findings_of(clause: Clause, moment: Moment) -> QuerySet[Finding]:
    found = Finding.objects.seen(moment).filter(clause=clause)
    return with_subjects(with_evidence(found.in_order(), moment))


def history_of(clause: Clause, moment: Moment) -> QuerySet[ClauseReading]:
    """Every version of every reading, the newest first."""
    seen = clause.readings.seen(moment).select_related("update")
    return seen.order_by("reading", "-valid_from", "-update__known_on", "-pk")
