"""Everything we put right: our corrections and retractions, and those of others."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deadlines.models import DateClaim
from projects.codes import UpdateKind
from projects.models import SourceStatus, Update
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.paging import page_of

PAGE = 50
CORRECTING = (
    UpdateKind.OUR_CORRECTION,
    UpdateKind.SPEAKER_CORRECTION,
    UpdateKind.SOURCE_CORRECTION,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One update of the page and why it was put right, as whoever did so said."""

    update: Any
    why: str


@require_safe
@at_moment
def corrections(request: Request) -> HttpResponse:
    page = page_of(request, corrected(request.moment), PAGE)
    context = {"page": page, "rows": _rows(list(page.object_list))}
    return render(request, "corrections.html", context)


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


def _rows(updates: Collection[Any]) -> list[Row]:
    given = _reasons_of(updates)
    return [Row(update, _why(update, given)) for update in updates]


def _why(update: Any, given: Mapping[int, list[str]]) -> str:
    """What was wrong with what it replaced; else what it says itself."""
    if update.taken_back:
        return str(update.retracted_why)
    wrong = update.corrects.retracted_why if update.corrects else ""
    return wrong or update.note or "; ".join(given[update.pk])


def _reasons_of(updates: Collection[Update]) -> Mapping[int, list[str]]:
    """Why sources were withdrawn, and speakers say otherwise, by update."""
    statuses = SourceStatus.objects.filter(update__in=updates).order_by("pk")
    claims = DateClaim.objects.filter(update__in=updates).exclude(justification="")
    found: Mapping[int, list[str]] = defaultdict(list)
    for key, why in (
        *statuses.values_list("update", "reason"),
        *claims.in_order().values_list("update", "justification"),
    ):
        found[key].append(why)
    return found
