"""Amounts side by side: who says how much, as ranges, open ends drawn open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.charts.chart import Chart, Row, Value, to_evidence
from projects.charts.style import Spec, Theme, framed, shortened

BILLION = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Said:
    """One amount as stated. An end that is None is open."""

    said_by: str
    basis: str
    words: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    known_on: date
    accepted: bool
    url: str


def chart(amounts: Sequence[Said], *, unit: str) -> Chart:
    """The amounts stated in one unit; the others are in the table only."""
    shown = [said for said in amounts if said.unit == unit]
    newest = max((said.known_on for said in amounts), default=None)
    speakers = len({said.said_by for said in shown})
    by = ngettext("%(n)d speaker", "%(n)d speakers", speakers) % {"n": speakers}
    heading = ngettext(
        "%(n)d amount in %(unit)s", "%(n)d amounts in %(unit)s", len(shown)
    ) % {"n": len(shown), "unit": unit}
    return Chart(
        kind="amounts",
        title=f"{heading}, {by}; {to_evidence(newest)}",
        note=_note(len(amounts) - len(shown)),
        columns=(
            _("Said by"),
            _("Basis"),
            _("As stated"),
            _("From"),
            _("To"),
            _("Unit"),
            _("Became known"),
            _("Accepted"),
        ),
        rows=tuple(Row(_values(said), said.url) for said in amounts),
        draw=lambda theme, narrow: spec(shown, theme, unit, narrow=narrow),
    )


def _note(elsewhere: int) -> str:
    words = _(
        "Each line is one statement, from its lower to its upper end; an arrow is an "
        "open end (“over”, “up to”). Blue: accepted; grey: not. Statements on "
        "different bases are not comparable, and nothing is added up or converted."
    )
    if not elsewhere:
        return words
    more = ngettext(
        "%(n)d amount in another unit is in the table only.",
        "%(n)d amounts in other units are in the table only.",
        elsewhere,
    )
    return f"{words} {more % {'n': elsewhere}}"


def _values(said: Said) -> tuple[Value, ...]:
    return (
        said.said_by,
        said.basis,
        said.words,
        whole(said.low),
        whole(said.high),
        said.unit,
        said.known_on,
        _("yes") if said.accepted else _("no"),
    )


def whole(number: Decimal | None) -> Decimal | int | None:
    """Without the zeros that the database stores behind the point."""
    if number is None or number != number.to_integral_value():
        return number
    return int(number)


def spec(
    amounts: Sequence[Said], theme: Theme, unit: str, *, narrow: bool = False
) -> Spec:
    top = max((_top(said) for said in amounts), default=Decimal(1))
    scale = BILLION if top >= BILLION else Decimal(1)
    reach = float(top / scale) * 1.15
    values = [_bar(said, place, scale, reach) for place, said in enumerate(amounts)]
    heading = _("%(unit)s billion") % {"unit": unit} if scale == BILLION else unit
    room = 40 if narrow else 100
    label = f"truncate(datum.words + ' · ' + datum.by, {room})"
    view = {
        "data": {"values": values},
        "encoding": {
            "y": {
                "field": "place",
                "type": "quantitative",
                "scale": {"domain": [len(values), -0.2], "nice": False},
                "axis": None,
            },
            "tooltip": [
                {"field": name, "type": "nominal"} for name in ("by", "basis", "words")
            ],
        },
        "layer": [
            _layer({"type": "rule", "strokeWidth": 4}, _across(heading, reach), theme),
            _ends("low", "triangle-left", theme),
            _ends("high", "triangle-right", theme),
            _layer(
                {"type": "tick", "thickness": 4, "size": 14, "opacity": 1},
                {"x": {"field": "point", "type": "quantitative"}},
                theme,
                only="datum.point != null",
            ),
            {
                "transform": [
                    {"calculate": "datum.place - 0.4", "as": "line"},
                    {"calculate": label, "as": "label"},
                ],
                "mark": {"type": "text", "align": "left", "color": theme.ink},
                "encoding": {
                    "x": {"value": 0},
                    "y": {"field": "line", "type": "quantitative"},
                    "text": {"field": "label"},
                },
            },
        ],
    }
    return framed(view, theme, narrow=narrow, height=60 + 42 * max(len(values), 1))


def _top(said: Said) -> Decimal:
    return max(abs(end) for end in (said.low, said.high) if end is not None)


def _bar(said: Said, place: int, scale: Decimal, reach: float) -> Spec:
    """An open end is drawn to the edge of the chart."""
    low = 0.0 if said.low is None else float(said.low / scale)
    high = reach if said.high is None else float(said.high / scale)
    return {
        "place": place + 0.5,
        "low": low,
        "high": high,
        "point": high if low == high else None,
        "low_open": said.low is None,
        "high_open": said.high is None,
        "by": said.said_by,
        "basis": said.basis,
        "words": f"{said.words}, {shortened(said.basis, 28)}",
        "accepted": said.accepted,
    }


def _across(heading: str, reach: float) -> Spec:
    return {
        "x": {
            "field": "low",
            "type": "quantitative",
            "scale": {"domain": [0, reach], "nice": False},
            "axis": {"title": heading, "orient": "top", "tickCount": 5},
        },
        "x2": {"field": "high"},
    }


def _layer(mark: Spec, encoding: Spec, theme: Theme, only: str = "") -> Spec:
    colour = {
        "condition": {"test": "datum.accepted", "value": theme.blue},
        "value": theme.other,
    }
    return {
        "transform": [{"filter": only}] if only else [],
        "mark": mark,
        "encoding": {**encoding, "color": colour},
    }


def _ends(end: str, shape: str, theme: Theme) -> Spec:
    return _layer(
        {"type": "point", "shape": shape, "filled": True, "size": 110, "opacity": 1},
        {"x": {"field": end, "type": "quantitative"}},
        theme,
        only=f"datum.{end}_open",
    )
