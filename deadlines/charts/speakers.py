"""Who gave the days of a chart: by name beside their last day, else by number."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from deadlines.charts.naming import Drawn, Frame, Label, placed
from deadlines.charts.points import Point, datum
from projects.charts.style import Spec, Theme, shortened

MOST = 6
"""More names than these are a crowd: they get numbers."""
RINGS = 40
LETTER = 7
"""Pixels of a letter of the key."""
LONGEST = 42


@dataclass(frozen=True, slots=True)
class Naming:
    """The labels in the picture; with numbers, the lines below that say whose."""

    labels: Sequence[Label]
    key: Sequence[str] = ()


def by_speaker(points: Sequence[Point]) -> list[list[Point]]:
    """The points of each speaker, in order."""
    lines: dict[str, list[Point]] = {}
    for point in points:
        lines.setdefault(point.said_by, []).append(point)
    return list(lines.values())


def named(
    lines: Sequence[Sequence[Point]],
    drawn: Drawn,
    frame: Frame,
    *,
    width: int,
) -> Naming:
    """Names where each has room beside its point, else numbers and a key so wide."""
    ends = [line[-1] for line in lines]
    names = [end.said_by or _("speaker not named") for end in ends]
    if len(ends) <= MOST:
        short = [shortened(name, LONGEST) for name in names]
        if (found := placed(_labels(short, ends), drawn, frame, rings=1)) is not None:
            return Naming(found)
    numbers = _labels([str(n) for n, _end in enumerate(ends, start=1)], ends)
    found = placed(numbers, drawn, frame, rings=RINGS)
    return Naming(found or numbers, key_lines(names, width // LETTER - 1))


def key_lines(names: Sequence[str], letters: int) -> list[str]:
    """ "1 Nikkei · 2 Reuters", no name on two lines."""
    lines: list[str] = []
    for number, name in enumerate(names, start=1):
        entry = shortened(f"{number} {name}", letters)
        if lines and len(longer := f"{lines[-1]} · {entry}") <= letters:
            lines[-1] = longer
        else:
            lines.append(entry)
    return lines


def text(labels: Sequence[Label], theme: Theme) -> Spec:
    """One layer for each, as a mark has one alignment."""
    return {"layer": [_text(label, theme) for label in labels]}


def _text(label: Label, theme: Theme) -> Spec:
    point = Point(label.known_on, label.given, label.words, hindsight=False)
    return {
        "data": {"values": [datum(point)]},
        "mark": {
            "type": "text",
            "align": label.align,
            "baseline": "middle",
            "dx": label.dx,
            "dy": label.dy,
            "color": theme.soft,
        },
        "encoding": {"text": {"field": "by"}},
    }


def _labels(words: Sequence[str], ends: Sequence[Point]) -> list[Label]:
    return [
        Label(each, end.known_on, end.given)
        for each, end in zip(words, ends, strict=True)
    ]
