"""The milestone trend chart of a deadline, as a picture and as the rows behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from deadlines import charts
from deadlines.models import DateClaim, DeadlinePeriod
from projects.codes import Stance
from projects.drawing import fingerprint, svg
from tracker.pages.evidence import evidence_of, is_operative, with_evidence
from tracker.pages.standing import listed

THEMES = {"light": charts.LIGHT, "dark": charts.DARK}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the chart shows: the days given, and where and when it was met.

    `undated` counts the claims that name no day and so have no place in it.
    """

    slug: str
    operative: tuple[charts.Point, ...]
    others: tuple[charts.Point, ...]
    met: charts.Point | None
    until: date
    undated: int

    def spec(self, theme: str = "light", *, narrow: bool = False) -> dict[str, Any]:
        return charts.spec(
            self.operative,
            self.others,
            met=self.met,
            until=self.until,
            theme=THEMES[theme],
            narrow=narrow,
        )

    @property
    def pictures(self) -> dict[str, str]:
        """The addresses of the four drawings; they change when the drawing does."""
        page = reverse("deadline_chart", args=[self.slug])
        version = fingerprint(self.spec())
        return {
            f"{theme}_{size}": f"{page}?theme={theme}&size={size}&v={version}"
            for theme in THEMES
            for size in ("wide", "narrow")
        }


@require_safe
@cache_control(public=True, max_age=60 * 60)
def deadline_chart(request: HttpRequest, slug: str) -> HttpResponse:
    theme = request.GET.get("theme", "light")
    if theme not in THEMES:
        raise Http404
    current = listed(DeadlinePeriod.objects.current())
    period = get_object_or_404(current, deadline__slug=slug)
    dates = with_evidence(
        DateClaim.objects.live().filter(deadline=period.deadline).in_order()
    )
    spec = drawing_of(period, dates, timezone.now()).spec(
        theme, narrow=request.GET.get("size") == "narrow"
    )
    return HttpResponse(svg(spec), content_type="image/svg+xml")


def drawing_of(
    period: DeadlinePeriod, dates: Iterable[DateClaim], now: datetime
) -> Drawing:
    """The points of a deadline's live date claims, given in order."""
    meant = [claim for claim in dates if _counts(claim)]
    points = [(claim, _point(claim)) for claim in meant]
    return Drawing(
        slug=period.deadline.slug,
        operative=tuple(p for claim, p in points if p and is_operative(claim)),
        others=tuple(p for claim, p in points if p and not is_operative(claim)),
        met=_met(period),
        until=now.date(),
        undated=sum(point is None for _, point in points),
    )


def _counts(claim: DateClaim) -> bool:
    """Not a denial, and not kept as somebody's known error."""
    return claim.stance != Stance.DENIES and not claim.known_error


def _point(claim: DateClaim) -> charts.Point | None:
    """A window is drawn at its last day, one without at its first."""
    given = claim.window.latest or claim.window.earliest
    if given is None:
        return None
    evidence = evidence_of(claim)
    return charts.Point(
        known_on=evidence.known_on,
        given=given,
        said_by="; ".join(speaker.name for speaker in evidence.speakers),
        hindsight=evidence.hindsight,
    )


def _met(period: DeadlinePeriod) -> charts.Point | None:
    outcome = period.outcome_claim
    if outcome is None or period.met_on is None:
        return None
    return charts.Point(outcome.update.known_on, period.met_on, "", hindsight=False)
