"""Days given, as points against the day on which each became known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from projects.charts.style import Spec, Theme, day, over_time, upward

MARGIN = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Point:
    """One day given. `known` is how sure the day is on which it became known.

    `hindsight`: we know of it only from later, or not from which day.
    """

    known_on: date
    given: date
    said_by: str
    hindsight: bool
    url: str = ""
    known: str = ""


def axes(*, narrow: bool) -> Spec:
    """Time runs to the right, the day given upwards."""
    given = over_time("given", "", narrow=narrow)
    given["axis"] |= {"tickCount": 6, **upward(_("day given"))}
    return {"x": over_time("known", _("became known"), narrow=narrow), "y": given}


def datum(point: Point) -> dict[str, str]:
    return {
        "known": day(point.known_on),
        "given": day(point.given),
        "by": point.said_by,
    }


def diagonal(points: Iterable[Point], until: date, theme: Theme) -> Spec:
    """The day itself, over the span in which it can be seen."""
    ends = diagonal_ends(points, until)
    return {
        "data": {"values": [{"known": day(e), "given": day(e)} for e in ends]},
        "mark": {"type": "line", "color": theme.soft, "strokeDash": [3, 4]},
    }


def diagonal_ends(points: Iterable[Point], until: date) -> list[date]:
    """None where no day was given near the days on which they became known."""
    shown = list(points)
    known = [point.known_on for point in shown] + [until]
    given = [point.given for point in shown] or [until]
    first = max(min(known), min(given)) - MARGIN
    last = min(max(known), max(given)) + MARGIN
    return [first, last] if first < last else []


def steps(points: Sequence[Point], until: date) -> list[dict[str, str | int]]:
    """The days given, held from each to the next and the last one until a day."""
    rows = [datum(point) for point in points]
    if points:
        rows.append(rows[-1] | {"known": day(max(until, points[-1].known_on))})
    return [{**row, "place": place} for place, row in enumerate(rows)]


def marks(
    points: Iterable[Point], colour: str, theme: Theme, shape: str, size: int
) -> Spec:
    """Filled where it was reported as it was said, hollow where in hindsight."""
    values = [
        {**datum(p), "fill": theme.paper if p.hindsight else colour} for p in points
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
            "fill": {"field": "fill", "type": "nominal", "scale": None, "legend": None},
            "tooltip": TOOLTIP,
        },
    }


TOOLTIP = [
    {
        "field": "known",
        "type": "temporal",
        "format": "%e %b %Y",
        "timeUnit": "utcyearmonthdate",
    },
    {
        "field": "given",
        "type": "temporal",
        "format": "%e %b %Y",
        "timeUnit": "utcyearmonthdate",
    },
    {"field": "by", "type": "nominal"},
]
