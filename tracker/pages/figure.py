"""A chart on a page: its pictures, its files, and the answer to each of them."""

import json
from dataclasses import dataclass, replace
from datetime import date

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from projects.charts.chart import Chart
from projects.charts.style import THEMES, Spec, Theme
from projects.drawing import fingerprint, footed, png, size_of, svg
from tracker.moment import Request

FORMS = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
SIZES = ("wide", "narrow")
DRAWING = ("theme", "size", "v")
"""What the address of a picture says besides what is asked of the record."""
KEPT_SECONDS = 60 * 60


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing: its address, and its size so that the page never jumps."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Figure:
    """`address` is that of the chart without its ending, `query` what day it is of.

    `page` is where the chart stands in the record.
    """

    chart: Chart
    address: str
    page: str
    query: str = ""

    def pictures(self) -> dict[str, Picture]:
        """The four drawings; their addresses change when the drawing does.

        A scheme has its own colours and no size of its own.
        """
        sizes = {size: _size(self._spec("light", size)) for size in SIZES}
        return {
            f"{theme}_{size}": Picture(self._address(theme, size), *sizes[size])
            for theme in THEMES
            for size in SIZES
        }

    def files(self) -> dict[str, str]:
        """Where the rows, the spec and the pictures can be had."""
        asked = f"?{self.query}" if self.query else ""
        return {form: f"{self.address}.{form}{asked}" for form in FORMS}

    def _spec(self, theme: str, size: str) -> Spec:
        return self.chart.spec(THEMES[theme], narrow=size == "narrow")

    def _address(self, theme: str, size: str) -> str:
        version = fingerprint(self._spec(theme, size))
        asked = f"theme={theme}&size={size}&v={version}"
        if self.query:
            asked = f"{self.query}&{asked}"
        return f"{self.address}.svg?{asked}"


def _size(spec: Spec) -> tuple[int, int]:
    """Width and height of a drawing: as its spec says, or as it says when drawn."""
    if "height" in spec:
        return spec["width"], spec["height"]
    return size_of(svg(spec))


def answer(request: Request, figure: Figure, form: str) -> HttpResponseBase:
    """The chart in the form asked for. Raises Http404 for a form there is not."""
    theme = THEMES.get(request.GET.get("theme", "light"))
    if theme is None or form not in FORMS:
        raise Http404
    response = (
        framed(request, figure)
        if form == "html"
        else _file(request, figure.chart, form, theme)
    )
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response


def framed(request: Request, figure: Figure) -> HttpResponseBase:
    """The chart as a page that may stand in a frame of anybody's page."""
    query = request.GET.copy()
    for name in DRAWING:
        query.pop(name, None)
    figure = replace(figure, query=query.urlencode())

    @csp_replace({"frame-ancestors": ["*"]})
    @xframe_options_exempt
    def page(request: HttpRequest) -> HttpResponse:
        return render(request, "embed.html", {"figure": figure})

    return page(request)


def _file(request: Request, chart: Chart, form: str, theme: Theme) -> HttpResponse:
    """A drawing of a size is one of a page; without a size it is to stand alone."""
    size = request.GET.get("size")
    spec = chart.spec(theme, narrow=size == "narrow")
    body: str | bytes
    match form:
        case "csv":
            body = chart.csv(settings.SITE_URL)
        case "json":
            body = json.dumps(spec, ensure_ascii=False)
        case "png":
            body = png(_alone(chart, theme, request.moment.as_of))
        case _:
            body = svg(spec) if size else _alone(chart, theme, request.moment.as_of)
    return HttpResponse(body, content_type=FORMS[form])


def _alone(chart: Chart, theme: Theme, day: date) -> str:
    """The drawing with all that the page around it says: what of, as of when, whose."""
    foot = _("Pledgebook, as known on %(day)s, %(site)s") % {
        "day": date_format(day, "j M Y"),
        "site": settings.SITE_URL,
    }
    return footed(svg(chart.titled(theme)), title=chart.named, foot=foot, theme=theme)
