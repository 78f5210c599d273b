"""The disclosure "cite this", for a value and for a chart."""

from collections.abc import Mapping
from html import unescape
from math import ceil
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html
from django.utils.translation import gettext as _

from projects.charts.style import NARROW
from tracker.moment import Request, without_moment
from tracker.pages.citing import Cite, cited
from tracker.pages.evidence import withdrawn
from tracker.pages.figure import Figure, Picture
from tracker.pages.formulas import BY_SLUG

AROUND = 380
"""Pixels that all but the drawing takes in an embedded chart on a phone."""

STRETCH = 26 * 16 / NARROW
"""How much larger than drawn the narrow drawing may stand: 26rem, by the style."""

TITLE = "page title"
"""The key under which one rendering keeps the title of its page."""

register = template.Library()
register.filter(withdrawn)


@register.inclusion_tag("_cite.html", takes_context=True)
def cite(context: Context, what: Cite) -> dict[str, Any]:
    """A value, cited at the moment of the page."""
    request: Request = context["request"]
    return {
        "TIME_ZONE": context.get("TIME_ZONE"),
        "cited": cited(what, request.moment, now=request.asked_at),
    }


@register.inclusion_tag("_cite.html", takes_context=True)
def cite_chart(context: Context, figure: Figure) -> dict[str, Any]:
    """A chart, cited at the moment of the page."""
    address = f"{figure.address}.svg"
    if figure.query:
        address = f"{address}?{figure.query}"
    chart = figure.chart
    formula = BY_SLUG[chart.formula] if chart.formula else None
    what = Cite(figure.address, address, chart.named, formula=formula)
    return {**cite(context, what), "chart": True}


@register.inclusion_tag("_cite.html", takes_context=True)
def cite_page(context: Context) -> dict[str, Any]:
    """A whole page, with what it was asked, at its moment."""
    address = without_moment(context["request"])
    title = context.render_context[TITLE] or address
    words = _("The page “%(title)s”") % {"title": title}
    return {**cite(context, Cite(address, address, words)), "page": True}


@register.simple_block_tag(takes_context=True)
def page_title(context: Context, content: str) -> str:
    """The title of the page, kept for its citation."""
    context.render_context[TITLE] = " ".join(unescape(content).split())
    return content


@register.simple_tag
def embed_code(figure: Figure, pictures: Mapping[str, Picture]) -> str:
    """What to paste into a page to show a chart there; empty where readers sign in."""
    if not settings.PUBLIC_READ:
        return ""
    narrow = ceil(pictures["light_narrow"].height * STRETCH)
    height = max(pictures["light_wide"].height, narrow) + AROUND
    return format_html(
        '<iframe src="{}{}" title="{}" width="100%" height="{}" loading="lazy">'
        "</iframe>",
        settings.SITE_URL,
        figure.files()["html"],
        figure.chart.named,
        height,
    )
