"""The disclosure "cite this", for a value and for a chart."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.moment import Request, without_moment
from tracker.pages.citing import Cite, cited
from tracker.pages.evidence import withdrawn
from tracker.pages.figure import Figure
from tracker.pages.formulas import BY_SLUG

register = template.Library()
register.filter(withdrawn)


@register.inclusion_tag("_cite.html", takes_context=True)
def cite(context: Context, what: Cite) -> dict[str, Any]:
    """A value, cited at the moment of the page."""
    request: Request = context["request"]
    return {
        "TIME_ZONE": context.get("TIME_ZONE"),
        "cited": cited(what, request.moment, now=timezone.now()),
    }


@register.inclusion_tag("_cite.html", takes_context=True)
def cite_chart(context: Context, figure: Figure) -> dict[str, Any]:
    """A chart, cited at the moment of the page."""
    address = f"{figure.address}.svg"
    if figure.query:
        address = f"{address}?{figure.query}"
    chart = figure.chart
    formula = BY_SLUG[chart.formula] if chart.formula else None
    return cite(context, Cite(figure.address, address, chart.title, formula=formula))


@register.inclusion_tag("_cite.html", takes_context=True)
def cite_page(context: Context) -> dict[str, Any]:
    """A whole page, with what it was asked, at its moment."""
    address = without_moment(context["request"])
    words = _("The page %(address)s") % {"address": address}
    return {**cite(context, Cite(address, address, words)), "page": True}
