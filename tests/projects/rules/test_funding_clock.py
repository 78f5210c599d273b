from dataclasses import replace
from datetime import date

import pytest

from projects.holiday_tables import calendars
from projects.rules.calendar import Calendar, Skipped, UnknownCalendar
from projects.rules.funding_clock import (
    Bound,
    ClockTerms,
    Trigger,
    Unit,
    funding_clock,
    last_notice,
)
from projects.rules.result import Answer, BadInput, BadTerms, Clause, Given, printed

CALENDARS = calendars()
CLAUSE = Clause("R12", "n8")
TRANCHE_1, TRANCHE_2 = date(2026, 2, 17), date(2026, 3, 19)
MADE_UP = date(2025, 4, 11)
"""Before there was an agreement: an example for the page of any day."""
LIMIT = date(2026, 4, 21)
"""45 US working days after the first tranche was announced."""
FIRST_LOANS = date(2026, 5, 1)
LATER = date(2026, 6, 1)

NOT_BEFORE = ClockTerms(
    CLAUSE, Bound.NOT_BEFORE, 45, Unit.WORKING_DAY, ("US",), date(2029, 1, 19)
)
NOT_AFTER = replace(NOT_BEFORE, bound=Bound.NOT_AFTER)
REVIEW = replace(NOT_BEFORE, bound=Bound.REVIEW_AND_TRANSFER)
CALENDAR_DAYS = replace(NOT_AFTER, unit=Unit.CALENDAR_DAY, calendars=())

NOTICE = Trigger(Given(TRANCHE_1, "notice-letter"))
ANNOUNCED = Trigger(Given(TRANCHE_1, "p17"), "notice = announcement")


def clock(terms=NOT_BEFORE, trigger=NOTICE, on=LATER, paid=None, unpaid=None):
    """The clock as it stands on a late day, payments cited."""
    return funding_clock(
        terms,
        on=on,
        calendars=CALENDARS,
        trigger=trigger,
        payment=paid and Given(paid, "receipt"),
        unpaid=unpaid and Given(unpaid, "statement"),
    )


def texts(result):
    return [line.text for line in result.working]


@pytest.mark.parametrize(
    ("start", "places", "end"),
    [
        pytest.param(TRANCHE_1, ("US",), date(2026, 4, 21), id="first, US"),
        pytest.param(TRANCHE_1, ("JP",), date(2026, 4, 23), id="first, Japan"),
        pytest.param(TRANCHE_1, ("US", "JP"), date(2026, 4, 23), id="first, both"),
        pytest.param(TRANCHE_1, (), date(2026, 4, 3), id="first, calendar days"),
        pytest.param(TRANCHE_2, ("US",), date(2026, 5, 21), id="second, US"),
        pytest.param(TRANCHE_2, ("US", "JP"), date(2026, 5, 29), id="second, both"),
        pytest.param(MADE_UP, ("US",), date(2025, 6, 16), id="made up, US"),
        pytest.param(MADE_UP, ("JP",), date(2025, 6, 18), id="made up, Japan"),
        pytest.param(MADE_UP, ("US", "JP"), date(2025, 6, 20), id="made up, both"),
    ],
)
def test_45_days_after_an_announcement_end_on_the_known_dates(start, places, end):
    unit = Unit.WORKING_DAY if places else Unit.CALENDAR_DAY
    terms = replace(NOT_BEFORE, unit=unit, calendars=places)

    result = clock(terms, Trigger(Given(start, "p17"), "notice = announcement"))

    assert result.value.date == end


def test_without_a_notice_nothing_can_be_told():
    result = clock(trigger=None)

    assert result.words == "cannot tell: notice date, payment date"
    assert result.value is None


def test_assumed_notice_gives_a_calculation_and_no_answer():
    result = clock(trigger=ANNOUNCED, paid=FIRST_LOANS)

    assert result.words == "cannot tell: notice date"
    assert result.value.is_calculation
    assert "A calculation: if notice = announcement." in texts(result)[0]


def test_assumed_notice_without_a_payment_lacks_both():
    assert clock(trigger=ANNOUNCED).missing == ("notice date", "payment date")


@pytest.mark.parametrize(
    ("terms", "paid", "answer"),
    [
        pytest.param(NOT_BEFORE, date(2026, 4, 20), Answer.NOT_MET, id="a day early"),
        pytest.param(NOT_BEFORE, LIMIT, Answer.MET, id="on the first day allowed"),
        pytest.param(NOT_AFTER, LIMIT, Answer.MET, id="on the last day"),
        pytest.param(NOT_AFTER, date(2026, 4, 22), Answer.NOT_MET, id="a day late"),
        pytest.param(REVIEW, LIMIT, Answer.MET, id="reviewed and moved in time"),
        pytest.param(REVIEW, date(2026, 4, 22), Answer.NOT_MET, id="moved too late"),
    ],
)
def test_payment_is_judged_on_both_sides_of_the_bound(terms, paid, answer):
    assert clock(terms, paid=paid).answer is answer


def test_one_payment_meets_the_lower_limit_and_not_the_upper_one():
    lower, upper = (clock(each, paid=FIRST_LOANS) for each in (NOT_BEFORE, NOT_AFTER))

    assert (lower.words, upper.words) == ("met", "not met")
    assert lower.value.paid_on_day == 53


