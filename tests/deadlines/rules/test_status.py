from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.rules.status import (
    NaiveInstant,
    UnknownZone,
    late_at,
    status,
    timing,
)
from deadlines.rules.windows import UNDATED, Window

MARCH_31 = Window.on(date(2026, 3, 31))
LAST_MOMENT = datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC)
FIRST_LATE_MOMENT = datetime(2026, 3, 31, 15, tzinfo=UTC)
BEFORE_THE_DAY = datetime(2026, 3, 30, 14, 59, 59, tzinfo=UTC)
zones = st.sampled_from(sorted(available_timezones()))
days = st.dates(date(1970, 1, 1), date(2100, 1, 1))


def at(now, window=MARCH_31, bound="by", bindingness="official_target", outcome=None):
    return status(
        window,
        now=now,
        zone="Asia/Seoul",
        bound=bound,
        bindingness=bindingness,
        outcome=outcome,
    )


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        pytest.param(date(2026, 3, 31), "Asia/Seoul", "2026-03-31T15:00", id="Seoul"),
        pytest.param(
            date(2026, 3, 31), "America/New_York", "2026-04-01T04:00", id="New York"
        ),
        pytest.param(
            date(2026, 1, 31), "America/New_York", "2026-02-01T05:00", id="in winter"
        ),
        pytest.param(
            date(2025, 9, 6), "America/Santiago", "2025-09-07T04:00", id="no midnight"
        ),
        pytest.param(
            date(2025, 11, 1), "America/Havana", "2025-11-02T04:00", id="midnight twice"
        ),
        pytest.param(
            date(2011, 12, 29), "Pacific/Apia", "2011-12-30T10:00", id="day skipped"
        ),
    ],
)
def test_last_day_ends_at_the_next_local_midnight(day, zone, instant):
    expected = datetime.fromisoformat(instant).replace(tzinfo=UTC)

    assert late_at(Window.by(day), zone=zone, bound="by") == expected


@given(zones, days)
def test_late_at_is_the_first_instant_of_the_next_local_day_in_every_zone(zone, day):
    instant = late_at(Window.by(day), zone=zone, bound="by")

    assert instant is not None
    just_before = instant - timedelta(microseconds=1)
    assert just_before.astimezone(ZoneInfo(zone)).date() <= day
    assert instant.astimezone(ZoneInfo(zone)).date() > day


@pytest.mark.parametrize(
    ("window", "bound"),
    [
        pytest.param(UNDATED, "by", id="undated"),
        pytest.param(Window.not_before(date(2026, 3, 1)), "by", id="open above"),
        pytest.param(MARCH_31, "not_before", id="not before"),
        pytest.param(MARCH_31, "expires", id="expires"),
        pytest.param(Window.by(date.max), "by", id="the last day of all"),
    ],
)
def test_only_a_by_date_with_a_last_day_can_be_late(window, bound):
    assert late_at(window, zone="UTC", bound=bound) is None


@pytest.mark.parametrize("zone", ["Asia", "Asia/Edo", "../etc", "", "JST-9"])
def test_unknown_zone_is_refused(zone):
    with pytest.raises(UnknownZone, match="Write a name such as Asia/Tokyo"):
        late_at(MARCH_31, zone=zone, bound="by")


@pytest.mark.parametrize(
    ("now", "state", "words"),
    [
        pytest.param(LAST_MOMENT, "open", "open", id="still 31 March in Seoul"),
        pytest.param(FIRST_LATE_MOMENT, "missed", "late", id="1 April in Seoul"),
    ],
)
def test_deadline_is_missed_when_its_own_day_has_ended(now, state, words):
    shown = at(now, bindingness="agreement")

    assert (shown.state, shown.words) == (state, words)


@pytest.mark.parametrize(
    ("bindingness", "words"),
    [
        ("law", "late"),
        ("agreement", "late"),
        ("official_commitment", "late"),
        ("official_target", "target date passed"),
        ("reported_expectation", "target date passed"),
        ("calculation", "target date passed"),
    ],
)
def test_only_what_binds_is_shown_as_late(bindingness, words):
    assert at(FIRST_LATE_MOMENT, bindingness=bindingness).words == words


@pytest.mark.parametrize(
    ("outcome", "state", "words"),
    [
        ("met", "met", "met"),
        ("partly_met", "met", "partly met"),
        ("met_according_to", "met", "met according to one side"),
        ("cancelled", "cancelled", "cancelled"),
        ("superseded", "superseded", "superseded"),
        ("reopened", "missed", "target date passed"),
        (None, "missed", "target date passed"),
    ],
)
def test_accepted_outcome_settles_the_state_until_reopened(outcome, state, words):
    shown = at(FIRST_LATE_MOMENT, outcome=outcome)

    assert (shown.state, shown.words) == (state, words)


@pytest.mark.parametrize(
    ("now", "bound", "state"),
    [
        pytest.param(LAST_MOMENT, "expires", "open", id="last day of the concession"),
        pytest.param(FIRST_LATE_MOMENT, "expires", "expired", id="day after it"),
        pytest.param(BEFORE_THE_DAY, "not_before", "not_before", id="day before"),
        pytest.param(LAST_MOMENT, "not_before", "open", id="from that day"),
        pytest.param(FIRST_LATE_MOMENT, "not_before", "open", id="ever after"),
    ],
)
def test_other_bounds_are_never_missed(now, bound, state):
    assert at(now, bound=bound, bindingness="law").state == state


def test_a_last_day_alone_says_nothing_of_what_is_too_early():
    by = Window.by(date(2026, 3, 31))

    assert at(BEFORE_THE_DAY, window=by, bound="not_before").state == "open"
    first = Window.not_before(date(2026, 3, 31))
    assert at(BEFORE_THE_DAY, window=first, bound="not_before").state == "not_before"
    assert at(LAST_MOMENT, window=first, bound="not_before").state == "open"


def test_undated_deadline_stays_open():
    assert at(FIRST_LATE_MOMENT, window=UNDATED).state == "open"
    assert at(FIRST_LATE_MOMENT, window=UNDATED, bound="not_before").state == "open"


def test_instant_without_a_zone_is_refused():
    with pytest.raises(NaiveInstant, match="Pass an aware datetime"):
        at(LAST_MOMENT.replace(tzinfo=None))


def test_unknown_codes_are_refused():
    with pytest.raises(ValueError, match="'binding' is not a valid Bindingness"):
        at(LAST_MOMENT, bindingness="binding")
    with pytest.raises(ValueError, match="'until' is not a valid Bound"):
        at(LAST_MOMENT, bound="until")


@pytest.mark.parametrize(
    ("moved_on", "when"),
    [
        pytest.param(date(2026, 2, 28), "before_last_30_days", id="31 days before"),
        pytest.param(date(2026, 3, 1), "within_30_days", id="30 days before"),
        pytest.param(date(2026, 3, 31), "within_30_days", id="on the date"),
        pytest.param(date(2026, 4, 1), "after_date", id="a day after"),
    ],
)
def test_move_is_timed_against_the_date_it_replaced(moved_on, when):
    found = timing(MARCH_31, moved_on=moved_on)

    assert found == when
    assert found.words.startswith("moved ")


def test_move_of_a_date_without_a_last_day_has_no_timing():
    assert timing(UNDATED, moved_on=date(2026, 3, 1)) is None
