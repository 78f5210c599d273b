"""One clause: what it says, under which reading, held by whom, and what comes of it."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects.models import Clause, ClauseReading, Finding
from tracker.forms import OnForm
from tracker.pages.beside import items
from tracker.pages.clauses import clause_rows
from tracker.pages.evidence import with_evidence
from tracker.pages.examples import EXAMPLES
from tracker.pages.subjects import with_subjects


@require_safe
def clause(request: HttpRequest, slug: str) -> HttpResponse:
    clauses = Clause.objects.select_related("agreement", "brought_in_by")
    found = get_object_or_404(clauses.prefetch_related("agreement__pledges"), slug=slug)
    form = OnForm(request.GET)
    on = form.day(timezone.now())
    [row] = clause_rows([found], on=on)
    return render(
        request,
        "clause.html",
        {
            "clause": found,
            "form": form,
            "on": on,
            "rows": row.readings,
            "example": EXAMPLES.get(found.kind),
            "findings": items(findings_of(found)),
            "history": history_of(found),
        },
    )


def findings_of(clause: Clause) -> QuerySet[Finding]:
    found = Finding.objects.live().filter(clause=clause)
    return with_subjects(with_evidence(found.in_order()))


def history_of(clause: Clause) -> QuerySet[ClauseReading]:
    """Every live version of every reading, the newest first."""
    live = clause.readings.live().select_related("update")
    return live.order_by("reading", "-valid_from", "-update__known_on", "-pk")
