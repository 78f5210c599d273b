from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.holiday_tables import FIRST_YEAR, LAST_YEAR, calendar, calendars
from projects.rules.calendar import (
    Calendar,
    NoHolidayData,
    Skipped,
    UnknownCalendar,
    add_calendar_days,
    add_working_days,
    chosen,
    last_start,
    merge,
    working_days_after,
)
from projects.rules.result import BadTerms

US, JP = calendar("US"), calendar("JP")
BOTH = merge([US, JP])

FRIDAY = date(2026, 2, 20)
EMPERORS_BIRTHDAY = date(2026, 2, 23)

days_of_our_years = st.dates(date(2025, 1, 1), date(2029, 12, 31))


def plain(first_year=2025, last_year=2027, **named):
    """A calendar with weekends and no holidays."""
    return Calendar("plain", {}, first_year, last_year, "made up", **named)


def by_numpy(start, days, table):
    """The same count by numpy."""
    off = np.array(list(table.holidays), dtype="datetime64[D]")
    found = np.busday_offset(np.datetime64(start), days, "backward", holidays=off)
    return found.astype(date)


@pytest.mark.parametrize(
    ("table", "end"),
    [
        pytest.param(US, date(2026, 2, 23), id="a Monday in the US"),
        pytest.param(JP, date(2026, 2, 24), id="a holiday in Japan"),
        pytest.param(BOTH, date(2026, 2, 24), id="off in one is off in both"),
    ],
)
def test_next_working_day_skips_weekend_and_holiday(table, end):
    assert add_working_days(FRIDAY, 1, table).end == end


def test_each_skipped_day_says_why():
    assert add_working_days(FRIDAY, 1, BOTH).skipped == (
        Skipped(date(2026, 2, 21), "Saturday"),
        Skipped(date(2026, 2, 22), "Sunday"),
        Skipped(EMPERORS_BIRTHDAY, "Japan: Emperor's Birthday"),
    )


def test_day_of_the_start_is_not_counted():
    count = add_working_days(FRIDAY, 2, plain())

    assert count.counted == (date(2026, 2, 23), date(2026, 2, 24))
    assert count.end == count.counted[-1]


@pytest.mark.parametrize(
    "start", [FRIDAY, FRIDAY + timedelta(1), FRIDAY + timedelta(2)]
)
def test_count_from_a_day_off_ends_as_from_the_working_day_before(start):
    assert add_working_days(start, 5, plain()).end == date(2026, 2, 27)


@pytest.mark.parametrize("table", [US, JP, BOTH], ids=["US", "Japan", "both"])
@pytest.mark.parametrize("days", [1, 5, 10, 45, 60])
def test_every_day_of_five_years_counts_as_numpy_does(table, days):
    start, last = date(2025, 1, 1), date(2029, 12, 31)
    while start <= last:
        assert add_working_days(start, days, table).end == by_numpy(start, days, table)
        start += timedelta(days=1)


@given(days_of_our_years, st.integers(1, 60))
def test_merging_two_calendars_never_gives_an_earlier_date(start, days):
    alone = [add_working_days(start, days, table).end for table in (US, JP)]

    assert add_working_days(start, days, BOTH).end >= max(alone)


@given(days_of_our_years, st.integers(1, 60))
def test_last_start_is_the_last_that_ends_in_time(limit, days):
    table = plain(2024, 2030)
    start = last_start(limit, days, table)

    assert add_working_days(start, days, table).end <= limit
    assert add_working_days(start + timedelta(1), days, table).end > limit


@given(days_of_our_years, st.integers(1, 60))
def test_the_nth_working_day_is_n_working_days_after(start, days):
    end = add_working_days(start, days, BOTH).end

    assert working_days_after(start, end, BOTH) == days


def test_calendar_days_skip_nothing():
    count = add_calendar_days(date(2026, 2, 17), 45)

    assert (count.end, count.skipped) == (date(2026, 4, 3), ())


def test_calendar_without_data_for_the_year_is_refused():
    last_friday = date(2027, 12, 31)

    assert add_working_days(date(2027, 12, 30), 1, plain()).end == last_friday
    with pytest.raises(NoHolidayData, match="no holidays for 2028, only for 2025 to"):
        add_working_days(last_friday, 1, plain())


def test_merged_calendar_knows_the_years_that_all_know():
    merged = merge([plain(2025, 2030), plain(2027, 2035)])

    assert (merged.first_year, merged.last_year) == (2027, 2030)
    assert merged.source == "made up"


def test_calendars_without_a_common_year_are_refused():
    with pytest.raises(BadTerms, match="ends before it begins"):
        merge([plain(2025, 2026), plain(2027, 2028)])


def test_calendar_nobody_gave_is_refused():
    with pytest.raises(UnknownCalendar, match="No calendar 'FR' was given, only: JP"):
        chosen(["JP", "FR"], {"JP": JP})


def test_calendar_keeps_its_days_when_the_table_it_was_made_of_changes():
    table = {FRIDAY: "Fair"}
    fair = Calendar("fair", table, 2026, 2026, "made up")
    table.clear()

    assert fair.why_off(FRIDAY) == "Fair"


def test_weekend_of_seven_days_is_refused():
    with pytest.raises(BadTerms, match="no working day"):
        plain(weekend=frozenset(range(7)))


@pytest.mark.parametrize("days", [0, -1])
def test_fewer_than_one_day_cannot_be_counted(days):
    with pytest.raises(BadTerms, match="Count at least 1"):
        add_working_days(FRIDAY, days, plain())


@pytest.mark.parametrize(
    ("day", "us", "japan"),
    [
        pytest.param(date(2026, 12, 31), "", "Bank Holiday", id="banks only"),
        pytest.param(
            date(2026, 7, 3), "Independence Day (observed)", "", id="observed"
        ),
        pytest.param(date(2026, 10, 12), "Columbus Day", "Sports Day", id="both"),
        pytest.param(date(2026, 2, 17), "", "", id="neither"),
    ],
)
def test_calendars_know_federal_and_bank_holidays(day, us, japan):
    assert (US.why_off(day), JP.why_off(day)) == (us, japan)


def test_made_calendar_names_the_version_of_its_table():
    assert US.source.startswith("holidays 0.")
    assert (US.first_year, US.last_year) == (FIRST_YEAR, LAST_YEAR)
    assert set(calendars()) == {"US", "JP", "KR"}


def test_calendar_we_cannot_make_is_refused():
    with pytest.raises(UnknownCalendar, match="There is no calendar 'XX'"):
        calendar("XX")


def test_merged_calendar_is_off_on_the_weekends_of_each():
    gulf, west = plain(weekend=frozenset({4, 5})), plain(weekend=frozenset({5, 6}))
    thursday = date(2026, 3, 5)

    alone = [add_working_days(thursday, 1, each).end.day for each in (gulf, west)]
    both = add_working_days(thursday, 1, merge([gulf, west]))

    assert (alone, both.end) == ([8, 6], date(2026, 3, 9))
    assert [each.reason for each in both.skipped] == ["Friday", "Saturday", "Sunday"]
