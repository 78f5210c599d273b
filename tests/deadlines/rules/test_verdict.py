from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.rules.status import verdict
from deadlines.rules.windows import UNDATED, Window

ORIGINAL = Window.on(date(2025, 12, 31))
OPERATIVE = Window.on(date(2026, 2, 28))
FEBRUARY = Window(date(2026, 2, 1), date(2026, 2, 28))
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_first_project_was_met_after_one_date_and_before_the_other():
    told = verdict(ORIGINAL, OPERATIVE, date(2026, 2, 17))

    assert told.words == (
        "met 48 days after the original date, 11 days before the operative date"
    )
    assert told.short == "target date passed, met before the operative date"


def test_same_verdict_is_late_where_an_agreement_binds():
    told = verdict(ORIGINAL, OPERATIVE, date(2026, 2, 17), bindingness="agreement")

    assert told.short == "late, met before the operative date"


@pytest.mark.parametrize(
    ("met_on", "words", "short"),
    [
        pytest.param(
            date(2026, 2, 27), "met 1 day before the date", "met before the date"
        ),
        pytest.param(date(2026, 2, 28), "met on the date", "met on the date"),
        pytest.param(
            date(2026, 3, 1),
            "met 1 day after the date",
            "target date passed, met after the date",
        ),
    ],
)
def test_date_that_never_moved_is_named_once(met_on, words, short):
    told = verdict(OPERATIVE, OPERATIVE, met_on)

    assert (told.words, told.short) == (words, short)


@pytest.mark.parametrize(
    ("met_on", "side", "off"),
    [
        pytest.param(date(2026, 1, 31), "before", 1, id="day before the month"),
        pytest.param(date(2026, 2, 1), "on", 0, id="first of the month"),
        pytest.param(date(2026, 2, 28), "on", 0, id="last of the month"),
        pytest.param(date(2026, 3, 1), "after", 1, id="day after the month"),
    ],
)
def test_any_day_of_a_month_is_on_that_date(met_on, side, off):
    told = verdict(FEBRUARY, FEBRUARY, met_on).original

    assert (told.side, told.days) == (side, off)
    assert told.inside is (side == "on")


@pytest.mark.parametrize(
    ("window", "words"),
    [
        pytest.param(FEBRUARY, "met within the window of the date", id="in the month"),
        pytest.param(
            Window.by(date(2026, 2, 28)), "met 11 days before the date", id="by"
        ),
        pytest.param(
            Window.not_before(date(2026, 2, 1)),
            "met within the window of the date",
            id="not before",
        ),
    ],
)
def test_words_follow_the_shape_of_the_window(window, words):
    assert verdict(window, window, date(2026, 2, 17)).words == words


def test_undated_sides_are_left_out():
    told = verdict(ORIGINAL, UNDATED, date(2026, 2, 17))

    assert told.operative is None
    assert told.words == "met 48 days after the original date"
    assert verdict(None, None, date(2026, 2, 17)).words == (
        "met, no date to compare with"
    )


@given(days, st.integers(-2000, 2000))
def test_days_off_are_counted_from_the_day_itself(day, off):
    told = verdict(Window.on(day), None, day + timedelta(days=off)).original

    assert told is not None
    assert told.days == abs(off)


@pytest.mark.parametrize(
    ("met_on", "bound", "short"),
    [
        (date(2026, 2, 28), "not_before", "met on the date"),
        (date(2026, 3, 1), "not_before", "met on the date"),
        (date(2026, 1, 31), "not_before", "met before the date"),
        (date(2026, 3, 1), "by", "target date passed, met after the date"),
    ],
)
def test_what_is_not_before_a_date_is_never_after_it(met_on, bound, short):
    told = verdict(FEBRUARY, FEBRUARY, met_on, bound=bound)

    assert told.short == short


def test_a_last_day_given_for_what_is_not_before_is_no_date_to_compare_with():
    by = Window.by(date(2026, 2, 28))
    told = verdict(by, by, date(2026, 3, 1), bound="not_before")

    assert told.words == "met, no date to compare with"
