"""The milestone trend of all deadlines of a pledge, each line by its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.charts.points import TOOLTIP, Point, axes, diagonal, marks, steps
from projects.charts.chart import Chart, Row, to_evidence
from projects.charts.style import Spec, Theme, day, framed, stepped

AHEAD = timedelta(days=365)
"""Dates further ahead than this are named at the top, for the others to be seen."""


@dataclass(frozen=True, slots=True)
class Line:
    """The accepted dates of one deadline, and where and when it was met."""

    number: int
    name: str
    points: tuple[Point, ...]
    met: Point | None
    slips: int
    slip_days: int

    @property
    def all(self) -> tuple[Point, ...]:
        """Its dates and, where it was met, that."""
        return (*self.points, self.met) if self.met else self.points

    @property
    def end(self) -> Point:
        return self.met or self.points[-1]


def chart(
    lines: Sequence[Line], *, undated: int, until: date, undrawn: int = 0
) -> Chart:
    """`undated` deadlines were never given a day; `undrawn` slipped less, or never."""
    slipped = sum(bool(line.slips) for line in lines)
    newest = max((p.known_on for line in lines for p in line.all), default=None)
    heading = _("%(deadlines)s, %(slipped)d slipped, %(days)d days in all") % {
        "deadlines": counted(len(lines)),
        "slipped": slipped,
        "days": sum(line.slip_days for line in lines),
    }
    return Chart(
        kind="milestones",
        title=f"{heading}; {to_evidence(newest)}",
        note=_note(undated, undrawn),
        columns=(
            _("Line"),
            _("Deadline"),
            _("Became known"),
            _("Known"),
            _("Day given"),
            _("By"),
        ),
        rows=tuple(row for line in lines for row in _rows(line)),
        draw=lambda theme, narrow: spec(lines, until, theme, narrow=narrow),
        formula="slip-figures",
    )


def counted(deadlines: int) -> str:
    words = ngettext("%(n)d deadline", "%(n)d deadlines", deadlines)
    return words % {"n": deadlines}


def spec(
    lines: Sequence[Line], until: date, theme: Theme, *, narrow: bool = False
) -> Spec:
    """Slipped lines are blue and thick, the others grey; each ends with its number."""
    near = [line for line in lines if not is_far(line, until)]
    every = [p for line in near for p in (*line.points, line.end)]
    met = [line.met for line in near if line.met]
    accepted = [p for line in near for p in line.points]
    view = {
        "layer": [
            diagonal(every, until, theme),
            *(_line(line, until, theme) for line in near),
            marks(accepted, theme.other, theme, "square", 30),
            marks(met, theme.green, theme, "diamond", 130),
            _numbers(near, until, theme),
            _far([line for line in lines if is_far(line, until)], theme),
        ],
        "encoding": axes(narrow=narrow),
    }
    return framed(view, theme, narrow=narrow, height=360 if narrow else 440)


def is_far(line: Line, until: date) -> bool:
    """Is every day it was ever given far ahead?"""
    return all(point.given > until + AHEAD for point in line.points)


def _far(lines: Sequence[Line], theme: Theme) -> Spec:
    """ "6: 19 Jan 2029 ↑", one below the other in the upper left."""
    words = [
        f"{line.number}: {date_format(line.end.given, 'j M Y')} ↑" for line in lines
    ]
    return {
        "data": {"values": [{"words": words}] if words else []},
        "mark": {"type": "text", "align": "left", "color": theme.ink},
        "encoding": {
            "text": {"field": "words"},
            "x": {"value": 8},
            "y": {"value": 12},
        },
    }


def _note(undated: int, undrawn: int) -> str:
    words = _(
        "Across: when it became known; up: the day given. Numbers lead to the table. "
        "Thick blue steps: deadlines that slipped; thin grey: those that did not. "
        "Green diamonds: met. Hollow: known only in hindsight, or not on an exact day, "
        "as the table says. Dotted: the day itself. "
        "Dates more than a year ahead are named at the top left."
    )
    if undated:
        words += " " + ngettext(
            "%(n)d deadline without any day is not drawn.",
            "%(n)d deadlines without any day are not drawn.",
            undated,
        ) % {"n": undated}
    if undrawn:
        words += " " + ngettext(
            "%(n)d more, which slipped less or never, is not drawn nor counted.",
            "%(n)d more, which slipped less or never, are not drawn nor counted.",
            undrawn,
        ) % {"n": undrawn}
    return words


def _rows(line: Line) -> list[Row]:
    rows = [
        Row((line.number, line.name, p.known_on, p.known, p.given, p.said_by), p.url)
        for p in line.points
    ]
    if met := line.met:
        given = (met.known_on, met.known, met.given, _("met"))
        rows.append(Row((line.number, line.name, *given), met.url))
    return rows


def _line(line: Line, until: date, theme: Theme) -> Spec:
    end = line.met.known_on if line.met else until
    values = [{**row, "name": line.name} for row in steps(line.points, end)]
    return {
        "data": {"values": values},
        "mark": stepped(theme.blue) if line.slips else stepped(theme.other, 1.2),
        "encoding": {
            "order": {"field": "place", "type": "quantitative"},
            "tooltip": [{"field": "name", "type": "nominal"}, *TOOLTIP],
        },
    }


def _numbers(lines: Sequence[Line], until: date, theme: Theme) -> Spec:
    """Lines that end at the same place have their numbers together."""
    ends: dict[tuple[date, date], list[Line]] = {}
    for line in lines:
        known = line.end.known_on if line.met else max(until, line.end.known_on)
        ends.setdefault((known, line.end.given), []).append(line)
    values = [
        {
            "known": day(known),
            "given": day(given),
            "numbers": ", ".join(str(line.number) for line in there),
            "names": "; ".join(line.name for line in there),
        }
        for (known, given), there in ends.items()
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": "left", "dx": 8, "color": theme.ink},
        "encoding": {
            "text": {"field": "numbers"},
            "tooltip": [{"field": "names", "type": "nominal"}],
        },
    }
