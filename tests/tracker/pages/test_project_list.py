"""The list of projects: its whole state stands in its address."""

from datetime import date

import pytest

from projects.actions import refresh_stages
from projects.models import ProjectName
from tests.factories import (
    FactClaimFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    StageClaimFactory,
    TrancheFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def listed(client, **query):
    page = client.get("/projects/", query)
    return [row.project.name for row in page.context["rows"]]


def at_stage(stage, **fields):
    project = ProjectFactory(**fields)
    StageClaimFactory(of=[project], stage=stage, accepted=True)
    refresh_stages([project])
    return project


def test_anyone_may_read_it(client):
    ProjectFactory(name="Portsmouth")

    assert listed(client) == ["Portsmouth"]


@pytest.mark.parametrize("word", ["portsm", "ポーツマス", "ﾎﾟｰﾂﾏｽ"])
def test_a_name_is_found_in_any_script(client, word):
    project = ProjectFactory(name="Portsmouth")
    ProjectName.objects.create(project=project, name="ポーツマス計画", language="ja")
    ProjectFactory(name="GulfLink")

    assert listed(client, q=word) == ["Portsmouth"]


@pytest.mark.parametrize(
    ("day", "known"), [("2026-02-16", False), ("2026-02-17", True)]
)
def test_a_name_and_a_place_given_later_are_shown_and_found_from_then_on(
    client, day, known
):
    project = ProjectFactory(name="Power plan", slug="plan", place="the Midwest")
    later = UpdateFactory(known_on=date(2026, 2, 17))
    for attribute, value in (("name", "Portsmouth Project"), ("place", "Pike, Ohio")):
        FactClaimFactory(
            of=[project], attribute=attribute, value=value, update=later, accepted=True
        )

    for page in ("/projects/", "/projects/plan/"):
        text = client.get(page, {"as_of": day}).text
        assert ("Portsmouth Project" in text) is known
        assert ("the Midwest" in text) is not known
    for word in ("portsmouth", "ohio"):
        assert listed(client, q=word, as_of=day) == (["Power plan"] if known else [])


def test_each_filter_keeps_what_fits(client):
    tranche = TrancheFactory(slug="first", pledge=PledgeFactory(slug="japan"))
    at_stage(
        "selected", name="A", pledge=tranche.pledge, tranche=tranche, sector="nuclear"
    )
    ProjectFactory(name="B")

    for query in (
        {"pledge": "japan"},
        {"tranche": "first"},
        {"stage": "selected"},
        {"sector": "nuclear"},
    ):
        assert listed(client, **query) == ["A"]
    assert listed(client, stage="none") == ["B"]


@pytest.mark.parametrize(
    "query",
    [{"q": "\x00"}, {"pledge": "\x00"}, {"page": "x"}, {"sort": "x"}, {"page": "0"}],
)
def test_an_odd_address_is_answered(client, query):
    assert client.get("/projects/", query).status_code == 200


def test_it_sorts_by_the_furthest_stage(client):
    at_stage("candidate", name="A")
    at_stage("selected", name="B")
    at_stage("withdrawn", name="C")
    ProjectFactory(name="D")

    assert listed(client, sort="stage") == ["B", "A", "C", "D"]


def test_it_sorts_by_the_latest_news(client):
    for name, day in (("A", 1), ("B", 2)):
        update = UpdateFactory(known_on=date(2026, 1, day))
        update.projects.add(ProjectFactory(name=name))
    retracted = UpdateFactory(known_on=date(2026, 1, 3))
    retracted.projects.add(ProjectFactory(name="C"))
    type(retracted).objects.filter(pk=retracted.pk).update(
        status="retracted",
        retracted_why="Wrong.",
        retracted_at="2026-01-04T00:00Z",
        retracted_by=retracted.author,
    )

    assert listed(client, sort="news") == ["B", "A", "C"]


def test_a_size_names_its_basis_and_a_cost_goes_before_a_scale(client):
    project = ProjectFactory()
    for basis, low in (("project_cost", 33 * 10**9), ("business_scale", 10**11)):
        QuantityClaimFactory(of=[project], basis=basis, low=low, accepted=True)

    (row,) = client.get("/projects/").context["rows"]

    assert (row.size.row.value, row.size.row.heading) == ("US$33bn", "project cost")


def test_what_several_projects_cost_together_is_no_size_of_one(client):
    several = [ProjectFactory(), ProjectFactory()]
    QuantityClaimFactory(of=several, basis="project_cost", accepted=True)

    assert [row.size for row in client.get("/projects/").context["rows"]] == [None] * 2


def test_htmx_gets_the_part_that_a_fresh_page_holds(client):
    at_stage("selected", name="Portsmouth")
    address = "/projects/?q=ports&stage=selected"

    part = client.get(address, headers=HTMX).content.decode()

    assert part.strip() in client.get(address).content.decode()
    assert "<html" not in part


def test_going_back_in_history_gets_the_whole_page(client):
    restoring = {**HTMX, "HX-History-Restore-Request": "true"}

    page = client.get("/projects/", headers=restoring)

    assert "<html" in page.content.decode()
    assert "HX-Request" in page.headers["Vary"]


def fill(times):
    for _ in range(times):
        project = at_stage("selected")
        QuantityClaimFactory(of=[project], basis="project_cost", accepted=True)


def test_three_times_the_rows_take_as_many_queries(client):
    fill(3)
    few = queries(client, "/projects/")
    fill(6)

    assert queries(client, "/projects/") == few


def test_projects_in_no_tranche_can_be_asked_for(client):
    tranche = TrancheFactory(brought_in_by=UpdateFactory(known_on=date(2026, 2, 1)))
    brought = {"brought_in_by": UpdateFactory(known_on=date(2026, 1, 1))}
    ProjectFactory(name="Alone", **brought)
    ProjectFactory(name="In it", tranche=tranche, pledge=tranche.pledge, **brought)

    before = listed(client, tranche="none", as_of="2026-01-31")
    after = listed(client, tranche="none", as_of="2026-02-01")

    assert (before, after) == (["Alone", "In it"], ["Alone"])
