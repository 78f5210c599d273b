"""Days of slip by deadline and by the quarter in which each move became known."""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.charts.chart import Chart, Row, to_evidence
from projects.charts.style import Spec, Theme, beside, framed

BOUNDS = (31, 92, 366)
"""Shades: up to a month, up to a quarter, up to a year, more."""

Quarter = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slipped:
    """A deadline with a row of its own, whatever others are called."""

    slug: str
    title: str
    pledge: str


@dataclass(frozen=True, slots=True)
class SlipCell:
    """One move to a later day."""

    deadline: Slipped
    known_on: date
    days: int
    url: str = ""
    known: str = ""


def chart(
    slips: Sequence[SlipCell],
    *,
    deadlines: int,
    newest: date | None,
    until: date,
    undrawn: int = 0,
    undrawn_days: int = 0,
) -> Chart:
    """The slips among so many deadlines; those that never slipped have no row.

    `undrawn` slipped less than those that are drawn, `undrawn_days` in all.
    """
    names = names_of(slips)
    slipped = len(names) + undrawn
    words = ngettext(
        "%(slipped)d of %(n)d deadline slipped, %(days)d days in all",
        "%(slipped)d of %(n)d deadlines slipped, %(days)d days in all",
        deadlines,
    )
    counts = {
        "slipped": slipped,
        "n": deadlines,
        "days": sum(slip.days for slip in slips) + undrawn_days,
    }
    return Chart(
        kind="slips",
        title=f"{words % counts}; {to_evidence(newest)}",
        note=_note(undrawn),
        columns=(_("Deadline"), _("Became known"), _("Known"), _("Days later")),
        rows=tuple(
            Row((names[s.deadline], s.known_on, s.known, s.days), s.url) for s in slips
        ),
        draw=lambda theme, narrow: spec(slips, until, theme, narrow=narrow),
        formula="slip-figures",
    )


def names_of(slips: Sequence[SlipCell]) -> dict[Slipped, str]:
    """The title of each; where several share one with the pledge, or even its slug."""
    titles = {slip.deadline: " ".join(slip.deadline.title.split()) for slip in slips}
    everywhere = Counter(titles.values())
    in_pledge = Counter((each.pledge, title) for each, title in titles.items())
    names = dict(titles)
    for each, title in titles.items():
        apart = each.slug if in_pledge[each.pledge, title] > 1 else each.pledge
        if everywhere[title] > 1:
            names[each] = f"{title} ({apart})"
    return names


def _note(undrawn: int) -> str:
    words = _(
        "Each cell is the days by which a deadline was moved later, in the quarter "
        "in which the moves became known; the stronger its colour, the more days. "
        "A deadline that never slipped has no row."
    )
    if not undrawn:
        return words
    left_out = ngettext(
        "%(n)d deadline that slipped less is not drawn.",
        "%(n)d deadlines that slipped less are not drawn.",
        undrawn,
    )
    return f"{words} {left_out % {'n': undrawn}}"


def spec(
    slips: Sequence[SlipCell], until: date, theme: Theme, *, narrow: bool = False
) -> Spec:
    """The quarters run on to the day asked, so that a quiet one is seen as such."""
    quarters = quarters_of([*(slip.known_on for slip in slips), until])
    names = names_of(slips)
    letters = 20 if narrow else 44
    labels = {name: _label(name, letters) for name in names.values()}
    lines = max((label.count("\n") + 1 for label in labels.values()), default=1)
    row = max(38, 15 * lines + 8)
    view = {
        "data": {"values": _cells(slips, names, labels, theme)},
        "encoding": {
            "x": {
                "field": "quarter",
                "type": "ordinal",
                "scale": {"domain": [_named(quarter) for quarter in quarters]},
                "axis": {
                    "title": _("became known in"),
                    "labelAngle": -90 if narrow else 0,
                    "orient": "top",
                },
            },
            "y": {
                "field": "label",
                "type": "ordinal",
                "scale": {"domain": list(labels.values())},
                "axis": {
                    "ticks": False,
                    "labelExpr": "split(datum.label, '\\n')",
                    **beside(150 if narrow else 330),
                },
            },
            "tooltip": [
                {"field": "deadline", "type": "nominal"},
                {"field": "quarter", "type": "nominal"},
                {"field": "days", "type": "quantitative"},
            ],
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": theme.paper, "strokeWidth": 2},
                "encoding": {"color": _literal("shade")},
            },
            {
                "mark": {"type": "text", "fontSize": 13, "fontWeight": 600},
                "encoding": {"text": {"field": "days"}, "color": _literal("ink")},
            },
        ],
    }
    return framed(view, theme, narrow=narrow, height=90 + row * len(labels))


def _literal(field: str) -> Spec:
    """A colour that stands in the rows."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def _cells(
    slips: Sequence[SlipCell],
    names: dict[Slipped, str],
    labels: dict[str, str],
    theme: Theme,
) -> list[Spec]:
    days: dict[tuple[str, Quarter], int] = defaultdict(int)
    for slip in slips:
        days[names[slip.deadline], _quarter(slip.known_on)] += slip.days
    return [
        {
            "deadline": name,
            "label": labels[name],
            "quarter": _named(quarter),
            "days": total,
            "shade": theme.ramp[shade(total)],
            "ink": theme.ramp_ink[shade(total)],
        }
        for (name, quarter), total in days.items()
    ]


def shade(days: int) -> int:
    """The place in the ramp."""
    return sum(days > bound for bound in BOUNDS)


def _label(name: str, letters: int) -> str:
    """The whole name, on as many lines as it takes."""
    return "\n".join(textwrap.wrap(name, letters))


def _quarter(day: date) -> Quarter:
    return day.year, (day.month - 1) // 3 + 1


def _named(quarter: Quarter) -> str:
    year, number = quarter
    return f"{year} Q{number}"


def quarters_of(days: Sequence[date]) -> list[Quarter]:
    """Every quarter from the first to the last day, those without a move too."""
    first, last = (
        day.year * 4 + (day.month - 1) // 3 for day in (min(days), max(days))
    )
    return [(place // 4, place % 4 + 1) for place in range(first, last + 1)]
