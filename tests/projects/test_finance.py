from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.finance import irr, npv, printed, returns
from projects.rules.result import BadInput

START = date(2026, 1, 1)


def flows(*amounts):
    """One amount a year of 365 days, the first at the start."""
    return [
        (START + timedelta(days=365 * year), Decimal(amount))
        for year, amount in enumerate(amounts)
    ]


@pytest.mark.parametrize(
    ("amounts", "rate"),
    [
        pytest.param((-1000, 1100), "0.100000", id="a tenth more"),
        pytest.param((-1000, 0, 1210), "0.100000", id="after two years"),
        pytest.param((-1000, 1000), "0.000000", id="the same"),
        pytest.param((-1000, 10), "-0.990000", id="almost all lost"),
        pytest.param((-3, 1, 1, 1, 1), "0.125898", id="in four parts"),
    ],
)
def test_return_is_told_to_six_decimals(amounts, rate):
    assert printed(irr(flows(*amounts))) == rate


@pytest.mark.parametrize(
    "amounts",
    [
        pytest.param((), id="no flow"),
        pytest.param((0, 5), id="no outlay, as on the host's side"),
        pytest.param((-5, 0), id="nothing back"),
        pytest.param((-1, 3, -2), id="more than one rate would do"),
    ],
)
def test_no_return_is_told_where_there_is_not_exactly_one(amounts):
    assert printed(irr(flows(*amounts))) == "none"


def test_flows_of_one_day_are_one_flow():
    assert irr([(START, Decimal(-5)), (START, Decimal(6))]) is None


def test_order_in_which_flows_are_given_does_not_matter():
    ordered = flows(-1000, 500, 700)

    assert irr(ordered[::-1]) == irr(ordered)
    assert npv(Decimal("0.05"), ordered[::-1]) == npv(Decimal("0.05"), ordered)


@pytest.mark.parametrize(
    ("rate", "amounts", "value"),
    [
        ("0.1", (-1000, 1100), "0.000000"),
        ("0.05", (-1000, 1100), "47.6190"),
        ("0.05", (-(10**10), 9 * 10**9), "-1,428,570,000"),
        ("0", (1, 2), "3.00000"),
        ("0.05", (), "0"),
    ],
)
def test_present_value_is_told_to_six_digits(rate, amounts, value):
    assert printed(npv(Decimal(rate), flows(*amounts))) == value


@pytest.mark.parametrize("rate", ["-1", "-1.5"])
def test_rate_that_leaves_nothing_to_discount_is_refused(rate):
    assert npv(Decimal("-0.5"), flows(0, 1)) == 2
    with pytest.raises(BadInput, match="give one above -1"):
        npv(Decimal(rate), flows(0, 1))


def test_both_figures_of_a_side_come_together():
    found = returns(Decimal("0.05"), flows(-1000, 1100))

    assert (str(found.irr), str(found.npv)) == ("0.100000", "47.6190")


@given(
    st.integers(1, 10**12), st.lists(st.integers(1, 10**12), min_size=1, max_size=20)
)
def test_at_the_rate_of_return_the_flows_are_worth_next_to_nothing(outlay, back):
    stream = flows(-outlay, *back)
    rate = irr(stream)

    if rate is not None and Decimal("-0.5") < rate < 1:
        assert abs(npv(rate, stream)) <= Decimal("0.0001") * (outlay + sum(back))
