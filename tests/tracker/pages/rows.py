"""Deadlines as pages meet them: accepted, with their periods up to date."""

from datetime import UTC, date, datetime

from deadlines.actions import refresh_periods
from tests.factories import (
    ClauseReadingFactory,
    DateClaimFactory,
    DeadlineFactory,
    OutcomeClaimFactory,
    UpdateFactory,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def given(*days, met=None, known_on=None, counted=False, **deadline):
    """A deadline for which these days were accepted, one after the other.

    Those `counted` are so from a reading of a clause, each from one of its own.
    """
    made = DeadlineFactory(**deadline)
    first = known_on or date(2025, 10, 1)
    for place, day in enumerate(days):
        update = UpdateFactory(known_on=date.fromordinal(first.toordinal() + place))
        DateClaimFactory(
            deadline=made,
            update=update,
            latest_on=day,
            date_type="window" if day else "undated",
            reading=ClauseReadingFactory() if counted else None,
            accepted=True,
        )
    if met:
        OutcomeClaimFactory(
            deadline=made, on=met, update=UpdateFactory(known_on=met), accepted=True
        )
    refresh_periods([made])
    return made
