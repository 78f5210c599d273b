from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from projects.rules.deemed import Deemed
from projects.rules.profit_split import (
    ScopeMatchesNothing,
    profit_split,
    side_by_side,
)
from projects.rules.result import BadInput, Clause, Given
from projects.rules.split_terms import (
    CatchUp,
    Contributions,
    Period,
    Shares,
    Side,
    SplitTerms,
    Test,
    Until,
)
from tests.projects.rules.splits import (
    HALVES,
    MOU,
    ON,
    ONE_TO_NINE,
    POLICY_LINES,
    cash,
    period,
    stream,
)

ALL_90 = SplitTerms(Clause("R20", "p2"), late=ONE_TO_NINE)
BY_CONTRIBUTION = SplitTerms(Clause("R20", "n90"), late=None, host="United States")
EQUITY_ONLY = replace(ALL_90, scope=frozenset({"equity"}))


def split(*years, terms=MOU, **named):
    """The split of pairs of deemed amount and cash."""
    return profit_split(terms, on=ON, periods=stream(*years), **named)


def paid(result):
    return [(float(row.investor), float(row.host)) for row in result.value.rows]


@pytest.mark.parametrize(
    ("amount", "japan", "us", "carry"),
    [
        pytest.param("0.5", "0.25", "0.25", "0.75", id="half of it is short"),
        pytest.param("1.0", "0.50", "0.50", "0.50", id="as much goes to both"),
        pytest.param("2.0", "1.00", "1.00", "0.00", id="each side has it"),
        pytest.param("3.0", "1.10", "1.90", "0.00", id="the rest is 10 to 90"),
    ],
)
def test_cash_is_shared_evenly_until_each_side_has_the_amount(amount, japan, us, carry):
    row = split(("1.0", amount)).value.rows[0]

    found = (str(row.investor), str(row.host), str(row.carry))
    assert found == (japan, us, carry)


@pytest.mark.parametrize(
    ("amount", "words"), [("1.99", "not met"), ("2.00", "met"), ("2.01", "met")]
)
def test_late_shares_are_reached_when_nothing_is_left_unpaid(amount, words):
    assert split(("1.0", amount)).words == words


def test_switch_inside_a_period_is_split_exactly():
    row = split(("1.0", "2.5")).value.rows[0]

    assert (row.early, row.late) == (Decimal("2.00"), Decimal("0.50"))
    assert row.investor == Decimal("1.05")


def test_what_was_not_received_is_carried_to_the_next_period():
    rows = split((1, "0.5"), (1, 4)).value.rows

    assert (rows[0].carry, rows[1].need) == (Decimal("0.75"), Decimal("1.75"))
    assert rows[1].investor == Decimal("1.80")


def test_order_of_periods_is_respected():
    rising, falling = split((1, 1), (1, 3)), split((1, 3), (1, 1))

    assert paid(rising) == [(0.5, 0.5), (1.5, 1.5)]
    assert paid(falling) == [(1.1, 1.9), (0.5, 0.5)]


def test_periods_out_of_order_are_refused():
    with pytest.raises(BadInput, match="2027 does not end after 2028"):
        profit_split(MOU, on=ON, periods=[period(2028, 1, 1), period(2027, 1, 1)])


@pytest.mark.parametrize(
    ("kept", "lost", "japan"),
    [
        pytest.param(False, "0.50", "0.10", id="lost with the project"),
        pytest.param(True, "0.00", "0.50", id="kept alive by the clause"),
    ],
)
def test_carry_is_lost_at_the_end_of_the_project(kept, lost, japan):
    terms = replace(MOU, carry_after_end=kept)
    after = period(2028, 0, 1)
    after = replace(after, deemed=replace(after.deemed, after_life=True))

    result = profit_split(terms, on=ON, periods=[period(2027, 1, 1), after])

    row = result.value.rows[1]
    assert (str(row.lost), str(row.investor)) == (lost, japan)
    assert result.words == ("met" if kept else "not met")


