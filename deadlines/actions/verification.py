"""Comparing the cached periods with what the claims add up to."""

from collections.abc import Iterator
from itertools import zip_longest

from deadlines.actions.periods import PERIOD_FIELDS, expected_periods, stored_periods
from deadlines.models import Deadline, DeadlinePeriod

BATCH = 1000


def differences() -> Iterator[str]:
    """Each period that is missing, too many, or not as its claims say, in words."""
    after = 0
    while batch := list(Deadline.objects.filter(pk__gt=after).order_by("pk")[:BATCH]):
        expected, stored = expected_periods(batch), stored_periods(batch)
        for deadline in batch:
            pairs = zip_longest(stored[deadline.pk], expected[deadline.pk])
            for has, should in pairs:
                yield from _compared(deadline, has, should)
        after = batch[-1].pk


def _compared(
    deadline: Deadline, has: DeadlinePeriod | None, should: DeadlinePeriod | None
) -> Iterator[str]:
    if has is None or should is None:
        period, wrong = (should, "is missing") if should else (has, "is too many")
        yield f"deadline {deadline.slug}: period {_range(period)} {wrong}"
        return
    for name in PERIOD_FIELDS:
        stored, expected = getattr(has, name), getattr(should, name)
        if stored != expected:
            yield (
                f"deadline {deadline.slug}, period {_range(has)}: {name} is "
                f"{stored!s}, its claims add up to {expected!s}"
            )


def _range(period: DeadlinePeriod | None) -> str:
    assert period is not None
    return f"from {period.held.lower} to {period.held.upper or 'now'}"