@pytest.mark.parametrize("terms", [NOT_BEFORE, NOT_AFTER], ids=lambda t: t.bound)
def test_silence_about_a_payment_is_no_failure_to_pay(terms):
    assert clock(terms).words == "cannot tell: payment date"


@pytest.mark.parametrize(
    ("terms", "unpaid", "words"),
    [
        pytest.param(
            NOT_AFTER, date(2026, 4, 20), "cannot tell: payment date", id="early"
        ),
        pytest.param(NOT_AFTER, LIMIT, "not met", id="at the end of the last day"),
        pytest.param(
            REVIEW, date(2026, 4, 20), "cannot tell: payment date", id="in review"
        ),
        pytest.param(REVIEW, LIMIT, "not met", id="not transferred in time"),
        pytest.param(
            NOT_BEFORE, LIMIT, "cannot tell: payment date", id="no upper limit"
        ),
    ],
)
def test_statement_that_nothing_was_paid_settles_an_upper_limit(terms, unpaid, words):
    assert clock(terms, unpaid=unpaid).words == words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        pytest.param(date(2026, 2, 16), "cannot tell: notice date, payment date"),
        pytest.param(TRANCHE_1, "cannot tell: payment date"),
        pytest.param(date(2026, 4, 30), "cannot tell: payment date"),
        pytest.param(FIRST_LOANS, "met"),
    ],
)
def test_facts_count_from_their_own_day_on(on, words):
    assert clock(on=on, paid=FIRST_LOANS).words == words


def test_each_skipped_day_stands_in_the_working_with_its_reason():
    result = clock(replace(NOT_BEFORE, calendars=("US", "JP")))

    assert len(result.value.count.skipped) == 20
    assert "2026-03-20 (Fri) is skipped: Japan: Vernal Equinox Day." in texts(result)
    assert "(holidays 0." in texts(result)[1]


def test_lines_cite_the_notice_the_clause_and_the_receipt():
    cited = [line.citation for line in clock(paid=FIRST_LOANS).working]

    assert (cited[0], cited[1], cited[-1]) == ("notice-letter", "n8", "receipt")


@pytest.mark.parametrize(
    ("terms", "last"),
    [
        pytest.param(NOT_BEFORE, date(2028, 11, 13), id="US working days"),
        pytest.param(CALENDAR_DAYS, date(2028, 12, 5), id="calendar days"),
        pytest.param(replace(NOT_BEFORE, window_ends_on=None), None, id="no end"),
    ],
)
def test_last_notice_is_the_last_that_fits_the_window(terms, last):
    assert last_notice(terms, calendars=CALENDARS) == last


@pytest.mark.parametrize(
    ("notice", "warned"),
    [
        pytest.param(date(2028, 11, 13), False, id="ends on the last day"),
        pytest.param(date(2028, 11, 14), True, id="a day too late"),
    ],
)
def test_clock_that_outlives_the_window_says_so(notice, warned):
    result = clock(trigger=Trigger(Given(notice, "letter")), on=date(2028, 12, 1))

    assert any("window of the pledge ends" in text for text in texts(result)) is warned


def test_payment_before_its_own_notice_is_refused():
    with pytest.raises(BadInput, match="lies before the notice"):
        clock(paid=date(2026, 2, 16))


def test_payment_before_an_assumed_notice_is_only_a_calculation():
    result = clock(trigger=ANNOUNCED, paid=date(2026, 2, 16))

    assert result.words == "cannot tell: notice date"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"days": 0}, "write 1 to 3660"),
        ({"days": 3661}, "write 1 to 3660"),
        ({"calendars": ()}, "need the name of at least one calendar"),
        ({"unit": Unit.CALENDAR_DAY}, "calendar days take none"),
    ],
)
def test_terms_that_cannot_be_meant_are_refused(changes, message):
    with pytest.raises(BadTerms, match=message):
        replace(NOT_BEFORE, **changes)


def test_another_pledge_counts_on_its_own_calendar():
    own = Calendar("Moon", {date(2026, 1, 6): "Landing Day"}, 2026, 2026, "made up")
    terms = ClockTerms(CLAUSE, Bound.NOT_AFTER, 2, Unit.WORKING_DAY, ("MOON",))
    trigger = Trigger(Given(date(2026, 1, 5), "x"))

    result = funding_clock(terms, on=LATER, calendars={"MOON": own}, trigger=trigger)

    assert result.value.date == date(2026, 1, 8)
    assert result.value.count.skipped == (Skipped(date(2026, 1, 6), "Landing Day"),)


def test_calendar_that_was_not_given_is_refused():
    with pytest.raises(UnknownCalendar, match="No calendar 'MOON'"):
        clock(replace(NOT_BEFORE, calendars=("MOON",)))


def test_same_inputs_print_the_same_bytes():
    first, second = (printed(clock(paid=FIRST_LOANS)) for _ in range(2))

    assert first == second
    assert first.startswith("funding_clock 1, on 2026-06-01\n1. The notice is dated ")
    paid = "Paid on 2026-05-01 (Fri), day 53. [R12; receipt]\n"
    assert first.endswith(f"{paid}met: paid on 1 May 2026, not before 21 Apr 2026\n")
