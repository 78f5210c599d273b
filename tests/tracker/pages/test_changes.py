"""What changed between two days, each with its evidence."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils.html import strip_tags

from projects import actions
from tests.factories import (
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    StageClaimFactory,
    StatementFactory,
    UpdateFactory,
    UserFactory,
)
from tests.tracker.pages.counting import queries
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PARTS = ("dates", "outcomes", "stages", "amounts", "new", "corrections", "updates")


@pytest.fixture(autouse=True)
def record():
    """A pledge, and a date moved on 2 October and met on 17 February."""
    with time_machine.travel(NOW, tick=False):
        pledge = PledgeFactory(
            slug="big", name="Big", brought_in_by=known(2025, 9, 1, headline="Promise")
        )
        given(
            date(2025, 12, 31),
            date(2026, 1, 31),
            met=date(2026, 2, 17),
            slug="first",
            title="First choice",
            pledge=pledge,
            brought_in_by=known(2025, 10, 1),
        )
        yield pledge


def known(year, month, day, **fields):
    return UpdateFactory(known_on=date(year, month, day), **fields)


def parts(client, **asked):
    """What the page says, part by part."""
    answer = client.get("/changes/", {key.strip("_"): v for key, v in asked.items()})
    assert answer.status_code == 200
    page = re.sub(
        r'<details class="cite".*?</details>', "", answer.text, flags=re.DOTALL
    )
    found = {}
    for name in PARTS:
        section = page.split(f'aria-labelledby="{name}"')[1].split("</section>")[0]
        found[name] = re.sub(r"\s+", " ", strip_tags(section))
    return found


def test_a_move_is_told_with_what_it_was_before(client):
    dates = parts(client, from_="2025-10-01", to="2025-10-02")["dates"]

    assert "First choice: 31 Dec 2025 → 31 Jan 2026" in dates
    assert "31 days later" in dates
    assert "known 2 Oct 2025" in dates


@pytest.mark.parametrize(
    ("first", "last"), [("2025-10-02", "2026-02-16"), ("2025-10-02", "2025-10-02")]
)
def test_nothing_is_told_of_days_without_news(client, first, last):
    found = parts(client, from_=first, to=last)

    assert "No date was given or moved." in found["dates"]
    assert "No outcome was accepted." in found["outcomes"]
    assert "Nothing became known." in found["updates"]


@pytest.mark.parametrize(("to", "told"), [("2026-02-16", True), ("2026-02-17", False)])
def test_days_without_news_lead_to_the_last_that_had_some(client, to, told):
    page = client.get("/changes/", {"from": "2025-10-02", "to": to}).text

    words = " ".join(strip_tags(page).split())
    assert ("the last that did before them is of 2 Oct 2025." in words) is told
    assert ("All changes of the 30 days to 2 Oct 2025" in words) is told
    assert ("/changes/?from=2025-09-02&amp;to=2025-10-02" in page) is told
    linked = parts(client, from_="2025-09-02", to="2025-10-02")
    assert "First choice" in linked["dates"]


def test_nothing_leads_to_days_before_the_record(client):
    page = client.get("/changes/?from=2025-09-01&to=2025-09-01").text

    assert "the last that did before them is of 1 Sep 2025." in " ".join(page.split())
    assert "All changes of the 30 days" not in page


def test_several_steps_are_told_one_by_one(client):
    dates = parts(client, from_="2025-09-01", to="2025-10-02")["dates"]

    assert "First choice: first date, 31 Dec 2025 → 31 Jan 2026" in dates
    assert dates.index("original") < dates.index("31 days later")


def test_the_only_date_of_these_days_is_the_first(client):
    dates = parts(client, from_="2025-09-01", to="2025-10-01")["dates"]

    assert "First choice: first date, 31 Dec 2025 31 Dec" in dates


def test_an_outcome_is_told_with_how_it_stood_before(client):
    found = parts(client, from_="2026-02-16", to="2026-02-17")

    assert "First choice: target date passed → met" in found["outcomes"]
    assert "No date was given" in found["dates"]


def test_what_was_brought_in_is_listed_by_kind(client):
    new = parts(client, from_="2025-09-01", to="2025-10-01")["new"]

    assert "Deadlines First choice 1 Oct 2025" in new
    assert "Big" not in new


def test_a_project_that_came_further_is_told(client, record):
    project = ProjectFactory(name="Plant", pledge=record)
    for day, stage in ((1, "candidate"), (5, "selected")):
        StageClaimFactory(
            of=[project], stage=stage, update=known(2026, 2, day), accepted=True
        )

    assert (
        "Plant: candidate → selected"
        in (parts(client, from_="2026-02-04", to="2026-02-05")["stages"])
    )
    assert (
        "Plant: no stage accepted → selected"
        in (parts(client, from_="2026-01-31", to="2026-02-05")["stages"])
    )
    assert "No project" in parts(client, from_="2026-02-05", to="2026-03-01")["stages"]


def test_an_amount_is_told_when_accepted_and_when_set_aside(client, record):
    claim = QuantityClaimFactory(
        of=[record], update=known(2026, 1, 10), accepted=True, words="so much"
    )
    actions.accept(
        claim, update=known(2026, 2, 1), operative=False, reason="Taken back."
    )

    accepted = parts(client, from_="2026-01-09", to="2026-01-10")["amounts"]
    assert "so much" in accepted
    assert "no longer" not in accepted
    aside = parts(client, from_="2026-01-31", to="2026-02-01")["amounts"]
    assert "No amount was accepted." in aside
    assert "so much" in aside.split("Accepted before, and no longer")[1]


def test_what_we_put_right_is_told_by_the_day_we_wrote_it(client):
    update = known(2025, 11, 1, headline="Wrong")
    StatementFactory(update=update)
    at = datetime(2026, 2, 20, 12, tzinfo=UTC)
    actions.retract(update, by=UserFactory(), now=at, why="A hoax.")

    there = parts(client, from_="2026-02-19", to="2026-02-20")["corrections"]
    assert "Wrong retracted: A hoax." in there
    assert (
        "Wrong" not in parts(client, from_="2026-02-20", to="2026-03-01")["corrections"]
    )
    assert "Wrong" not in parts(client, from_="2025-10-31", to="2025-11-02")["updates"]


def test_without_days_it_tells_of_the_last_thirty(client):
    page = client.get("/changes/").text

    assert "What was known on 1 Mar 2026 and not yet on 30 Jan 2026." in page
    assert "Later evidence is hidden" not in page


def test_its_links_lead_to_the_second_day(client):
    page = client.get("/changes/?from=2025-10-01&to=2025-10-02").text

    assert 'href="/deadlines/first/?as_of=2025-10-02"' in page
    assert "As known on 2 Oct 2025." in page
    assert 'href="/changes/?from=2025-10-01">Back to today' in page


def test_a_past_page_leads_to_what_changed_since(client):
    page = client.get("/?as_of=2025-10-02").text

    assert 'href="/changes/?from=2025-10-02"' in page


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("from=2026-02-01&to=2026-01-01", "The first day is after the second."),
        ("from=then", "is no date"),
        ("from=2025-01-01", "begins later"),
        ("to=2026-03-02", "lies ahead"),
    ],
)
def test_days_that_cannot_be_compared_are_refused(client, asked, why):
    answer = client.get(f"/changes/?{asked}")

    assert answer.status_code == 400
    assert why in answer.text


def test_three_times_the_changes_take_as_many_queries(client, record):
    def more(count):
        for number in range(count):
            given(
                date(2025, 12, 1), date(2026, 1, 1), met=date(2026, 2, 1), pledge=record
            )
            project = ProjectFactory(pledge=record)
            StageClaimFactory(of=[project], accepted=True)
            QuantityClaimFactory(of=[record], low=number + 1, accepted=True)

    more(1)
    few = queries(client, "/changes/?from=2025-09-01")
    more(3)

    assert queries(client, "/changes/?from=2025-09-01") == few
