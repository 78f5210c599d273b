"""One update: what was read, each claim in it, and where each is to be read."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from deadlines.models import Deadline
from projects.models import (
    Acceptance,
    Agreement,
    Citation,
    Claim,
    Pledge,
    Project,
    Source,
    SourceStatus,
    Tranche,
    Update,
)
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
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
@at_moment
def update(request: Request, public_id: UUID) -> HttpResponse:
    moment = request.moment
    found = get_object_or_404(_with_people(moment), public_id=public_id)
    return render(
        request,
        "update.html",
        {
            "update": found,
            "retracted": not found.is_seen(moment),
            "claims": claims_of(found, moment),
            "citations": cited(moment).filter(update=found),
            "deadlines": Deadline.objects.seen(moment).filter(mentions__update=found),
            "corrections": corrections_of(found, moment).order_by("recorded_at", "pk"),
            "flows": found.cash_flows.select_related("line"),
            "statuses": SourceStatus.objects.filter(update=found).select_related(
                "source"
            ),
            "resting": _resting(found, moment),
            "accepts": accepts_elsewhere(found, moment),
        },
    )


def claims_of(update: Update, moment: Moment) -> list[FullClaim]:
    """All claims of an update, retracted or not, in their order."""
    claims = Claim.objects.filter(update=update).order_by("place")
    rows = list(
        with_subjects(with_evidence(claims, moment)).select_related(
            "supersedes__update", "responds_to__update"
        )
    )
    keys = [claim.pk for claim in rows]
    accepted, answered = _acceptances(keys, moment), _responses(keys, moment)
    retracted = not update.is_seen(moment)
    return [
        _full(claim, accepted[claim.pk], answered[claim.pk], retracted=retracted)
        for claim in rows
    ]


def _resting(update: Update, moment: Moment) -> list[ClaimRow]:
    """The claims that rest on what this update says was withdrawn, and on no more."""
    sources = list(Source.objects.filter(statuses__update=update).distinct())
    if not sources:
        return []
    return claim_rows(with_evidence(resting_on(sources, moment), moment))


def corrections_of(update: Update, moment: Moment) -> QuerySet[Update]:
    """What stands in its place, by what was recorded; retracted or not by now."""
    corrections = update.corrections.all()
    if moment.recorded:
        return corrections.filter(recorded_at__lte=moment.recorded)
    return corrections


def accepts_elsewhere(update: Update, moment: Moment) -> QuerySet[Acceptance]:
    """What this update says about claims of other updates: accepted, or set aside."""
    return (
        update.acceptances.exclude(claim__update=update)
        .filter(from_on__lte=moment.as_of)
        .select_related("claim__update")
        .order_by("from_on", "pk")
    )


def _full(
    claim: Claim,
    accepted: list[Acceptance],
    answered: list[Claim],
    *,
    retracted: bool,
) -> FullClaim:
    row = child(claim)
    return FullClaim(
        row=replace(claim_row(claim), retracted=retracted),
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


def _acceptances(
    claims: Collection[int], moment: Moment
) -> dict[int, list[Acceptance]]:
    """Every acceptance of these claims, also of updates retracted since."""
    found: dict[int, list[Acceptance]] = defaultdict(list)
    counting = Acceptance.objects.filter(claim__in=claims, from_on__lte=moment.as_of)
    if moment.recorded:
        counting = counting.filter(update__recorded_at__lte=moment.recorded)
    rows = counting.select_related("update")
    for row in rows.order_by("from_on", "pk"):
        found[row.claim_id].append(row)
    return found


def _responses(claims: Collection[int], moment: Moment) -> dict[int, list[Claim]]:
    """Claims that confirm or deny these."""
    found: dict[int, list[Claim]] = defaultdict(list)
    rows = Claim.objects.seen(moment).filter(responds_to__in=claims)
    for row in rows.select_related("update").order_by("pk"):
        found[row.responds_to_id or 0].append(row)
    return found


def _with_people(moment: Moment) -> QuerySet[Update]:
    """Updates that were known and recorded by then, retracted since or not."""
    found = Update.objects.filter(known_on__lte=moment.as_of)
    if moment.recorded:
        found = found.filter(recorded_at__lte=moment.recorded)
    tranches = Tranche.objects.seen(moment).select_related("pledge")
    return (
        found.select_related("author", "published_by", "retracted_by", "corrects")
        .prefetch_related(Prefetch("pledges", Pledge.objects.seen(moment)))
        .prefetch_related(Prefetch("tranches", tranches))
        .prefetch_related(Prefetch("projects", Project.objects.seen(moment)))
        .prefetch_related(Prefetch("agreements", Agreement.objects.seen(moment)))
    )
