"""Where a deadline stands at an instant, and when its last day ends in its zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deadlines.rules.codes import Bindingness, Bound, Outcome, Side, State, Timing
from deadlines.rules.windows import Window

LAST_DAYS = 30
"""How many days before a date count as "shortly before it" when it is moved."""


class UnknownZone(ValueError):
    """A text that is not the name of a time zone."""


class NaiveInstant(ValueError):
    """An instant without a time zone, which could be any of some 26 hours."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where a deadline stands: a code to filter by and the words to show."""

    state: State
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The day it was met against one date: which side, and how many days off.

    0 days for "on", which for a window of several days is any day inside it.
    """

    side: Side
    days: int
    inside: bool

    def words(self, name: str) -> str:
        """The phrase for it, such as "48 days after the original date"."""
        if self.inside:
            return f"within the window of the {name}"
        if self.side is Side.ON:
            return f"on the {name}"
        unit = "day" if self.days == 1 else "days"
        return f"{self.days} {unit} {self.side} the {name}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Met, against both dates; a side is None where that date is undated.

    ``words`` counts the days, ``short`` names the sides only.
    """

    original: Comparison | None
    operative: Comparison | None
    words: str
    short: str


_OPEN = Status(State.OPEN, "open")
_EXPIRED = Status(State.EXPIRED, "expired")
_NOT_BEFORE = Status(State.NOT_BEFORE, "not before")
_CLOSED_BY = {
    Outcome.MET: Status(State.MET, "met"),
    Outcome.PARTLY_MET: Status(State.MET, "partly met"),
    Outcome.MET_ACCORDING_TO: Status(State.MET, "met according to one side"),
    Outcome.CANCELLED: Status(State.CANCELLED, "cancelled"),
    Outcome.SUPERSEDED: Status(State.SUPERSEDED, "superseded"),
}


def taken(bound: str, window: Window) -> Bound:
    """What a date limits; of a clock the reading that is taken, by the day it gives.

    While none is taken there is no day, and nothing can be missed.
    """
    known = Bound(bound)
    if known is not Bound.READING:
        return known
    first_only = window.earliest is not None and window.latest is None
    return Bound.NOT_BEFORE if first_only else Bound.BY


def can_be_missed(bound: str, window: Window) -> bool:
    return taken(bound, window) is Bound.BY


def late_at(window: Window, *, zone: str, bound: str) -> datetime | None:
    """The UTC instant at which the last possible day has ended in the zone.

    Local midnight after ``latest``, or the first instant of that next day where the
    clocks skip midnight. None for an undated window, one open above, and every bound
    but "by": such a date cannot be missed. Raises UnknownZone, and ValueError for an
    unknown bound.
    """
    if not can_be_missed(bound, window):
        return None
    return ends_at(window, zone=zone)


def ends_at(window: Window, *, zone: str) -> datetime | None:
    """The UTC instant at which the last possible day ends, whatever the date limits.

    None where there is no last day. Raises UnknownZone.
    """
    clock = _clock(zone)
    if window.latest is None or window.latest == date.max:
        return None
    return _begins(window.latest + timedelta(days=1), clock)


def status(
    window: Window,
    *,
    now: datetime,
    zone: str,
    bound: str,
    bindingness: str,
    outcome: str | None = None,
) -> Status:
    """Say where a deadline stands at the instant ``now``.

    ``outcome`` is the accepted one, None if there is none; any but "reopened" settles
    the state, so that a deadline of which a part was met is never missed. Words are
    "late" where law, agreement or an official commitment binds and "target date
    passed" otherwise. Raises UnknownZone, NaiveInstant, and ValueError for an unknown
    code.
    """
    if now.tzinfo is None:
        raise NaiveInstant(f"{now} has no time zone. Pass an aware datetime.")
    missed = Status(State.MISSED, passed_words(bindingness))
    closed = _CLOSED_BY.get(Outcome(outcome)) if outcome else None
    if closed:
        return closed
    match taken(bound, window):
        case Bound.BY:
            return missed if _passed(window, now, zone) else _OPEN
        case Bound.EXPIRES:
            return _EXPIRED if _passed(window, now, zone) else _OPEN
        case _:
            return _NOT_BEFORE if _too_early(window, now, zone) else _OPEN


