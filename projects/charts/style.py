"""What all charts share: colours of two schemes, two widths, axes.

Colours are those of Okabe and Ito, darkened or lightened to stand out from the paper;
what they tell apart differs in shape, dash or label as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Spec = dict[str, Any]

WIDE, NARROW = 900, 330
"""Whole width in pixels: on a desk, and on a phone of 360."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of one scheme. `ramp` goes from little to much, and each has its ink."""

    name: str
    ink: str
    soft: str
    grid: str
    paper: str
    blue: str
    green: str
    orange: str
    other: str
    ramp: tuple[str, ...]
    ramp_ink: tuple[str, ...]


LIGHT = Theme(
    name="light",
    ink="#1b2026",
    soft="#555d66",
    grid="#dddad2",
    paper="#faf9f6",
    blue="#0068a6",
    green="#00765a",
    orange="#9a5b00",
    other="#737b84",
    ramp=("#d6e6f2", "#8fbfe0", "#3a8bc2", "#00558a"),
    ramp_ink=("#1b2026", "#1b2026", "#000000", "#ffffff"),
)
DARK = Theme(
    name="dark",
    ink="#e7e5e0",
    soft="#a9b0b8",
    grid="#343b43",
    paper="#13161a",
    blue="#7cc3f0",
    green="#4fd0a5",
    orange="#f0b445",
    other="#8b939c",
    ramp=("#16384f", "#1f5f8a", "#4a9fd0", "#a5dbfb"),
    ramp_ink=("#ffffff", "#ffffff", "#000000", "#000000"),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def framed(view: Spec, theme: Theme, *, narrow: bool, height: int) -> Spec:
    """A single view that takes exactly this height and the whole width."""
    return {
        "$schema": SCHEMA,
        "width": NARROW if narrow else WIDE,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": theme.paper,
        "padding": 5,
        "config": config(theme),
        **view,
    }


def stacked(panels: Sequence[Spec], theme: Theme) -> Spec:
    """Several views below each other, each with its own width and height."""
    return {
        "$schema": SCHEMA,
        "background": theme.paper,
        "padding": 5,
        "spacing": 16,
        "config": config(theme),
        "vconcat": list(panels),
    }


def over_time(field: str, heading: str, *, narrow: bool) -> Spec:
    """An axis of days, in UTC so that a day is drawn where it is named."""
    return {
        "field": field,
        "type": "temporal",
        "scale": {"type": "utc", "nice": True},
        "axis": {
            "title": heading,
            "format": "%b %Y",
            "tickCount": 4 if narrow else 8,
            "labelOverlap": True,
        },
    }


def stepped(colour: str, width: float = 2.5) -> Spec:
    """The mark of what holds from each day to the next."""
    line = {"type": "line", "interpolate": "step-after"}
    return {**line, "color": colour, "strokeWidth": width}


def upward(heading: str) -> Spec:
    """A heading above its axis and level, so that it never runs into the labels."""
    return {
        "title": heading,
        "titleAngle": 0,
        "titleAnchor": "end",
        "titleAlign": "left",
        "titleX": 0,
        "titleY": -10,
        "titleBaseline": "bottom",
    }


def beside(width: int) -> Spec:
    """Names left of a chart in a column of this width, from its left edge on.

    Where a reader's letters are wider than the server's, they have room to the right.
    """
    room = {"minExtent": width, "maxExtent": width, "labelLimit": width}
    return {"title": None, "labelAlign": "left", "labelPadding": width - 5, **room}


def day(value: date) -> str:
    return value.isoformat()


def shortened(words: str, length: int) -> str:
    """At most so many characters; what is cut is in the table."""
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def config(theme: Theme) -> Spec:
    return {
        "font": "system-ui, Segoe UI, Roboto, Noto Sans, Noto Sans CJK JP, sans-serif",
        "view": {"stroke": None},
        "text": {"color": theme.ink, "fontSize": 12},
        "title": {
            "anchor": "start",
            "color": theme.ink,
            "fontSize": 13,
            "fontWeight": 600,
            "offset": 6,
            "subtitleColor": theme.soft,
            "subtitleFontSize": 12,
        },
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
