"""The clock as a calculation: the page and its address say the same."""

import pytest

pytestmark = pytest.mark.django_db
PAGE = "/scenario/clock/"


def found(client, **asked):
    return client.get(PAGE, asked).context["found"]


def last_days(reckoning):
    return {row.words: row.last.isoformat() for row in reckoning.variants}


@pytest.mark.parametrize(
    ("notice", "us", "japan", "both", "calendar"),
    [
        pytest.param(
            *("2026-02-17", "2026-04-21", "2026-04-23", "2026-04-23", "2026-04-03"),
            id="tranche 1",
        ),
        pytest.param(
            *("2026-03-19", "2026-05-21", "2026-05-28", "2026-05-29", "2026-05-03"),
            id="tranche 2",
        ),
    ],
)
def test_45_days_end_on_the_known_days(client, notice, us, japan, both, calendar):
    days = last_days(found(client, notice=notice))

    assert days["working days in the United States"] == us
    assert days["working days in Japan"] == japan
    assert days["working days in the United States and Japan"] == both
    assert days["calendar days"] == calendar


def test_last_notice_that_fits_the_window_is_told(client):
    reckoning = found(client, notice="2026-02-17", window="2029-01-19")

    fits = {row.words: row.last_notice for row in reckoning.variants}
    assert fits["working days in the United States"].isoformat() == "2028-11-13"


def test_each_skipped_day_stands_there_with_its_reason(client):
    page = client.get(PAGE, {"notice": "2026-02-17"}).content.decode()

    assert "2026-02-23 (Mon) is skipped: Japan: Emperor" in page
    assert "Saturday" in page
    assert "holidays 0." in page


def test_it_is_a_calculation_and_says_so(client):
    answer = client.get(PAGE, {"notice": "2026-02-17"})

    assert "It is no deadline" in answer.content.decode()
    assert answer.context["found"].working.words == (
        "cannot tell: notice date, payment date"
    )


def test_without_a_notice_the_page_asks_for_one(client):
    answer = client.get(PAGE)

    assert answer.context["found"] is None
    assert "<table" not in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"notice": ""}, "notice", "Give the day from which is counted."),
        ({"notice": "soon"}, "notice", "Enter a valid date."),
        ({"notice": "2036-05-01"}, "notice", "has no holidays for 2036"),
        (
            {"notice": "2026-02-17", "window": "2036-05-01"},
            "window",
            "no holidays for 2036",
        ),
        ({"notice": "2026-02-17", "days": "0"}, "days", "greater than or equal to 1"),
        ({"notice": "2026-02-17", "days": "9999"}, "days", "less than or equal to"),
        ({"notice": "2026-02-17", "calendars": "XX"}, "calendars", "not one of the"),
    ],
)
def test_what_cannot_be_counted_is_refused_and_kept(client, asked, field, words):
    answer = client.get(PAGE, asked)
    form = answer.context["form"]

    assert answer.context["found"] is None
    assert words in str(form.errors[field])
    assert form[field].value() == asked[field]


def test_calendar_days_reach_where_no_holidays_are_known(client):
    reckoning = found(client, notice="2036-05-01", unit="calendar_day")

    assert reckoning.last.isoformat() == "2036-06-15"
    assert {row.last is None for row in reckoning.variants[:-1]} == {True}


def test_the_address_is_all_there_is(client):
    asked = {"notice": "2026-03-19", "days": "10", "calendars": "KR"}
    form = client.get(PAGE, asked).context["form"]

    assert {name: str(form[name].value()) for name in asked} == asked
    assert client.post(PAGE, asked).status_code == 405
