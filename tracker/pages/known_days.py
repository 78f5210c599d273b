"""The days on which something became known, for the slider of the date control."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from projects.models import Update

LONGEST = 5000
"""More days than a slider can tell apart."""


@require_safe
@cache_control(public=True, max_age=5 * 60)
def known_days(_request: HttpRequest) -> HttpResponse:
    """All days known by now, whatever day is looked at; the latest last."""
    days = (
        Update.objects.live()
        .order_by("-known_on")
        .values_list("known_on", flat=True)
        .distinct()[:LONGEST]
    )
    return JsonResponse({"days": sorted(day.isoformat() for day in days)})
