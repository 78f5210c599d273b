"""The milestone trend of one deadline: when it became known, which day was given.

A date that holds is level, a slip is a step up; the dotted diagonal is the day itself.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deadlines.charts import plot
from deadlines.charts.plot import Milestone
from deadlines.charts.points import Point, datum, diagonal, marks, steps
from deadlines.charts.speakers import by_speaker, named, text
from deadlines.rules.slips import History, Move, MoveKind
from deadlines.rules.status import Verdict
from projects.charts.chart import Chart, Row, to_evidence
from projects.charts.style import NARROW, WIDE, Spec, Theme, framed, stepped


def chart(
    found: Milestone, history: History, verdict: Verdict | None, *, wide: int = WIDE
) -> Chart:
    """`wide` is its width where it is not for a phone."""
    shown = [*found.operative, *found.others]
    cited = [*shown, found.met] if found.met else shown
    newest = max((point.known_on for point in cited), default=None)
    counted = ngettext("%(n)d date given", "%(n)d dates given", len(shown))
    heading = title(history, verdict)
    return Chart(
        kind="milestone",
        title=f"{heading}: {counted % {'n': len(shown)}}, {to_evidence(newest)}",
        note=_note(found.undated),
        columns=(
            _("Became known"),
            _("Known"),
            _("Day given"),
            _("By"),
            _("Line"),
        ),
        rows=tuple(_rows(found)),
        draw=lambda theme, narrow: spec(found, theme, narrow=narrow, wide=wide),
        formula="verdict" if verdict else "slip",
    )


def title(history: History, verdict: Verdict | None) -> str:
    """The chart in one sentence: "Moved twice, met 48 days after the first date"."""
    return ", ".join(part for part in (_moved(history), _met(verdict)) if part)


def spec(
    found: Milestone, theme: Theme, *, narrow: bool = False, wide: int = WIDE
) -> Spec:
    """The operative line runs to `until`, or to where it was met."""
    lines = by_speaker(found.others)
    width = NARROW if narrow else wide
    frame = plot.frame(found, width, narrow=narrow)
    naming = named(lines, plot.drawn(found, lines, frame), frame, width=width)
    view = {
        "layer": [
            diagonal(found.points, found.until, theme),
            *(_grey(line, theme) for line in lines if len(line) > 1),
            _line(found.operative, found.end, theme),
            marks(found.others, theme.other, theme, "circle", 55),
            marks(found.operative, theme.blue, theme, "square", 80),
            *([_meeting(found.met, theme)] if found.met else []),
            text(naming.labels, theme),
        ],
        "encoding": plot.encoding(frame, naming.key, narrow=narrow),
    }
    height = plot.height(naming.key, narrow=narrow)
    return framed(view, theme, narrow=narrow, height=height) | {"width": width}


def _note(undated: int) -> str:
    words = _(
        "Across: when it became known; up: the day given. Blue squares and steps: the "
        "operative line. Grey circles: dates by other speakers or readings, joined "
        "for each, with the name at its last or a number that leads to the key below. "
        "Hollow: known only in hindsight, days after it was said or after the day "
        "given; or the day on which it became known is no exact one, but the latest "
        "possible or inferred, as the table says. Dotted: the day itself. Green "
        "diamond: met."
    )
    if not undated:
        return words
    left_out = ngettext(
        "%(n)d claim without a day is not drawn.",
        "%(n)d claims without a day are not drawn.",
        undated,
    )
    return f"{words} {left_out % {'n': undated}}"


def _rows(found: Milestone) -> list[Row]:
    lines = [(point, _("operative")) for point in found.operative]
    lines += [(point, _("other speaker or reading")) for point in found.others]
    lines += [(found.met, _("met"))] if found.met else []
    return [
        Row((p.known_on, p.known, p.given, p.said_by, line), p.url) for p, line in lines
    ]


def _moved(history: History) -> str:
    later = sum(move.kind is MoveKind.LATER for move in history.moves)
    earlier = sum(move.kind is MoveKind.EARLIER for move in history.moves)
    if not later and not earlier:
        if history.original and history.moves[-1:] == (Move(MoveKind.UNDATED),):
            return _("Date withdrawn")
        return _("Revised, never moved") if history.revisions else _("Never moved")
    if not later:
        return _("Moved earlier %(times)s") % {"times": _times(earlier)}
    words = _("Moved %(times)s") % {"times": _times(later + earlier)}
    if earlier:
        detail = {"later": later, "earlier": earlier}
        words += _(" (%(later)d later, %(earlier)d earlier)") % detail
    return words


def _times(count: int) -> str:
    match count:
        case 1:
            return _("once")
        case 2:
            return _("twice")
    return ngettext("%(n)d time", "%(n)d times", count) % {"n": count}


def _met(verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    if verdict.original:
        return _("met %(when)s") % {"when": verdict.original.words(_("first date"))}
    if verdict.operative:
        return _("met %(when)s") % {"when": verdict.operative.words(_("date"))}
    return _("met")


def _line(operative: Sequence[Point], end: date, theme: Theme) -> Spec:
    return {
        "data": {"values": steps(operative, end)},
        "mark": stepped(theme.blue),
        "encoding": {"order": {"field": "place", "type": "quantitative"}},
    }


def _grey(line: Sequence[Point], theme: Theme) -> Spec:
    placed = [{**datum(point), "place": place} for place, point in enumerate(line)]
    return {
        "data": {"values": placed},
        "mark": {"type": "line", "color": theme.other, "strokeWidth": 1},
        "encoding": {"order": {"field": "place", "type": "quantitative"}},
    }


def _meeting(met: Point, theme: Theme) -> Spec:
    label = {"align": "left", "dx": 10, "dy": 4, "fontSize": 13, "fontWeight": 600}
    diamond = {"shape": "diamond", "size": 190, "filled": True, "opacity": 1}
    return {
        "data": {"values": [{**datum(met), "label": _("met")}]},
        "layer": [
            {"mark": {"type": "point", "color": theme.green, **diamond}},
            {
                "mark": {"type": "text", "color": theme.green, **label},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }
