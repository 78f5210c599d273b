"""What happened to a date: each move from one window to the next, and their sum.

The operative dates of a deadline come in as windows in the order in which they
became operative. A later move is a slip; no other move is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from deadlines.rules.windows import Window


class MoveKind(StrEnum):
    """What one revision did to the date."""

    SAME = "same"
    LATER = "later"
    EARLIER = "earlier"
    NARROWED = "narrowed"
    WIDENED = "widened"
    UNDATED = "undated"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Move:
    """One step from an old window to a new one.

    ``days`` is how far the last possible day moved: positive is later, negative is
    earlier, 0 where one of the two is not known. Between two dates that are both open
    above ("not before") it is how far the first possible day moved. Where a date with
    a last day and one that is open above share no day, it is the gap between them,
    which is the least that the date can have moved.
    """

    kind: MoveKind
    days: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """All moves of one deadline.

    ``original`` is the first dated window, None if none ever was. ``operative`` is the
    last window, which may be undated, and None only for an empty history.
    ``revisions`` counts the moves that are not "same", ``slips`` those that are
    "later"; ``slip_days`` adds up the days of the slips. ``moves`` has one entry for
    each window after the first. A data fix is in ``moves`` and in no count, and one
    that puts the original date right takes its place.
    """

    original: Window | None
    operative: Window | None
    revisions: int
    slips: int
    slip_days: int
    moves: tuple[Move, ...]


def move(old: Window, new: Window) -> Move:
    """Say what the new window does to the old one.

    A repeated window is the same, also when both are undated. An undated one that
    becomes dated is narrowed. Two windows with both ends known are compared as sets
    of days first: part of the old days is narrowed, all of them and more is widened,
    and only a window that does neither is later or earlier, by its last day. A window
    open below has no first day to compare, so there the last day alone decides.
    """
    if new == old:
        return Move(MoveKind.SAME)
    if new.is_undated:
        return Move(MoveKind.UNDATED)
    if old.is_undated:
        return Move(MoveKind.NARROWED)
    if old.latest is None or new.latest is None:
        return _open_above(old, new)
    days = (new.latest - old.latest).days
    return Move(_nested(old, new) or _towards(days), days)


def history(windows: Sequence[Window], fixes: Collection[int] = ()) -> History:
    """Add up the moves between operative windows, oldest first.

    A date that comes back after a spell without one is compared with the last dated
    window before that spell, so a slip cannot hide behind "as soon as possible".
    ``fixes`` are the places of windows that put a misstated one right.
    """
    moves: list[Move] = []
    last_dated = original = None
    for place, window in enumerate(windows):
        if place:
            step = _step(windows[place - 1], window, last_dated)
            moves.append(_put_right(step) if place in fixes else step)
        if not window.is_undated:
            fixed = place in fixes and last_dated == original
            original = window if fixed else original or window
            last_dated = window
    counted = [step for place, step in enumerate(moves, 1) if place not in fixes]
    later = [step.days for step in counted if step.kind is MoveKind.LATER]
    return History(
        original=original,
        operative=windows[-1] if windows else None,
        revisions=sum(step.kind is not MoveKind.SAME for step in counted),
        slips=len(later),
        slip_days=sum(later),
        moves=tuple(moves),
    )


def _put_right(step: Move) -> Move:
    """A data fix: nothing moved, it had been misstated."""
    if step.kind is MoveKind.SAME:
        return step
    return Move(MoveKind.CORRECTED, step.days)


def _step(before: Window, new: Window, last_dated: Window | None) -> Move:
    """Compare with the window before, or across undated ones with the last dated."""
    if new.is_undated or last_dated is None:
        return move(before, new)
    return move(last_dated, new)


def _nested(old: Window, new: Window) -> MoveKind | None:
    """Narrowed or widened, where one window lies inside the other."""
    half_known = old.earliest is None or new.earliest is None
    if half_known and old.latest != new.latest:
        return None
    if old.contains(new):
        return MoveKind.NARROWED
    return MoveKind.WIDENED if new.contains(old) else None


def _towards(days: int) -> MoveKind:
    return MoveKind.LATER if days > 0 else MoveKind.EARLIER


def _open_above(old: Window, new: Window) -> Move:
    """Compare two different windows of which at least one has no last day."""
    days = _gap(old, new)
    if days:
        return Move(_towards(days), days)
    return Move(MoveKind.WIDENED if new.latest is None else MoveKind.NARROWED)


def _gap(old: Window, new: Window) -> int:
    """Days that the date moved for certain, 0 if the two windows share a day."""
    if old.latest is None and new.latest is None:
        return (new.first - old.first).days
    if old.latest is None:
        return min((new.last - old.first).days, 0)
    return max((new.first - old.last).days, 0)
