import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.rules.quantity import (
    BadQuantity,
    Interval,
    NotDigits,
    Quantity,
    agree,
    conflicts,
    describe,
    interval,
    precision_of,
)

MN, BN, TN = Decimal(10) ** 6, Decimal(10) ** 9, Decimal(10) ** 12


def quantity(number, qualifier="exactly", precision=None, unit="USD", per="", high=""):
    """One figure, placed where its qualifier wants it; ``high`` ends a range."""
    value = Decimal(number)
    return Quantity(
        low=None if qualifier == "up_to" else value,
        high=None if qualifier in ("over", "at_least") else Decimal(high or value),
        qualifier=qualifier,
        precision=None if precision is None else Decimal(precision),
        unit=unit,
        per=per,
    )


numbers = st.decimals(
    allow_nan=False,
    allow_infinity=False,
    places=4,
    min_value=-(10**20),
    max_value=10**20,
)
hedges = st.sampled_from(["exactly", "about", "up_to", "at_least", "over", "almost"])
quantities = st.builds(
    quantity,
    numbers,
    hedges,
    st.sampled_from([None, "0.1", "1", "1000000"]),
    st.sampled_from(["USD", "JPY", "count", "%", "GW"]),
    st.sampled_from(["", "year"]),
)


@pytest.mark.parametrize(
    ("number", "precision", "low", "high"),
    [
        pytest.param("33", "1", "32.5", "33.5", id="printed to 1"),
        pytest.param("33.3", "0.1", "33.25", "33.35", id="printed to 0.1"),
        pytest.param("100", None, "100", "100", id="precision unknown"),
    ],
)
def test_printed_figure_stands_for_all_that_rounds_to_it(number, precision, low, high):
    found = interval(quantity(number, precision=precision))

    assert found == Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        pytest.param(
            quantity("340", "over"), Interval(Decimal(340), None, low_open=True)
        ),
        pytest.param(quantity("340", "at_least"), Interval(Decimal(340), None)),
        pytest.param(quantity("340", "up_to"), Interval(None, Decimal(340))),
        pytest.param(quantity("6E+12", "about"), Interval(TN * 11 / 2, TN * 13 / 2)),
        pytest.param(
            quantity("1000", "almost", "100"),
            Interval(Decimal(900), Decimal(1000), high_open=True),
        ),
        pytest.param(
            quantity("10", "range", "1", high="12"),
            Interval(Decimal("9.5"), Decimal("12.5")),
        ),
    ],
    ids=["over", "at least", "up to", "about", "almost", "range"],
)
def test_qualifier_shapes_the_interval(q, expected):
    assert interval(q) == expected


@pytest.mark.parametrize(
    ("a", "b", "meet"),
    [
        pytest.param(
            quantity("33", precision="1"), quantity("33.3", precision="0.1"), True
        ),
        pytest.param(
            quantity("33", precision="1"), quantity("33.6", precision="0.1"), False
        ),
        pytest.param(quantity("340", "over"), quantity("340"), False),
        pytest.param(quantity("340", "at_least"), quantity("340"), True),
        pytest.param(quantity("340", "over"), quantity("340.01"), True),
        pytest.param(quantity("100", "up_to"), quantity("100"), True),
        pytest.param(quantity("100", "up_to"), quantity("100", "over"), False),
        pytest.param(quantity("100", "almost", "10"), quantity("100"), False),
        pytest.param(quantity("100", "almost", "10"), quantity("99"), True),
    ],
    ids=[
        "33 and 33.3",
        "33 and 33.6",
        "over and the bound itself",
        "at least and the bound itself",
        "over and just above",
        "up to and the bound itself",
        "up to and over",
        "almost and the figure itself",
        "almost and just below",
    ],
)
def test_figures_agree_where_their_intervals_meet(a, b, meet):
    assert agree(a, b) is meet
    assert conflicts(a, b) is not meet


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(quantity("7", unit="JPY"), id="other currency"),
        pytest.param(quantity("7", per="year"), id="other period"),
    ],
)
def test_different_units_neither_agree_nor_conflict(other):
    assert not agree(quantity("550"), other)
    assert not conflicts(quantity("550"), other)


@given(quantities, quantities)
def test_agreement_and_conflict_are_symmetric_and_exclude_each_other(a, b):
    assert agree(a, b) is agree(b, a)
    assert conflicts(a, b) is conflicts(b, a)
    assert not (agree(a, b) and conflicts(a, b))


@given(quantities)
def test_every_statement_agrees_with_itself(q):
    assert agree(q, q)


@pytest.mark.parametrize(
    ("printed", "scale", "precision"),
    [
        ("33", BN, "1E+9"),
        ("33.3", BN, "1E+8"),
        ("33.0", BN, "1E+8"),
        ("550", Decimal(1), "1"),
        ("1,233", Decimal(1), "1"),
        ("-0.25", Decimal(1), "0.01"),
        ("33.3", TN, "1E+11"),
    ],
)
def test_precision_is_the_place_of_the_last_printed_digit(printed, scale, precision):
    assert precision_of(printed, scale) == Decimal(precision)


@pytest.mark.parametrize("printed", ["", "about 6", "1,23", "3.", "6tn", "1e9"])
def test_precision_of_anything_but_digits_is_refused(printed):
    with pytest.raises(NotDigits, match=r"Write digits, such as 33\.3"):
        precision_of(printed, BN)


@pytest.mark.parametrize(
    ("q", "words"),
    [
        (quantity(340 * BN, "over", unit="JPY"), "over JPY 340bn"),
        (quantity(100 * BN, "up_to"), "up to US$100bn"),
        (quantity(6 * TN, "about", unit="JPY"), "about JPY 6tn"),
        (quantity("33300000000"), "US$33.3bn"),
        (quantity(TN, "almost"), "almost US$1tn"),
        (quantity(20 * BN, "up_to", per="year"), "up to US$20bn per year"),
        (quantity(10 * BN, "range", high=12 * BN), "US$10bn to US$12bn"),
        (quantity("9.2", unit="GW"), "9.2 GW"),
        (quantity("75", unit="% change"), "+75%"),
        (quantity("-10", unit="% change"), "-10%"),
        (quantity("12.50", unit="%"), "12.5%"),
        (quantity("1500", unit="MW"), "1,500 MW"),
        (quantity("1234567", unit="EUR"), "EUR 1,234,567"),
        (quantity("999999"), "US$999,999"),
        (quantity(MN), "US$1mn"),
        (quantity(-5 * BN), "-US$5bn"),
        (quantity("0"), "US$0"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_quantity_in_words(q, words):
    assert describe(q) == words


def test_count_names_what_it_counts():
    assert describe(quantity("100", unit="count"), "aircraft") == "100 aircraft"
    assert describe(quantity("100", unit="count")) == "100"
    assert describe(quantity("100"), "aircraft") == "US$100"


@given(numbers)
def test_words_parse_back_to_the_same_number(number):
    words = describe(quantity(number))

    sign, digits, scale = re.fullmatch(r"(-?)US\$([\d,.]+)(|mn|bn|tn)", words).groups()
    factor = {"": Decimal(1), "mn": MN, "bn": BN, "tn": TN}[scale]
    assert Decimal(sign + digits.replace(",", "")) * factor == number


@given(numbers)
def test_compact_words_are_no_longer_than_plain_digits(number):
    plain = describe(quantity(number, unit="GW")).removesuffix(" GW")
    compact = describe(quantity(number, unit="count"))

    assert len(compact) <= len(plain)


@pytest.mark.parametrize(
    ("low", "high", "qualifier"),
    [
        pytest.param("1", "2", "over", id="over with an upper bound"),
        pytest.param("1", None, "up_to", id="up to with a lower bound"),
        pytest.param("1", "2", "exactly", id="exactly two numbers"),
        pytest.param("1", None, "about", id="about with one end"),
        pytest.param("2", "2", "range", id="range of one number"),
        pytest.param("3", "2", "range", id="range backwards"),
        pytest.param(None, None, "range", id="no number"),
        pytest.param("1", "1", "roughly", id="unknown qualifier"),
        pytest.param("NaN", "NaN", "exactly", id="not a number"),
    ],
)
def test_bounds_that_do_not_fit_the_qualifier_are_refused(low, high, qualifier):
    bounds = [None if each is None else Decimal(each) for each in (low, high)]

    with pytest.raises(BadQuantity):
        Quantity(*bounds, qualifier=qualifier, precision=None, unit="USD")


def test_precision_must_be_positive_and_the_unit_named():
    with pytest.raises(BadQuantity, match="more than 0"):
        quantity("1", precision="0")
    with pytest.raises(BadQuantity, match="needs a unit"):
        quantity("1", unit="")


def test_finer_printing_never_widens_the_interval():
    steps = ["10", "1", "0.1", "0.01"]
    found = [interval(quantity("30", precision=step)) for step in steps]

    assert all(a.low < b.low and b.high < a.high for a, b in pairwise(found))
