"""One deadline: its operative line, every speaker's own line, and how it ended."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from deadlines.freshness import NOTHING, heard
from deadlines.models import DateClaim, Deadline, DeadlinePeriod, OutcomeClaim
from deadlines.rules.moves import on_time_only_because_moved
from deadlines.rules.status import Verdict
from projects.models import Claim, ClauseReading, Statement
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.bounds import due_line, given_by_reading, limits
from tracker.pages.citing import Cite
from tracker.pages.clocks import last_day_ends
from tracker.pages.dateline import Line, dates_given, line
from tracker.pages.deadline_chart import chart_of, figure_of
from tracker.pages.evidence import (
    ClaimRow,
    Speaker,
    claim_rows,
    is_operative,
    with_evidence,
)
from tracker.pages.formulas import BY_SLUG
from tracker.pages.standing import listed, row


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """All dates that one speaker, or several jointly, gave; the oldest first.

    With a `reading` nobody gave them: they are counted by us from what it says, and
    stand under the clause and whoever holds the reading of it.
    """

    speakers: tuple[Speaker, ...]
    rows: tuple[ClaimRow, ...]
    reading: ClauseReading | None = None

    @property
    def limits(self) -> str:
        """What the latest day of its reading limits; empty for what somebody gave."""
        claim = self.rows[-1].claim
        if self.reading is None or not isinstance(claim, DateClaim):
            return ""
        return given_by_reading(claim.window)


@require_safe
@at_moment
def deadline(request: Request, slug: str) -> HttpResponse:
    moment = request.moment
    found = get_object_or_404(shown_deadlines(moment), slug=slug)
    current = listed(DeadlinePeriod.objects.seen(moment))
    period = get_object_or_404(current, deadline=found)
    dates = list(dates_of(found, moment))
    operative = [claim for claim in dates if is_operative(claim)]
    accepted = line(operative)
    verdict = period.verdict
    context = {
        "deadline": found,
        "row": row(period, heard([found.pk], moment).get(found.pk, NOTHING), moment),
        "verdict": verdict,
        "due_line": due_line(period),
        "limits": limits(period),
        "only_because_moved": verdict and on_time_only_because_moved(verdict),
        "clocks": last_day_ends(period, operative),
        "line": accepted,
        "speakers": by_speaker(claim_rows(dates)),
        "outcomes": claim_rows(outcomes_of(found, moment)),
        "statements": claim_rows(statements_of(found, moment)),
        "cite": _cite(found, verdict, accepted),
        "figure": figure_of(period, chart_of(period, dates, moment), moment),
    }
    return render(request, "deadline.html", context)


def _cite(found: Deadline, verdict: Verdict | None, moved: Line) -> Cite:
    """How it ended, counted by us, or how often it slipped while it is open."""
    history = moved.history
    slips = ngettext(
        "%(n)d slip, %(days)d days", "%(n)d slips, %(days)d days", history.slips
    ) % {"n": history.slips, "days": history.slip_days}
    return Cite(
        key=f"{found.slug}/{'verdict' if verdict else 'slips'}",
        address=reverse("deadline", args=[found.slug]),
        words=f"{found.title}: {verdict.words if verdict else slips}",
        formula=BY_SLUG["verdict" if verdict else "slip"],
    )


def shown_deadlines(moment: Moment) -> QuerySet[Deadline]:
    found: QuerySet[Deadline] = Deadline.objects.seen(moment)
    return found.select_related(
        "pledge",
        "tranche__brought_in_by",
        "project__brought_in_by",
        "agreement__brought_in_by",
        "obligor",
        "decider",
    )


def dates_of(found: Deadline, moment: Moment) -> QuerySet[DateClaim]:
    """Every date claim about it that is seen, oldest knowledge first."""
    return dates_given([found.pk], moment).prefetch_related(
        "reading__holders", "reading__speakers"
    )


def outcomes_of(found: Deadline, moment: Moment) -> QuerySet[OutcomeClaim]:
    outcomes = OutcomeClaim.objects.seen(moment).filter(deadline=found)
    claims: QuerySet[OutcomeClaim] = with_evidence(outcomes.in_order(), moment)
    return claims


def statements_of(found: Deadline, moment: Moment) -> QuerySet[Statement]:
    """What was said that bears on the deadline without moving it."""
    seen = Statement.objects.seen(moment)
    bearing = seen.filter(bears_on_deadlines__deadline=found)
    claims: QuerySet[Statement] = with_evidence(bearing.in_order(), moment)
    return claims


def by_speaker(dates: Iterable[ClaimRow]) -> list[SpeakerLine]:
    """The dates grouped by who gave them, in the order in which each first spoke.

    Those counted from a clause are grouped by its reading.
    """
    lines: dict[tuple[object, ...], list[ClaimRow]] = defaultdict(list)
    for each in dates:
        reading = reading_of(each.claim)
        slugs = map(attrgetter("slug"), each.evidence.speakers)
        by = (reading.clause_id, reading.reading) if reading else tuple(slugs)
        lines[by].append(each)
    return [
        SpeakerLine(
            speakers=rows[0].evidence.speakers,
            rows=tuple(rows),
            reading=reading_of(rows[-1].claim),
        )
        for rows in lines.values()
    ]


def reading_of(claim: Claim) -> ClauseReading | None:
    """The reading of a clause from which a date was counted."""
    return claim.reading if isinstance(claim, DateClaim) else None
