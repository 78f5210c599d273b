"""Everything we put right: our corrections and retractions, and those of others."""

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.codes import UpdateKind
from projects.models import Update
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.paging import page_of

PAGE = 50
CORRECTING = (
    UpdateKind.OUR_CORRECTION,
    UpdateKind.SPEAKER_CORRECTION,
    UpdateKind.SOURCE_CORRECTION,
)


@require_safe
@at_moment
def corrections(request: Request) -> HttpResponse:
    page = page_of(request, corrected(request.moment), PAGE)
    return render(request, "corrections.html", {"page": page})


def corrected(moment: Moment) -> QuerySet[Update]:
    """Updates that correct something, and those that were taken back; newest first."""
    taken_back, replaced_by = Q(retracted_at__isnull=False), Update.objects.all()
    known = Update.objects.filter(known_on__lte=moment.as_of)
    if moment.recorded:
        taken_back = Q(retracted_at__lte=moment.recorded)
        replaced_by = replaced_by.filter(recorded_at__lte=moment.recorded)
        known = known.filter(recorded_at__lte=moment.recorded)
    return (
        known.annotate(taken_back=ExpressionWrapper(taken_back, BooleanField()))
        .filter(Q(kind__in=CORRECTING) | Q(taken_back=True))
        .select_related("corrects", "published_by", "retracted_by")
        .prefetch_related(Prefetch("corrections", replaced_by))
        .order_by("-recorded_at", "-pk")
    )
