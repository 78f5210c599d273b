"""The chart of legal bases: on what each tariff component rested, and when.

Spells in, a chart out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.charts.chart import Chart, Row
from projects.charts.style import Spec, Theme, day, framed, over_time
from projects.rules.exact import percent
from projects.rules.legal_basis import Spell

ROW = 46


@dataclass(frozen=True, slots=True)
class Resting:
    """What is drawn: the spells, the day asked, and the last day that is drawn."""

    spells: tuple[Spell, ...]
    on: date
    until: date


def chart(found: Resting) -> Chart:
    on = date_format(found.on, "j M Y")
    return Chart(
        kind="bases",
        title=_("Legal bases of the tariffs, with %(on)s marked") % {"on": on},
        note=_(
            "A bar is the time in which a basis held, with its rate where one is "
            "known. A diamond is a basis that was directed and whose first day is not "
            "known. Where there is no bar, no basis is known, or none held. The line "
            "is the day asked about."
        ),
        columns=(
            _("Component"),
            _("Basis"),
            _("Rate"),
            _("Instrument"),
            _("From"),
            _("No longer from"),
            _("Directed on"),
        ),
        rows=tuple(map(_cells, found.spells)),
        draw=lambda theme, narrow: spec(found, theme, narrow=narrow),
        formula="legal-basis",
    )


def spec(found: Resting, theme: Theme, *, narrow: bool = False) -> Spec:
    """A line for each component, a bar on it for each basis while it held."""
    names = sorted({spell.component for spell in found.spells})
    label = {"align": "left", "baseline": "bottom", "dx": 3, "dy": -9}
    bars = {"data": {"values": list(_bars(found, narrow=narrow))}}
    x = over_time("first", "", narrow=narrow)
    view: Spec = {
        "encoding": {"y": _line(names)},
        "layer": [
            {
                **bars,
                "mark": {"type": "bar", "height": 11, "color": theme.blue},
                "encoding": {"x": x, "x2": {"field": "last"}},
            },
            {
                **bars,
                "mark": {"type": "text", "color": theme.ink, "fontSize": 12, **label},
                "encoding": {"x": x, "text": {"field": "label"}},
            },
            {
                "data": {"values": list(_directed(found.spells))},
                "mark": {"type": "point", "shape": "diamond", "size": 130}
                | {"filled": True, "color": theme.orange, "opacity": 1},
                "encoding": {"x": x},
            },
            {
                "data": {"values": [{"first": day(found.on)}]},
                "mark": {"type": "rule", "color": theme.ink, "strokeWidth": 1.5},
                "encoding": {"x": x, "y": None},
            },
        ],
    }
    return framed(view, theme, narrow=narrow, height=60 + ROW * len(names))


def _cells(spell: Spell) -> Row:
    rate = percent(spell.rate) if spell.rate is not None else ""
    days = spell.valid_from, spell.valid_to, spell.directed_on
    return Row((spell.component, spell.basis, rate, spell.instrument, *days))


def _line(names: Sequence[str]) -> Spec:
    return {
        "field": "component",
        "type": "nominal",
        "sort": list(names),
        "axis": {"title": None, "ticks": False, "domain": False},
    }


def _bars(found: Resting, *, narrow: bool) -> Iterator[Spec]:
    for spell in found.spells:
        if spell.valid_from is None or spell.valid_from > found.until:
            continue
        last = min(spell.valid_to or found.until, found.until)
        rate = f" {percent(spell.rate)}" if spell.rate is not None else ""
        yield {
            "component": spell.component,
            "first": day(spell.valid_from),
            "last": day(last),
            "label": rate.strip() if narrow else f"{spell.basis}{rate}",
        }


def _directed(spells: Sequence[Spell]) -> Iterator[Spec]:
    for spell in spells:
        if spell.valid_from is None and spell.directed_on:
            yield {"component": spell.component, "first": day(spell.directed_on)}
