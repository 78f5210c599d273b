"""How the panels of the rungs are drawn: one below the other, on one axis of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.charts.style import (
    NARROW,
    WIDE,
    Spec,
    Theme,
    day,
    over_time,
    shortened,
    stacked,
    stepped,
)
from projects.rules.pace import Pace

BILLION = Decimal(10) ** 9
MARGIN = timedelta(days=15)
AXIS = 46
"""Pixels left of each panel for the labels, the same for all of them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One accepted amount on the day it became known. An end that is None is open."""

    known_on: date
    basis: str
    about: str
    stage: str
    words: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    url: str
    known: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One rung in one unit, or what stands `beside` the rungs.

    `holds`: each amount stands until the next of its basis.
    """

    name: str
    unit: str
    steps: tuple[Step, ...]
    holds: bool = False
    even: bool = False
    beside: bool = False

    def colour(self, theme: Theme) -> str:
        return theme.other if self.beside else theme.blue


@dataclass(frozen=True, slots=True)
class Even:
    """Equal amounts per day over a window, as far as the day asked."""

    unit: str
    opens_on: date
    pace: Pace


def spec(
    panels: Sequence[Panel],
    even: Even | None,
    until: date,
    theme: Theme,
    *,
    narrow: bool = False,
) -> Spec:
    known = [step.known_on for panel in panels for step in panel.steps]
    first = min([*known, even.opens_on] if even else known, default=until)
    span = (first - MARGIN, max([*known, until]) + MARGIN)
    size = (NARROW if narrow else WIDE) - AXIS - 30
    return stacked(
        [
            _panel(panel, even if panel.even else None, span, theme, size, place)
            for place, panel in enumerate(reversed(panels))
        ][::-1],
        theme,
    )


def _panel(
    panel: Panel,
    even: Even | None,
    span: tuple[date, date],
    theme: Theme,
    width: int,
    place: int,
) -> Spec:
    """Only the lowest panel, place 0, names the days."""
    scale = BILLION if _top(panel, even) >= BILLION else Decimal(1)
    reach = float(_top(panel, even) / scale) * 1.12
    layers = [
        _even_line(even, scale, span, theme, _our_arithmetic(short=width < 400)),
        _held(panel, scale, span, theme),
        _ranges(panel, scale, reach, theme),
        _marks(panel, scale, theme, "closed", "circle"),
        _marks(panel, scale, theme, "low", "triangle-up"),
        _marks(panel, scale, theme, "high", "triangle-down"),
        _nothing(panel, span, reach, theme),
    ]
    across = over_time("known", "", narrow=width < 400)
    across["scale"] |= {"domain": [day(span[0]), day(span[1])], "nice": False}
    across["axis"] |= {"title": None, "labels": not place, "ticks": not place}
    return {
        "title": {"text": panel.name, "subtitle": _counted(panel, scale)},
        "width": width,
        "height": 110 if panel.even else 80,
        "layer": [layer for layer in layers if layer],
        "encoding": {"x": across, "y": _upward(reach)},
    }


def _counted(panel: Panel, scale: Decimal) -> str:
    """How many amounts are drawn, and in which unit."""
    unit = _("%(unit)s billion") % {"unit": panel.unit} if scale > 1 else panel.unit
    if not panel.steps:
        return unit
    words = ngettext(
        "%(n)d amount, in %(unit)s", "%(n)d amounts, in %(unit)s", len(panel.steps)
    )
    return words % {"n": len(panel.steps), "unit": unit}


def _upward(reach: float) -> Spec:
    return {
        "field": "amount",
        "type": "quantitative",
        "scale": {"domain": [0, reach], "nice": False},
        "axis": {"title": None, "tickCount": 3, "minExtent": AXIS, "maxExtent": AXIS},
    }


def _top(panel: Panel, even: Even | None) -> Decimal:
    ends = [end for step in panel.steps for end in (step.low, step.high) if end]
    return max([*ends, even.pace.even] if even else ends, default=Decimal(1))


