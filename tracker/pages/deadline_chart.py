"""The milestone trend of a deadline: its points from the claims, and its files."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from deadlines import trends
from deadlines.models import DateClaim, DeadlinePeriod
from projects.charts.chart import Chart
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment, fields
from tracker.pages.dateline import dates_given
from tracker.pages.evidence import evidence_of, is_operative
from tracker.pages.figure import Figure, answer
from tracker.pages.standing import listed


@require_safe
@at_moment
def deadline_chart(request: Request, slug: str, form: str) -> HttpResponseBase:
    moment = request.moment
    current = listed(DeadlinePeriod.objects.seen(moment))
    period = get_object_or_404(current, deadline__slug=slug)
    dates = list(dates_given([period.deadline_id], moment))
    figure = figure_of(period, chart_of(period, dates, moment), moment)
    return answer(request, figure, form)


def figure_of(period: DeadlinePeriod, chart: Chart, moment: Moment) -> Figure:
    slug = period.deadline.slug
    address = reverse("deadline_chart", args=[slug, "svg"]).removesuffix(".svg")
    page = f"{reverse('deadline', args=[slug])}#chart"
    return Figure(chart, address, page, urlencode(fields(moment)))


def chart_of(
    period: DeadlinePeriod, dates: Sequence[DateClaim], moment: Moment
) -> Chart:
    """From a deadline's date claims, given in order."""
    return trends.chart_of(
        period,
        dates,
        {claim.pk for claim in dates if is_operative(claim)},
        until=moment.as_of,
        url=lambda claim: evidence_of(claim).url,
    )
