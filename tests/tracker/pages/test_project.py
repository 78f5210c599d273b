"""The page of one project."""

from datetime import date

import pytest

from projects.actions import refresh_stages
from projects.models import CashFlow, ProjectLink, ProjectName, ProjectParty
from tests.factories import (
    FactClaimFactory,
    FinancingLineFactory,
    PartyFactory,
    ProjectFactory,
    QuantityClaimFactory,
    StageClaimFactory,
    TrancheFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tests.tracker.pages.rows import given
from tracker.pages.amounts import payments_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(name="Portsmouth")


def page_of(client, project):
    return client.get(f"/projects/{project.slug}/")


def at_stage(project, stage, **fields):
    claim = StageClaimFactory(of=[project], stage=stage, accepted=True, **fields)
    refresh_stages([project])
    return claim


def linked(project, other, kind):
    return ProjectLink.objects.create(
        from_project=project,
        to_project=other,
        kind=kind,
        reason="Same supplier; no source joins them.",
        brought_in_by=UpdateFactory(),
    )


def test_an_unknown_project_is_not_found(client):
    assert client.get("/projects/atlantis/").status_code == 404


def test_it_bears_its_names_in_their_scripts(client, project):
    ProjectName.objects.create(project=project, name="ポーツマス", language="ja")

    assert '<p class="other-name" lang="ja">ポーツマス</p>' in (
        page_of(client, project).content.decode()
    )


def test_the_ladder_marks_the_rung_it_stands_on_and_who_says_so(client, project):
    speaker = PartyFactory(name="Lutnick")
    at_stage(project, "candidate")
    at_stage(project, "selected", by=[speaker])

    page = page_of(client, project)

    rungs = {rung.stage: rung for rung in page.context["rungs"]}
    assert rungs["selected"].place == "here"
    assert rungs["candidate"].words == "reached"
    assert rungs["recommended"].words == "no evidence of its own"
    assert rungs["paid_out"].words == "no evidence found"
    assert "Lutnick" in page.content.decode()


def test_a_stage_nobody_accepted_is_said_and_not_reached(client, project):
    StageClaimFactory(of=[project], stage="selected")

    rungs = {rung.stage: rung for rung in page_of(client, project).context["rungs"]}

    assert rungs["selected"].words == "said, not accepted"
    assert not [rung for rung in rungs.values() if rung.place == "here"]


def test_withdrawn_is_a_rung_only_where_somebody_said_so(client, project):
    assert "Withdrawn" not in page_of(client, project).content.decode()
    at_stage(project, "withdrawn")

    assert page_of(client, project).context["here"].stage == "withdrawn"


def test_crude_oil_and_lng_are_marked_as_a_conflict(client, project):
    FactClaimFactory(of=[project], value="crude oil")
    FactClaimFactory(of=[project], value="LNG")

    page = page_of(client, project).content.decode()

    assert '<span class="status status-conflict">sources conflict</span>' in page


def test_what_is_said_of_three_projects_is_not_said_of_one(client, project):
    others = [ProjectFactory(), ProjectFactory()]
    QuantityClaimFactory(of=[project, *others], basis="signed")

    page = page_of(client, project)

    assert page.context["own"] == []
    assert [group.code for group in page.context["wider"]] == ["signed"]


def test_an_amount_of_its_tranche_is_shown_as_one_it_shares(client):
    tranche = TrancheFactory()
    project = ProjectFactory(pledge=tranche.pledge, tranche=tranche)
    QuantityClaimFactory(of=[tranche], basis="estimate")

    assert len(page_of(client, project).context["wider"]) == 1


def test_paid_out_reads_no_evidence_found(client, project):
    FinancingLineFactory().projects.add(project)

    assert "Paid out: no evidence found." in page_of(client, project).content.decode()


@pytest.mark.parametrize("retracted", [False, True])
def test_cash_paid_out_is_evidence_unless_its_update_was_retracted(
    client, project, retracted
):
    line = FinancingLineFactory(pledge=project.pledge)
    line.projects.add(project)
    update = UpdateFactory(headline="The first money", retracted=retracted)
    money = {"amount": 1000, "currency": "JPY", "on": date(2026, 5, 1)}
    CashFlow.objects.create(line=line, kind="paid_out", update=update, **money)

    page, pledge = page_of(client, project), project.pledge

    assert page.context["paid_out"] is not retracted
    assert ("The first money" in page.content.decode()) is not retracted
    assert bool(payments_of({pledge.pk: pledge.pk})) is not retracted


@pytest.mark.parametrize(
    ("kind", "there", "back"),
    [
        ("may_overlap", "May overlap with", "May overlap with"),
        ("became", "Became", "Came from"),
        ("part_of", "Part of", "Has as a part"),
    ],
)
def test_a_link_is_worded_from_both_sides(client, project, kind, there, back):
    other = linked(project, ProjectFactory(), kind).to_project

    assert there in page_of(client, project).content.decode()
    assert back in page_of(client, other).content.decode()


def test_a_party_is_shown_with_its_role(client, project):
    ProjectParty.objects.create(
        project=project,
        party=PartyFactory(name="SB Energy"),
        role="operator",
        brought_in_by=UpdateFactory(),
    )

    page = page_of(client, project).content.decode()

    assert "Operator" in page
    assert "SB Energy" in page


def test_the_newest_update_comes_first(client, project):
    for day in (1, 2):
        update = UpdateFactory(headline=f"Day {day}", known_on=date(2026, 1, day))
        update.projects.add(project)

    page = page_of(client, project).content.decode()

    assert page.index("Day 2") < page.index("Day 1")


def fill(project, times):
    for _ in range(times):
        at_stage(project, "candidate")
        FactClaimFactory(of=[project])
        QuantityClaimFactory(of=[project], accepted=True)
        QuantityClaimFactory(of=[project, ProjectFactory()])
        line = FinancingLineFactory()
        line.projects.add(project)
        QuantityClaimFactory(of=[line])
        linked(project, ProjectFactory(), "may_overlap")
        given(date(2026, 3, 31), pledge=project.pledge, project=project)


def test_three_times_the_rows_take_as_many_queries(client, project):
    fill(project, 2)
    few = queries(client, f"/projects/{project.slug}/")
    fill(project, 4)

    assert queries(client, f"/projects/{project.slug}/") == few
