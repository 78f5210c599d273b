"""Claims side by side: compared as stated, and never converted."""

import pytest

from projects.models import FactClaim, QuantityClaim, Statement
from tests.factories import (
    FactClaimFactory,
    PartyFactory,
    ProjectFactory,
    QuantityClaimFactory,
    QuestionFactory,
    StatementFactory,
)
from tracker.pages.beside import amount_groups, answers, fact_groups, shown

pytestmark = pytest.mark.django_db
BILLION = 10**9


@pytest.fixture
def project():
    return ProjectFactory()


def cost(project, amount, **fields):
    return QuantityClaimFactory(
        of=[project], basis="project_cost", low=amount, **fields
    )


def verdicts():
    groups = amount_groups(shown(QuantityClaim.objects.all()))
    return [each.words for group in groups for each in group.comparisons]


def test_33_and_33_3_agree_within_rounding(project):
    cost(project, 33 * BILLION, precision=BILLION)
    cost(project, 33_300_000_000, precision=BILLION // 10)

    assert verdicts() == ["agree within rounding"]


def test_figures_that_cannot_both_be_true_conflict(project):
    cost(project, 33 * BILLION, precision=BILLION)
    cost(project, 40 * BILLION, precision=BILLION)

    assert verdicts() == ["figures conflict"]


def test_a_superseded_figure_is_shown_and_not_compared(project):
    estimate = cost(project, 40 * BILLION)
    cost(project, 33 * BILLION, supersedes=estimate)

    (group,) = amount_groups(shown(QuantityClaim.objects.all()))
    assert [len(each.items) for each in group.comparisons] == [2]
    assert verdicts() == [""]


def test_a_known_error_is_not_compared(project):
    cost(project, 550 * BILLION)
    cost(project, 55 * BILLION, known_error="A digit is missing.")

    assert verdicts() == [""]


@pytest.mark.parametrize(
    "field", [{"unit": "JPY"}, {"per": "year"}, {"period": "2026"}]
)
def test_another_unit_rate_or_period_is_another_question(project, field):
    cost(project, 33 * BILLION)
    cost(project, 40 * BILLION, **field)

    assert verdicts() == ["", ""]


def test_one_project_and_three_projects_are_two_questions(project):
    cost(project, 6000 * BILLION, unit="JPY")
    three = [project, ProjectFactory(), ProjectFactory()]
    QuantityClaimFactory(of=three, basis="project_cost", unit="JPY")

    assert verdicts() == ["", ""]


@pytest.mark.parametrize(
    ("attribute", "words"),
    [("product", "sources conflict"), ("place", "described differently")],
)
def test_two_products_conflict_and_two_places_may_be_one(project, attribute, words):
    for value in ("crude oil", "LNG"):
        FactClaimFactory(of=[project], attribute=attribute, value=value)

    (group,) = fact_groups(shown(FactClaim.objects.all()))
    assert [each.words for each in group.comparisons] == [words]


def test_each_speaker_is_shown_with_the_latest_answer():
    question, speaker = QuestionFactory(), PartyFactory()
    for words in ("yes", "no"):
        StatementFactory(question=question, by=[speaker], words=words)
    StatementFactory(question=question, words="perhaps")

    (found,) = answers(shown(Statement.objects.all()))
    assert [item.row.value for item in found.latest] == ["no", "perhaps"]
    assert [item.row.value for item in found.earlier] == ["yes"]
    assert found.words == "2 different answers"


def test_the_accepted_figure_comes_first(project):
    cost(project, 33 * BILLION)
    accepted = cost(project, 34 * BILLION, accepted=True)

    (group,) = amount_groups(shown(QuantityClaim.objects.all()))
    assert group.comparisons[0].items[0].row.claim == accepted
