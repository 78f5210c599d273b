"""Which record gives the day of each step of a decision path, and which does not."""

from datetime import date

import pytest

from projects.evaluating import evaluate
from projects.rules.moment import Moment
from tests.factories import (
    AgreementFactory,
    ClauseFactory,
    ClauseReadingFactory,
    FindingFactory,
    PledgeFactory,
    ProjectFactory,
    StageClaimFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 1)
STEPS = [("Committee", "advise"), ("Board", "recommend"), ("President", "decide")]
CARRIES = [("President", "decide"), ("Accelerator", "carry_out")]


@pytest.fixture
def pledge():
    return PledgeFactory()


def path(pledge, steps):
    agreement = AgreementFactory()
    agreement.pledges.add(pledge)
    clause = ClauseFactory(agreement=agreement, kind="decision_path")
    told = [{"body": body, "role": role} for body, role in steps]
    ClauseReadingFactory(clause=clause, parameters={"steps": told})
    return clause


def stage(project, name, day):
    known = UpdateFactory(known_on=day)
    fields = {"stage": name, "reached_on": day, "of": [project], "update": known}
    StageClaimFactory(accepted=True, **fields)


def found(clause, what, day, *of, **fields):
    known = UpdateFactory(known_on=day)
    named = {"clause": clause, "what": what, "on": day, "of": of, "update": known}
    FindingFactory(accepted=True, **named, **fields)


def answer(clause):
    [case] = evaluate([clause], on=ON, moment=Moment.at(ON))
    return case.words


@pytest.mark.parametrize(
    ("advised", "words"), [(16, "met"), (17, "not met")], ids=["before", "after"]
)
def test_the_whole_path_can_be_told_from_the_record(pledge, advised, words):
    clause, project = path(pledge, STEPS), ProjectFactory(pledge=pledge)
    stage(project, "recommended", date(2026, 2, 16))
    stage(project, "selected", date(2026, 2, 17))
    assert answer(clause) == "cannot tell: day on which Committee advises"

    found(clause, "advised", date(2026, 2, advised), project)

    assert answer(clause) == words


def test_advice_on_nothing_named_counts_for_nothing(pledge):
    clause, project = path(pledge, STEPS), ProjectFactory(pledge=pledge)
    stage(project, "recommended", date(2026, 2, 16))
    stage(project, "selected", date(2026, 2, 17))
    found(clause, "advised", date(2026, 2, 12))

    assert answer(clause) == "cannot tell: day on which Committee advises"


def test_a_lenders_contract_is_no_act_of_the_body_that_carries_out(pledge):
    clause, project = path(pledge, CARRIES), ProjectFactory(pledge=pledge)
    stage(project, "selected", date(2026, 2, 17))
    stage(project, "contract_signed", date(2026, 2, 20))
    assert answer(clause) == "cannot tell: day on which Accelerator carries out"

    found(clause, "carried_out", date(2026, 2, 20), project)

    assert answer(clause) == "met"


def test_a_denial_that_it_was_carried_out_is_no_day(pledge):
    clause, project = path(pledge, CARRIES), ProjectFactory(pledge=pledge)
    stage(project, "selected", date(2026, 2, 17))
    found(clause, "carried_out", date(2026, 2, 20), project, holds=False)

    assert answer(clause) == "cannot tell: day on which Accelerator carries out"


def test_two_bodies_of_one_role_are_not_told_apart(pledge):
    steps = [*STEPS[1:2], ("Council", "recommend"), *STEPS[2:]]
    clause, project = path(pledge, steps), ProjectFactory(pledge=pledge)
    stage(project, "recommended", date(2026, 2, 16))
    stage(project, "selected", date(2026, 2, 17))

    missing = "day on which Board recommends, day on which Council recommends"
    assert answer(clause) == f"cannot tell: {missing}"
