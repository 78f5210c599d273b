"""The disclosure "cite this", for a value and for a chart."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone

from tracker.moment import Request
from tracker.pages.citing import Cite, cited
from tracker.pages.figure import Figure

register = template.Library()


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
    return cite(context, Cite(figure.address, address, figure.chart.title))
