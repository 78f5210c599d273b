"""Equal amounts per day, and what was drawn beside them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.rules.pace import BackwardWindow, pace

# Japan's window: 4 September 2025 to 19 January 2029, both days included.
OPENS, CLOSES = date(2025, 9, 4), date(2029, 1, 19)
WHOLE = Decimal("550000000000")


def on(day, *, drawn=Decimal(0)):
    return pace(WHOLE, drawn=drawn, opens_on=OPENS, closes_on=CLOSES, on=day)


def test_the_window_of_550_billion_has_1234_days_at_446_million_each():
    found = on(date(2026, 11, 22), drawn=Decimal("4450000000"))

    # 550bn / 1,234 = 445,705,024.31; 445 days gone, 789 left.
    assert (found.days, found.gone, found.left) == (1234, 445, 789)
    assert found.per_day == Decimal("445705024.31")
    assert found.even == Decimal("198338735818.48")
    assert found.run == Decimal("10000000.00")
    assert found.needed == Decimal("691444866.92")


@pytest.mark.parametrize(
    ("day", "gone", "even"),
    [
        pytest.param(date(2025, 9, 3), 0, 0, id="the day before"),
        pytest.param(OPENS, 1, Decimal("445705024.31"), id="the first day"),
        pytest.param(CLOSES, 1234, WHOLE, id="the last day"),
        pytest.param(date(2029, 1, 20), 1234, WHOLE, id="the day after"),
    ],
)
def test_the_first_and_the_last_day_are_counted_whole(day, gone, even):
    assert (on(day).gone, on(day).even) == (gone, even)


def test_before_the_window_there_is_no_run_and_after_it_nothing_needed():
    assert on(date(2025, 9, 3)).run is None
    assert on(CLOSES).needed is None


def test_a_window_that_closes_before_it_opens_is_refused():
    with pytest.raises(BackwardWindow, match="Swap the two days"):
        pace(WHOLE, drawn=Decimal(0), opens_on=CLOSES, closes_on=OPENS, on=OPENS)


@given(st.dates(OPENS, date(2029, 1, 18)), st.integers(0, 10**12))
def test_what_is_needed_a_day_makes_up_the_whole(day, drawn):
    found = on(day, drawn=Decimal(drawn))

    assert abs(found.needed * found.left + drawn - WHOLE) <= found.left * Decimal(
        "0.005"
    )