def _our_arithmetic(*, short: bool) -> str:
    if short:
        return _("our arithmetic: equal per day")
    return _("our arithmetic: equal amounts per day; the agreement sets no schedule")


def _even_line(
    even: Even | None, scale: Decimal, span: tuple[date, date], theme: Theme, words: str
) -> Spec:
    if even is None:
        return {}
    last, end = float(even.pace.even / scale), day(span[1] - MARGIN)
    values = [
        {"known": day(even.opens_on), "amount": 0.0},
        {"known": end, "amount": last},
    ]
    label = {"align": "right", "dy": -4, "baseline": "bottom", "color": theme.soft}
    return {
        "layer": [
            {
                "data": {"values": values},
                "mark": {"type": "line", "color": theme.soft, "strokeDash": [5, 4]},
            },
            {
                "data": {"values": [{"known": end, "amount": 0.0, "label": words}]},
                "mark": {"type": "text", **label},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }


def _held(panel: Panel, scale: Decimal, span: tuple[date, date], theme: Theme) -> Spec:
    """A step line for each basis: an amount stands until the next one."""
    if not panel.holds or not panel.steps:
        return {}
    values = [_datum(step, scale) for step in panel.steps]
    last = {value["basis"]: value for value in values}
    values += [{**value, "known": day(span[1] - MARGIN)} for value in last.values()]
    return {
        "data": {"values": values},
        "mark": stepped(theme.blue, 2),
        "encoding": {"detail": {"field": "basis", "type": "nominal"}},
    }


def _ranges(panel: Panel, scale: Decimal, reach: float, theme: Theme) -> Spec:
    """From the lower to the upper end; an open end runs to the edge."""
    spread = [step for step in panel.steps if step.low != step.high]
    values = [
        {
            "known": day(step.known_on),
            "amount": float(step.low / scale) if step.low is not None else 0.0,
            "to": float(step.high / scale) if step.high is not None else reach,
            "told": f"{step.words}, {step.basis}",
        }
        for step in spread
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "color": panel.colour(theme), "strokeDash": [2, 2]},
        "encoding": {
            "y2": {"field": "to"},
            "description": {"field": "told", "type": "nominal"},
        },
    }


def _marks(panel: Panel, scale: Decimal, theme: Theme, ends: str, shape: str) -> Spec:
    values = [_datum(step, scale) for step in panel.steps if ends_of(step) == ends]
    return {
        "data": {"values": values},
        "mark": {
            "type": "point",
            "shape": shape,
            "size": 60,
            "fill": theme.paper,
            "stroke": panel.colour(theme),
            "strokeWidth": 2,
            "opacity": 1,
        },
        "encoding": {
            "tooltip": [
                {"field": name, "type": "nominal"}
                for name in ("words", "basis", "for", "stage")
            ]
        },
    }


def ends_of(step: Step) -> str:
    """Which end alone is stated: "low" of "over", "high" of "up to", else "closed"."""
    if step.high is None:
        return "low"
    return "high" if step.low is None else "closed"


def _nothing(panel: Panel, span: tuple[date, date], reach: float, theme: Theme) -> Spec:
    if panel.steps:
        return {}
    words = _("no evidence found") + f" ({panel.unit})"
    value = {"known": day(span[0]), "amount": reach * 0.85, "label": words}
    return {
        "data": {"values": [value]},
        "mark": {"type": "text", "color": theme.ink, "align": "left", "dx": 8},
        "encoding": {"text": {"field": "label"}},
    }


def _datum(step: Step, scale: Decimal) -> Spec:
    stated = step.low if step.high is None else step.high
    return {
        "known": day(step.known_on),
        "amount": float((stated or Decimal(0)) / scale),
        "words": step.words,
        "basis": step.basis,
        "for": shortened(step.about, 60),
        "stage": step.stage,
    }
