from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.rules.quantity import Quantity, describe
from projects.rules.sums import BadSum, add, compare

BN = Decimal(10) ** 9


def usd(number, qualifier="exactly", precision="1", unit="USD", per=""):
    value = Decimal(number) * BN
    return Quantity(
        low=None if qualifier == "up_to" else value,
        high=None if qualifier in ("over", "at_least") else value,
        qualifier=qualifier,
        precision=Decimal(precision) * BN,
        unit=unit,
        per=per,
    )


def span(low, high):
    return Quantity(Decimal(low) * BN, Decimal(high) * BN, "range", BN, "USD")


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        pytest.param([usd("33"), usd("2.1")], "US$35.1bn", id="figures"),
        pytest.param([usd("36"), usd("40", "up_to")], "up to US$76bn", id="a limit"),
        pytest.param([usd("36"), usd("4", "over")], "over US$40bn", id="an open end"),
        pytest.param(
            [usd("36"), usd("4", "at_least")], "at least US$40bn", id="at least"
        ),
        pytest.param(
            [usd("40", "up_to"), usd("4", "over")], "over US$4bn", id="limit and open"
        ),
        pytest.param([usd("33"), usd("1", "about")], "about US$34bn", id="a hedge"),
        pytest.param(
            [span(38, 44), usd("1")], "US$39bn to US$45bn", id="a range stays one"
        ),
    ],
)
def test_a_sum_keeps_the_weakest_hedge_of_its_parts(amounts, words):
    (total,) = add(amounts)

    assert total.words == words


def test_what_is_given_as_a_plain_figure_is_told_from_the_limits():
    (total,) = add([usd("36"), usd("40", "up_to"), usd("33", "up_to")])

    assert (total.words, total.firm_words) == ("up to US$109bn", "US$36bn")


def test_units_are_summed_apart():
    sums = add([usd("36"), usd("340", unit="JPY"), usd("1")])

    assert [each.words for each in sums] == ["US$37bn", "JPY 340bn"]


def test_nothing_adds_up_to_nothing_and_not_to_zero():
    assert add([]) == ()


def test_a_rate_is_not_added():
    with pytest.raises(BadSum, match="is a rate"):
        add([usd("20", per="year")])


@pytest.mark.parametrize(
    ("whole", "parts", "gap"),
    [
        pytest.param(usd("36"), ["33", "2.1", "0.6"], "", id="35.7 and 36 agree"),
        pytest.param(usd("36"), ["33.3", "2.1", "0.6"], "", id="to the cent"),
        pytest.param(usd("36"), ["33", "1"], "US$2bn", id="beyond rounding"),
        pytest.param(usd("30", "over"), ["33"], "", id="over, and passed"),
        pytest.param(usd("40", "over"), ["33"], "US$7bn", id="over, and not reached"),
    ],
)
def test_parts_are_put_against_their_whole_within_rounding(whole, parts, gap):
    found = compare(whole, [usd(part) for part in parts])

    assert (found.agrees, found.gap_words) == (not gap, gap)


@pytest.mark.parametrize(
    ("part", "agrees"),
    [("35", True), ("34.99", False), ("37", True), ("37.01", False)],
)
def test_rounding_explains_half_a_step_of_each_figure_and_no_more(part, agrees):
    assert compare(usd("36"), [usd(part)]).agrees == agrees


def test_limits_leave_a_limit_unexplained():
    parts = [usd(n, "up_to") for n in ("100", "100", "25", "25", "25")]

    found = compare(usd("332", "up_to"), parts)

    assert found.gap_words == "up to US$57bn"
    assert not found.exceeds


def test_parts_that_come_to_more_are_said_to_exceed():
    found = compare(usd("10"), [usd("8"), usd("5")])

    assert (found.exceeds, found.gap_words) == (True, "US$3bn")


def test_parts_in_another_unit_are_refused():
    with pytest.raises(BadSum, match="in JPY"):
        compare(usd("36"), [usd("5", unit="JPY")])


figures = st.builds(
    usd,
    st.integers(0, 10**6).map(str),
    st.sampled_from(["exactly", "about", "up_to", "over", "at_least"]),
)


@given(st.lists(figures, min_size=1, max_size=8))
def test_a_sum_lies_between_its_ends_and_can_be_said(amounts):
    (total,) = add(amounts)

    assert total.high is None or total.low <= total.high
    assert total.count == len(amounts)
    assert describe(total.as_stated) == total.words
    assert add(reversed(amounts))[0].words == total.words
