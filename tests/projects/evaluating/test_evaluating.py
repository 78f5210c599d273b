"""What counts for a clause: by the day, by what was known, by what was recorded."""

from datetime import UTC, date, datetime, timedelta

import pytest

from projects import actions
from projects.evaluating import evaluate
from projects.models import CashFlow
from projects.rules.moment import Moment
from projects.rules.result import Answer
from tests.factories import (
    AgreementFactory,
    CitationFactory,
    ClauseFactory,
    ClauseReadingFactory,
    FinancingLineFactory,
    FindingFactory,
    PledgeFactory,
    ProjectFactory,
    StageClaimFactory,
    TrancheFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)
NOTICE, PAID = date(2026, 2, 17), date(2026, 5, 1)
DAYS = {"days": 45, "unit": "working_day", "calendars": ["US"]}


@pytest.fixture
def pledge():
    return PledgeFactory()


@pytest.fixture
def clause(pledge):
    agreement = AgreementFactory()
    agreement.pledges.add(pledge)
    clause = ClauseFactory(agreement=agreement, kind="funding_clock")
    for bound in ("not_before", "not_after"):
        ClauseReadingFactory(
            clause=clause,
            reading=bound.replace("_", "-"),
            parameters={"bound": bound, **DAYS},
        )
    return clause


def stage(stage, reached_on, *projects, known_on=None, **fields):
    return StageClaimFactory(
        stage=stage,
        reached_on=reached_on,
        of=projects,
        update=UpdateFactory(known_on=known_on or reached_on),
        accepted=True,
        **fields,
    )


def answers(clause, *, on=ON, as_of=None, recorded=None):
    found = evaluate([clause], on=on, moment=Moment.at(as_of or on, recorded=recorded))
    return {each.reading.reading: each.words for each in found}


def test_one_payment_meets_one_reading_and_not_the_other(clause, pledge):
    project = ProjectFactory(pledge=pledge)
    stage("notified", NOTICE, project)
    stage("paid_out", PAID, project)

    assert answers(clause) == {"not-before": "met", "not-after": "not met"}


def test_what_was_not_yet_known_does_not_count(clause, pledge):
    project = ProjectFactory(pledge=pledge)
    stage("notified", NOTICE, project)
    stage("paid_out", PAID, project, known_on=date(2026, 5, 20))

    before = answers(clause, as_of=date(2026, 5, 19))
    assert set(before.values()) == {"cannot tell: payment date"}
    assert answers(clause, as_of=date(2026, 5, 20))["not-before"] == "met"


def test_what_had_not_happened_by_the_day_does_not_count(clause, pledge):
    project = ProjectFactory(pledge=pledge)
    stage("notified", NOTICE, project)

    day_before = NOTICE - timedelta(days=1)
    none = "cannot tell: notice date, payment date"
    assert set(answers(clause, on=day_before, as_of=ON).values()) == {none}
    assert set(answers(clause, on=NOTICE).values()) == {"cannot tell: payment date"}


def test_a_retracted_notice_counts_only_as_it_was_recorded(clause, pledge):
    project = ProjectFactory(pledge=pledge)
    claim = stage("notified", NOTICE, project)
    retracted = datetime(2026, 4, 1, tzinfo=UTC)
    actions.retract(claim.update, by=UserFactory(), now=retracted, why="Misread.")

    then = retracted - timedelta(seconds=1)
    assert answers(clause)["not-after"] == "cannot tell: notice date, payment date"
    assert answers(clause, recorded=then)["not-after"] == "cannot tell: payment date"
    early = datetime(2026, 1, 9, tzinfo=UTC)
    assert answers(clause, recorded=early) == {}


def test_projects_of_a_tranche_are_one_case_until_their_days_part(clause, pledge):
    tranche = TrancheFactory(pledge=pledge)
    first, second = (ProjectFactory(pledge=pledge, tranche=tranche) for _ in range(2))
    stage("selected", NOTICE, first, second)

    def keys():
        found = evaluate([clause], on=ON, moment=Moment.at(ON))
        return {each.case.key for each in found}

    assert keys() == {tranche.slug}
    stage("notified", NOTICE + timedelta(days=3), second)
    assert keys() == {first.slug, second.slug}


def test_an_assumed_notice_makes_a_calculation_and_no_answer(clause, pledge):
    stage("announced", NOTICE, ProjectFactory(pledge=pledge))

    found = evaluate([clause], on=ON, moment=Moment.at(ON))

    assert all(each.is_calculation for each in found)
    assert {each.result.answer for each in found} == {Answer.CANNOT_TELL}
    assert found[0].result.value.date == date(2026, 4, 21)


