"""The dashboard says what is late, what moved, and how far from the promise."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from projects.rules.moment import Moment
from tests.factories import (
    ClauseFactory,
    ClauseReadingFactory,
    FactClaimFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    UpdateFactory,
)
from tests.tracker.pages.rows import NOW, given
from tracker.pages.dashboard import late_by_class

pytestmark = pytest.mark.django_db


def read(client, now=NOW):
    """The dashboard as a reader hears it, and its parts by heading."""
    with time_machine.travel(now, tick=False):
        page = client.get("/").content.decode()
    return re.sub(r"\s+", " ", strip_tags(page))


def part(words, begins, ends):
    return words[words.index(begins) : words.index(ends)]


def test_an_empty_record_is_no_evidence_and_nothing_late(client):
    words = read(client)

    assert "No evidence found." in words
    assert words.count("none of this class") == 4
    assert "No accepted date has moved." in words


def test_it_begins_with_the_age_of_the_newest_evidence(client):
    UpdateFactory(known_on=date(2026, 2, 19))

    words = read(client)

    assert "Newest evidence: 19 Feb 2026, 10 days old. " in words
    assert "Silence is not standstill" in words


@pytest.mark.parametrize(
    ("bindingness", "heading"),
    [
        pytest.param("law", "Late, by what binds", id="law binds"),
        pytest.param("official_target", "Target dates passed", id="a target does not"),
    ],
)
def test_only_what_binds_is_late(client, bindingness, heading):
    given(date(2026, 2, 27), bindingness=bindingness, title="Money due")

    words = read(client)

    ends = "Target dates passed" if bindingness == "law" else "Due next"
    assert "Money due" in part(words, heading, ends)


def test_one_class_never_hides_another_however_many_are_late(client):
    for day in range(1, 26):
        given(date(2026, 1, day), bindingness="law", title="Owed")
    for _ in range(8):
        given(date(2026, 2, 27), bindingness="agreement", title="Agreed upon")

    late = part(read(client), "Late, by what binds", "Target dates passed")

    assert (late.count("Owed"), late.count("Agreed upon")) == (8, 8)
    assert "17 more Agreement" in late
    law, agreed, _commitment = late_by_class(Moment.today(NOW))
    assert law.address == "/deadlines/?show=late&binding=law"
    assert (law.more, agreed.more) == (17, 0)


def test_a_passed_target_is_silence_and_no_failure(client):
    given(date(2026, 2, 27), title="Hoped for")

    passed = part(read(client), "Target dates passed", "Due next")

    assert "the day given has passed and no outcome is recorded" in passed
    assert "not met" not in passed


@pytest.mark.parametrize(
    ("now", "heading", "ends"),
    [
        pytest.param(
            datetime(2026, 3, 31, 14, 59, tzinfo=UTC),
            "Due next",
            "Last moves",
            id="still 31 March in Seoul",
        ),
        pytest.param(
            datetime(2026, 3, 31, 15, 0, tzinfo=UTC),
            "Late, by what binds",
            "Target dates passed",
            id="1 April in Seoul",
        ),
    ],
)
def test_a_date_is_due_until_its_day_has_ended_where_it_is_due(
    client, now, heading, ends
):
    given(date(2026, 3, 31), bindingness="law", zone="Asia/Seoul", title="Notice")

    assert "Notice" in part(read(client, now), heading, ends)


def test_a_move_is_shown_with_its_days_and_its_age(client):
    given(date(2026, 1, 31), date(2026, 2, 28), title="Choice")

    moves = part(read(client), "Last moves", "Latest developments")

    assert "31 Jan 2026 → 28 Feb 2026, 28 days later" in moves
    assert "150 days ago" in moves


def test_a_rung_without_a_claim_is_no_evidence_and_never_zero(client):
    pledge = given(date(2029, 1, 19)).pledge
    QuantityClaimFactory(of=[pledge], accepted=True)

    rungs = part(read(client), pledge.name, "Late, by what binds")

    assert "headline pledge: US$550bn" in rungs
    assert rungs.count("no evidence found") == 4
    assert "%" not in rungs


def test_only_a_draw_in_the_same_currency_is_put_against_the_pledge(client):
    project = ProjectFactory(pledge=given(date(2029, 1, 19)).pledge)
    QuantityClaimFactory(of=[project.pledge], accepted=True)
    for basis, unit in [("signed", "USD"), ("project_cost", "USD"), ("signed", "JPY")]:
        QuantityClaimFactory(
            of=[project], basis=basis, unit=unit, low=33_000_000_000, accepted=True
        )

    rungs = part(read(client), project.pledge.name, "Late, by what binds")

    assert rungs.count("%") == 1
    assert "6.0% of the pledge (our arithmetic: US$33bn / US$550bn)" in rungs


def test_amounts_that_exclude_each_other_are_an_open_dispute(client):
    pledge = PledgeFactory(name="The promise")
    QuantityClaimFactory(of=[pledge], low=440_000_000_000, precision=10**9)
    QuantityClaimFactory(of=[pledge], low=490_000_000_000, precision=10**9)

    disputes = read(client).split("Open disputes")[1]

    assert "The promise: headline pledge" in disputes
    assert "US$440bn" in disputes
    assert "US$490bn" in disputes


def test_33_and_33_3_agree_within_rounding(client):
    project = ProjectFactory()
    QuantityClaimFactory(of=[project], low=33 * 10**9, precision=10**9)
    QuantityClaimFactory(of=[project], low=333 * 10**8, precision=10**8)

    assert "No two standing claims exclude each other." in read(client)


def test_a_superseded_amount_disputes_nothing(client):
    project = ProjectFactory()
    old = QuantityClaimFactory(of=[project], low=40 * 10**9)
    QuantityClaimFactory(of=[project], low=33 * 10**9, supersedes=old)

    assert "No two standing claims exclude each other." in read(client)


def test_one_project_and_three_projects_are_two_questions(client):
    projects = ProjectFactory.create_batch(3)
    QuantityClaimFactory(of=projects[:1], low=6 * 10**12, unit="JPY")
    QuantityClaimFactory(of=projects, low=7 * 10**12, unit="JPY")

    assert "No two standing claims exclude each other." in read(client)


def test_two_products_of_one_terminal_are_a_conflict(client):
    terminal = ProjectFactory(name="Texas terminal")
    FactClaimFactory(of=[terminal], value="crude oil")
    FactClaimFactory(of=[terminal], value="liquefied natural gas (LNG)")

    disputes = read(client).split("Open disputes")[1]

    assert "Texas terminal: product" in disputes


def a_clock(pledge, **parameters):
    """A clock under an agreement of a pledge, with one reading."""
    clause = ClauseFactory(kind="funding_clock", title="When it pays")
    clause.agreement.pledges.add(pledge)
    raw = {"bound": "not_before", "days": 45, "unit": "calendar_day"}
    return ClauseReadingFactory(clause=clause, parameters=raw | parameters)


def test_a_clock_says_whether_its_condition_is_met(client):
    pledge = given(date(2026, 4, 1), pledge__direction="outward").pledge
    reading = a_clock(pledge)

    page = client.get("/").content.decode()

    assert f'href="/clauses/{reading.clause.slug}/"' in page
    assert "cannot tell: notice date, payment date" in page


def test_readings_with_one_answer_are_told_once(client):
    pledge = given(date(2026, 4, 1), pledge__direction="outward").pledge
    first = a_clock(pledge)
    ClauseReadingFactory(
        clause=first.clause, reading="press", parameters=first.parameters
    )

    page = client.get("/").content.decode()

    assert page.count("cannot tell: notice date, payment date") == 1
    assert "under each of 2 readings" in page


def test_without_a_clause_nothing_is_said_of_clocks(client):
    given(date(2026, 4, 1), pledge__direction="outward")

    assert 'id="running"' not in client.get("/").content.decode()


def fill(count):
    """So many of everything that the dashboard shows."""
    for place in range(count):
        pledge = given(date(2026, 1, 31), date(2026, 2, 27), bindingness="law").pledge
        given(date(2026, 2, 1), pledge=pledge)
        given(date(2026, 4, 1), pledge=pledge)
        project = ProjectFactory(pledge=pledge, stage="selected")
        a_clock(pledge)
        for basis in ("headline", "signed", "project_cost"):
            about = pledge if basis == "headline" else project
            for low in (place + 1, place + 2):
                QuantityClaimFactory(of=[about], basis=basis, low=low, accepted=True)


def test_its_queries_do_not_grow_with_the_record(client):
    counts = []
    for more in (3, 6):
        fill(more)
        with CaptureQueriesContext(connection) as queries:
            read(client)
        counts.append(len(queries))

    assert counts[0] == counts[1]
