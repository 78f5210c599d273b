"""The moment a page stands at: what was known by a day, and recorded by an instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Self


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known by the end of `as_of`, a UTC day.

    `recorded` is the instant by which we had written it down; None is by now. `now` is
    the instant at which "late" and "due soon" are judged. `past` tells a moment that
    somebody asked for from today.
    """

    as_of: date
    now: datetime
    recorded: datetime | None = None
    past: bool = False

    @classmethod
    def today(cls, now: datetime) -> Self:
        """All that is known now."""
        return cls(as_of=now.astimezone(UTC).date(), now=now)

    @classmethod
    def at(cls, day: date, *, recorded: datetime | None = None) -> Self:
        """A past day, judged at its end, or at the instant of that day if one is given.

        So a page that is cited at noon shows for ever what was late at noon.
        """
        same_day = recorded is not None and recorded.astimezone(UTC).date() == day
        now = recorded if recorded and same_day else end_of(day)
        return cls(as_of=day, now=now, recorded=recorded, past=True)

    def sees(
        self, known_on: date, recorded_at: datetime, retracted_at: datetime | None
    ) -> bool:
        """Does an update with these three stand at this moment?"""
        if known_on > self.as_of:
            return False
        if self.recorded is None:
            return retracted_at is None
        return recorded_at <= self.recorded and (
            retracted_at is None or retracted_at > self.recorded
        )


def end_of(day: date) -> datetime:
    """The last instant of a UTC day."""
    return datetime.combine(day, time.max, UTC)


LATEST = Moment(as_of=date.max, now=datetime.max.replace(tzinfo=UTC))
"""All there is, whatever the day: for actions and the desk, which ask no clock."""
