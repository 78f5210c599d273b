"""One update: what was read, each claim in it, and where each is to be read."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from deadlines.models import Deadline
from projects.models import Acceptance, Citation, Claim, Source, SourceStatus, Update
from tracker.pages.evidence import ClaimRow, cited, claim_row, claim_rows, with_evidence
from tracker.pages.subjects import Link, subject_links, with_subjects
from tracker.pages.withdrawn import resting_on
from tracker.pages.wording import child


@dataclass(frozen=True, slots=True)
class FullClaim:
    """One claim with everything the record holds of it."""

    row: ClaimRow
    subjects: tuple[Link, ...]
    deadline: Deadline | None
    printed: str
    event: str
    window_reason: str
    justification: str
    citations: list[Citation]
    acceptances: list[Acceptance]
    responses: list[Claim]


@require_safe
def update(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = get_object_or_404(_with_people(), public_id=public_id)
    return render(
        request,
        "update.html",
        {
            "update": found,
            "claims": claims_of(found),
            "citations": cited().filter(update=found),
            "deadlines": Deadline.objects.filter(mentions__update=found),
            "corrections": found.corrections.order_by("recorded_at", "pk"),
            "flows": found.cash_flows.select_related("line"),
            "statuses": SourceStatus.objects.filter(update=found).select_related(
                "source"
            ),
            "resting": _resting(found),
            "accepts": accepts_elsewhere(found),
        },
    )


def claims_of(update: Update) -> list[FullClaim]:
    """All claims of an update, retracted or not, in their order."""
    claims = Claim.objects.filter(update=update).order_by("place")
    rows = list(
        with_subjects(with_evidence(claims)).select_related(
            "supersedes__update", "responds_to__update"
        )
    )
    keys = [claim.pk for claim in rows]
    accepted, answered = _acceptances(keys), _responses(keys)
    return [_full(claim, accepted[claim.pk], answered[claim.pk]) for claim in rows]


def _resting(update: Update) -> list[ClaimRow]:
    """The claims that rest on what this update says was withdrawn, and on no more."""
    sources = list(Source.objects.filter(statuses__update=update).distinct())
    return claim_rows(with_evidence(resting_on(sources))) if sources else []


def accepts_elsewhere(update: Update) -> QuerySet[Acceptance]:
    """What this update says about claims of other updates: accepted, or set aside."""
    return (
        update.acceptances.exclude(claim__update=update)
        .select_related("claim__update")
        .order_by("from_on", "pk")
    )


def _full(claim: Claim, accepted: list[Acceptance], answered: list[Claim]) -> FullClaim:
    row = child(claim)
    return FullClaim(
        row=claim_row(claim),
        subjects=subject_links(claim),
        deadline=getattr(row, "deadline", None),
        printed=getattr(row, "printed", ""),
        event=getattr(row, "event", ""),
        window_reason=getattr(row, "window_reason", ""),
        justification=getattr(row, "justification", ""),
        citations=list(claim.citations.all()),
        acceptances=accepted,
        responses=answered,
    )


def _acceptances(claims: Collection[int]) -> dict[int, list[Acceptance]]:
    """Every acceptance of these claims, also of updates retracted since."""
    found: dict[int, list[Acceptance]] = defaultdict(list)
    rows = Acceptance.objects.filter(claim__in=claims).select_related("update")
    for row in rows.order_by("from_on", "pk"):
        found[row.claim_id].append(row)
    return found


def _responses(claims: Collection[int]) -> dict[int, list[Claim]]:
    """Live claims that confirm or deny these."""
    found: dict[int, list[Claim]] = defaultdict(list)
    rows = Claim.objects.live().filter(responds_to__in=claims)
    for row in rows.select_related("update").order_by("pk"):
        found[row.responds_to_id or 0].append(row)
    return found


def _with_people() -> QuerySet[Update]:
    return Update.objects.select_related(
        "author", "published_by", "retracted_by", "corrects"
    ).prefetch_related("pledges", "tranches__pledge", "projects", "agreements")
