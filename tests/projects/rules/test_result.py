from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.rules.exact import money, percent, rate, rounded, shown
from projects.rules.result import (
    Answer,
    BadInput,
    Given,
    Line,
    Result,
    day,
    decide,
    happened,
    printed,
)

ON = date(2026, 3, 1)


def result(answer, *missing, **named):
    return Result("rule", "1", ON, answer, None, missing, (), **named)


@pytest.mark.parametrize(
    ("conditions", "answer", "missing"),
    [
        ([("a", True), ("b", True)], Answer.MET, ()),
        ([("a", True), ("b", False)], Answer.NOT_MET, ()),
        ([("a", True), ("b", None)], Answer.CANNOT_TELL, ("b",)),
        ([("a", None), ("b", False)], Answer.NOT_MET, ()),
        ([], Answer.MET, ()),
    ],
)
def test_all_conditions_must_hold_and_one_no_settles_it(conditions, answer, missing):
    assert decide(conditions) == (answer, missing)


@pytest.mark.parametrize(
    ("answer", "missing"), [(Answer.MET, ("a",)), (Answer.CANNOT_TELL, ())]
)
def test_missing_inputs_and_cannot_tell_go_together(answer, missing):
    with pytest.raises(ValueError, match="missing input"):
        result(answer, *missing)


def test_words_name_what_is_missing():
    assert result(Answer.CANNOT_TELL, "a", "b").words == "cannot tell: a, b"
    assert result(Answer.NOT_MET).words == "not met"


@pytest.mark.parametrize(("when", "known"), [(ON, True), (date(2026, 3, 2), False)])
def test_fact_counts_from_its_own_day_on(when, known):
    fact = Given(when, "x")

    assert happened(fact, ON) is (fact if known else None)


def test_printed_working_has_each_line_with_clause_and_citation():
    told = Result(
        "rule",
        "1",
        ON,
        Answer.MET,
        None,
        (),
        (Line("So.", "R1", "p1"),),
        Given(ON, "x"),
    )

    assert printed(told) == (
        "rule 1, on 2026-03-01\n1. So. [R1; p1]\nInvoked on 2026-03-01 (Sun).\nmet\n"
    )


def test_day_is_printed_alike_in_every_locale():
    assert day(date(2026, 2, 28)) == "2026-02-28 (Sat)"


@pytest.mark.parametrize(
    ("number", "cents"),
    [
        ("0.005", "0.00"),
        ("0.015", "0.02"),
        ("-0.005", "0.00"),
        ("-0.006", "-0.01"),
        ("1E+40", "1" + "0" * 40 + ".00"),
    ],
)
def test_money_is_rounded_half_to_even_at_any_size(number, cents):
    assert str(rounded(Fraction(number))) == cents


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1050_000_000), "1,050,000,000"),
        (Fraction(1, 3), "about 0.333333"),
        (Fraction(1, 4), "0.25"),
        (0, "0"),
        (Fraction(1, 10**7), "about 0"),
    ],
)
def test_working_says_when_a_number_is_cut(number, text):
    assert shown(number) == text


def test_rate_is_shown_in_percent():
    assert percent(Decimal("0.125")) == "12.5%"


@given(st.integers(0, 10**40))
def test_whole_cents_of_any_size_stay_as_they_are(cents):
    assert money(rounded(Fraction(cents, 100)), "x") == Fraction(cents, 100)


@pytest.mark.parametrize("number", ["1", "-1", "4.5", "NaN"])
def test_rate_of_1_or_more_is_taken_for_a_percentage(number):
    assert rate(Decimal("0.99"), "It") == Fraction(99, 100)
    with pytest.raises(BadInput, match=r"Write 4\.5% as 0\.045"):
        rate(Decimal(number), "It")
