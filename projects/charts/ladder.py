"""How many projects stand on which stage: the ladder from idea to operation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects.charts.chart import Chart, Row, to_evidence
from projects.charts.style import Spec, Theme, beside, framed
from projects.codes import Stage, stages_from


@dataclass(frozen=True, slots=True)
class Standing:
    """One project; an empty stage is one that nobody's accepted word gives it."""

    name: str
    stage: str
    url: str


def chart(projects: Sequence[Standing], *, newest: date | None) -> Chart:
    words = ngettext("%(n)d project", "%(n)d projects", len(projects))
    signed = sum(project.stage in SIGNED for project in projects)
    heading = _("%(projects)s by stage, %(signed)d signed or further") % {
        "projects": words % {"n": len(projects)},
        "signed": signed,
    }
    return Chart(
        kind="ladder",
        title=f"{heading}; {to_evidence(newest)}",
        note=_(
            "Each project is counted once, on the stage accepted for it. Projects that "
            "are only named as candidates are no part of what was announced."
        ),
        columns=(_("Stage"), _("Project")),
        rows=tuple(
            Row((str(words), project.name), project.url)
            for stage, words in STAGES
            for project in projects
            if project.stage == stage
        ),
        draw=lambda theme, narrow: spec(projects, theme, narrow=narrow),
    )


SIGNED = stages_from(Stage.CONTRACT_SIGNED)
STAGES = (*Stage.choices, ("", gettext_lazy("no stage accepted")))


def spec(projects: Sequence[Standing], theme: Theme, *, narrow: bool = False) -> Spec:
    bars: list[Spec] = [
        {"stage": str(words), "n": sum(p.stage == stage for p in projects)}
        for stage, words in STAGES
    ]
    view = {
        "data": {"values": bars},
        "encoding": {
            "y": {
                "field": "stage",
                "type": "ordinal",
                "sort": None,
                "axis": {"ticks": False, **beside(170)},
            },
            "x": {
                "field": "n",
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": [0, max(bar["n"] for bar in bars) * 1.1 or 1]},
            },
            "tooltip": [
                {"field": "stage", "type": "nominal"},
                {"field": "n", "type": "quantitative"},
            ],
        },
        "layer": [
            {"mark": {"type": "bar", "color": theme.blue, "height": {"band": 0.65}}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "color": theme.ink},
                "encoding": {"text": {"field": "n"}},
            },
        ],
    }
    return framed(view, theme, narrow=narrow, height=24 * len(bars) + 20)
