"""A total without its largest amount, and the median of its amounts."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.rules.counting import Entry
from projects.rules.outlier import outlier
from projects.rules.quantity import Quantity
from projects.rules.sums import add

BN = Decimal(10) ** 9


def entry(bn, qualifier="exactly", unit="USD"):
    amount = Decimal(bn) * BN
    low = None if qualifier == "up_to" else amount
    high = None if qualifier == "over" else amount
    return Entry("x", Quantity(low, high, qualifier, BN, unit), frozenset("x"))


def test_the_largest_is_taken_out_and_the_middle_one_named():
    found = outlier([entry(2), entry(33), entry(1)])

    assert found.largest == entry(33)
    assert found.rest.words == "US$3bn"
    assert found.median_words == "US$2bn"


def test_the_median_of_an_even_number_is_the_middle_of_the_two():
    assert outlier([entry(1), entry(2), entry(5), entry(9)]).median_words == "US$3.5bn"


def test_a_hedged_amount_hedges_the_median():
    found = outlier([entry(2, "about"), entry(33), entry(1)])

    assert found.median_words == "about US$2bn"


def test_a_limit_can_be_the_largest_and_has_no_median():
    found = outlier([entry(36), entry(40, "up_to"), entry(33, "up_to")])

    assert found.largest == entry(40, "up_to")
    assert found.rest.words == "up to US$69bn"
    assert found.median_words == ""


def test_two_amounts_open_ends_and_mixed_units_have_no_outlier():
    assert outlier([entry(36), entry(40)]) is None
    assert outlier([entry(36), entry(40), entry(1, "over")]) is None
    assert outlier([entry(36), entry(40), entry(1, unit="JPY")]) is None


@given(st.lists(st.integers(1, 999), min_size=3, max_size=9))
def test_the_largest_and_the_rest_are_the_whole(amounts):
    entries = [entry(bn) for bn in amounts]
    found = outlier(entries)
    (whole,) = add(each.quantity for each in entries)

    assert found.rest.low + found.largest.quantity.low == whole.low
    assert min(amounts) * BN <= found.median.low <= max(amounts) * BN
