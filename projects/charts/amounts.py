"""Amounts side by side: who says how much, as ranges, open ends drawn open."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.charts.chart import Chart, Row, Value, to_evidence
from projects.charts.style import Spec, Theme, framed

BILLION = Decimal(10) ** 9
LETTERS = {False: 118, True: 42}
"""How many fit in a line above a bar, on a desk and on a phone."""
LINE, BAR, ABOVE = 15, 27, 8
"""Pixels of a line of words, of a bar with the room below it, and above the first."""


@dataclass(frozen=True, slots=True)
class Said:
    """One amount as stated. An end that is None is open.

    One that is not `counted`, such as a known error, is in the table only; `remark`
    says why, or what else a reader must know before comparing it.
    """

    said_by: str
    basis: str
    words: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    known_on: date
    accepted: bool
    url: str
    known: str = ""
    remark: str = ""
    counted: bool = True


def chart(amounts: Sequence[Said], *, unit: str) -> Chart:
    """The amounts counted in one unit; the others are in the table only."""
    counted = [said for said in amounts if said.counted]
    shown = [said for said in counted if said.unit == unit]
    newest = max((said.known_on for said in shown), default=None)
    speakers = len({said.said_by for said in shown})
    by = ngettext("%(n)d speaker", "%(n)d speakers", speakers) % {"n": speakers}
    heading = ngettext(
        "%(n)d amount in %(unit)s", "%(n)d amounts in %(unit)s", len(shown)
    ) % {"n": len(shown), "unit": unit}
    accepted = _("%(n)d accepted") % {"n": sum(said.accepted for said in shown)}
    return Chart(
        kind="amounts",
        title=f"{heading}, {by}, {accepted}; {to_evidence(newest)}",
        note=_note(len(counted) - len(shown), len(amounts) - len(counted)),
        columns=(
            _("Said by"),
            _("Basis"),
            _("As stated"),
            _("From"),
            _("To"),
            _("Unit"),
            _("Became known"),
            _("Known"),
            _("Accepted"),
            _("Remark"),
        ),
        rows=tuple(Row(_values(said), said.url) for said in amounts),
        draw=lambda theme, narrow: spec(shown, theme, unit, narrow=narrow),
    )


def _note(elsewhere: int, errors: int) -> str:
    words = _(
        "Each line is one statement, from its lower to its upper end; an arrow is an "
        "open end (“over”, “up to”). Accepted: solid and blue, a square for one "
        "figure; not accepted: dashed and grey, a circle. Statements on different "
        "bases are not comparable, and nothing is added up or converted."
    )
    if elsewhere:
        words += " " + ngettext(
            "%(n)d amount in another unit is in the table only.",
            "%(n)d amounts in other units are in the table only.",
            elsewhere,
        ) % {"n": elsewhere}
    if errors:
        words += " " + ngettext(
            "%(n)d known error or denial is in the table only and not counted.",
            "%(n)d known errors or denials are in the table only and not counted.",
            errors,
        ) % {"n": errors}
    return words


def _values(said: Said) -> tuple[Value, ...]:
    return (
        said.said_by,
        said.basis,
        said.words,
        whole(said.low),
        whole(said.high),
        said.unit,
        said.known_on,
        said.known,
        _("yes") if said.accepted else _("no"),
        said.remark,
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
    values, height = _bars(amounts, scale, reach, narrow=narrow)
    heading = _("%(unit)s billion") % {"unit": unit} if scale == BILLION else unit
    view = {
        "data": {"values": values},
        "encoding": {
            "y": {
                "field": "at",
                "type": "quantitative",
                "scale": {"domain": [height, -ABOVE], "nice": False},
                "axis": None,
            },
            "tooltip": [
                {"field": name, "type": "nominal"}
                for name in ("by", "basis", "words", "stood", "remark")
            ],
            "description": {"field": "told", "type": "nominal"},
        },
        "layer": [
            _rule(_across(heading, reach), theme),
            _ends("low", "triangle-left", theme),
            _ends("high", "triangle-right", theme),
            _point("square", theme, only="datum.accepted"),
            _point("circle", theme, only="!datum.accepted"),
            _words({"stroke": theme.paper, "strokeWidth": 3}),
            _words({"color": theme.ink}),
        ],
    }
    return framed(view, theme, narrow=narrow, height=60 + ABOVE + height)


def _bars(
    amounts: Sequence[Said], scale: Decimal, reach: float, *, narrow: bool
) -> tuple[list[Spec], int]:
    """Each below its words, with their places in pixels, and how high they all are."""
    values: list[Spec] = []
    top = 0
    for said in amounts:
        lines = _lines(said, LETTERS[narrow], apart=narrow)
        place = {"top": top, "at": top + LINE * len(lines) + 9, "lines": lines}
        values.append({**_bar(said, scale, reach), **place})
        top += LINE * len(lines) + BAR
    return values, max(top, BAR)


def _lines(said: Said, letters: int, *, apart: bool) -> list[str]:
    """What was said and by whom, uncut; the speaker on lines `apart` on a phone."""
    amount = _amount(said)
    speaker = said.said_by
    if said.accepted:
        speaker = _("%(by)s · accepted") % {"by": speaker}
    parts = [amount, speaker] if apart else [f"{amount} · {speaker}"]
    return [line for part in parts for line in textwrap.wrap(part, letters)]


def _amount(said: Said) -> str:
    amount = f"{said.words}, {said.basis}"
    return f"{amount} ({said.remark})" if said.remark else amount


def _top(said: Said) -> Decimal:
    return max(abs(end) for end in (said.low, said.high) if end is not None)


def _bar(said: Said, scale: Decimal, reach: float) -> Spec:
    """An open end is drawn to the edge of the chart, and `told` as open."""
    stood = _("accepted") if said.accepted else _("not accepted")
    low = 0.0 if said.low is None else float(said.low / scale)
    high = reach if said.high is None else float(said.high / scale)
    return {
        "low": low,
        "high": high,
        "point": high if low == high else None,
        "low_open": said.low is None,
        "high_open": said.high is None,
        "by": said.said_by,
        "basis": said.basis,
        "words": said.words,
        "accepted": said.accepted,
        "stood": stood,
        "remark": said.remark,
        "told": " · ".join((_amount(said), said.said_by, stood)),
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
    colour = _accepted(theme.blue, theme.other)
    return {
        "transform": [{"filter": only}] if only else [],
        "mark": mark,
        "encoding": {**encoding, "color": colour},
    }


def _accepted(yes: object, no: object) -> Spec:
    return {"condition": {"test": "datum.accepted", "value": yes}, "value": no}


def _rule(across: Spec, theme: Theme) -> Spec:
    """Told apart without colour, too."""
    dashes = {"strokeDash": _accepted([1, 0], [5, 4])}
    width = {"strokeWidth": _accepted(4, 2.5)}
    return _layer({"type": "rule"}, {**across, **dashes, **width}, theme)


def _ends(end: str, shape: str, theme: Theme) -> Spec:
    return _marks(end, shape, theme, only=f"datum.{end}_open")


def _point(shape: str, theme: Theme, *, only: str) -> Spec:
    return _marks("point", shape, theme, only=f"datum.point != null && {only}")


def _marks(field: str, shape: str, theme: Theme, *, only: str) -> Spec:
    return _layer(
        {"type": "point", "shape": shape, "filled": True, "size": 110, "opacity": 1},
        {"x": {"field": field, "type": "quantitative"}},
        theme,
        only=only,
    )


def _words(paint: Spec) -> Spec:
    """Once as a halo, so that no line of the grid runs through them."""
    left = {"align": "left", "baseline": "top", "lineHeight": LINE}
    return {
        "mark": {"type": "text", **left, **paint},
        "encoding": {
            "x": {"value": 0},
            "y": {"field": "top", "type": "quantitative"},
            "text": {"field": "lines"},
        },
    }
