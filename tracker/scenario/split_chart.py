"""The chart of a split: who gets what of each period, against the amount that is due.

Rows in, a Vega-Lite spec out.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from projects.charts.style import LIGHT, SCHEMA, Theme, config
from projects.rules.split_rows import Row

SCALES = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(1), ""))
WIDE, NARROW = (720, 260), (260, 240)


def spec(
    rows: Sequence[Row],
    *,
    investor: str,
    host: str,
    currency: str,
    theme: Theme = LIGHT,
    narrow: bool = False,
) -> dict[str, Any]:
    """Stacked bars, a period each; a line across a bar is twice what is due to a side.

    Cash up to that line is shared at the early shares.
    """
    scale, unit = _scale(rows)
    width, height = NARROW if narrow else WIDE
    due = _("shared at first")
    colours = {investor: theme.blue, host: theme.other, due: theme.ink}
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "background": theme.paper,
        "config": config(theme),
        "encoding": {
            "x": {
                "field": "period",
                "type": "ordinal",
                "sort": None,
                "axis": {"title": None, "labelOverlap": True, "labelAngle": 0},
            }
        },
        "layer": [
            _bars(rows, scale, f"{currency} {unit}".strip(), colours, theme),
            _marks(rows, scale, due, theme),
        ],
    }


def _scale(rows: Sequence[Row]) -> tuple[Decimal, str]:
    """The unit in which the largest period is one or more."""
    largest = max((max(row.cash, row.early) for row in rows), default=Decimal(0))
    return next((each for each in SCALES if largest >= each[0]), SCALES[-1])


def _bars(
    rows: Sequence[Row],
    scale: Decimal,
    heading: str,
    colours: dict[str, str],
    theme: Theme,
) -> dict[str, Any]:
    investor, host, _due = colours
    values = []
    for row in rows:
        for place, (side, cash) in enumerate(
            ((investor, row.investor), (host, row.host))
        ):
            value = {"period": row.label, "side": side, "place": place}
            values.append({**value, "money": float(cash / scale)})
    axis = {"title": heading, "titleAngle": 0, "titleAnchor": "end"}
    level = {"titleAlign": "left", "titleX": 0, "titleY": -10}
    return {
        "data": {"values": values},
        "mark": {"type": "bar", "stroke": theme.paper, "strokeWidth": 1},
        "encoding": {
            "y": {
                "field": "money",
                "type": "quantitative",
                "axis": {**axis, **level, "titleBaseline": "bottom", "tickCount": 5},
            },
            "color": {
                "field": "side",
                "type": "nominal",
                "scale": {"domain": list(colours), "range": list(colours.values())},
                "legend": {
                    "title": None,
                    "orient": "bottom",
                    "direction": "horizontal",
                    "columns": 3,
                    "labelColor": theme.ink,
                    "labelFontSize": 12,
                    "symbolType": "square",
                },
            },
            "order": {"field": "place", "type": "quantitative"},
        },
    }


def _marks(
    rows: Sequence[Row], scale: Decimal, name: str, theme: Theme
) -> dict[str, Any]:
    """How much of each period is shared at the early shares."""
    values = [
        {"period": row.label, "money": float(row.early / scale), "side": name}
        for row in rows
        if row.early
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "tick", "color": theme.ink, "thickness": 2.5},
        "encoding": {"y": {"field": "money", "type": "quantitative"}},
    }
