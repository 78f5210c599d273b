"""Something published is wrong: whose error it was, and where each kind is logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from projects.actions import drafts
from projects.models import Draft, Source, Update
from projects.models.subject import Subject
from tracker.desk.access import for_analysts
from tracker.pages.evidence import ClaimRow, claim_rows, with_evidence
from tracker.pages.subjects import subject_links, with_subjects


@for_analysts
@require_safe
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Asks whose error it was: ours, a speaker's or a source's."""
    update = get_object_or_404(Update.objects.live(), public_id=public_id)
    context = {
        "update": update,
        "claims": _claims(update),
        "sources": sources_of(update),
        "drafts": drafts_correcting(update).select_related("author"),
    }
    return render(request, "desk/correct.html", context)


def drafts_correcting(update: Update) -> QuerySet[Draft]:
    """Corrections of an update that are being written or wait."""
    return Draft.objects.filter(
        payload__corrects=str(update.public_id), state__in=drafts.UNPUBLISHED
    )


def sources_of(update: Update) -> QuerySet[Source]:
    """All that an update and its claims cite, and where that comes from."""
    return (
        Source.objects.filter(citations__claim__update=update)
        | Source.objects.filter(citations__update=update)
        | Source.objects.filter(citations_as_origin__claim__update=update)
    ).distinct()


@dataclass(frozen=True)
class TakenOver:
    """Something that an update brought in, and that its correction takes over."""

    kind: str
    name: str


def taken_over(update: Update) -> Sequence[TakenOver]:
    return [
        TakenOver(str(model._meta.verbose_name), str(thing))
        for model in Subject.__subclasses__()
        for thing in model._default_manager.filter(brought_in_by=update).order_by("pk")
    ]


def _claims(update: Update) -> list[tuple[ClaimRow, str]]:
    """The claims with what each is about: several may say the same of others."""
    claims = with_subjects(with_evidence(update.claims.order_by("place")))
    return [
        (row, ", ".join(link.name for link in subject_links(row.claim)))
        for row in claim_rows(claims)
    ]
