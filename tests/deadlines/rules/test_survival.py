"""The curve equals worked tables, ties and censoring included."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.rules.survival import (
    ENOUGH,
    Case,
    Counts,
    Ending,
    case_of,
    kaplan_meier,
    survival,
)

MET, OPEN, NEVER = Ending.MET, Ending.OPEN, Ending.NEVER

# Freireich and others (1963), the 21 patients given 6-mercaptopurine: the textbook
# example of the estimator. Weeks to the event, then weeks at which watching ended.
FREIREICH = [Case(day, MET) for day in (6, 6, 6, 7, 10, 13, 16, 22, 23)] + [
    Case(day, OPEN) for day in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
]
# day, at risk, events, share without the event and its log-log band as published.
PUBLISHED = [
    (6, 21, 3, 0.8571, 0.6197, 0.9516),
    (7, 17, 1, 0.8067, 0.5631, 0.9228),
    (10, 15, 1, 0.7529, 0.5032, 0.8894),
    (13, 12, 1, 0.6902, 0.4316, 0.8491),
    (16, 11, 1, 0.6275, 0.3675, 0.8049),
    (22, 7, 1, 0.5378, 0.2678, 0.7468),
    (23, 6, 1, 0.4482, 0.1881, 0.6801),
]

cases = st.builds(Case, st.integers(0, 60), st.sampled_from(Ending))
sets = st.lists(cases, min_size=1, max_size=60)


def test_the_textbook_example_has_its_published_table():
    steps = kaplan_meier(FREIREICH)

    found = [
        (s.day, s.at_risk, s.met, *(1 - float(x) for x in (s.share, s.high, s.low)))
        for s in steps
    ]
    assert found == [pytest.approx(row, abs=5e-5) for row in PUBLISHED]


def test_a_table_worked_by_hand():
    # Ten deadlines: four met on their day, two met after 10 days and one last seen
    # open then, one met after 30, one cancelled, one last seen open after 40.
    worked = [
        *[Case(0, MET)] * 4,
        *[Case(10, MET)] * 2,
        Case(10, OPEN),
        Case(30, MET),
        Case(5, NEVER),
        Case(40, OPEN),
    ]

    shares = [(s.day, s.at_risk, s.share) for s in kaplan_meier(worked)]

    assert shares == [
        (0, 10, Fraction(4, 10)),
        (10, 6, 1 - Fraction(6, 10) * Fraction(4, 6)),
        (30, 3, 1 - Fraction(6, 10) * Fraction(4, 6) * Fraction(2, 3)),
    ]


def test_once_all_are_met_the_share_is_one_and_has_no_band():
    (first, last) = kaplan_meier([Case(0, MET), Case(3, MET)])

    assert (first.share, last.share) == (Fraction(1, 2), 1)
    assert first.low is not None
    assert (last.low, last.high) == (None, None)


@pytest.mark.parametrize(("met", "has_curve"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_there_is_a_curve_from_thirty_resolved_deadlines_up(met, has_curve):
    found = survival([Case(0, MET)] * met + [Case(9, OPEN)] * 50)

    assert bool(found.steps) is has_curve
    assert found.counts == Counts(on_time=met, after=0, never=0, open=50)


def test_cancelled_deadlines_are_resolved_and_never_met():
    found = survival([Case(1, MET)] * 15 + [Case(1, NEVER)] * 15)

    assert found.counts.resolved == 30
    assert found.share_by(0) == 0
    assert found.share_by(10_000) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("seen", "met", "expected"),
    [
        pytest.param(date(2025, 12, 31), None, None, id="its day"),
        pytest.param(date(2026, 1, 1), None, Case(1, OPEN), id="the day after"),
        pytest.param(date(2025, 12, 31), date(2025, 12, 1), None, id="early, not over"),
        pytest.param(date(2026, 3, 1), date(2025, 12, 1), Case(0, MET), id="early"),
        pytest.param(date(2026, 3, 1), date(2026, 2, 17), Case(48, MET), id="48 days"),
    ],
)
def test_a_deadline_counts_once_its_original_date_has_passed(seen, met, expected):
    assert case_of(date(2025, 12, 31), on=seen, met_on=met) == expected


@given(sets)
def test_shares_rise_from_day_to_day_and_lie_in_their_bands(some):
    steps = kaplan_meier(some)

    assert [s.share for s in steps] == sorted({s.share for s in steps})
    assert all(0 < s.share <= 1 for s in steps)
    assert all(s.low <= s.share <= s.high for s in steps if s.low is not None)


@given(sets)
def test_without_censoring_the_share_is_the_plain_one(some):
    seen = [case for case in some if case.ending is not OPEN]

    for step in kaplan_meier(seen):
        met = sum(case.ending is MET and case.days <= step.day for case in seen)
        assert step.share == Fraction(met, len(seen))


@given(sets)
def test_one_last_seen_before_anything_was_met_changes_nothing(some):
    assert kaplan_meier([*some, Case(-1, OPEN)]) == kaplan_meier(some)


@given(sets, st.integers(1, 400))
def test_watching_on_after_the_last_was_met_changes_nothing(some, longer):
    last = max((case.days for case in some if case.ending is MET), default=0)
    on = [
        Case(case.days + longer, OPEN)
        if case.ending is OPEN and case.days > last
        else case
        for case in some
    ]

    assert kaplan_meier(on) == kaplan_meier(some)


@given(sets)
def test_the_order_of_the_cases_does_not_matter(some):
    assert kaplan_meier(some[::-1]) == kaplan_meier(some)
