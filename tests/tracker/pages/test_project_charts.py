"""The charts of a project: on its page, and as files."""

from datetime import date

import pytest

from projects.actions import refresh_stages
from tests.factories import (
    ProjectFactory,
    QuantityClaimFactory,
    StageClaimFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tracker.pages.charts.projects import KINDS

pytestmark = pytest.mark.django_db
PAGE = "/projects/plant/"
STAGES = f"{PAGE}charts/stages"


def reached(project, stage, day, accepted=True):
    update = UpdateFactory(known_on=day)
    StageClaimFactory(of=[project], stage=stage, update=update, accepted=accepted)
    refresh_stages([project])


@pytest.fixture
def plant():
    project = ProjectFactory(
        slug="plant", brought_in_by=UpdateFactory(known_on=date(2025, 10, 1))
    )
    reached(project, "candidate", date(2025, 10, 28))
    reached(project, "selected", date(2026, 2, 17))
    for low in (33, 34):
        QuantityClaimFactory(of=[project], basis="project_cost", low=low * 10**9)
    return project


def test_both_charts_stand_on_the_page_with_their_titles(client, plant):
    page = client.get(PAGE).text

    assert "Selected: 2 statements of its stage, 2 accepted; evidence to" in page
    assert "2 amounts in USD" in page
    for kind in KINDS:
        assert f'href="{PAGE}charts/{kind}.csv"' in page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["svg", "csv", "json", "png"])
def test_each_comes_in_every_form(client, plant, kind, form):
    answer = client.get(f"{PAGE}charts/{kind}.{form}")

    assert answer.status_code == 200
    assert len(answer.content) > 50


def test_one_statement_alone_is_no_chart(client):
    project = ProjectFactory(slug="plant")
    reached(project, "candidate", date(2025, 10, 28))
    QuantityClaimFactory(of=[project])

    assert "<figure" not in client.get(PAGE).text


def test_an_amount_shared_with_another_project_is_not_drawn(client, plant):
    before = client.get(f"{PAGE}charts/amounts.csv").text
    QuantityClaimFactory(of=[plant, ProjectFactory()], basis="project_cost")

    assert client.get(f"{PAGE}charts/amounts.csv").text == before


def test_a_stage_that_is_denied_is_not_drawn(client, plant):
    before = client.get(f"{STAGES}.csv").text
    StageClaimFactory(of=[plant], stage="paid_out", stance="denies")

    assert client.get(f"{STAGES}.csv").text == before


def test_on_a_past_day_it_knows_nothing_of_later(client, plant):
    then = client.get(f"{STAGES}.csv?as_of=2026-02-16").text

    assert "2025-10-28,exact,candidate" in then
    assert "selected" not in then
    assert "selected" in client.get(f"{STAGES}.csv?as_of=2026-02-17").text


@pytest.mark.parametrize("rest", ["pie.svg", "stages.gif", "stages.svg?theme=loud"])
def test_what_there_is_not_is_not_found(client, plant, rest):
    assert client.get(f"{PAGE}charts/{rest}").status_code == 404


def test_more_rows_take_no_more_queries(client, plant):
    before = queries(client, f"{STAGES}.csv")
    for day in (1, 2, 3):
        reached(plant, "selected", date(2026, 2, day), accepted=False)

    assert queries(client, f"{STAGES}.csv") == before
