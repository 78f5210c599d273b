"""Names beside points: where each can stand without touching another or a line."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import hypot

HEIGHT = 14
"""Pixels of a line of letters."""
LETTER = 7
"""Pixels of a letter, generously: a reader's font may be wider than the server's."""
COLUMNS = (6, 30, 54)
"""Pixels from a point to the words of a crowd, however far above or below it."""
BESIDE = 14
"""Pixels from a point to the middle of the words above or below it."""

Place = tuple[float, float]
"""Pixels from the left and from the top of the plot."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels of the plot."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot: its first and last day across, its lowest and highest up, its pixels."""

    across: tuple[date, date]
    up: tuple[date, date]
    width: int
    height: int

    def pixels(self, known_on: date, given: date) -> Place:
        """From the upper left corner."""
        right = _share(known_on, *self.across) * self.width
        return right, (1 - _share(given, *self.up)) * self.height

    def holds(self, box: Box) -> bool:
        left, top, right, bottom = box
        return left >= 0 and right <= self.width and top >= 0 and bottom <= self.height


@dataclass(frozen=True, slots=True)
class Label:
    """Words at so many pixels from their point, the middle of their height."""

    words: str
    known_on: date
    given: date
    dx: int = 9
    dy: int = 0
    align: str = "left"

    def pixels(self, frame: Frame) -> Place:
        return frame.pixels(self.known_on, self.given)

    def box(self, frame: Frame) -> Box:
        x, y = self.pixels(frame)
        width = sum(_wide(letter) for letter in self.words)
        left = x + self.dx - (width if self.align == "right" else 0)
        middle = y + self.dy
        return left, middle - HEIGHT / 2, left + width, middle + HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a name must not stand, and where it had better not."""

    taken: Sequence[Box]
    crossed: Sequence[Box] = ()


def placed(
    labels: Sequence[Label], drawn: Drawn, frame: Frame, *, rings: int
) -> list[Label] | None:
    """Each where it touches nothing, the nearest place first; None if one finds none.

    The first ring is beside the point, the next ones a line of letters further off. It
    is nearer to no other point than to its own and crosses no thin line, if it can.
    """
    boxes = list(drawn.taken)
    points = {label.pixels(frame) for label in labels}
    found = []
    for label in labels:
        free = [
            each
            for each in _places(label, rings)
            if frame.holds(box := each.box(frame)) and not _touches_any(box, boxes)
        ]
        if not free:
            return None
        faults = [
            (not _nearest(box, label.pixels(frame), points))
            + _touches_any(box, drawn.crossed)
            for box in (each.box(frame) for each in free)
        ]
        place = free[faults.index(min(faults))]
        boxes.append(place.box(frame))
        found.append(place)
    return found


def touches(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )


def _touches_any(box: Box, others: Iterable[Box]) -> bool:
    return any(touches(box, other) for other in others)


def _nearest(box: Box, own: Place, points: Iterable[Place]) -> bool:
    return all(_gap(box, own) <= _gap(box, point) for point in points)


def _gap(box: Box, point: Place) -> float:
    """From a point to the nearest edge."""
    left, top, right, bottom = box
    x, y = point
    return hypot(max(left - x, x - right, 0), max(top - y, y - bottom, 0))


def _places(label: Label, rings: int) -> Iterator[Label]:
    """Right, left, then above and below, on either side."""
    near = [(9, 0), (6, -BESIDE), (6, BESIDE)]
    off = [BESIDE + HEIGHT * ring for ring in range(1, rings)]
    far = [(dx, dy) for dx in COLUMNS for each in off for dy in (-each, each)]
    for dx, dy in (*near, *far):
        for align, sign in (("left", 1), ("right", -1)):
            words, known_on, given = label.words, label.known_on, label.given
            yield Label(words, known_on, given, sign * dx, dy, align)


def _share(day: date, first: date, last: date) -> float:
    return (day - first).days / (last - first).days


def _wide(letter: str) -> int:
    """Letters of Chinese, Japanese and Korean are as wide as they are high."""
    return LETTER * 2 if unicodedata.east_asian_width(letter) in "WF" else LETTER
