"""The term of a pledge."""

from datetime import date, timedelta

import pytest

from projects.holiday_tables import calendars
from projects.rules.funding_clock import Bound, ClockTerms, Unit
from projects.rules.result import Answer, Clause
from projects.rules.term import TermTerms, term

LAST = date(2029, 1, 19)
TERMS = TermTerms(Clause("R2", "n8"), LAST)
CLOCK = ClockTerms(
    Clause("R12", "n18"), Bound.NOT_BEFORE, 45, Unit.WORKING_DAY, ("US",)
)


@pytest.mark.parametrize(
    ("on", "answer"), [(LAST, Answer.MET), (LAST + timedelta(days=1), Answer.NOT_MET)]
)
def test_the_last_day_is_in_the_term_and_the_next_is_not(on, answer):
    result = term(TERMS, on=on, clocks={"US days": CLOCK}, calendars=calendars())

    assert result.answer is answer
    verb = "runs until" if answer is Answer.MET else "ended on"
    assert result.said == f"{verb} 19 Jan 2029"
    assert [(each.reading, each.on) for each in result.value] == [
        ("US days", date(2028, 11, 13))
    ]


def test_the_last_notice_is_told_with_the_clock_s_clause():
    result = term(TERMS, on=LAST, clocks={"US days": CLOCK}, calendars=calendars())

    assert [(line.clause, line.citation) for line in result.working] == [
        ("R2", "n8"),
        ("R12", "n18"),
    ]
    assert result.working[1].text.endswith("US days: 2028-11-13 (Mon).")
