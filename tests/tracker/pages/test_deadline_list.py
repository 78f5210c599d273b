"""The list of deadlines: each in one group, the whole state in the address."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from deadlines.actions import refresh_periods
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    PledgeFactory,
    UpdateFactory,
)
from tests.tracker.pages.rows import NOW, given

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def titles(page):
    return [row.deadline.title for row in page.context["rows"]]


@pytest.mark.parametrize(
    ("group", "deadline"),
    [
        ("late", {"days": [date(2026, 2, 27)], "bindingness": "law"}),
        ("passed", {"days": [date(2026, 2, 27)]}),
        ("soon", {"days": [date(2026, 3, 31)]}),
        ("open", {"days": [date(2026, 12, 31)]}),
        ("undated", {"days": [None]}),
        ("limit", {"days": [date(2026, 2, 27)], "bound": "expires"}),
        ("met", {"days": [date(2026, 2, 27)], "met": date(2026, 2, 20)}),
    ],
)
def test_each_deadline_stands_in_one_group(client, group, deadline):
    given(*deadline.pop("days"), title="Wanted", **deadline)

    page = client.get("/deadlines/")

    counted = {each.code: each.count for each in page.context["groups"] if each.count}
    assert counted == {"": 1, group: 1}
    assert titles(client.get("/deadlines/", {"show": group})) == ["Wanted"]


def test_the_most_urgent_come_first(client):
    given(date(2026, 12, 31), title="later")
    given(date(2026, 2, 27), title="target")
    given(date(2026, 2, 27), title="law", bindingness="law")

    assert titles(client.get("/deadlines/")) == ["law", "target", "later"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([date(2026, 2, 27)], "moved earlier first 28 Feb 2026"),
        ([None], "no slip 1 revision, first 28 Feb 2026"),
        ([date(2026, 3, 1)], "1 slip, 1 days first 28 Feb 2026"),
        ([date(2026, 3, 1), date(2026, 2, 27)], "1 slip, 1 days first 28 Feb 2026"),
    ],
)
def test_a_date_that_only_moved_earlier_is_said_to_have(client, days, words):
    given(date(2026, 2, 28), *days)

    page = client.get("/deadlines/").content.decode()

    assert words in " ".join(strip_tags(page).split())


def test_it_sorts_by_days_of_slip(client):
    given(date(2026, 1, 31), title="steady")
    given(date(2026, 1, 31), date(2026, 2, 28), title="slipped")

    assert titles(client.get("/deadlines/?sort=slips")) == ["slipped", "steady"]


def test_it_searches_titles_and_pledges(client):
    wanted = given(date(2026, 1, 31), title="Choice of the first project")
    given(date(2026, 1, 31), title="Other")

    assert titles(client.get("/deadlines/?q=first+PROJECT")) == [wanted.title]
    assert titles(client.get("/deadlines/", {"q": wanted.pledge.name})) == [
        wanted.title
    ]


@pytest.mark.parametrize(
    "query", ["show=nonsense", "sort=nonsense", "page=-1", "page=x", "q=%00"]
)
def test_an_address_it_does_not_know_shows_everything(client, query):
    given(date(2026, 1, 31), title="There")

    assert titles(client.get(f"/deadlines/?{query}")) == ["There"]


def test_a_page_holds_fifty_and_leads_on_with_the_same_search(client):
    pledge = given(date(2026, 1, 31)).pledge
    for _ in range(50):
        given(date(2026, 1, 31), pledge=pledge)

    page = client.get("/deadlines/?sort=title")

    assert len(page.context["rows"]) == 50
    assert page.context["further"] == "?sort=title&page=2"
    assert len(client.get("/deadlines/?sort=title&page=2").context["rows"]) == 1


def test_the_swapped_list_equals_that_of_a_fresh_page(client):
    given(date(2026, 1, 31))

    swapped = client.get("/deadlines/?show=passed", headers={"HX-Request": "true"})

    fresh = client.get("/deadlines/?show=passed").content.decode()
    assert "<html" not in swapped.content.decode()
    assert swapped.content.decode().strip() in fresh


def test_going_back_in_history_loads_the_whole_page(client):
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "<html" in client.get("/deadlines/", headers=back).content.decode()


def test_old_evidence_is_as_far_as_we_know(client):
    given(date(2026, 12, 31), known_on=date(2026, 1, 14))
    given(date(2026, 12, 31), known_on=date(2026, 1, 15))

    page = client.get("/deadlines/").content.decode()

    assert page.count("as far as we know; 46 days old") == 1
    assert "45 days old" not in page


def test_its_queries_do_not_grow_with_the_record(client):
    counts = []
    for more in (5, 10):
        for _ in range(more):
            given(date(2026, 1, 31), date(2026, 2, 28))
        with CaptureQueriesContext(connection) as queries:
            client.get("/deadlines/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("days_ago", "is_long"), [(89, False), (90, False), (91, True)]
)
def test_what_passed_over_90_days_ago_is_a_stage_of_its_own(client, days_ago, is_long):
    given(NOW.date() - timedelta(days=days_ago), zone="UTC", title="Old")

    page = client.get("/deadlines/?show=long")

    assert titles(page) == (["Old"] if is_long else [])
    counted = {each.code: each.count for each in page.context["groups"] if each.count}
    assert counted == {"": 1, "passed": 1, **({"long": 1} if is_long else {})}
    assert ("over 90 days past</span>" in page.text) == is_long


@pytest.mark.parametrize(("day", "is_long"), [(28, False), (29, True)])
def test_on_a_past_day_over_90_days_are_counted_as_the_row_counts(client, day, is_long):
    given(date(2025, 10, 30), zone="UTC", title="Old")

    page = client.get(f"/deadlines/?as_of=2026-01-{day}")

    assert f"{day + 62} days ago" in " ".join(page.text.split())
    assert ("over 90 days past</span>" in page.text) == is_long
    long = client.get(f"/deadlines/?show=long&as_of=2026-01-{day}")
    assert titles(long) == (["Old"] if is_long else [])


def test_the_deadlines_of_a_pledge_are_those_of_its_additive_parts_too(client):
    whole = PledgeFactory(slug="whole")
    given(date(2026, 4, 1), title="its own", pledge=whole)
    for additive in (True, False):
        part = PledgeFactory(parent=whole, additive=additive)
        given(date(2026, 5, 1), title=f"additive: {additive}", pledge=part)

    page = client.get("/deadlines/?pledge=whole")

    assert titles(page) == ["its own", "additive: True"]


@pytest.mark.parametrize("event", ["", "three months after promulgation"])
def test_of_what_counts_from_an_event_no_standstill_is_inferred(client, event):
    deadline = DeadlineFactory(brought_in_by=UpdateFactory(known_on=date(2025, 8, 1)))
    DateClaimFactory(
        deadline=deadline,
        update=UpdateFactory(known_on=date(2025, 8, 1)),
        latest_on=None,
        date_type="offset" if event else "undated",
        event=event,
        accepted=True,
    )
    refresh_periods([deadline])

    page = client.get("/deadlines/").text
    assert ("stalled, as we infer" in page) is not bool(event)


def test_what_was_met_or_cannot_be_missed_is_never_long_past(client):
    given(date(2025, 10, 1), met=date(2026, 2, 1))
    given(date(2025, 10, 1), bound="expires")
    given(date(2025, 10, 1), title="law", bindingness="law")

    assert titles(client.get("/deadlines/?show=long")) == ["law"]
