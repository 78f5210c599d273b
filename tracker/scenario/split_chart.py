"""The chart of a split: who gets what of each period, and how much at the first shares.

Rows in, a chart out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.charts.chart import Chart
from projects.charts.chart import Row as TableRow
from projects.charts.style import Spec, Theme, framed, upward
from projects.rules.split_rows import Row

SCALES = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(1), ""))


@dataclass(frozen=True, slots=True)
class Shared:
    """What is drawn: the periods of one reading, and what the sides are called."""

    rows: tuple[Row, ...]
    investor: str
    host: str
    currency: str


def chart(found: Shared) -> Chart:
    extra = _extra(found.rows)
    return Chart(
        kind="split",
        title=_title(found),
        note=_(
            "A bar is the cash of a period. The line across it is the part that is "
            "shared at the first shares; what lies above is shared at the later ones."
        ),
        columns=(
            _("Period"),
            _("Cash shared"),
            _("Due to each side"),
            _("At first shares"),
            found.investor,
            found.host,
            _("Carried on"),
            _("Lost"),
            *(heading for heading, _amounts in extra),
        ),
        rows=tuple(
            TableRow((*_cells(row), *(amounts[place] for _head, amounts in extra)))
            for place, row in enumerate(found.rows)
        ),
        draw=lambda theme, narrow: spec(found, theme, narrow=narrow),
        formula="profit-split",
    )


def _title(found: Shared) -> str:
    """ "Cash of 3 periods shared as typed: Japan 4.15, United States 12.85, in US$"."""
    counted = ngettext("%(n)d period", "%(n)d periods", len(found.rows))
    words = _("Cash of %(count)s shared as typed: %(shares)s, in %(currency)s")
    totals = (
        (found.investor, sum(row.investor for row in found.rows)),
        (found.host, sum(row.host for row in found.rows)),
    )
    return words % {
        "count": counted % {"n": len(found.rows)},
        "shares": ", ".join(
            f"{side} {number_format(total, use_l10n=True, force_grouping=True)}"
            for side, total in totals
        ),
        "currency": found.currency,
    }


def spec(found: Shared, theme: Theme, *, narrow: bool = False) -> Spec:
    """Stacked bars, a period each, with a mark where the later shares begin."""
    scale, unit = _scale(found.rows)
    labels = {"labelOverlap": True, "labelAngle": 0, "title": None}
    colours = {found.investor: theme.blue, found.host: theme.other}
    heading = f"{found.currency} {unit}".strip()
    view: Spec = {
        "encoding": {
            "x": {"field": "period", "type": "ordinal", "sort": None, "axis": labels}
        },
        "layer": [
            {
                "data": {"values": list(_parts(found, scale))},
                "mark": {"type": "bar", "stroke": theme.paper, "strokeWidth": 1},
                "encoding": {
                    "y": _money(upward(heading)),
                    "color": _coloured(colours, theme),
                    "order": {"field": "place", "type": "quantitative"},
                },
            },
            {
                "data": {"values": _firsts(found.rows, scale)},
                "mark": {"type": "tick", "color": theme.ink, "thickness": 2.5},
                "encoding": {"y": _money(upward(heading))},
            },
        ],
    }
    return framed(view, theme, narrow=narrow, height=300)


def _cells(row: Row) -> tuple[str | Decimal, ...]:
    money = (row.cash, row.need, row.early, row.investor, row.host, row.carry, row.lost)
    return row.label, *money


def _extra(rows: Sequence[Row]) -> list[tuple[str, list[Decimal]]]:
    """Columns that most splits leave empty: shown where there is anything in them."""
    columns = [
        (_("Tax before"), [row.tax for row in rows]),
        (_("Interest diverted"), [row.diverted for row in rows]),
    ]
    return [column for column in columns if any(column[1])]


def _scale(rows: Sequence[Row]) -> tuple[Decimal, str]:
    """The unit in which the largest period is one or more."""
    largest = max((row.cash for row in rows), default=Decimal(0))
    return next((each for each in SCALES if largest >= each[0]), SCALES[-1])


def _parts(found: Shared, scale: Decimal) -> Iterator[Spec]:
    for row in found.rows:
        sides = (found.investor, row.investor), (found.host, row.host)
        for place, (side, cash) in enumerate(sides):
            money = float(cash / scale)
            yield {"period": row.label, "side": side, "place": place, "money": money}


def _firsts(rows: Sequence[Row], scale: Decimal) -> list[Spec]:
    return [
        {"period": row.label, "money": float(row.early / scale)}
        for row in rows
        if row.early
    ]


def _money(heading: Spec) -> Spec:
    return {
        "field": "money",
        "type": "quantitative",
        "axis": {**heading, "tickCount": 5},
    }


def _coloured(colours: dict[str, str], theme: Theme) -> Spec:
    return {
        "field": "side",
        "type": "nominal",
        "scale": {"domain": list(colours), "range": list(colours.values())},
        "legend": {
            "title": None,
            "orient": "bottom",
            "direction": "horizontal",
            "labelColor": theme.ink,
            "labelFontSize": 12,
            "symbolType": "square",
        },
    }
