"""The list of all charts: each with its title, and the way to it and to its files."""

from datetime import date

import pytest

from projects.actions import refresh_stages
from tests.factories import (
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    StageClaimFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries
from tests.tracker.pages.rows import given
from tracker.pages.charts.views import KINDS

pytestmark = pytest.mark.django_db
MOVED = (date(2025, 12, 31), date(2026, 2, 28))


@pytest.fixture
def japan():
    pledge = PledgeFactory(
        slug="japan", brought_in_by=UpdateFactory(known_on=date(2025, 9, 1))
    )
    given(*MOVED, pledge=pledge, slug="first", title="First project")
    plant(pledge, slug="plant", name="Plant")
    return pledge


def plant(pledge, **fields):
    """A project with two words on its stage and one amount."""
    project = ProjectFactory(pledge=pledge, **fields)
    for stage in ("candidate", "selected"):
        StageClaimFactory(of=[project], stage=stage, accepted=True)
    QuantityClaimFactory(of=[project], basis="project_cost")
    refresh_stages([project])


def test_every_chart_of_a_pledge_is_listed_with_its_title_and_its_files(client, japan):
    page = client.get("/charts/").text

    assert "1 of 1 deadline slipped, 59 days in all" in page
    for kind in KINDS:
        assert f'href="/pledges/japan/charts/{kind}/"' in page
        for form in ("csv", "json", "svg", "png"):
            assert f'href="/pledges/japan/charts/{kind}.{form}"' in page


def test_a_deadline_is_listed_with_what_its_chart_says(client, japan):
    page = client.get("/charts/").text

    assert '<a href="/deadlines/first/#chart">First project</a>' in page
    assert "Moved once: 2 dates given, evidence to 2 Oct 2025" in page
    assert 'href="/deadlines/first/chart.csv"' in page


def test_a_project_is_listed_by_the_charts_that_its_page_draws(client, japan):
    page = client.get("/charts/").text

    assert 'href="/projects/plant/#chart-stages"' in page
    assert "Selected: 2 statements of its stage, 2 accepted" in page
    assert "#chart-amounts" not in page
    assert 'id="chart-stages"' in client.get("/projects/plant/").text


def test_another_pledge_is_asked_for_by_its_name(client, japan):
    korea = PledgeFactory(slug="korea")
    given(*MOVED, pledge=korea, slug="law", title="Law passed")

    page = client.get("/charts/?pledge=korea").text

    assert 'href="/deadlines/law/#chart"' in page
    assert 'href="/deadlines/first/#chart"' not in page


def test_a_pledge_that_there_is_not_is_left_out_of_account(client, japan):
    assert "First project" in client.get("/charts/?pledge=atlantis").text


def test_an_empty_record_has_no_charts_and_says_so(client):
    answer = client.get("/charts/")

    assert answer.status_code == 200
    assert "No deadline has slipped or ended so far." in answer.text


def test_on_a_past_day_it_lists_what_there_was(client, japan):
    then = client.get("/charts/?as_of=2025-10-01").text

    assert "Never moved: 1 date given, evidence to 1 Oct 2025" in then
    assert "chart.csv?as_of=2025-10-01" in then
    assert "First project" not in client.get("/charts/?as_of=2025-09-30").text


def test_what_is_not_listed_is_counted_and_one_link_away(client, japan, monkeypatch):
    monkeypatch.setattr("tracker.pages.charts.index.SHOWN", 1)
    given(date(2026, 1, 1), pledge=japan)
    plant(japan)

    page = client.get("/charts/").text

    assert "1 more deadline" in page
    assert "1 more project" in page
    assert 'href="/deadlines/?pledge=japan&amp;sort=slips"' in page


def test_the_number_of_queries_does_not_grow(client, japan):
    before = queries(client, "/charts/?pledge=japan")
    for _ in range(2):
        given(*MOVED, pledge=japan)
        given(*MOVED, date(2026, 3, 31), pledge=PledgeFactory())
        plant(japan)

    assert queries(client, "/charts/?pledge=japan") == before


def test_days_counted_from_clauses_take_no_more_queries(client, japan):
    given(*MOVED, counted=True, pledge=japan)
    before = queries(client, "/charts/?pledge=japan")
    for _ in range(2):
        given(*MOVED, counted=True, pledge=japan)

    assert queries(client, "/charts/?pledge=japan") == before
