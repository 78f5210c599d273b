"""When the last possible day of a deadline ends, on the clocks of those concerned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from deadlines.models import DateClaim, DeadlinePeriod
from deadlines.rules.status import ends_at


@dataclass(frozen=True, slots=True)
class Clock:
    """One instant in one zone. `here` says that the deadline counts its days there."""

    zone: str
    at: datetime
    here: bool

    @property
    def abbreviation(self) -> str:
        """Such as EST; empty where a zone has but a number, or no other name."""
        name = self.at.tzname() or ""
        return name if name.isalpha() and name != self.zone else ""


def last_day_ends(
    period: DeadlinePeriod, accepted: Iterable[DateClaim]
) -> tuple[Clock, ...]:
    """The instant from which it counts as passed: in the deadline's own zone first.

    Then where its accepted dates were reported, then where the reader is. Empty for a
    date without a last day.
    """
    own = period.deadline.zone
    instant = ends_at(period.due_window, zone=own)
    if instant is None:
        return ()
    reported = (claim.update.zone for claim in accepted)
    zones = dict.fromkeys((own, *reported, timezone.get_current_timezone_name()))
    return tuple(_clock(zone, instant, own) for zone in zones)


def _clock(zone: str, instant: datetime, own: str) -> Clock:
    return Clock(zone, instant.astimezone(ZoneInfo(zone)), here=zone == own)
