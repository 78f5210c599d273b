from dataclasses import replace
from datetime import date

import pytest

from projects.rules.decision_path import PathTerms, Role, Step, decision_path
from projects.rules.result import BadInput, BadTerms, Clause, Given

ADVISES = Step("Consultation Committee", Role.ADVISE, "both sides")
RECOMMENDS = Step("Investment Committee", Role.RECOMMEND, "US only")
DECIDES = Step("US President", Role.DECIDE)
CARRIES_OUT = Step("Investment Accelerator", Role.CARRY_OUT, "US only")
PATH = PathTerms(Clause("R4", "n10"), (ADVISES, RECOMMENDS, DECIDES, CARRIES_OUT))

IN_ORDER = {
    "Consultation Committee": date(2026, 2, 12),
    "Investment Committee": date(2026, 2, 16),
    "US President": date(2026, 2, 17),
    "Investment Accelerator": date(2026, 2, 20),
}


def path(on=date(2026, 3, 1), **days):
    """The path walked in order, some days told otherwise; None is not known."""
    days = IN_ORDER | {name.replace("_", " "): when for name, when in days.items()}
    taken = {body: Given(when, "x") for body, when in days.items() if when}
    return decision_path(PATH, on=on, taken=taken)


def test_path_walked_in_order_is_met():
    assert path().words == "met"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (
            date(2026, 2, 19),
            "cannot tell: day on which Investment Accelerator carries out",
        ),
        (date(2026, 2, 20), "met"),
    ],
)
def test_a_decision_is_not_carried_out_by_being_taken(on, words):
    assert path(on).words == words


@pytest.mark.parametrize(
    ("recommended", "words"),
    [
        pytest.param(date(2026, 2, 17), "met", id="on the day of the decision"),
        pytest.param(date(2026, 2, 18), "not met", id="a day after it"),
    ],
)
def test_decision_before_its_recommendation_is_out_of_order(recommended, words):
    assert path(Investment_Committee=recommended).words == words


def test_steps_nobody_dated_are_missing_by_name():
    result = decision_path(PATH, on=date(2026, 3, 1), taken={})

    assert result.missing == (
        "day on which Consultation Committee advises",
        "day on which Investment Committee recommends",
        "day on which US President decides",
        "day on which Investment Accelerator carries out",
    )


def test_path_tells_who_decides_and_what_comes_next():
    value = path(Investment_Accelerator=None).value

    assert value.decided_by == "US President"
    assert value.next == CARRIES_OUT


def test_carrying_out_before_the_decision_is_out_of_order():
    assert path(Investment_Accelerator=date(2026, 2, 16)).words == "not met"
    assert path(Investment_Accelerator=date(2026, 2, 17)).words == "met"


def test_working_says_who_sits_where_and_since_when():
    assert [line.text for line in path().working] == [
        "Consultation Committee (both sides) advises: 2026-02-12 (Thu).",
        "Investment Committee (US only) recommends: 2026-02-16 (Mon).",
        "US President decides: 2026-02-17 (Tue).",
        "Investment Accelerator (US only) carries out: 2026-02-20 (Fri).",
    ]


def test_body_that_is_not_on_the_path_is_refused():
    with pytest.raises(BadInput, match="'Diet' is not on the path"):
        path(Diet=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ((ADVISES, RECOMMENDS), "exactly one body that decides"),
        ((DECIDES, replace(DECIDES, body="Diet")), "exactly one body that decides"),
        ((DECIDES, ADVISES), "Put the steps in their order"),
        ((ADVISES, replace(DECIDES, body=ADVISES.body)), "on the path once"),
    ],
)
def test_path_that_cannot_be_meant_is_refused(steps, message):
    with pytest.raises(BadTerms, match=message):
        replace(PATH, steps=steps)
