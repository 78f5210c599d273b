"""Silence for more than 180 days is inferred to be a standstill."""

from datetime import date, timedelta

import pytest

from deadlines.rules.dormancy import inferred_stalled

HEARD = date(2026, 5, 1)


@pytest.mark.parametrize(("days", "stalled"), [(0, False), (180, False), (181, True)])
def test_a_standstill_is_inferred_after_180_silent_days(days, stalled):
    assert inferred_stalled(HEARD, on=HEARD + timedelta(days=days)) is stalled


def test_of_what_counts_from_an_event_nothing_is_inferred():
    long_after = HEARD + timedelta(days=181)

    assert not inferred_stalled(HEARD, on=long_after, from_an_event=True)


def test_of_what_was_never_heard_of_nothing_is_inferred():
    assert not inferred_stalled(None, on=HEARD)
