"""What each move of a date was: when it was made, or why it counts as none.

Neutral classes, decided by days and by what was recorded, never by intent.
"""

from datetime import date
from enum import StrEnum

from deadlines.rules.codes import Side, Timing
from deadlines.rules.slips import MoveKind
from deadlines.rules.status import Verdict, timing
from deadlines.rules.windows import Window


class MoveClass(StrEnum):
    """One class for each move; the first three are those of a known day."""

    BEFORE_LAST_30_DAYS = Timing.BEFORE_LAST_30_DAYS.value
    WITHIN_30_DAYS = Timing.WITHIN_30_DAYS.value
    AFTER_DATE = Timing.AFTER_DATE.value
    DATA_FIX = "data_fix"
    NO_LONGER_MENTIONED = "no_longer_mentioned"
    PAUSED = "paused"
    DAY_UNKNOWN = "day_unknown"

    @property
    def words(self) -> str:
        """The neutral phrase for it."""
        return _WORDS[self]


_WORDS = {
    MoveClass.BEFORE_LAST_30_DAYS: Timing.BEFORE_LAST_30_DAYS.words,
    MoveClass.WITHIN_30_DAYS: Timing.WITHIN_30_DAYS.words,
    MoveClass.AFTER_DATE: Timing.AFTER_DATE.words,
    MoveClass.DATA_FIX: "the date was stated wrongly and put right; not a move",
    MoveClass.NO_LONGER_MENTIONED: "date no longer mentioned",
    MoveClass.PAUSED: "paused",
    MoveClass.DAY_UNKNOWN: "the day of the move is not known",
}
_MOVES = {MoveKind.LATER, MoveKind.EARLIER, MoveKind.UNDATED}


def move_class(
    kind: MoveKind,
    old: Window,
    *,
    moved_on: date | None,
    paused: bool = False,
) -> MoveClass | None:
    """The class of one revision. One that moved nothing has none.

    ``moved_on`` is the day it was moved, in the deadline's zone, None if unknown. The
    days from it to the old date decide; one that is not known is said not to be. A
    date put right, a pause and a date that is no longer mentioned need no day.
    """
    if kind is MoveKind.CORRECTED:
        return MoveClass.DATA_FIX
    if kind not in _MOVES:
        return None
    if paused:
        return MoveClass.PAUSED
    if kind is MoveKind.UNDATED:
        return MoveClass.NO_LONGER_MENTIONED
    made = timing(old, moved_on=moved_on) if moved_on else None
    return MoveClass(made.value) if made else MoveClass.DAY_UNKNOWN


def on_time_only_because_moved(verdict: Verdict) -> bool:
    """Whether it was met by its operative date, and after its original one."""
    original, operative = verdict.original, verdict.operative
    if original is None or operative is None:
        return False
    return original.side is Side.AFTER and operative.side is not Side.AFTER
