"""The preview warns of a reading whose scope holds no financing line yet."""

import pytest

from tests.factories import (
    AgreementFactory,
    ClauseFactory,
    FinancingLineFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
)
from tests.tracker.desk.test_form import URL

pytestmark = pytest.mark.django_db
NONE_YET = (
    "no line of the record is in this scope yet: the clause will answer “cannot tell”."
)
SPLIT = {"early": "0.5 | 0.5", "late": "0.1 | 0.9"}


@pytest.fixture
def pledge():
    return PledgeFactory(slug="japan-550")


@pytest.fixture
def told(desk_of, person, first_project, pledge):
    """What the preview says of the scope of one reading of a clause."""
    PartyFactory(slug="japan", name="Japan")

    def of(kind="profit_split", scope="", **typed):
        agreement = AgreementFactory()
        agreement.pledges.add(pledge)
        ClauseFactory(slug="the-clause", number="R7", kind=kind, agreement=agreement)
        desk = desk_of(person("editor"))
        desk.press("add", "reading", p1_url=URL, p0_headline="Read so")
        said = {"clause": "the-clause", "label": "halves", "reading": "reported"}
        said |= {"by": "japan", "words": "It is so.", "status": "reported"}
        said |= {"valid_from": "2025-09-04", **typed}
        if kind == "profit_split":
            given = SPLIT | ({"scope": scope} if scope else {})
            said |= {f"parameter_{name}": text for name, text in given.items()}
        desk.press("preview", **{f"p2_{name}": text for name, text in said.items()})
        assert desk.effects
        return [line for line in desk.effects if line.startswith("R7, halves: ")]

    return of


def test_a_scope_without_a_line_is_warned_of(told):
    assert told(scope="loan; equity") == [f"R7, halves: {NONE_YET}"]


@pytest.mark.parametrize("scope", ["loan; equity", "loan-a", ""])
def test_a_scope_with_a_line_or_no_scope_at_all_is_not(told, pledge, scope):
    FinancingLineFactory(slug="loan-a", kind="loan", pledge=pledge)

    assert told(scope=scope) == []


def test_a_line_of_another_pledge_is_none_of_it(told):
    FinancingLineFactory(slug="loan-a", kind="loan", pledge=PledgeFactory())

    assert told(scope="loan") == [f"R7, halves: {NONE_YET}"]


@pytest.mark.parametrize(("lines", "warned"), [(0, True), (1, False)])
def test_a_reading_only_for_a_project_asks_for_a_line_of_it(
    told, pledge, lines, warned
):
    project = ProjectFactory(slug="gas", name="Gas power", pledge=pledge)
    FinancingLineFactory(kind="loan", pledge=pledge)
    for _ in range(lines):
        FinancingLineFactory(kind="loan").projects.add(project)

    assert bool(told(of="project:gas")) is warned


def test_a_clause_that_reads_no_cash_is_not_warned_of(told, pledge):
    ProjectFactory(slug="gas", name="Gas power", pledge=pledge)

    assert told(kind="text", of="project:gas") == []
