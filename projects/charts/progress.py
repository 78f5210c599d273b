"""The stages of one project over time: what was said of it, and where it stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.charts.chart import Chart, Row, to_evidence
from projects.charts.style import Spec, Theme, beside, day, framed, over_time, stepped
from projects.codes import OFF_LADDER, Stage


@dataclass(frozen=True, slots=True)
class Said:
    """One word on its stage, and from when it was known."""

    stage: Stage
    known_on: date
    said_by: str
    accepted: bool
    url: str
    known: str = ""


def chart(said: Sequence[Said], *, standing: str, until: date) -> Chart:
    """`said` in the order in which it counts; `standing` is its stage at the end."""
    newest = max((each.known_on for each in said), default=None)
    counted = ngettext(
        "%(n)d statement of its stage", "%(n)d statements of its stage", len(said)
    )
    heading = _("%(standing)s: %(counted)s, %(accepted)d accepted") % {
        "standing": Stage(standing).label if standing else _("no stage accepted"),
        "counted": counted % {"n": len(said)},
        "accepted": sum(each.accepted for each in said),
    }
    return Chart(
        kind="progress",
        title=f"{heading[:1].upper()}{heading[1:]}; {to_evidence(newest)}",
        note=_(
            "Across: when it became known; up: the stages in order. Blue squares and "
            "steps: what was accepted; grey circles: said by others, not accepted."
        ),
        columns=(
            _("Became known"),
            _("Known"),
            _("Stage"),
            _("By"),
            _("Accepted"),
        ),
        rows=tuple(Row(_values(each), each.url) for each in said),
        draw=lambda theme, narrow: spec(said, until, theme, narrow=narrow),
    )


def spec(
    said: Sequence[Said], until: date, theme: Theme, *, narrow: bool = False
) -> Spec:
    accepted = [each for each in said if each.accepted]
    names = stages_of(said)
    view = {
        "encoding": {
            "x": over_time("known", _("became known"), narrow=narrow),
            "y": {
                "field": "stage",
                "type": "ordinal",
                "scale": {"domain": names},
                "axis": {"ticks": False, "grid": True, **beside(165)},
            },
        },
        "layer": [
            _steps(accepted, until, theme),
            _marks([s for s in said if not s.accepted], theme.other, "circle", 55),
            _marks(accepted, theme.blue, "square", 80),
        ],
    }
    return framed(view, theme, narrow=narrow, height=60 + 26 * len(names))


def stages_of(said: Sequence[Said]) -> list[str]:
    """From the last stage down; the two off the ladder where somebody spoke of them."""
    spoken = {each.stage for each in said}
    ladder = [s for s in Stage if s not in OFF_LADDER or s in spoken]
    return [str(stage.label) for stage in reversed(ladder)]


def _values(said: Said) -> tuple[date, str, str, str, str]:
    accepted = _("yes") if said.accepted else _("no")
    return said.known_on, said.known, str(said.stage.label), said.said_by, accepted


def _datum(said: Said) -> Spec:
    label = str(said.stage.label)
    return {"known": day(said.known_on), "stage": label, "by": said.said_by}


def _steps(accepted: Sequence[Said], until: date, theme: Theme) -> Spec:
    """Each stage held from the day it was known to the next, the last to the end."""
    values = [_datum(each) for each in accepted]
    if values:
        last = max(until, accepted[-1].known_on)
        values.append(values[-1] | {"known": day(last)})
    placed = [{**value, "place": place} for place, value in enumerate(values)]
    return {
        "data": {"values": placed},
        "mark": stepped(theme.blue),
        "encoding": {"order": {"field": "place", "type": "quantitative"}},
    }


def _marks(said: Sequence[Said], colour: str, shape: str, size: int) -> Spec:
    return {
        "data": {"values": [_datum(each) for each in said]},
        "mark": {
            "type": "point",
            "shape": shape,
            "size": size,
            "filled": True,
            "opacity": 1,
            "color": colour,
        },
        "encoding": {
            "tooltip": [
                {"field": "stage", "type": "nominal"},
                {"field": "by", "type": "nominal"},
                {
                    "field": "known",
                    "type": "temporal",
                    "format": "%e %b %Y",
                    "timeUnit": "utcyearmonthdate",
                },
            ]
        },
    }
