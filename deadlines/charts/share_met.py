"""Share met by days after the original date: a curve, or the counts below it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.rules.survival import (
    ENOUGH,
    METHOD,
    Case,
    Counts,
    Ending,
    Step,
    Survival,
)
from projects.charts.chart import Chart, Row, to_evidence
from projects.charts.style import Spec, Theme, beside, framed, upward


def chart(found: Survival, *, of: str, newest: date | None) -> Chart:
    """Of the deadlines of one bindingness, named by `of`."""
    counts = found.counts
    words = ngettext(
        "%(of)s: %(n)d deadline whose first date has passed, %(met)d met by then",
        "%(of)s: %(n)d deadlines whose first date has passed, %(met)d met by then",
        counts.cases,
    )
    named = {"of": of, "n": counts.cases, "met": counts.on_time}
    heading = f"{words % named}; {to_evidence(newest)}"
    if found.steps:
        return _curve(found.steps, heading)
    return _counts(counts, heading)


def _curve(steps: Sequence[Step], heading: str) -> Chart:
    return Chart(
        kind="share-met",
        title=heading,
        note=_(
            "Share met by so many days after the first date; open ones count for as "
            "long as they were watched. Shaded: the 95%% band. %(method)s."
        )
        % {"method": METHOD},
        columns=(
            _("Days after the first date"),
            _("Not met before"),
            _("Met on the day"),
            _("Share met"),
            _("Band"),
        ),
        rows=tuple(_step_row(step) for step in steps),
        draw=lambda theme, narrow: curve_spec(steps, theme, narrow=narrow),
        formula="share-met",
    )


def _counts(counts: Counts, heading: str) -> Chart:
    return Chart(
        kind="share-met",
        title=heading,
        note=_(
            "Counts only: a curve is drawn from %(enough)d resolved deadlines up, and "
            "resolved here: %(resolved)d."
        )
        % {"enough": ENOUGH, "resolved": counts.resolved},
        columns=(_("How it went"), _("Deadlines")),
        rows=tuple(Row(bar) for bar in _bars(counts)),
        draw=lambda theme, narrow: counts_spec(counts, theme, narrow=narrow),
        formula="share-met",
    )


def curve_spec(steps: Sequence[Step], theme: Theme, *, narrow: bool = False) -> Spec:
    view = {
        "data": {"values": [{"day": 0, "share": 0.0}, *map(_values, steps)]},
        "encoding": {
            "x": {
                "field": "day",
                "type": "quantitative",
                "axis": {"title": _("days after the first date"), "grid": False},
            }
        },
        "layer": [
            {
                "transform": [{"filter": "isValid(datum.low)"}],
                "mark": {
                    "type": "area",
                    "interpolate": "step-after",
                    "color": theme.blue,
                    "opacity": 0.22,
                },
                "encoding": {"y": _share("low"), "y2": {"field": "high"}},
            },
            {
                "mark": {
                    "type": "line",
                    "interpolate": "step-after",
                    "color": theme.blue,
                    "strokeWidth": 2.5,
                },
                "encoding": {
                    "y": _share("share"),
                    "tooltip": [
                        {"field": name, "type": "quantitative"}
                        for name in ("day", "share", "low", "high")
                    ],
                },
            },
        ],
    }
    return framed(view, theme, narrow=narrow, height=320 if narrow else 380)


def counts_spec(counts: Counts, theme: Theme, *, narrow: bool = False) -> Spec:
    values = [{"words": words, "n": n} for words, n in _bars(counts)]
    view = {
        "data": {"values": values},
        "encoding": {
            "y": {
                "field": "words",
                "type": "ordinal",
                "sort": None,
                "axis": {"ticks": False, **beside(160)},
            },
            "x": {
                "field": "n",
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": [0, max(n for _, n in _bars(counts)) * 1.1 or 1]},
            },
        },
        "layer": [
            {"mark": {"type": "bar", "color": theme.blue, "height": {"band": 0.65}}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "color": theme.ink},
                "encoding": {"text": {"field": "n"}},
            },
        ],
    }
    return framed(view, theme, narrow=narrow, height=150)


def case_words(case: Case) -> str:
    """How it went with one deadline, as the bars name it."""
    match case.ending:
        case Ending.NEVER:
            return _("cancelled")
        case Ending.OPEN:
            return _("not met so far")
        case Ending.MET:
            return _("met after it") if case.days else _("met by its first date")


def _bars(counts: Counts) -> list[tuple[str, int]]:
    return [
        (_("met by its first date"), counts.on_time),
        (_("met after it"), counts.after),
        (_("cancelled"), counts.never),
        (_("not met so far"), counts.open),
    ]


def _share(field: str) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"format": "%", "tickCount": 5, **upward(_("share met"))},
    }


def _values(step: Step) -> dict[str, float | int | None]:
    share = float(step.share)
    return {"day": step.day, "share": share, "low": step.low, "high": step.high}


def _step_row(step: Step) -> Row:
    band = ""
    if step.low is not None and step.high is not None:
        band = f"{step.low:.1%} to {step.high:.1%}"
    return Row((step.day, step.at_risk, step.met, f"{float(step.share):.1%}", band))