def passed_words(bindingness: str) -> str:
    """How a missed date is shown: "late" or "target date passed"."""
    return "late" if Bindingness(bindingness).binds else "target date passed"


def timing(old: Window, *, moved_on: date) -> Timing | None:
    """Say how close to the old date it was moved, None if it had no last day.

    ``moved_on`` is a day in the deadline's zone. The date itself and the 30 days
    before it count as within 30 days.
    """
    if old.latest is None:
        return None
    days_left = (old.latest - moved_on).days
    if days_left < 0:
        return Timing.AFTER_DATE
    if days_left <= LAST_DAYS:
        return Timing.WITHIN_30_DAYS
    return Timing.BEFORE_LAST_30_DAYS


def verdict(
    original: Window | None,
    operative: Window | None,
    met_on: date,
    *,
    bindingness: str = Bindingness.OFFICIAL_TARGET,
    bound: str = Bound.BY,
) -> Verdict:
    """Compare the day it was met with the original and with the operative date.

    All three are days in the deadline's zone. After counts from the last possible day,
    before counts to the first one, or to the last one of a "by" date. The short form
    says "late" or "target date passed", by bindingness, if either date had passed. What
    is "not before" a date is never after it.
    """
    if taken(bound, operative or Window()) is Bound.NOT_BEFORE:
        original, operative = _opened(original), _opened(operative)
    sides = _compare(original, met_on), _compare(operative, met_on)
    named = list(zip(sides, _names(original, operative), strict=True))
    known = [(side, name) for side, name in named if side and name]
    phrases = [side.words(name) for side, name in known]
    words = "met " + ", ".join(phrases) if phrases else "met, no date to compare with"
    return Verdict(*sides, words=words, short=_short(known, bindingness))


def _opened(window: Window | None) -> Window | None:
    """A date that says only from when: no day is too late for it."""
    return Window(window.earliest) if window else None


def _names(original: Window | None, operative: Window | None) -> tuple[str, str]:
    """What to call each date; one that never moved is named once."""
    if original == operative:
        return "", "date"
    return "original date", "operative date"


def _compare(window: Window | None, met_on: date) -> Comparison | None:
    if window is None or window.is_undated:
        return None
    after = (met_on - window.last).days
    before = ((window.earliest or window.last) - met_on).days
    if after > 0:
        return Comparison(Side.AFTER, after, inside=False)
    if before > 0:
        return Comparison(Side.BEFORE, before, inside=False)
    several = window.earliest is not None and window.earliest != window.latest
    return Comparison(Side.ON, 0, inside=several)


def _short(known: list[tuple[Comparison, str]], bindingness: str) -> str:
    if not known:
        return "met, no date to compare with"
    side, name = known[-1]
    met = f"met {side.side} the {name}"
    passed = any(each.side is Side.AFTER for each, _ in known)
    return f"{passed_words(bindingness)}, {met}" if passed else met


def _too_early(window: Window, now: datetime, zone: str) -> bool:
    """Whether the first possible day has yet to begin."""
    clock = _clock(zone)
    return window.earliest is not None and now < _begins(window.earliest, clock)


def _passed(window: Window, now: datetime, zone: str) -> bool:
    end = ends_at(window, zone=zone)
    return end is not None and now >= end


def _begins(day: date, clock: ZoneInfo) -> datetime:
    """The first instant of a local day, in UTC.

    Where midnight comes twice, fold=0 is the first of the two. Where it is skipped,
    fold=0 reads the clock that was in force before, which gives the instant of the
    jump.
    """
    return datetime.combine(day, time.min, clock).astimezone(UTC)


def _clock(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise UnknownZone(
            f"{zone!r} is not a time zone. Write a name such as Asia/Tokyo."
        ) from None