@pytest.mark.parametrize(
    ("test", "second"),
    [
        pytest.param(Test.PER_PERIOD, "1.00", id="each period by itself"),
        pytest.param(Test.CUMULATIVE, "0.92", id="all received so far counts"),
    ],
)
def test_cumulative_test_counts_the_late_share_received_before(test, second):
    terms = replace(MOU, test=test, until=Until.INVESTOR)

    assert str(split((1, 3), (1, 2), terms=terms).value.rows[1].investor) == second


def test_unequal_early_shares_wait_for_the_slower_side():
    uneven = Shares(Decimal("0.8"), Decimal("0.2"))
    each, investor = (
        split((1, 10), terms=replace(MOU, early=uneven, until=until)).value.rows[0]
        for until in (Until.EACH_SIDE, Until.INVESTOR)
    )

    assert (each.early, investor.early) == (Decimal("5.00"), Decimal("1.25"))


OUTLAY = replace(MOU, until=Until.OUTLAY)


def put_in(amount):
    return Contributions(Given(Decimal(amount), "receipt"), None)


@pytest.mark.parametrize(
    ("cash", "japan"),
    [
        pytest.param(14, "7.00", id="less than the outlay: half of all"),
        pytest.param(20, "10.00", id="just the outlay"),
        pytest.param(30, "11.00", id="a tenth of what comes after"),
    ],
)
def test_first_shares_hold_until_the_outlay_is_back(cash, japan):
    result = split(("1.05", cash), terms=OUTLAY, contributions=put_in(10))

    assert str(result.value.investor) == japan
    assert result.words == ("not met" if cash == 14 else "met")


def test_the_outlay_is_recovered_out_of_all_periods_together():
    result = split((1, 14), (1, 14), terms=OUTLAY, contributions=put_in(10))

    assert [str(row.investor) for row in result.value.rows] == ["7.00", "3.80"]


def test_without_the_money_put_in_the_outlay_cannot_be_told():
    assert split((1, 14), terms=OUTLAY).words == "cannot tell: outlay of Japan"


def test_the_working_says_what_is_taken_as_the_outlay():
    result = split((1, 14), terms=OUTLAY, contributions=put_in(10))

    told = " ".join(line.text for line in result.working)
    assert "taken as the money it put in, without interest: 10." in told


def test_only_lines_in_scope_are_shared():
    terms = replace(MOU, scope=POLICY_LINES)
    both = (cash(3), cash(7, "sponsor_equity", Side.OTHERS))
    year = replace(period(2027, 1), cash=both)

    result = profit_split(terms, on=ON, periods=[year])

    assert paid(result) == [(1.1, 1.9)]
    assert result.value.others == 7
    assert "jbic_loan, nexi_loan" in result.working[0].text


def test_scope_that_matches_nothing_is_refused():
    with pytest.raises(ScopeMatchesNothing, match="covers equity, and the cash is on"):
        split((1, 3), terms=EQUITY_ONLY)


def test_readings_stand_side_by_side_with_the_money_difference():
    year = replace(period(2027, 1), cash=(cash(3), cash(1, "equity")))
    readings = {
        "MOU": replace(MOU, scope=frozenset({"jbic_loan"})),
        "90% of all": ALL_90,
        "by contribution": BY_CONTRIBUTION,
        "equity only": EQUITY_ONLY,
    }
    put_in = Contributions(Given(Decimal(3), "a"), Given(Decimal(1), "b"))

    found = side_by_side(readings, on=ON, periods=[year], contributions=put_in)

    assert {each.reading: str(each.investor_more) for each in found} == {
        "MOU": "0.00",
        "90% of all": "-1.70",
        "by contribution": "0.90",
        "equity only": "1.00",
    }
    assert all(each.investor_more == -each.host_more for each in found)


def test_a_reading_that_lacks_an_input_leaves_the_others_alone():
    readings = {"MOU": MOU, "by contribution": BY_CONTRIBUTION}

    first, second = side_by_side(readings, on=ON, periods=stream((1, 3)))

    assert first.result.words == "met"
    assert second.result.words == (
        "cannot tell: money put in by investor, money put in by United States"
    )
    assert second.investor_more is None


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        pytest.param(MOU, "cannot tell: cash flow of 2027, 6-month SOFR for 2027"),
        pytest.param(ALL_90, "cannot tell: cash flow of 2027"),
        pytest.param(
            replace(ALL_90, net_of_tax=True),
            "cannot tell: cash flow of 2027, tax of 2027",
        ),
    ],
)
def test_only_inputs_that_the_reading_needs_are_missing(terms, words):
    end = period(2027, 0).ends_on
    unknown = Deemed("2027", end, None, None, ("6-month SOFR for 2027",))

    result = profit_split(terms, on=ON, periods=[Period(unknown, None)])

    assert (result.words, result.value) == (words, None)


