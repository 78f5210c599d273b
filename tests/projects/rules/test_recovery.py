from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from projects.rules.profit_split import profit_split
from projects.rules.recovery import ReviewTerms, recovery
from projects.rules.result import BadTerms, Clause, Given
from tests.projects.rules.splits import MOU, ON, period, stream

KOREA = ReviewTerms(Clause("K-resplit", "n28"), years=20)
STARTS = Given(date(2027, 1, 1), "contract")


def review(years, *, terms=KOREA, life_ends_on=date(2047, 1, 1), starts=STARTS):
    """The test on a stream that starts in 2027."""
    periods = stream(*years)
    return recovery(
        terms,
        on=ON,
        starts_on=starts,
        life_ends_on=life_ends_on,
        periods=periods,
        result=profit_split(MOU, on=ON, periods=periods),
    )


@pytest.mark.parametrize(
    ("last", "words", "rest"),
    [
        pytest.param("2.00", "not met", "0.00", id="all of it in 20 years"),
        pytest.param("1.98", "met", "0.01", id="a cent short after 20 years"),
    ],
)
def test_a_cent_short_after_20_years_opens_the_split(last, words, rest):
    result = review([(1, 2)] * 19 + [(1, last)])

    assert (result.words, str(result.value)) == (words, rest)


def test_what_falls_due_after_20_years_is_not_received_within_them():
    result = review([(1, 2)] * 21, life_ends_on=date(2048, 1, 1))

    assert (result.words, str(result.value)) == ("met", "1.00")


def test_stream_too_short_to_show_it_leaves_the_test_open():
    result = review([(1, 1)] * 3)

    assert result.words == "cannot tell: cash flow from 2030-01-01 to 2047-01-01"


def test_stream_shorter_than_the_life_cannot_show_recovery():
    result = review([(1, 2)] * 3)

    assert result.words == "cannot tell: deemed amounts to 2047-01-01"


def test_split_that_lacks_an_input_lacks_it_here_too():
    silent = [replace(period(2027, 1), cash=None)]
    result = recovery(
        KOREA,
        on=ON,
        starts_on=STARTS,
        life_ends_on=date(2028, 1, 1),
        periods=silent,
        result=profit_split(MOU, on=ON, periods=silent),
    )

    assert (result.words, result.value) == ("cannot tell: cash flow of 2027", None)


def test_years_from_a_leap_day_end_on_28_february():
    starts = Given(date(2028, 2, 29), "contract")

    result = review([(1, 2)], terms=replace(KOREA, years=1), starts=starts)

    assert "end on 2029-02-28" in result.working[0].text


def test_rest_is_an_amount_of_money():
    assert isinstance(review([(1, 1)]).value, Decimal)


@pytest.mark.parametrize("years", [0, 101])
def test_test_after_years_that_cannot_be_meant_is_refused(years):
    with pytest.raises(BadTerms, match="write 1 to 100"):
        replace(KOREA, years=years)

    assert replace(KOREA, years=100).years == 100
