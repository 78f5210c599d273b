"""A pledge's totals, from rows."""

from datetime import date
from decimal import Decimal

import pytest

from projects.models import CashFlow, ProjectLink
from projects.rules.moment import LATEST
from tests.factories import (
    FinancingLineFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    SourceFactory,
    StageClaimFactory,
    TrancheFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tracker.pages.totals import totals_of

pytestmark = pytest.mark.django_db
BN = 10**9


@pytest.fixture
def pledge():
    return PledgeFactory(slug="promise")


def cost(bn, *projects, **fields):
    """An accepted cost of projects, US$ in billions."""
    return QuantityClaimFactory(
        of=list(projects),
        **{"basis": "project_cost", "low": bn * BN, "accepted": True, **fields},
    )


def selected(pledge, stage="selected", **fields):
    project = ProjectFactory(pledge=pledge, **fields)
    StageClaimFactory(of=[project], stage=stage, accepted=True)
    return project


def method(pledge, code):
    return next(m for m in totals_of(pledge, LATEST).methods if m.code == code)


def ours(pledge, code="selected"):
    return [each.words for each in method(pledge, code).adjusted]


def reasons(pledge, code="selected"):
    return [ground.words for out in method(pledge, code).left for ground in out.grounds]


@pytest.mark.parametrize(
    ("stage", "announced", "selected_"),
    [
        ("candidate", [], []),
        ("announced", ["US$5bn"], []),
        ("selected", ["US$5bn"], ["US$5bn"]),
        ("operating", ["US$5bn"], ["US$5bn"]),
        ("withdrawn", [], []),
    ],
)
def test_a_project_counts_from_the_rung_it_has_reached(
    pledge, stage, announced, selected_
):
    cost(5, selected(pledge, stage))

    assert ours(pledge, "announced") == announced
    assert ours(pledge) == selected_


def test_what_nobody_accepted_is_not_counted(pledge):
    cost(5, selected(pledge), accepted=False)

    assert method(pledge, "selected").said == ()


def test_a_total_is_counted_once_with_its_parts(pledge):
    tranche = TrancheFactory(pledge=pledge)
    one, two = (selected(pledge, tranche=tranche) for _ in range(2))
    cost(36, tranche)
    cost(33, one)
    cost(3, two)

    assert ours(pledge) == ["US$36bn"]
    assert reasons(pledge) == ["the same project is counted already"] * 2


def test_business_scale_is_said_and_not_counted(pledge):
    cost(5, selected(pledge), basis="business_scale")
    found = method(pledge, "selected")

    assert [amount.words for amount in found.said] == ["US$5bn"]
    assert found.adjusted == ()
    assert reasons(pledge)[0].startswith("business scale, sales included")


def test_what_may_overlap_is_counted_once_and_names_the_other(pledge):
    plant, listed = selected(pledge), selected(pledge)
    cost(5, listed)
    cost(6, plant)
    ProjectLink.objects.create(
        from_project=listed,
        to_project=plant,
        kind="may_overlap",
        reason="Same firm.",
        brought_in_by=UpdateFactory(),
    )
    (left,) = method(pledge, "selected").left

    assert ours(pledge) == ["US$6bn"]
    assert left.grounds[0].words == "may overlap with what is counted"
    assert left.grounds[0].instead.words == "US$6bn"


@pytest.mark.parametrize(
    ("known_on", "counted"),
    [(date(2025, 7, 21), []), (date(2025, 7, 22), ["US$5bn"])],
)
def test_a_project_known_before_the_pledge_is_left_out(pledge, known_on, counted):
    project = selected(pledge, brought_in_by=UpdateFactory(known_on=known_on))
    cost(5, project)

    assert ours(pledge) == counted


@pytest.mark.parametrize(("additive", "counted"), [(True, ["US$5bn"]), (False, [])])
def test_a_part_counts_if_it_adds_up(pledge, additive, counted):
    part = PledgeFactory(parent=pledge, additive=additive)
    cost(5, selected(part))

    assert ours(pledge) == counted


@pytest.mark.parametrize(("grade", "confirmed"), [("B", ["US$5bn"]), ("C", [])])
def test_confirmed_needs_an_origin_of_grade_a_or_b(pledge, grade, confirmed):
    cost(5, selected(pledge), source=SourceFactory(grade=grade))
    found = method(pledge, "selected")

    assert [each.words for each in found.adjusted] == ["US$5bn"]
    assert [each.words for each in found.confirmed] == confirmed


def test_a_confirmed_figure_names_the_grades_of_its_origins(pledge, client):
    for grade in "AABC":
        cost(5, selected(pledge), source=SourceFactory(grade=grade))
    page = client.get("/pledges/promise/totals/").text

    origins = "2 of grade A, read by us; 1 of grade B, read by us"
    assert method(pledge, "selected").origins == origins
    assert f"origins: {origins}" in page
    assert page.count("origin of grade B") == 2  # announced and selected


def test_a_covered_loan_counts_once_and_its_cover_is_contingent(pledge):
    project = selected(pledge)
    loan = FinancingLineFactory(kind="covered_bank_loan", pledge=pledge)
    cover = FinancingLineFactory(kind="cover", covers=loan, pledge=pledge)
    loan.projects.add(project)
    cover.projects.add(project)
    cost(10, loan, basis="signed")
    cost(8, cover, basis="signed")
    found = method(pledge, "signed")

    assert [each.words for each in found.adjusted] == ["US$10bn"]
    assert [each.words for each in found.cover] == ["US$8bn"]


def test_payments_are_added_up_and_not_beside_their_total(pledge, client):
    project = selected(pledge)
    line = FinancingLineFactory(pledge=pledge)
    line.projects.add(project)
    for amount in (3 * BN, 2 * BN):
        CashFlow.objects.create(
            line=line,
            kind="paid_out",
            on=date(2026, 1, 9),
            amount=Decimal(amount),
            currency="JPY",
            update=UpdateFactory(),
        )

    assert ours(pledge, "paid-out") == ["JPY 5bn"]
    cost(5, line, basis="paid_out", unit="JPY")
    assert ours(pledge, "paid-out") == ["JPY 5bn"]
    assert client.get("/pledges/promise/totals/").status_code == 200


def test_a_list_of_which_less_than_half_is_held_is_not_added_up(pledge):
    tranche = TrancheFactory(pledge=pledge)
    projects = [selected(pledge, tranche=tranche) for _ in range(5)]
    update, party = UpdateFactory(), pledge.promisor
    for project in projects[:2]:
        cost(1, project, update=update, by=[party])

    assert totals_of(pledge, LATEST).given == ()
    cost(1, projects[2], update=update, by=[party])
    ((row,),) = [given.rows for given in totals_of(pledge, LATEST).given]
    assert (row.said[0].words, len(row.items)) == ("US$3bn", 3)


def test_a_pledge_of_which_nothing_is_known_says_so(pledge, client):
    page = client.get("/pledges/promise/totals/").content.decode()

    assert page.count("no evidence found") == 12
    assert client.get("/pledges/nobody/totals/").status_code == 404


def test_more_amounts_take_no_more_queries(pledge, client):
    def more():
        tranche = TrancheFactory(pledge=pledge)
        for _ in range(3):
            project = selected(pledge, tranche=tranche)
            line = FinancingLineFactory(pledge=pledge)
            line.projects.add(project)
            cost(5, project)
            cost(4, line, basis="signed")
        cost(15, tranche)

    more()
    before = queries(client, "/pledges/promise/totals/")
    more()
    assert queries(client, "/pledges/promise/totals/") == before


def test_as_of_a_day_later_amounts_and_stages_are_not_counted(pledge, client):
    project = selected(pledge)
    cost(5, project, update=UpdateFactory(known_on=date(2026, 1, 20)))

    before = client.get("/pledges/promise/totals/?as_of=2026-01-19").content.decode()
    then = client.get("/pledges/promise/totals/?as_of=2026-01-20").content.decode()

    assert "US$5bn" not in before
    assert "US$5bn" in then


def test_a_list_added_up_is_cited_as_ours(pledge, client):
    tranche = TrancheFactory(pledge=pledge)
    update = UpdateFactory(headline="The list")
    for _ in range(2):
        project = selected(pledge, tranche=tranche)
        cost(1, project, update=update, by=[pledge.promisor])
    page = client.get("/pledges/promise/totals/").content.decode()

    assert f"promise/totals/list/{update.public_id}" in page
    assert "The list: “US$2bn”" in page


def test_what_one_large_amount_does_is_told_from_three_amounts_up(client, pledge):
    cost(2, selected(pledge))
    cost(33, selected(pledge, name="Gas power"))
    two = client.get("/pledges/promise/totals/").text
    cost(1, selected(pledge))

    three = " ".join(client.get("/pledges/promise/totals/").text.split())

    assert "Without the largest" not in two
    assert "US$33bn</a>, Gas power): US$3bn. Median of 3 amounts: US$2bn." in three
