"""The plot of one milestone trend: its days, its pixels, and what is drawn where."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import dist

from deadlines.charts.naming import Box, Drawn, Frame, Place
from deadlines.charts.points import MARGIN, Point, axes, diagonal_ends
from projects.charts.style import Spec

HEIGHT = {False: 400, True: 330}
"""Of the whole picture without a key."""
LINE = 16
"""Pixels of a line of the key."""
MONTHS, DAYS = 68, 92
"""Pixels left of the plot, where its axis names months, and where it names days."""
BESIDE, ABOVE, BELOW = 15, 34, 42
"""Pixels right of, above and below the plot, and left of its axis: at most these."""
MARK, MET, STROKE = 6, 10, 5
MET_WORDS = 48
SHORT = timedelta(days=120)
"""Over so few days a month is no name for a day."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is drawn of one deadline. `undated` claims have no place in it."""

    operative: tuple[Point, ...]
    others: tuple[Point, ...]
    met: Point | None
    until: date
    undated: int = 0

    @property
    def points(self) -> list[Point]:
        met = [self.met] if self.met else []
        return [*self.operative, *self.others, *met]

    @property
    def end(self) -> date:
        """Where the operative line ends, unless its last day became known later."""
        return self.met.known_on if self.met else self.until


def frame(found: Milestone, width: int, *, narrow: bool) -> Frame:
    ends = diagonal_ends(found.points, found.until)
    known = [*(point.known_on for point in found.points), found.end, *ends]
    given = [*(point.given for point in found.points), *ends] or [found.until]
    up = _around(given, 10)
    return Frame(
        across=_around(known, 25),
        up=up,
        width=width - _axis(up) - BESIDE,
        height=HEIGHT[narrow] - ABOVE - BELOW,
    )


def taken(found: Milestone, frame: Frame) -> list[Box]:
    """Where a name must not stand: on a mark, on the operative line, on "met"."""
    boxes = [
        _around_point(frame.pixels(p.known_on, p.given), MARK)
        for p in (*found.operative, *found.others)
    ]
    boxes += _line(found, frame)
    if found.met:
        x, y = frame.pixels(found.met.known_on, found.met.given)
        boxes.append((x - MET, y - MET, x + MET_WORDS, y + MET))
    return boxes


def drawn(found: Milestone, lines: Iterable[Sequence[Point]], frame: Frame) -> Drawn:
    """With the thin lines: of the day itself, and of each other speaker."""
    days = diagonal_ends(found.points, found.until)
    thin = [[(day, day) for day in days]]
    thin += [[(point.known_on, point.given) for point in line] for line in lines]
    crossed = [
        box
        for line in thin
        for one, other in pairwise(line)
        for box in _along(frame.pixels(*one), frame.pixels(*other))
    ]
    return Drawn(taken(found, frame), crossed)


def encoding(frame: Frame, key: Sequence[str], *, narrow: bool) -> Spec:
    """Axes of just these days, the key of the numbers below the lower one."""
    made = axes(narrow=narrow)
    for name, days in (("x", frame.across), ("y", frame.up)):
        domain = [_utc(each) for each in days]
        made[name]["scale"] = {"type": "utc", "nice": False, "domain": domain}
        if _is_short(days):
            made[name]["axis"] |= {"format": "%e %b %Y", "tickCount": 4}
    extent = _axis(frame.up) - 6
    made["y"]["axis"] |= {"minExtent": extent, "maxExtent": extent}
    made["x"]["axis"] |= {
        "tickCount": 3 if narrow else 6,
        "labelSeparation": 14,
        "labelBound": 10,
    }
    if key:
        made["x"]["axis"] |= {
            "title": [made["x"]["axis"]["title"], *key],
            "titleLineHeight": LINE,
            "titleAnchor": "start",
            "titleAlign": "left",
            "titleX": -extent,
        }
    return made


def height(key: Sequence[str], *, narrow: bool) -> int:
    return HEIGHT[narrow] + LINE * len(key)


def _is_short(days: tuple[date, date]) -> bool:
    return days[1] - days[0] < SHORT


def _axis(up: tuple[date, date]) -> int:
    return DAYS if _is_short(up) else MONTHS


def _line(found: Milestone, frame: Frame) -> Iterator[Box]:
    """The steps of the operative line, each as level as long, then up or down."""
    if not found.operative:
        return
    last = found.operative[-1]
    corners = [(point.known_on, point.given) for point in found.operative]
    corners.append((max(found.end, last.known_on), last.given))
    for (known_on, given), (until, then) in pairwise(corners):
        yield _between(frame.pixels(known_on, given), frame.pixels(until, given))
        yield _between(frame.pixels(until, given), frame.pixels(until, then))


def _between(one: Place, other: Place) -> Box:
    (left, right), (top, bottom) = (
        sorted(pair) for pair in zip(one, other, strict=True)
    )
    return left - STROKE, top - STROKE, right + STROKE, bottom + STROKE


def _along(one: Place, other: Place) -> Iterator[Box]:
    """A sloping line as small boxes."""
    parts = max(int(dist(one, other)) // 4, 1)
    for part in range(parts + 1):
        x, y = (a + (b - a) * part / parts for a, b in zip(one, other, strict=True))
        yield _around_point((x, y), 2)


def _around_point(place: Place, by: int) -> Box:
    x, y = place
    return x - by, y - by, x + by, y + by


def _around(days: Sequence[date], part: int) -> tuple[date, date]:
    """From before the first to after the last, by one part in so many of their span."""
    first, last = min(days), max(days)
    room = max((last - first) / part, MARGIN)
    return first - room, last + room


def _utc(day: date) -> dict[str, int | bool]:
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}
