"""In which states of the United States the projects are to stand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.charts.chart import Chart, Row, to_evidence
from projects.charts.style import Spec, Theme, framed
from projects.rules.states import NAMES, PLACES


@dataclass(frozen=True, slots=True)
class Placed:
    """One project. `place` is as recorded; `states` are the codes of those it names."""

    name: str
    place: str
    states: tuple[str, ...]
    stage: str
    url: str


def chart(projects: Sequence[Placed], *, newest: date | None) -> Chart:
    drawn = Counter(code for project in projects for code in project.states)
    placed = sum(bool(project.states) for project in projects)
    named = ngettext("%(n)d project", "%(n)d projects", placed) % {"n": placed}
    states = ngettext("%(n)d state", "%(n)d states", len(drawn)) % {"n": len(drawn)}
    heading = _("%(projects)s in %(states)s") % {"projects": named, "states": states}
    return Chart(
        kind="places",
        title=f"{heading}; {to_evidence(newest)}",
        note=_note(len(projects) - placed),
        columns=(_("State"), _("Project"), _("Place"), _("Stage")),
        rows=tuple(
            Row((_states(p), p.name, p.place, p.stage), p.url)
            for p in sorted(projects, key=lambda project: not project.states)
        ),
        draw=lambda theme, narrow: spec(drawn, theme, narrow=narrow),
    )


def _note(unplaced: int) -> str:
    words = _(
        "One field for each state, roughly where it lies; the number is that of the "
        "projects whose recorded place names it, whatever their stage. A project in "
        "two states is counted in both."
    )
    if not unplaced:
        return words
    more = ngettext(
        "%(n)d project, whose place names no state or is not in the record, is in the "
        "table only.",
        "%(n)d projects, whose place names no state or is not in the record, are in "
        "the table only.",
        unplaced,
    )
    return f"{words} {more % {'n': unplaced}}"


def _states(project: Placed) -> str:
    return ", ".join(NAMES[code] for code in project.states) or _("none named")


def spec(drawn: Counter[str], theme: Theme, *, narrow: bool = False) -> Spec:
    fields = [_field(code, drawn[code], theme) for code in PLACES]
    side = 28 if narrow else 46
    axis = {"type": "ordinal", "axis": None, "scale": {"padding": 0.06}}
    view = {
        "data": {"values": fields},
        "encoding": {
            "x": {"field": "column", **axis},
            "y": {"field": "row", **axis},
            "tooltip": [
                {"field": "state", "type": "nominal"},
                {"field": "n", "type": "quantitative"},
            ],
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": theme.grid},
                "encoding": {"color": {"field": "fill", "scale": None}},
            },
            _words("code", -side // 6, 9 if narrow else 11),
            _words("shown", side // 4, 11 if narrow else 15, bold=True),
        ],
    }
    return framed(view, theme, narrow=narrow, height=8 * side)


def _field(code: str, n: int, theme: Theme) -> Spec:
    column, row = PLACES[code]
    step = min(n, len(theme.ramp)) - 1
    return {
        "column": column,
        "row": row,
        "code": code,
        "state": NAMES[code],
        "n": n,
        "shown": str(n) if n else "",
        "fill": theme.ramp[step] if n else theme.paper,
        "ink": theme.ramp_ink[step] if n else theme.soft,
    }


def _words(field: str, lower: int, size: int, *, bold: bool = False) -> Spec:
    weight = "bold" if bold else "normal"
    return {
        "mark": {"type": "text", "dy": lower, "fontSize": size, "fontWeight": weight},
        "encoding": {
            "text": {"field": field},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }
