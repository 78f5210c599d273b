from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from projects.rules.profit_split import profit_split
from projects.rules.result import Clause, Given
from projects.rules.split_terms import CatchUp, Contributions, Shares, Test, Until
from tests.projects.rules.splits import MOU, ON, stream

cents = st.integers(0, 10**14).map(lambda n: Decimal(n).scaleb(-2))
years = st.lists(st.tuples(cents, cents), min_size=1, max_size=12)
shares = st.integers(1, 99).map(
    lambda n: Shares(Decimal(n) / 100, Decimal(100 - n) / 100)
)
terms = st.builds(
    replace,
    st.just(MOU),
    early=shares,
    late=shares,
    until=st.sampled_from(Until),
    test=st.sampled_from(Test),
)


PUT_IN = Contributions(Given(Decimal(10), "receipt"), None)


def rows(pairs, reading=MOU, **named):
    named.setdefault("contributions", PUT_IN)
    result = profit_split(reading, on=ON, periods=stream(*pairs), **named)
    return result.value.rows


@given(years, terms)
def test_investor_and_host_add_up_to_the_cash_of_every_period(pairs, reading):
    for row, (_, cash) in zip(rows(pairs, reading), pairs, strict=True):
        assert Fraction(row.investor) + Fraction(row.host) == Fraction(cash)
        assert row.investor >= 0
        assert row.host >= 0


def half_interest(year):
    """The same period with half of its deemed amount as interest."""
    half = year.deemed.principal / 2
    parts = {"interest": half, "principal": half, "whole": False}
    return replace(year, deemed=replace(year.deemed, **parts))


@given(years, cents)
def test_diverting_interest_moves_money_and_makes_none(pairs, unpaid):
    catch_up = CatchUp(Clause("R17", "n27"), Given(unpaid, "notice"))

    periods = [half_interest(each) for each in stream(*pairs)]
    result = profit_split(MOU, on=ON, periods=periods, catch_up=catch_up)

    found = result.value.rows
    for row, (_, cash) in zip(found, pairs, strict=True):
        assert Fraction(row.investor) + Fraction(row.host) == Fraction(cash)
        assert row.investor >= 0
    exact = sum(Fraction(row.diverted) for row in found)
    assert exact <= Fraction(unpaid) + Fraction(len(pairs), 200)


@given(years, terms, st.data())
def test_investor_host_and_tax_add_up_to_the_cash(pairs, reading, data):
    taxed = [
        replace(each, tax=Given(data.draw(st.decimals(0, cash, places=2)), "tax"))
        for each, (_, cash) in zip(stream(*pairs), pairs, strict=True)
    ]
    net = replace(reading, net_of_tax=True)
    split = profit_split(net, on=ON, periods=taxed, contributions=PUT_IN).value

    cash = sum(Fraction(each) for _, each in pairs)
    assert Fraction(split.investor) + Fraction(split.host) + Fraction(split.tax) == cash


@given(years, st.data())
def test_investors_running_total_never_rises_when_the_amount_falls(pairs, data):
    lower = [
        (data.draw(st.decimals(0, deemed, places=2)), cash) for deemed, cash in pairs
    ]

    high, low = (
        list(accumulate(Fraction(row.investor) for row in rows(each)))
        for each in (pairs, lower)
    )
    assert all(less <= more for less, more in zip(low, high, strict=True))


@given(years)
def test_running_total_is_within_half_a_cent_of_the_exact_one(pairs):
    exact = carry = Fraction(0)
    for deemed, cash in pairs:
        need = Fraction(deemed) + carry
        early = min(Fraction(cash) / 2, need)
        carry = need - early
        exact += early + max(Fraction(0), Fraction(cash) - 2 * need) / 10

    total = sum(Fraction(row.investor) for row in rows(pairs))

    assert abs(total - exact) <= Fraction(1, 200)


@given(years)
def test_running_the_same_stream_twice_gives_the_same(pairs):
    assert rows(pairs) == rows(pairs)
