from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from projects.rules.deemed import (
    DayCount,
    DeemedTerms,
    Reset,
    Span,
    deemed_amounts,
)
from projects.rules.result import BadInput, BadTerms, Clause, Given

MN, BN = 10**6, 10**9
FUNDED = Given(Decimal(10 * BN), "n34")
TERMS = DeemedTerms(Clause("R19", "n34"), Decimal("0.01"), life_years=20)


def spans(*rates, first=2027):
    """A year each, with the rate set for it; None is not known."""
    known = enumerate(rates, start=first)
    return [
        Span(
            str(year),
            date(year, 1, 1),
            date(year + 1, 1, 1),
            None if rate is None else Given(Decimal(rate), "sofr"),
        )
        for year, rate in known
    ]


def amounts(terms=TERMS, *rates, funded=FUNDED):
    return [
        each.amount
        for each in deemed_amounts(terms, funded=funded, spans=spans(*rates))
    ]


def test_ten_billion_at_five_and_a_half_percent_over_20_years_owes_1_05bn():
    first = deemed_amounts(TERMS, funded=FUNDED, spans=spans("0.045"))[0]

    assert (first.interest, first.principal) == (550 * MN, 500 * MN)
    assert first.amount == 1050 * MN


def test_interest_falls_with_the_principal_that_fell_due():
    assert amounts(TERMS, "0.045", "0.045") == [1050 * MN, Decimal("1022.5") * MN]


@pytest.mark.parametrize(
    ("reset", "second"),
    [
        pytest.param(Reset.EACH_PERIOD, Decimal("1117.5") * MN, id="the second rate"),
        pytest.param(Reset.ONCE, Decimal("1022.5") * MN, id="the first rate"),
    ],
)
def test_rate_of_each_period_follows_the_reset(reset, second):
    assert amounts(replace(TERMS, reset=reset), "0.045", "0.055")[1] == second


@pytest.mark.parametrize(
    ("day_count", "interest"),
    [
        (DayCount.EQUAL_PERIODS, Fraction(550 * MN)),
        (DayCount.ACTUAL_360, Fraction(550 * MN) * 365 / 360),
        (DayCount.ACTUAL_365, Fraction(550 * MN)),
    ],
)
def test_day_count_says_how_much_of_a_year_a_period_is(day_count, interest):
    terms = replace(TERMS, day_count=day_count)

    found = deemed_amounts(terms, funded=FUNDED, spans=spans("0.045"))[0]

    assert found.interest == interest


def test_half_years_owe_half_the_principal_each():
    terms = replace(TERMS, periods_per_year=2)

    assert amounts(terms, "0.045") == [(275 + 250) * MN]


@pytest.mark.parametrize(
    ("year", "amount", "over"),
    [(1, Decimal("5.275") * BN, False), (2, 0, True)],
)
def test_nothing_is_due_after_the_life_of_the_project(year, amount, over):
    terms = replace(TERMS, life_years=2)

    found = deemed_amounts(terms, funded=FUNDED, spans=spans(*["0.045"] * 3))[year]

    assert (found.amount, found.after_life) == (amount, over)


def test_principal_that_does_not_divide_stays_exact():
    terms = replace(TERMS, life_years=3)

    found = deemed_amounts(terms, funded=FUNDED, spans=spans(*["0.045"] * 3))

    assert sum(each.principal for each in found) == 10 * BN


@pytest.mark.parametrize(
    ("terms", "funded", "rate", "missing"),
    [
        pytest.param(TERMS, FUNDED, None, ("6-month SOFR for 2027",), id="rate"),
        pytest.param(TERMS, None, "0.045", ("money funded",), id="money"),
        pytest.param(
            replace(TERMS, spread=None, life_years=None),
            FUNDED,
            "0.045",
            ("spread", "project life"),
            id="terms",
        ),
    ],
)
def test_missing_input_is_named_and_no_amount_is_made(terms, funded, rate, missing):
    found = deemed_amounts(terms, funded=funded, spans=spans(rate))[0]

    assert (found.missing, found.amount) == (missing, None)


def test_working_cites_the_rate_and_the_money():
    rate, money = deemed_amounts(TERMS, funded=FUNDED, spans=spans("0.045"))[0].working

    assert (rate.citation, money.citation) == ("sofr", "n34")
    assert "4.5% + spread 1% on 10,000,000,000 outstanding" in rate.text
    assert money.text.endswith("Deemed amount 1,050,000,000.")


def test_rate_below_zero_is_taken_while_the_sum_is_not():
    assert amounts(TERMS, "-0.01") == [500 * MN]
    with pytest.raises(BadInput, match="add up to less than 0"):
        amounts(TERMS, "-0.011")


def test_rate_written_as_a_percentage_is_refused():
    with pytest.raises(BadInput, match=r"Write 4\.5% as 0\.045"):
        amounts(TERMS, "4.5")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"spread": Decimal(1)}, r"Write 4\.5% as 0\.045"),
        ({"life_years": 0}, "write 1 to 100"),
        ({"life_years": 101}, "write 1 to 100"),
        ({"periods_per_year": 3}, "1, 2, 4 or 12 periods"),
    ],
)
def test_terms_that_cannot_be_meant_are_refused(changes, message):
    with pytest.raises((BadTerms, BadInput), match=message):
        replace(TERMS, **changes)


def test_periods_must_follow_each_other():
    with pytest.raises(BadInput, match="2029 does not begin where 2027 ends"):
        deemed_amounts(
            TERMS, funded=FUNDED, spans=spans("0.1") + spans("0.1", first=2029)
        )


def test_period_must_not_end_before_it_begins():
    with pytest.raises(BadInput, match="ends before it begins"):
        Span("2027", date(2027, 1, 1), date(2027, 1, 1))
