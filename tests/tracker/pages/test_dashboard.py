"""The dashboard says what is late, what moved, and how far from the promise."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from projects.actions import refresh_stages
from tests.factories import (
    ClauseFactory,
    ClauseReadingFactory,
    FactClaimFactory,
    PledgeFactory,
    ProjectFactory,
    QuantityClaimFactory,
    StageClaimFactory,
    UpdateFactory,
)
from tests.tracker.pages.rows import NOW, given

pytestmark = pytest.mark.django_db


def read(client, now=NOW):
    """The dashboard as a reader hears it, and its parts by heading."""
    with time_machine.travel(now, tick=False):
        page = client.get("/").content.decode()
    spoken = re.sub(r'<details class="cite".*?</details>', "", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", strip_tags(spoken))


def part(words, begins, ends):
    start = words.index(begins)
    return words[start : words.index(ends, start)]


def answer(words):
    """The four answers at the top."""
    return part(words, "Newest evidence", "Silence is not standstill")


def test_an_empty_record_is_no_evidence_and_nothing_late(client):
    words = read(client)

    assert "No evidence found." in words
    assert words.count("none of this class") == 4
    assert "No accepted date has moved." in words


@pytest.mark.parametrize(
    ("day", "old"), [(date(2026, 1, 30), True), (date(2026, 1, 31), False)]
)
def test_its_changes_are_of_days_that_hold_some(client, day, old):
    UpdateFactory(known_on=date(2026, 1, 10))
    UpdateFactory(known_on=day)

    with time_machine.travel(NOW, tick=False):
        page = client.get("/").content.decode()

    linked = "/changes/?from=2026-01-10&amp;to=2026-01-30" in page
    assert ("All changes of the 30 days to 30 Jan 2026" in page) is old
    assert ("All that became known in the 30 days to 30 Jan 2026" in page) is old
    assert linked is old
    assert ("All changes of the last 30 days" in page) is not old


def test_its_changes_stand_at_the_day_of_the_page(client):
    UpdateFactory(known_on=date(2026, 1, 1))
    UpdateFactory(known_on=date(2026, 1, 5))

    with time_machine.travel(NOW, tick=False):
        page = client.get("/?as_of=2026-02-20").content.decode()
        [asked] = {unescape(a) for a in re.findall(r'"(/changes/[^"]*to=[^"]*)"', page)}

        assert "to=2026-01-05" in asked
        assert "as_of=2026-02-20" in asked
        assert client.get(asked).context["update_count"] == 1


@pytest.mark.parametrize(
    ("known_on", "age"), [(date(2026, 3, 1), "today"), (date(2026, 2, 28), "1 day ago")]
)
def test_a_move_of_today_is_not_0_days_ago(client, known_on, age):
    given(date(2026, 1, 31), date(2026, 2, 28), known_on=known_on - timedelta(days=1))

    moves = part(read(client), "Last moves", "Latest developments")

    assert f"{known_on:%-d %b %Y} {age}" in moves


def test_a_date_moved_earlier_says_so(client):
    given(date(2026, 3, 31), date(2026, 3, 30), title="Choice")

    due = part(read(client), "Due next", "Last moves")

    assert "moved earlier, first 31 Mar 2026" in due


def test_it_begins_with_the_age_of_the_newest_evidence(client):
    UpdateFactory(known_on=date(2026, 2, 19))

    words = read(client)

    assert "Newest evidence 19 Feb 2026, 10 days old" in words
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
    for _ in range(5):
        given(date(2026, 2, 27), bindingness="agreement", title="Agreed upon")

    late = part(read(client), "Late, by what binds", "Target dates passed")

    assert (late.count("Owed"), late.count("Agreed upon")) == (5, 5)
    assert "20 more Agreement" in late
    assert late.count(" more ") == 1


def test_those_that_are_late_and_not_shown_are_one_link_away(client):
    for day in range(1, 7):
        given(date(2026, 1, day), bindingness="law")
    with time_machine.travel(NOW, tick=False):
        page = client.get("/").content.decode()

    assert '<a href="/deadlines/?show=late&amp;binding=law">1 more</a>' in page


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


def test_the_answer_names_the_oldest_date_that_is_late(client):
    given(date(2026, 2, 27), bindingness="law", title="Money due")
    given(date(2026, 2, 20), bindingness="law", title="Notice due")

    assert "Late 2 dates that bind Notice due 9 days ago" in answer(read(client))


def test_where_nothing_binds_the_answer_names_the_target_that_passed(client):
    given(date(2026, 2, 27), title="Hoped for")

    assert (
        "Nothing that binds , as far as we know Target date passed: Hoped for"
        in re.sub(r"\s*,", " ,", answer(read(client)))
    )


def test_the_answer_says_what_is_due_next_and_in_how_many_days(client):
    given(date(2026, 2, 27), title="Hoped for")
    given(date(2026, 6, 1), title="Later")
    given(date(2026, 3, 11), title="Sooner")

    assert "Due next 11 Mar 2026 Sooner in 10 days" in answer(read(client))


def test_the_answer_says_what_moved_last(client):
    given(date(2026, 1, 31), date(2026, 4, 30), title="Choice")

    words = answer(read(client))
    assert "Moved last 31 Jan 2026 → 30 Apr 2026 Choice 89 days later" in words


def test_each_answer_leads_to_its_citation(client):
    deadline = given(date(2026, 3, 11), title="Sooner")
    claim = deadline.date_claims.get()
    with time_machine.travel(NOW, tick=False):
        top = client.get("/").content.decode().split("Silence is not standstill")[0]

    cited = claim.citations.get()
    assert f'href="/updates/{claim.update.public_id}/#{cited.anchor}"' in top


def test_the_last_slip_is_drawn_and_not_a_later_narrowing(client):
    given(date(2026, 3, 31), date(2026, 4, 30), title="Choice", slug="choice")
    given(
        date(2026, 5, 31),
        date(2026, 5, 1),
        known_on=date(2026, 1, 10),
        slug="visit",
        title="Visit",
    )
    with time_machine.travel(NOW, tick=False):
        page = client.get("/").content.decode()

    assert '<img loading="lazy" src="/deadlines/choice/chart.svg?theme=light' in page
    assert "/deadlines/visit/chart.svg" not in page
    assert "Moved once, 30 days later" not in page
    assert 'alt="Moved once: 2 dates given, evidence to 2 Oct 2025"' in page


def test_without_a_move_nothing_is_drawn(client):
    given(date(2026, 3, 31))

    assert "chart.svg" not in client.get("/").content.decode()


def test_a_rung_without_a_claim_is_no_evidence_and_never_zero(client):
    pledge = given(date(2029, 1, 19)).pledge
    QuantityClaimFactory(of=[pledge], accepted=True)

    rungs = part(read(client), pledge.name, "Late, by what binds")

    assert "headline pledge: US$550bn" in rungs
    assert rungs.count("no evidence found") == 4
    assert "%" not in rungs


@pytest.mark.parametrize(
    ("stage", "rungs_with_it"),
    [("candidate", 0), ("announced", 1), ("selected", 1), ("withdrawn", 0)],
)
def test_an_amount_of_what_was_dropped_is_on_no_rung(client, stage, rungs_with_it):
    project = ProjectFactory(pledge=given(date(2029, 1, 19)).pledge)
    StageClaimFactory(of=[project], stage=stage, accepted=True)
    refresh_stages([project])
    amount = {"basis": "project_cost", "low": 33 * 10**9, "accepted": True}
    QuantityClaimFactory(of=[project], **amount)

    rungs = part(read(client), project.pledge.name, "Late, by what binds")

    assert rungs.count("project cost: US$33bn") == rungs_with_it


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


def test_of_many_amounts_of_one_day_the_largest_is_shown(client):
    project = ProjectFactory(pledge=given(date(2029, 1, 19)).pledge)
    update = UpdateFactory(known_on=date(2026, 2, 17))
    StageClaimFactory(of=[project], stage="selected", update=update, accepted=True)
    for billions in (3, 33, 7):
        QuantityClaimFactory(
            of=[project],
            basis="project_cost",
            low=billions * 10**9,
            update=update,
            accepted=True,
        )

    rungs = part(read(client), project.pledge.name, "Late, by what binds")

    assert rungs.index("US$33bn") < rungs.index("US$7bn")
    assert "US$3bn" not in rungs
    assert "1 more amount" in rungs


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


@pytest.mark.parametrize(
    ("count", "told"), [(6, "Every clause of:"), (7, "6 of 7 clauses; all of them")]
)
def test_clauses_that_are_not_shown_are_counted(client, count, told):
    pledge = given(date(2026, 4, 1), pledge__direction="outward").pledge
    for _each in range(count):
        a_clock(pledge)

    assert told in client.get("/").content.decode()


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


@pytest.mark.parametrize(
    ("days", "told"),
    [
        pytest.param([date(2026, 2, 28), date(2026, 4, 1)], 1, id="passed and moved"),
        pytest.param([date(2026, 3, 1), date(2026, 4, 1)], 0, id="first date is today"),
        pytest.param([date(2026, 4, 1)], 0, id="never moved"),
    ],
)
def test_what_was_moved_past_its_first_date_is_told(client, days, told):
    given(*days, slug="choice", pledge=PledgeFactory(slug="promise"), zone="UTC")

    words = read(client)
    assert "No operative target date has passed without an outcome." in words
    assert words.count("1 open deadline moved past an earlier date") == told
    with time_machine.travel(NOW, tick=False):
        page = client.get("/pledges/promise/").text
    assert page.count("/deadlines/?pledge=promise&amp;sort=slips") == told
