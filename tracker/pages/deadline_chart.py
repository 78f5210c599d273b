"""The milestone trend of a deadline: its points from the claims, and its files."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deadlines.charts import milestone
from deadlines.charts.points import Point
from deadlines.models import DateClaim, DeadlinePeriod
from projects.charts.chart import Chart
from projects.codes import Stance
from projects.models import Claim
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment, fields
from tracker.pages.dateline import line
from tracker.pages.evidence import (
    Evidence,
    evidence_of,
    is_operative,
    with_evidence,
)
from tracker.pages.figure import Figure, answer
from tracker.pages.standing import listed, period_verdict


@require_safe
@at_moment
def deadline_chart(request: Request, slug: str, form: str) -> HttpResponseBase:
    moment = request.moment
    current = listed(DeadlinePeriod.objects.seen(moment))
    period = get_object_or_404(current, deadline__slug=slug)
    seen = DateClaim.objects.seen(moment).filter(deadline=period.deadline)
    dates = with_evidence(seen.in_order(), moment).select_related("reading__clause")
    return answer(request, chart_of(period, list(dates), moment), form)


def figure_of(period: DeadlinePeriod, chart: Chart, moment: Moment) -> Figure:
    address = reverse("deadline_chart", args=[period.deadline.slug, "svg"])
    return Figure(chart, address.removesuffix(".svg"), urlencode(fields(moment)))


def chart_of(period: DeadlinePeriod, dates: list[DateClaim], moment: Moment) -> Chart:
    """From a deadline's date claims, given in order."""
    accepted = line([claim for claim in dates if is_operative(claim)])
    found = milestone_of(period, dates, moment)
    return milestone.chart(found, accepted.history, period_verdict(period))


def milestone_of(
    period: DeadlinePeriod, dates: Iterable[DateClaim], moment: Moment
) -> milestone.Milestone:
    meant = [claim for claim in dates if counts(claim)]
    points = [(claim, point(claim)) for claim in meant]
    return milestone.Milestone(
        operative=tuple(p for claim, p in points if p and is_operative(claim)),
        others=tuple(p for claim, p in points if p and not is_operative(claim)),
        met=met(period),
        until=moment.as_of,
        undated=sum(point is None for _, point in points),
    )


def counts(claim: Claim) -> bool:
    """Not a denial, and not kept as somebody's known error."""
    return claim.stance != Stance.DENIES and not claim.known_error


def point(claim: DateClaim) -> Point | None:
    """A window is drawn at its last day, one without at its first."""
    given = claim.window.latest or claim.window.earliest
    if given is None:
        return None
    evidence = evidence_of(claim)
    return Point(
        known_on=evidence.known_on,
        given=given,
        said_by=_by(claim, evidence),
        hindsight=evidence.hindsight,
        url=evidence.url,
    )


def _by(claim: DateClaim, evidence: Evidence) -> str:
    """Who gave it; of a date that was counted, by which reading of a clause."""
    if claim.reading:
        words = {"reading": claim.reading.label, "clause": claim.reading.clause}
        return _("%(reading)s, by %(clause)s; counted by us") % words
    return "; ".join(speaker.name for speaker in evidence.speakers)


def met(period: DeadlinePeriod) -> Point | None:
    outcome = period.outcome_claim
    if outcome is None or period.met_on is None:
        return None
    known_on = outcome.update.known_on
    page = reverse("update", args=[outcome.update.public_id])
    return Point(known_on, period.met_on, "", hindsight=False, url=page)
