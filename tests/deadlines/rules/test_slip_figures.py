"""Slips of a set: totals, the median, the worst, and who moved them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.rules.slip_figures import (
    Figures,
    Mover,
    Slip,
    Slipping,
    by_mover,
    figures,
    without_largest,
)

JAPAN, US = ("Japan",), ("United States",)
FIRST = Slipping("first project", slips=2, days=59)
ACT = Slipping("special act", slips=1, days=9)
SECOND = Slipping("second tranche")
LONG = Slipping("full amount", slips=2, days=400)
WORKED = [FIRST, ACT, SECOND, LONG]
MOVED = [Slip(31, JAPAN), Slip(28), Slip(9, US), Slip(365, JAPAN), Slip(35, JAPAN + US)]

names = st.sampled_from([(), JAPAN, US])
slips = st.lists(st.builds(Slip, st.integers(1, 400), names))
slipped = st.builds(
    Slipping, st.text(max_size=3), st.integers(1, 4), st.integers(1, 400)
)
sets = st.lists(slipped | st.just(SECOND))


def test_the_figures_of_a_worked_set():
    # Days a deadline: 59, 9, 0, 400. The median is of the three that slipped.
    assert figures(WORKED) == Figures(
        deadlines=4, slipped=3, slips=5, days=468, median_days=59, worst=LONG
    )


def test_the_same_without_the_largest():
    # 59 and 9 are left: the median lies between them.
    assert without_largest(WORKED) == Figures(
        deadlines=3, slipped=2, slips=3, days=68, median_days=34, worst=FIRST
    )


@pytest.mark.parametrize("cases", [[], [SECOND]])
def test_where_nothing_slipped_there_is_no_median_and_no_worst(cases):
    found = figures(cases)

    assert (found.slips, found.days, found.median_days, found.worst) == (
        0,
        0,
        None,
        None,
    )
    assert without_largest(cases) == found


def test_slips_are_put_under_who_moved_them_and_the_rest_comes_last():
    assert by_mover(MOVED) == (
        Mover(JAPAN, 2, 396),
        Mover(("Japan", "United States"), 1, 35),
        Mover(US, 1, 9),
        Mover((), 1, 28),
    )


@given(slips)
def test_every_day_of_slip_is_under_exactly_one_mover(moved):
    assert sum(mover.days for mover in by_mover(moved)) == sum(s.days for s in moved)
    assert sum(mover.slips for mover in by_mover(moved)) == len(moved)


@given(sets)
def test_leaving_the_largest_out_takes_away_its_days_and_no_others(cases):
    whole, rest = figures(cases), without_largest(cases)

    assert whole.days - rest.days == (whole.worst.days if whole.worst else 0)
    assert rest.deadlines == whole.deadlines - bool(whole.worst)
