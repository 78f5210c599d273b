"""What of a split the record gives: calls, the money put in, and what it lacks."""

from datetime import date

import pytest

from projects.evaluating import evaluate
from projects.models import CashFlow
from projects.rules.moment import Moment
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    ClauseFactory,
    ClauseReadingFactory,
    FinancingLineFactory,
    PledgeFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)
HALVES = {"investor": "0.5", "host": "0.5"}
SHARES = {"early": HALVES, "late": {"investor": "0.1", "host": "0.9"}}
DIVERTS = {"kind": "diversion", "words": "interest is diverted"}


@pytest.fixture
def line():
    return FinancingLineFactory(kind="loan", pledge=PledgeFactory())


def clause(line, kind, **parameters):
    agreement = AgreementFactory()
    agreement.pledges.add(line.pledge)
    made = ClauseFactory(agreement=agreement, kind=kind)
    ClauseReadingFactory(clause=made, parameters=parameters)
    return made


def cash(line, kind, amount):
    CitationFactory(update=(update := UpdateFactory(known_on=date(2026, 3, 1))))
    moved = {"kind": kind, "on": date(2026, 3, 1), "currency": "USD"}
    CashFlow.objects.create(line=line, update=update, amount=amount, **moved)


def answer(made):
    [found] = evaluate([made], on=ON, moment=Moment.at(ON))
    return found


def test_the_outlay_is_what_the_record_says_was_paid_out(line):
    split = clause(line, "profit_split", until="outlay", **SHARES)
    cash(line, "distributed", 14)
    assert answer(split).words == "cannot tell: outlay of investor"

    cash(line, "paid_out", 10)

    assert str(answer(split).result.value.investor) == "7.00"


def test_by_contribution_the_host_s_money_is_missing(line):
    split = clause(line, "profit_split", late="none")
    cash(line, "paid_out", 10)
    cash(line, "distributed", 14)

    assert answer(split).words == "cannot tell: money put in by host"


def test_where_interest_is_diverted_the_calls_are_asked_for(line):
    terms = {"trigger": "unpaid", "judge": "host", "effects": [DIVERTS]}
    clause(line, "penalty", **terms)
    split = clause(line, "profit_split", until="outlay", **SHARES)
    cash(line, "distributed", 14)
    cash(line, "paid_out", 10)
    assert answer(split).words == "cannot tell: whether a call is unpaid"

    cash(line, "called", 10)

    assert answer(split).words == "not met"


def test_an_unpaid_call_of_the_record_is_handed_to_the_split(line):
    terms = {"trigger": "unpaid", "judge": "host", "effects": [DIVERTS]}
    clause(line, "penalty", **terms)
    split = clause(line, "profit_split", **SHARES)
    cash(line, "distributed", 14)
    cash(line, "paid_out", 10)
    cash(line, "called", 12)

    told = [row.text for row in answer(split).result.working]
    assert any(text.startswith("A call of 2 was not met") for text in told)
