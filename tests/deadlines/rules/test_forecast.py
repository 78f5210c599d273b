"""The chance is the base rate of a stated class, or "too few cases"."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.rules.forecast import (
    ENOUGH,
    Case,
    Forecast,
    ReferenceClass,
    backtest,
    forecast,
    wilson,
)

TARGETS = ReferenceClass("official_target", moved=False)
MOVED = ReferenceClass("official_target", moved=True)
START = date(2026, 1, 1)


def case(number, met, of=TARGETS):
    """The case given, and settled, on the day of this number."""
    day = START + timedelta(days=number)
    return Case(of, given_on=day, settled_on=day, met=met)


# Newcombe (1998), table I, method 3: the score interval without correction.
@pytest.mark.parametrize(
    ("met", "cases", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_the_band_equals_the_published_one(met, cases, low, high):
    assert wilson(met, cases) == pytest.approx((low, high), abs=5e-5)


def test_nineteen_cases_are_too_few():
    found = forecast(TARGETS, [case(n, True) for n in range(ENOUGH - 1)])

    assert found == Forecast(TARGETS, cases=19, met=19)
    assert found.too_few


def test_twenty_cases_give_their_share_with_a_band():
    found = forecast(TARGETS, [case(n, n < 5) for n in range(ENOUGH)])

    assert (found.cases, found.met, found.chance) == (20, 5, 0.25)
    assert (found.low, found.high) == pytest.approx((0.1119, 0.4687), abs=5e-5)


def test_cases_of_another_class_are_passed_over():
    mixed = [case(n, True) for n in range(20)] + [
        case(n, False, MOVED) for n in range(9)
    ]

    assert forecast(TARGETS, mixed).chance == 1
    assert forecast(MOVED, mixed) == Forecast(MOVED, cases=9, met=0)


def test_a_backtest_forecasts_each_case_from_those_settled_before():
    # Of the first 20 half were met. Number 20 is forecast 10/20, number 21 11/21.
    cases = [case(n, n % 2 == 0) for n in range(20)] + [case(20, True), case(21, False)]

    found = backtest(TARGETS, cases)

    chances = [10 / 20, 11 / 21]
    assert found.forecasts == 2
    assert found.mean_chance == pytest.approx(sum(chances) / 2)
    assert found.share_met == 0.5
    assert found.brier == pytest.approx(((1 - chances[0]) ** 2 + chances[1] ** 2) / 2)


def test_a_backtest_needs_enough_cases_settled_before_one_was_given():
    assert backtest(TARGETS, [case(n, True) for n in range(ENOUGH)]) is None
    assert backtest(TARGETS, [case(n, True) for n in range(ENOUGH + 1)]) is not None


def test_what_was_settled_on_the_day_itself_was_not_yet_known():
    together = [case(0, True)] * (ENOUGH + 5)

    assert backtest(TARGETS, together) is None


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_band_holds_its_share_and_is_mirrored_by_the_failures(counts):
    met, cases = counts
    low, high = wilson(met, cases)
    mirrored = wilson(cases - met, cases)

    assert 0 <= low <= met / cases + 1e-12
    assert met / cases - 1e-12 <= high <= 1
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(st.lists(st.booleans(), min_size=ENOUGH, max_size=80))
def test_one_more_that_was_met_never_lowers_the_chance(outcomes):
    cases = [case(n, met) for n, met in enumerate(outcomes)]

    more = forecast(TARGETS, [*cases, case(99, True)])

    assert more.chance >= forecast(TARGETS, cases).chance
