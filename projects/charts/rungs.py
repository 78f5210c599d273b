"""The rungs of a pledge over time: each on its own basis and its own scale."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.charts.amounts import whole
from projects.charts.chart import Chart, Row, Value, to_evidence
from projects.charts.rungs_drawing import BILLION, Even, Panel, Step, spec


def chart(panels: Sequence[Panel], *, even: Even | None, until: date) -> Chart:
    steps = [step for panel in panels for step in panel.steps]
    newest = max((step.known_on for step in steps), default=None)
    return Chart(
        kind="rungs",
        title=f"{_heading(panels)}; {to_evidence(newest)}",
        note=_note(even, until),
        formula="pace" if even else "",
        columns=(
            _("Rung"),
            _("Became known"),
            _("Known"),
            _("As stated"),
            _("From"),
            _("To"),
            _("Unit"),
            _("Basis"),
            _("For"),
            _("Stage"),
        ),
        rows=tuple(Row(_values(p, s), s.url) for p in panels for s in p.steps),
        draw=lambda theme, narrow: spec(panels, even, until, theme, narrow=narrow),
    )


def _heading(panels: Sequence[Panel]) -> str:
    """Only what is on a rung counts as such."""
    beside = sum(len(panel.steps) for panel in panels if panel.beside)
    on_rungs = sum(len(panel.steps) for panel in panels) - beside
    words = ngettext("%(n)d accepted amount", "%(n)d accepted amounts", on_rungs)
    heading = _("%(amounts)s, rung by rung") % {"amounts": words % {"n": on_rungs}}
    if not beside:
        return heading
    more = ngettext(
        "and %(n)d of projects that stand on no rung",
        "and %(n)d of projects that stand on no rung",
        beside,
    )
    return f"{heading}, {more % {'n': beside}}"


def _note(even: Even | None, until: date) -> str:
    words = _(
        "Each mark is one accepted amount on the day it became known; an arrow is an "
        "open end, a dotted line the range. An amount is announced or selected once "
        "all projects it is of are, by the stages accepted for them on %(day)s; grey "
        "panels are no rungs. Scales differ from panel to panel: amounts of different "
        "bases are not comparable, and nothing is added up or converted."
    ) % {"day": date_format(until, "j M Y")}
    return f"{words} {_pace_words(even)}" if even else words


def _pace_words(even: Even) -> str:
    """The run rate, of what was signed or paid out only."""
    found = even.pace
    words = _(
        "Dashed is our arithmetic: equal amounts per day, %(unit)s %(day)s million; "
        "the agreement sets no schedule. After %(gone)d of %(days)d days that comes to "
        "%(even)s billion."
    ) % {
        "unit": even.unit,
        "day": f"{found.per_day / 10**6:,.1f}",
        "gone": found.gone,
        "days": found.days,
        "even": f"{found.even / BILLION:,.1f}",
    }
    if not found.run:
        return words
    return words + _(
        " Drawn so far is %(run)s million a day; the rest would take %(needed)s."
    ) % {
        "run": f"{found.run / 10**6:,.1f}",
        "needed": f"{(found.needed or 0) / 10**6:,.1f}",
    }


def _values(panel: Panel, step: Step) -> tuple[Value, ...]:
    return (
        panel.name,
        step.known_on,
        step.known,
        step.words,
        whole(step.low),
        whole(step.high),
        step.unit,
        step.basis,
        step.about,
        step.stage,
    )
