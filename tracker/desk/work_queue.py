"""What waits for an analyst: one inbox, each list with the reason it is there."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from deadlines.holding import holds
from deadlines.models import Alert, DeadlinePeriod
from deadlines.rules.codes import Timing
from projects.codes import ClaimKind, DraftState, PartyKind
from projects.models import Claim, ClaimSpeaker, Draft, ErrorReport
from projects.rules.moment import Moment
from tracker.pages.dateline import RecentMove, recent_moves
from tracker.pages.disputes import Dispute, open_disputes
from tracker.pages.evidence import ClaimRow, claim_rows, with_evidence
from tracker.pages.standing import DeadlineRow, listed, rows
from tracker.pages.withdrawn import on_withdrawn_sources

SHOWN = 25


@dataclass(frozen=True)
class Queue:
    """Each list holds at most SHOWN rows; the counts say how many there are."""

    drafts: list[tuple[Draft, list[Alert]]]
    reports: list[ErrorReport]
    report_count: int
    stale: list[DeadlineRow]
    stale_count: int
    thin: list[ClaimRow]
    thin_count: int
    disputes: list[Dispute]
    dispute_count: int
    moves: list[RecentMove]
    withdrawn: list[ClaimRow]


def work_queue(now: datetime) -> Queue:
    stale = _stale(now)
    thin = thinly_supported().order_by("-update__known_on", "pk")
    disputes, dispute_count = open_disputes(SHOWN)
    moves = recent_moves(Moment.today(now), SHOWN)
    return Queue(
        drafts=_with_what_they_hold(list(waiting_drafts()[:SHOWN]), now),
        reports=list(ErrorReport.objects.waiting()[:SHOWN]),
        report_count=ErrorReport.objects.waiting().count(),
        stale=stale[:SHOWN],
        stale_count=len(stale),
        thin=claim_rows(
            with_evidence(thin.order_by("-update__known_on", "pk"))[:SHOWN]
        ),
        thin_count=thin.count(),
        disputes=disputes,
        dispute_count=dispute_count,
        moves=[move for move in moves if _is_close(move)],
        withdrawn=claim_rows(with_evidence(on_withdrawn_sources())[:SHOWN]),
    )


def _is_close(move: RecentMove) -> bool:
    """Was the date moved shortly before it, or after it, as far as we can tell?"""
    return move.step.timing not in ("", _(Timing.BEFORE_LAST_30_DAYS.words))


def waiting_drafts() -> QuerySet[Draft]:
    waiting = Draft.objects.filter(state=DraftState.WAITING)
    return waiting.select_related("author").order_by("changed_at", "pk")


def _with_what_they_hold(
    drafts: list[Draft], now: datetime
) -> list[tuple[Draft, list[Alert]]]:
    held = holds(drafts, now)
    return [(draft, held[draft.pk]) for draft in drafts]


def thinly_supported() -> QuerySet[Claim]:
    """Operative dates, outcomes, stages with one origin or unnamed speakers only."""
    named = ClaimSpeaker.objects.filter(claim=OuterRef("pk")).exclude(
        party__kind=PartyKind.ANONYMOUS
    )
    kinds = (ClaimKind.DATE, ClaimKind.OUTCOME, ClaimKind.STAGE)
    return (
        Claim.objects.operative()
        .filter(kind__in=kinds)
        .annotate(origins=Count("citations__origin__publisher", distinct=True))
        .filter(Q(origins=1) | ~Exists(named))
    )


def _stale(now: datetime) -> list[DeadlineRow]:
    """Open deadlines that nobody looked into for as long as each is to be checked."""
    periods = listed(DeadlinePeriod.objects.current().filter(state="open"))
    found = [row for row in rows(periods, Moment.today(now)) if row.stale]
    return sorted(found, key=lambda row: (-(row.evidence_age or 0), row.deadline.pk))
