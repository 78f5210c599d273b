from dataclasses import replace
from decimal import Decimal

import pytest

from projects.rules.profit_split import profit_split
from projects.rules.result import BadInput, BadTerms
from projects.rules.split_terms import Shares, Until
from tests.projects.rules.splits import HALVES, MOU, ON, cash, stream


@pytest.mark.parametrize("amount", ["-0.01", "NaN", "Infinity"])
def test_cash_that_is_no_distribution_is_refused(amount):
    with pytest.raises(BadInput, match="The cash on jbic_loan"):
        cash(amount)


def test_cash_below_a_cent_is_refused():
    with pytest.raises(BadInput, match="at most 2 decimals"):
        profit_split(MOU, on=ON, periods=stream((1, "0.005")))


@pytest.mark.parametrize(
    ("investor", "host", "message"),
    [
        ("0.1", "0.8", r"do not add up to 1\. Write 90% as 0\.9"),
        ("10", "90", "do not add up to 1"),
        ("-0.1", "1.1", "never below 0"),
        ("NaN", "1", "finite"),
    ],
)
def test_shares_that_do_not_add_up_are_refused(investor, host, message):
    with pytest.raises(BadTerms, match=message):
        Shares(Decimal(investor), Decimal(host))


@pytest.mark.parametrize(
    ("early", "late", "until", "message"),
    [
        (HALVES, None, Until.EACH_SIDE, "need late shares"),
        (Shares(Decimal(1), Decimal(0)), HALVES, Until.EACH_SIDE, "never gets"),
        (Shares(Decimal(0), Decimal(1)), HALVES, Until.INVESTOR, "never gets"),
    ],
)
def test_early_shares_that_never_end_are_refused(early, late, until, message):
    with pytest.raises(BadTerms, match=message):
        replace(MOU, early=early, late=late, until=until)


@pytest.mark.parametrize("places", [-2, -1, 7])
def test_money_has_no_decimals_below_none_or_above_six(places):
    with pytest.raises(BadTerms, match=f"Money with {places} decimals: write 0 to 6"):
        replace(MOU, places=places)

    assert [replace(MOU, places=few).places for few in (0, 6)] == [0, 6]
