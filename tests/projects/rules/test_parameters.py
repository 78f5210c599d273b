from datetime import date
from decimal import Decimal

import pytest

from projects.rules.calendar import Calendar
from projects.rules.cap import CapTerms, Payment, cap
from projects.rules.funding_clock import ClockTerms, Trigger, funding_clock
from projects.rules.parameters import read
from projects.rules.penalty import penalty
from projects.rules.penalty_terms import Findings, PenaltyTerms, Stakes
from projects.rules.profit_split import profit_split
from projects.rules.result import BadTerms, Clause, Given
from projects.rules.split_terms import SplitTerms
from tests.projects.rules.splits import stream

CLAUSE = Clause("M1", "moon-treaty")
ON = date(2026, 6, 1)
CLOCK = {
    "bound": "not_after",
    "days": 3,
    "unit": "working_day",
    "calendars": ["MOON"],
    "window_ends_on": "2030-06-30",
}
SPLIT = {
    "early": {"investor": "0.6", "host": "0.4"},
    "late": {"investor": "0.25", "host": "0.75"},
    "scope": ["jbic_loan"],
    "until": "investor",
}
CAP = {"amount": "5", "currency": "EUR"}
PENALTY = {
    "trigger": "the Moon's parliament delays",
    "judge": "Earth",
    "effects": [{"kind": "suspension", "words": "Flights stop"}],
}


def test_another_pledges_clock_is_data():
    terms = read(ClockTerms, CLOCK, clause=CLAUSE)
    moon = Calendar("Moon", {}, 2026, 2026, "made up")
    start = Trigger(Given(date(2026, 1, 1), "note"))

    result = funding_clock(terms, on=ON, calendars={"MOON": moon}, trigger=start)

    assert result.value.date == date(2026, 1, 6)
    assert terms.window_ends_on == date(2030, 6, 30)


def test_another_pledges_split_is_data():
    terms = read(SplitTerms, SPLIT, clause=CLAUSE)

    row = profit_split(terms, on=ON, periods=stream((6, 14))).value.rows[0]

    assert (str(row.early), str(row.investor)) == ("10.00", "7.00")


def test_another_pledges_cap_is_data():
    terms = read(CapTerms, CAP, clause=CLAUSE)
    paid = Payment(ON, Decimal(6), "EUR", "receipt")

    assert cap(terms, on=ON, payments=[paid]).words == "not met"


def test_another_pledges_penalty_is_data():
    terms = read(PenaltyTerms, PENALTY, clause=CLAUSE)

    result = penalty(terms, on=ON, findings=Findings(), stakes=Stakes())

    assert result.missing[0] == "whether the Moon's parliament delays"
    assert result.value.effects[0].words == (
        "cannot tell: legal basis of what is changed or ended (not tested)"
    )


def test_what_has_a_default_may_be_left_out():
    assert read(SplitTerms, {"late": None}, clause=CLAUSE).scope == frozenset()


@pytest.mark.parametrize(
    ("terms", "stored", "changes", "message"),
    [
        (ClockTerms, CLOCK, {"days": "45"}, "days: write a whole number, not '45'"),
        (ClockTerms, CLOCK, {"days": True}, "days: write a whole number, not True"),
        (ClockTerms, CLOCK, {"unit": "week"}, "unit: 'week' is none of working_day, "),
        (ClockTerms, CLOCK, {"calendars": "US"}, "calendars: write a list, not 'US'"),
        (ClockTerms, CLOCK, {"calendars": [1]}, "calendars: write a text, not 1"),
        (ClockTerms, CLOCK, {"window_ends_on": "2029"}, "'2029' is no day"),
        (ClockTerms, CLOCK, {"window_ends_on": "1899-12-31"}, "the years 1900 to 2200"),
        (ClockTerms, CLOCK, {"window_ends_on": "2201-01-01"}, "the years 1900 to 2200"),
        (ClockTerms, CLOCK, {"hours": 3}, "'hours' is no parameter. Known: bound, "),
        (SplitTerms, SPLIT, {"late": "0.9"}, "late: write a table, not '0.9'"),
        (SplitTerms, SPLIT, {"late": {"investor": "1"}}, "'host' is missing"),
        (CapTerms, CAP, {"amount": 0.5}, "write the number in quotes"),
        (CapTerms, CAP, {"amount": Decimal("0.5")}, "write the number in quotes"),
        (CapTerms, CAP, {"amount": True}, "write the number in quotes"),
        (CapTerms, CAP, {"amount": "1e20"}, "at most 20 digits before the point"),
        (CapTerms, CAP, {"amount": "1e-13"}, "12 after it"),
        (CapTerms, CAP, {"amount": "20bn"}, "'20bn' is no number"),
        (CapTerms, CAP, {"amount": "Infinity"}, "not a finite number"),
        (CapTerms, CAP, {"clause": "R1"}, "'clause' is no parameter"),
        (PenaltyTerms, PENALTY, {"discretionary": "no"}, "write true or false"),
    ],
)
def test_wrong_parameter_is_refused_by_name(terms, stored, changes, message):
    with pytest.raises(BadTerms, match=message):
        read(terms, stored | changes, clause=CLAUSE)


def test_missing_parameter_is_refused_by_name():
    with pytest.raises(BadTerms, match="The parameter 'currency' is missing"):
        read(CapTerms, {"amount": "5"}, clause=CLAUSE)


def test_date_is_taken_as_it_is():
    terms = read(ClockTerms, CLOCK | {"window_ends_on": ON}, clause=CLAUSE)

    assert terms.window_ends_on == ON


def test_figure_that_a_rule_cannot_take_is_a_fault_of_the_terms():
    tariff = {"kind": "tariff", "words": "a raise", "component": "general"}

    with pytest.raises(BadTerms, match=r"The tariff is 25\. Write 4\.5% as 0\.045"):
        read(PenaltyTerms, PENALTY | {"effects": [tariff | {"to_rate": "25"}]})


@pytest.mark.parametrize("amount", ["99999999999999999999", "0.000000000001", 20])
def test_number_of_bounded_length_is_read_exactly(amount):
    assert read(CapTerms, CAP | {"amount": amount}, clause=CLAUSE).amount == (
        Decimal(amount)
    )


@pytest.mark.parametrize("last", ["1900-01-01", "2200-12-31"])
def test_last_days_that_a_record_may_name_are_read(last):
    terms = read(ClockTerms, CLOCK | {"window_ends_on": last}, clause=CLAUSE)

    assert str(terms.window_ends_on) == last