def test_no_period_at_all_is_a_missing_cash_flow():
    assert split().words == "cannot tell: cash flow"


def test_tax_is_taken_off_first_where_the_clause_says_so():
    year = replace(period(2027, 1, 3), tax=Given(Decimal(1), "irs"))
    before, after = (
        profit_split(replace(MOU, net_of_tax=net), on=ON, periods=[year])
        for net in (False, True)
    )

    assert (paid(before), paid(after)) == ([(1.1, 1.9)], [(1.0, 1.0)])
    assert (before.value.rows[0].tax, after.value.rows[0].tax) == (0, 1)


def test_tax_above_the_cash_is_refused():
    year = replace(period(2027, 1, 3), tax=Given(Decimal("3.01"), "irs"))

    with pytest.raises(BadInput, match="more than its cash"):
        profit_split(replace(MOU, net_of_tax=True), on=ON, periods=[year])


def interest_year(year, interest, amount):
    """A year in which part of the deemed 1.00 is interest."""
    due = period(year, 1, amount)
    parts = Fraction(interest), 1 - Fraction(interest)
    return replace(
        due,
        deemed=replace(due.deemed, interest=parts[0], principal=parts[1], whole=False),
    )


def test_interest_is_diverted_until_the_unpaid_call_is_made_up():
    korea = CatchUp(Clause("R17", "n27"), Given(Decimal("0.5"), "notice"))
    years = [interest_year(year, "0.3", 2) for year in (2027, 2028, 2029)]

    result = profit_split(MOU, on=ON, periods=years, catch_up=korea)

    assert [str(row.diverted) for row in result.value.rows] == ["0.30", "0.20", "0.00"]
    assert paid(result) == [(0.7, 1.3), (0.8, 1.2), (1.0, 1.0)]
    diverted = [line for line in result.working if line.clause == "R17"]
    assert [(line.text, line.citation) for line in diverted[:2]] == [
        (
            "A call of 0.5 was not met: Japan's interest goes to United States until "
            "it is made up.",
            "n27",
        ),
        (
            "2027: 0.3 of Japan's interest goes to United States until 0.5 is made up.",
            "notice",
        ),
    ]


def test_an_amount_given_as_a_whole_does_not_tell_its_interest():
    korea = CatchUp(Clause("R17", "n27"), Given(Decimal("0.5"), "notice"))

    result = profit_split(MOU, on=ON, periods=stream((1, 2)), catch_up=korea)

    assert result.words == "cannot tell: interest in the deemed amount of 2027"


def test_diversion_needs_a_share_of_interest():
    korea = CatchUp(Clause("R17", "n27"), Given(Decimal("0.5"), "notice"))

    with pytest.raises(BadInput, match="interest can be diverted"):
        split((1, 1), terms=ALL_90, catch_up=korea)


def test_odd_cents_go_to_the_host_and_never_pile_up():
    result = split(*[(0, "0.05")] * 4, terms=replace(ALL_90, late=HALVES))

    assert [str(row.investor) for row in result.value.rows] == [
        "0.02",
        "0.03",
        "0.03",
        "0.02",
    ]
    assert str(result.value.investor) == "0.10"


def test_working_tells_cash_shares_and_carry_with_citations():
    told = [(line.text, line.citation) for line in split((1, "0.5")).working]

    assert told == [
        ("Shared is the cash on: all lines.", "p13"),
        ("2027: 0.5 on jbic_loan.", "forecast"),
        (
            "2027: due to each side 1, first 0.5 at 50% / 50%, then 0 at 10% / 90%: "
            "Japan 0.25, United States 0.25; carried on 0.75.",
            "p13",
        ),
    ]
