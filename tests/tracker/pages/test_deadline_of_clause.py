"""The dates of a clock stand under the reading they were counted from."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils.html import strip_tags

from deadlines.actions import recompute_clocks, refresh_periods
from deadlines.models import DateClaim, Deadline
from deadlines.pictures import chart_of
from projects.actions import accept
from tests.factories import (
    ClauseFactory,
    ClauseReadingFactory,
    DateClaimFactory,
    PartyFactory,
    PledgeFactory,
    ProjectFactory,
    StageClaimFactory,
    UpdateFactory,
)
from tests.tracker.pages.counting import queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAYS = {"days": 45, "unit": "working_day", "calendars": ["US"]}


def read(clause, bound, **named):
    return ClauseReadingFactory(
        clause=clause,
        reading=bound,
        label=f"{bound.replace('_', ' ')} 45 days",
        parameters={"bound": bound, **DAYS},
        **named,
    )


@pytest.fixture
def clause():
    """A clock that Japan reads as a lower limit and a newspaper as an upper one."""
    made = ClauseFactory(
        kind="funding_clock", number="R12", title="When Japan pays", slug="the-clock"
    )
    read(made, "not_before").holders.add(PartyFactory(name="Japan"))
    read(made, "not_after", by=[PartyFactory(name="A newspaper")])
    made.agreement.pledges.add(pledge := PledgeFactory())
    StageClaimFactory(
        stage="notified",
        reached_on=date(2026, 2, 17),
        of=[ProjectFactory(pledge=pledge)],
        update=UpdateFactory(known_on=date(2026, 2, 17)),
        accepted=True,
    )
    return made


def lines_of(client):
    """The part of the page on who gave which date, by its headings."""
    recompute_clocks(now=NOW)
    page = client.get(f"/deadlines/{Deadline.objects.get().slug}/").content.decode()
    part = page.partition('id="speakers"')[2]
    return [
        re.sub(r"\s+", " ", strip_tags(each)) for each in part.split("<h3>")[1:]
    ], part


def test_each_reading_has_a_line_that_says_whose_it_is(client, clause):
    (before, after), part = lines_of(client)

    assert "Reading “not before 45 days” of R12 When Japan pays" in before
    assert "Held by Japan. " in before
    assert "As told by A newspaper; who holds it is not named." in after
    assert 'href="/clauses/the-clock/#reading-not_after"' in part


def test_each_reading_says_itself_whether_its_day_is_a_first_or_a_last_one(
    client, clause
):
    (before, after), _part = lines_of(client)

    assert "Under it the date is a first day: not before it" in before
    assert "Under it the date is a last day: due by it; can be missed." in after


@pytest.mark.parametrize(
    ("taken", "late", "group"),
    [("not_after", True, "late"), ("not_before", False, "limit")],
)
def test_the_reading_that_is_taken_says_whether_the_date_can_be_missed(
    client, clause, taken, late, group
):
    recompute_clocks(now=NOW)
    claim = DateClaim.objects.get(reading__reading=taken)
    accept(claim, update=UpdateFactory(known_on=NOW.date()), reason="The text says so.")
    refresh_periods([claim.deadline])
    with time_machine.travel(NOW, tick=False):
        page = client.get("/deadlines/")

    [row] = page.context["rows"]
    assert (row.standing.code == "late") is late
    assert next(g.code for g in page.context["groups"] if g.code and g.count) == group


def test_the_counting_is_called_ours_and_nobody_s_word(client, clause):
    for line in lines_of(client)[0]:
        assert "the counting of days is ours, and nobody gave this date" in line
        assert "21 Apr 2026" in line
        assert "counted by us" in line
        assert "independent origins" not in line


def test_readings_that_differ_leave_the_deadline_without_an_operative_date(
    client, clause
):
    recompute_clocks(now=NOW)
    page = client.get(f"/deadlines/{Deadline.objects.get().slug}/").content.decode()

    assert '<span class="status status-undated">open, readings differ</span>' in page


def test_a_date_that_somebody_gave_stays_under_its_speaker(client, clause):
    recompute_clocks(now=NOW)
    minister = PartyFactory(name="A minister")
    DateClaimFactory(deadline=Deadline.objects.get(), by=[minister])

    [said] = [each for each in lines_of(client)[0] if "Reading" not in each]

    assert said.strip().startswith("A minister")
    assert "counting of days" not in said


def test_the_chart_names_the_reading_and_not_a_speaker(client, clause):
    recompute_clocks(now=NOW)
    address = f"/deadlines/{Deadline.objects.get().slug}/chart.csv"
    table = client.get(address).content.decode()

    assert '"not after 45 days, by R12 When Japan pays; counted by us"' in table
    assert "Pledgebook" not in table


def test_the_chart_of_a_mail_names_the_reading_as_the_page_does(client, clause):
    recompute_clocks(now=NOW)
    deadline = Deadline.objects.get()
    page = client.get(f"/deadlines/{deadline.slug}/").context["figure"].chart
    mailed = chart_of(deadline, now=NOW)

    assert [row.values for row in mailed.rows] == [row.values for row in page.rows]
    assert mailed.title == page.title
    assert len(mailed.rows) == 2


def test_more_readings_take_as_many_queries(client, clause):
    recompute_clocks(now=NOW)
    page = f"/deadlines/{Deadline.objects.get().slug}/"
    few = queries(client, page)
    read(clause, "review_and_transfer").holders.add(PartyFactory())
    recompute_clocks(now=NOW)

    assert queries(client, page) == few