def test_a_claim_that_nobody_accepted_does_not_count(clause, pledge):
    StageClaimFactory(
        stage="notified", reached_on=NOTICE, of=[ProjectFactory(pledge=pledge)]
    )

    assert set(answers(clause).values()) == {"cannot tell: notice date, payment date"}


def test_a_finding_that_nothing_was_paid_settles_the_upper_limit(clause, pledge):
    stage("notified", NOTICE, ProjectFactory(pledge=pledge))
    FindingFactory(clause=clause, what="unpaid", on=date(2026, 4, 30), accepted=True)

    assert answers(clause) == {
        "not-before": "cannot tell: payment date",
        "not-after": "not met",
    }


def paid_on_a_line(project):
    """Five yen paid out on a new line of a project."""
    line, update = FinancingLineFactory(), UpdateFactory(known_on=PAID)
    line.projects.add(project)
    CitationFactory(update=update)
    money = {"on": PAID, "amount": 5, "currency": "JPY"}
    CashFlow.objects.create(line=line, kind="paid_out", update=update, **money)
    return line


def test_cash_that_moved_is_a_payment(clause, pledge):
    project = ProjectFactory(pledge=pledge)
    stage("notified", NOTICE, project)
    paid_on_a_line(project)

    assert answers(clause)["not-before"] == "met"


def test_a_reading_narrowed_to_a_line_takes_its_projects_and_its_cash(clause, pledge):
    inside, outside = (ProjectFactory(pledge=pledge) for _ in range(2))
    stage("notified", NOTICE, inside)
    stage("notified", NOTICE + timedelta(days=1), outside)
    line, other = paid_on_a_line(inside), FinancingLineFactory()
    other.projects.add(inside)
    for name, narrowed in (("this", line), ("that", other)):
        parameters = {"bound": "not_before", **DAYS}
        named = {"reading": name, "parameters": parameters, "of": [narrowed]}
        ClauseReadingFactory(clause=clause, **named)

    found = evaluate([clause], on=ON, moment=Moment.at(ON))
    words = {
        (each.reading.reading, each.case.key): each.words
        for each in found
        if each.reading.reading in ("this", "that")
    }
    assert words == {
        ("this", inside.slug): "met",
        ("that", inside.slug): "cannot tell: payment date",
    }


def test_a_cap_narrowed_to_a_line_counts_its_cash_alone(clause, pledge):
    lines = [paid_on_a_line(ProjectFactory(pledge=pledge)) for _ in range(2)]
    most = ClauseFactory(agreement=clause.agreement, kind="cap")
    terms = {"amount": "20", "currency": "JPY"}
    for name, narrowed in (("all", []), ("one", lines[:1])):
        named = {"reading": name, "parameters": terms, "of": narrowed}
        ClauseReadingFactory(clause=most, **named)

    found = evaluate([most], on=ON, moment=Moment.at(ON))

    left = {each.reading.reading: each.result.value.left for each in found}
    assert left == {"all": 10, "one": 15}


def test_a_project_out_of_scope_is_no_case(clause, pledge):
    inside, outside = (ProjectFactory(pledge=pledge) for _ in range(2))
    narrow = ClauseReadingFactory(
        clause=clause,
        reading="narrow",
        parameters={"bound": "not_after", **DAYS},
        of=[inside],
    )
    stage("selected", NOTICE, inside)
    stage("selected", NOTICE + timedelta(days=1), outside)

    found = evaluate([clause], on=ON, moment=Moment.at(ON), reading=narrow.reading)

    assert [each.case.key for each in found] == [inside.slug]


def test_what_the_rule_refuses_is_told_and_stops_no_other(clause, pledge):
    project = ProjectFactory(pledge=pledge)
    stage("notified", PAID, project)
    stage("paid_out", NOTICE, project)
    other = ClauseFactory(agreement=clause.agreement)
    ClauseReadingFactory(clause=other)

    found = evaluate([clause, other], on=ON, moment=Moment.at(ON))

    assert [each.result for each in found] == [None, None, None]
    assert "lies before the notice" in found[0].problem
    assert found[2].problem == ""


def test_the_line_of_a_working_names_a_citation_that_is_found_again(clause, pledge):
    claim = stage("notified", NOTICE, ProjectFactory(pledge=pledge))

    found = evaluate([clause], on=ON, moment=Moment.at(ON))[0]
    cited = found.cited[found.result.working[0].citation]

    assert cited.claim_id == claim.pk
