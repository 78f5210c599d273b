"""The milestone trend chart of one deadline: when it became known, which day was given.

Rows in, a Vega-Lite spec out. Time runs to the right and the day given upwards, so a
date that holds is level, a slip is a step up; the dashed diagonal is the day itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.rules.slips import History, Move, MoveKind
from deadlines.rules.status import Verdict


@dataclass(frozen=True, slots=True)
class Point:
    """One day given. `hindsight`: we know of it only from later."""

    known_on: date
    given: date
    said_by: str
    hindsight: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of one scheme; the operative line differs in shape as well."""

    ink: str
    soft: str
    grid: str
    paper: str
    line: str
    other: str
    met: str


LIGHT = Theme(
    ink="#1b2026",
    soft="#555d66",
    grid="#dddad2",
    paper="#faf9f6",
    line="#1d5a92",
    other="#737b84",
    met="#1c673a",
)
DARK = Theme(
    ink="#e7e5e0",
    soft="#a9b0b8",
    grid="#343b43",
    paper="#13161a",
    line="#94c1f2",
    other="#8b939c",
    met="#86d3a0",
)
WIDE = (720, 320)
NARROW = (250, 260)
MARGIN = timedelta(days=10)


def title(history: History, verdict: Verdict | None) -> str:
    """The chart in one sentence: "Moved twice, met 48 days after the first date"."""
    return ", ".join(part for part in (_moved(history), _met(verdict)) if part)


def spec(
    operative: Sequence[Point],
    others: Iterable[Point],
    *,
    met: Point | None,
    until: date,
    theme: Theme = LIGHT,
    narrow: bool = False,
) -> dict[str, Any]:
    """The chart. The operative line runs to `until`, or to where it was met."""
    beside = list(others)
    days = _span(operative, beside, met, until)
    width, height = NARROW if narrow else WIDE
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "background": theme.paper,
        "config": config(theme),
        "layer": [
            _diagonal(days, theme),
            _line(operative, met, until, theme),
            _points(beside, theme.other, theme, "circle", 55),
            _points(operative, theme.line, theme, "square", 80),
            *([_meeting(met, theme)] if met else []),
        ],
        "encoding": {
            "x": _axis("known", _("became known"), 4 if narrow else 8),
            "y": _upward(_axis("given", _("day given"), 6)),
        },
    }


def _moved(history: History) -> str:
    later = sum(move.kind is MoveKind.LATER for move in history.moves)
    earlier = sum(move.kind is MoveKind.EARLIER for move in history.moves)
    if not later and not earlier:
        if history.original and history.moves[-1:] == (Move(MoveKind.UNDATED),):
            return _("Date withdrawn")
        return _("Revised, never moved") if history.revisions else _("Never moved")
    if not later:
        return _("Moved earlier %(times)s") % {"times": _times(earlier)}
    words = _("Moved %(times)s") % {"times": _times(later + earlier)}
    if earlier:
        detail = {"later": later, "earlier": earlier}
        words += _(" (%(later)d later, %(earlier)d earlier)") % detail
    return words


def _times(count: int) -> str:
    match count:
        case 1:
            return _("once")
        case 2:
            return _("twice")
    return ngettext("%(n)d time", "%(n)d times", count) % {"n": count}


def _met(verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    if verdict.original:
        return _("met %(when)s") % {"when": verdict.original.words(_("first date"))}
    if verdict.operative:
        return _("met %(when)s") % {"when": verdict.operative.words(_("date"))}
    return _("met")


def _span(
    operative: Sequence[Point], others: list[Point], met: Point | None, until: date
) -> tuple[date, date]:
    """The days on which the diagonal can be seen."""
    points = [*operative, *others, *([met] if met else [])]
    known = [point.known_on for point in points] + [until]
    given = [point.given for point in points]
    return max(min(known), min(given)) - MARGIN, min(max(known), max(given)) + MARGIN


def _diagonal(days: tuple[date, date], theme: Theme) -> dict[str, Any]:
    first, last = days
    ends = [first, last] if first < last else []
    return {
        "data": {"values": [_datum(day, day) for day in ends]},
        "mark": {"type": "line", "color": theme.soft, "strokeDash": [3, 4]},
    }


def _line(
    operative: Sequence[Point], met: Point | None, until: date, theme: Theme
) -> dict[str, Any]:
    values = [_datum(point.known_on, point.given) for point in operative]
    if operative:
        end = met.known_on if met else until
        values.append(_datum(max(end, operative[-1].known_on), operative[-1].given))
    placed = [{**value, "place": place} for place, value in enumerate(values)]
    return {
        "data": {"values": placed},
        "mark": {
            "type": "line",
            "interpolate": "step-after",
            "color": theme.line,
            "strokeWidth": 2.5,
        },
        "encoding": {"order": {"field": "place", "type": "quantitative"}},
    }


def _points(
    points: Sequence[Point], colour: str, theme: Theme, shape: str, size: int
) -> dict[str, Any]:
    """Filled where it was reported as it was said, hollow where in hindsight."""
    values = [
        {**_datum(p.known_on, p.given), "fill": theme.paper if p.hindsight else colour}
        for p in points
    ]
    return {
        "data": {"values": values},
        "mark": {
            "type": "point",
            "shape": shape,
            "size": size,
            "stroke": colour,
            "strokeWidth": 2,
            "opacity": 1,
        },
        "encoding": {
            "fill": {"field": "fill", "type": "nominal", "scale": None, "legend": None}
        },
    }


def _meeting(met: Point, theme: Theme) -> dict[str, Any]:
    value = {**_datum(met.known_on, met.given), "label": _("met")}
    x_label = {"align": "left", "dx": 10, "dy": 4, "fontSize": 13, "fontWeight": 600}
    return {
        "data": {"values": [value]},
        "layer": [
            {
                "mark": {
                    "type": "point",
                    "shape": "diamond",
                    "size": 190,
                    "filled": True,
                    "color": theme.met,
                    "opacity": 1,
                }
            },
            {
                "mark": {"type": "text", "color": theme.met, **x_label},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }


def _datum(known: date, given: date) -> dict[str, str]:
    return {"known": known.isoformat(), "given": given.isoformat()}


def _axis(field: str, heading: str, ticks: int) -> dict[str, Any]:
    return {
        "field": field,
        "type": "temporal",
        "scale": {"type": "utc", "nice": True},
        "axis": {
            "title": heading,
            "format": "%b %Y",
            "tickCount": ticks,
            "labelOverlap": True,
        },
    }


def _upward(axis: dict[str, Any]) -> dict[str, Any]:
    """The heading above the axis and level, so that it never runs into the labels."""
    level = {"titleAngle": 0, "titleAnchor": "end", "titleAlign": "left"}
    axis["axis"] |= level | {"titleX": 0, "titleY": -12, "titleBaseline": "bottom"}
    return axis


def config(theme: Theme) -> dict[str, Any]:
    """The look that all charts share."""
    return {
        "font": "system-ui, Segoe UI, Roboto, Noto Sans, sans-serif",
        "view": {"stroke": None},
        "axis": {
            "labelColor": theme.soft,
            "titleColor": theme.soft,
            "gridColor": theme.grid,
            "domainColor": theme.soft,
            "tickColor": theme.soft,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
    }
