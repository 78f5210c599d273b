"""Everything we put right: our corrections and retractions, and those of others."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.codes import UpdateKind, UpdateStatus
from projects.models import Update
from tracker.pages.paging import page_of

PAGE = 50
CORRECTING = (
    UpdateKind.OUR_CORRECTION,
    UpdateKind.SPEAKER_CORRECTION,
    UpdateKind.SOURCE_CORRECTION,
)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    page = page_of(request, corrected(), PAGE)
    return render(request, "corrections.html", {"page": page})


def corrected() -> QuerySet[Update]:
    """Updates that correct something, and those that were taken back; newest first."""
    return (
        Update.objects.filter(Q(kind__in=CORRECTING) | Q(status=UpdateStatus.RETRACTED))
        .select_related("corrects", "published_by", "retracted_by")
        .prefetch_related("corrections")
        .order_by("-recorded_at", "-pk")
    )
