"""Projects by state: by the latest accepted place, as known then."""

from datetime import date

import pytest

from projects.rules.moment import Moment
from tests.factories import (
    FactClaimFactory,
    PledgeFactory,
    ProjectFactory,
    UpdateFactory,
)
from tracker.pages.charts.places import projects_by_place

pytestmark = pytest.mark.django_db
BEGAN, LATER = date(2026, 1, 5), date(2026, 2, 5)


@pytest.fixture
def pledge():
    """Three projects: in Ohio, in two states, and somewhere in the west."""
    brought = UpdateFactory(known_on=BEGAN)
    pledge = PledgeFactory(slug="japan", brought_in_by=brought)
    for name, place in (
        ("Gas", "near Portsmouth, Ohio"),
        ("Reactors", "Tennessee and Ohio"),
        ("Mine", "western United States"),
    ):
        ProjectFactory(pledge=pledge, name=name, place=place, brought_in_by=brought)
    return pledge


def moved(pledge, *, accepted):
    """Somebody says later that the mine is in Nevada."""
    return FactClaimFactory(
        of=[pledge.projects.get(name="Mine")],
        attribute="place",
        value="Nevada",
        update=UpdateFactory(known_on=LATER),
        accepted=accepted,
    )


def drawn(pledge, day):
    chart = projects_by_place(pledge, Moment.at(day))
    fields = chart.spec()["data"]["values"]
    return chart, {field["code"]: field["n"] for field in fields if field["n"]}


def test_a_project_counts_in_every_state_that_its_place_names(pledge):
    chart, counts = drawn(pledge, BEGAN)

    assert counts == {"OH": 2, "TN": 1}
    assert chart.title == "2 projects in 2 states; evidence to 5 Jan 2026"
    assert "1 project, whose place names no state" in chart.note
    assert [row.values[0] for row in chart.rows] == [
        "Ohio",
        "Tennessee, Ohio",
        "none named",
    ]


def test_an_accepted_place_counts_from_the_day_it_was_known(pledge):
    moved(pledge, accepted=True)

    assert drawn(pledge, date(2026, 2, 4))[1] == {"OH": 2, "TN": 1}
    chart, counts = drawn(pledge, LATER)
    assert counts == {"OH": 2, "TN": 1, "NV": 1}
    assert chart.title == "3 projects in 3 states; evidence to 5 Feb 2026"


def test_a_place_nobody_accepted_is_not_drawn(pledge):
    moved(pledge, accepted=False)

    chart, counts = drawn(pledge, LATER)

    assert "NV" not in counts
    assert chart.title.endswith("evidence to 5 Jan 2026")


def test_more_projects_cost_no_more_queries(pledge, django_assert_num_queries):
    with django_assert_num_queries(4):
        projects_by_place(pledge, Moment.at(BEGAN))
    ProjectFactory(pledge=pledge, place="Iowa", brought_in_by=pledge.brought_in_by)
    with django_assert_num_queries(4):
        projects_by_place(pledge, Moment.at(BEGAN))
