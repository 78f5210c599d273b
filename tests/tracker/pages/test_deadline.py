"""The page of one deadline at its edges."""

import re
from datetime import date

import pytest
import time_machine
from django.utils.html import strip_tags

from tests.factories import DateClaimFactory, PartyFactory, UpdateFactory
from tests.tracker.pages.rows import NOW, given

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def read(client, deadline, as_of="2026-03-01"):
    page = client.get(f"/deadlines/{deadline.slug}/?as_of={as_of}").content.decode()
    return re.sub(r"\s+", " ", strip_tags(page))


def test_a_binding_date_that_passed_is_late(client):
    words = read(client, given(date(2026, 2, 27), bindingness="agreement"))

    assert "late Due: 27 Feb 2026. The date never moved." in words


def test_a_date_taken_back_leaves_it_open_without_a_date(client):
    words = read(client, given(date(2026, 1, 31), None))

    assert "open, no date" in words
    assert "date withdrawn, none given instead" in words
    assert "1 revision, no slip." in words


@pytest.mark.parametrize(
    ("to", "earlier"), [(date(2026, 1, 30), True), (date(2026, 2, 1), False)]
)
def test_a_date_moved_earlier_says_so_at_the_head(client, to, earlier):
    words = read(client, given(date(2026, 1, 31), to))

    assert (
        "Moved earlier, first 31 Jan 2026. 1 revision, no slip." in words
    ) is earlier


def test_it_can_be_watched_from_its_head(client):
    words = read(client, given(date(2026, 1, 31)))

    assert words.index("Watch this deadline") < words.index("Counts as met")


def test_who_decides_is_not_called_a_speaker(client):
    words = read(client, given(date(2026, 1, 31), decider=PartyFactory(name="METI")))

    assert "Who decides that it is metMETI" in words
    assert "On whose word" not in words


def test_a_date_moved_shortly_before_it_says_so(client):
    deadline = given(date(2026, 1, 31))
    late = UpdateFactory(known_on=date(2026, 1, 1))
    DateClaimFactory(
        deadline=deadline, update=late, latest_on=date(2026, 2, 28), accepted=True
    )

    assert "28 days later moved within 30 days of the date" in read(client, deadline)


KNOWN_LATE = "we know of it only from a report of 12 Feb 2026, after the date"


@pytest.mark.parametrize(
    ("known_on", "known", "said_on", "words"),
    [
        (date(2026, 2, 12), "exact", None, "moved after the date"),
        (date(2026, 2, 12), "at_latest", None, KNOWN_LATE),
        (date(2026, 2, 12), "inferred", None, KNOWN_LATE),
        (date(2026, 2, 12), "at_latest", date(2026, 1, 31), "moved within 30 days"),
        (date(2026, 1, 31), "at_latest", None, "the day of the move is not known"),
    ],
)
def test_when_it_was_moved_is_said_where_a_day_of_the_move_is_known(
    client, known_on, known, said_on, words
):
    deadline = given(date(2026, 1, 31))
    update = UpdateFactory(known_on=known_on, known_precision=known)
    later = {"latest_on": date(2026, 2, 28), "said_on": said_on}
    DateClaimFactory(deadline=deadline, update=update, accepted=True, **later)

    page = read(client, deadline)

    assert f"28 days later {words}" in page


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 2, 24), False), (date(2026, 2, 25), True)],
    ids=["on its last day", "the day after"],
)
def test_what_ended_by_the_calendar_alone_says_so_and_on_what_evidence(
    client, day, said
):
    deadline = given(date(2026, 2, 24), bound="expires", known_on=date(2026, 1, 20))
    page = read(client, deadline, as_of=day)

    assert ("expired by the calendar, as far as we know" in page) is said
    assert ("The newest evidence on it is of 20 Jan 2026." in page) is said


def test_evidence_older_than_its_check_is_as_far_as_we_know(client):
    fresh = given(date(2026, 12, 31), known_on=date(2026, 1, 15))
    stale = given(date(2026, 12, 31), known_on=date(2026, 1, 14))

    assert "As far as we know" not in read(client, fresh)
    assert "As far as we know: the last evidence is 46 days old" in read(client, stale)


def test_a_deadline_that_is_met_asks_for_no_check(client):
    met = given(date(2025, 12, 31), met=date(2025, 12, 30))

    assert "As far as we know" not in read(client, met)


def test_a_claim_of_a_retracted_update_is_not_shown(client):
    deadline = given(date(2026, 1, 31))
    gone = UpdateFactory(
        status="retracted",
        retracted_at=NOW,
        retracted_by=deadline.brought_in_by.author,
        retracted_why="ours",
    )
    DateClaimFactory(deadline=deadline, update=gone, words="taken back")

    assert "taken back" not in read(client, deadline)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/deadlines/{}/chart.svg", 200),
        ("/deadlines/{}/chart.svg?theme=dark&size=narrow", 200),
        ("/deadlines/{}/chart.svg?theme=loud", 404),
        ("/deadlines/{}/chart.gif", 404),
        ("/deadlines/no-{}/", 404),
    ],
)
def test_the_chart_has_two_themes_and_two_sizes(client, address, status):
    slug = given(date(2026, 1, 31)).slug

    assert client.get(address.format(slug)).status_code == status


def test_the_chart_can_be_taken_along_as_rows_spec_and_picture(client):
    slug = given(date(2026, 1, 31), date(2026, 2, 28), title="First project").slug

    csv, json, png = (
        client.get(f"/deadlines/{slug}/chart.{form}") for form in ("csv", "json", "png")
    )

    rows = csv.content.decode().splitlines()
    assert rows[0] == "Became known,Known,Day given,By,Line,Evidence"
    assert rows[2].startswith("2025-10-02,exact,2026-02-28,")
    assert ". Moved once: 2 dates" in json.json()["description"]
    assert png.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("precision", "said_on", "latest_on", "known"),
    [
        ("exact", None, date(2026, 3, 18), "exact"),
        ("exact", date(2026, 2, 12), date(2026, 3, 18), "exact"),
        ("exact", date(2026, 2, 11), date(2026, 3, 18), "in hindsight"),
        ("exact", None, date(2026, 2, 11), "in hindsight"),
        ("at_latest", None, date(2026, 3, 18), "at latest"),
        ("inferred", date(2026, 1, 1), date(2026, 2, 11), "inferred"),
    ],
)
def test_the_table_tells_hindsight_from_a_day_that_is_not_exact(
    client, precision, said_on, latest_on, known
):
    deadline = given(None)
    update = UpdateFactory(known_on=date(2026, 2, 13), known_precision=precision)
    DateClaimFactory(
        deadline=deadline, update=update, said_on=said_on, latest_on=latest_on
    )

    rows = client.get(f"/deadlines/{deadline.slug}/chart.csv").text.splitlines()

    assert rows[1].startswith(f"2026-02-13,{known},{latest_on},")
    assert "hindsight" not in rows[1].split(",", 2)[2]


def ends(page):
    return [
        (clock.zone, f"{clock.at:%d %b %H:%M}", clock.abbreviation)
        for clock in page.context["clocks"]
    ]


def test_the_end_of_the_last_day_is_told_on_each_clock(client):
    deadline = given(date(2026, 2, 28), zone="America/New_York")
    tokyo, seoul = (UpdateFactory(zone=f"Asia/{city}") for city in ("Tokyo", "Seoul"))
    DateClaimFactory(deadline=deadline, update=tokyo, accepted=True)
    DateClaimFactory(deadline=deadline, update=seoul)

    page = client.get(f"/deadlines/{deadline.slug}/")

    assert ends(page) == [
        ("America/New_York", "01 Mar 00:00", "EST"),
        ("UTC", "01 Mar 05:00", ""),
        ("Asia/Tokyo", "01 Mar 14:00", "JST"),
    ]
    assert "1 Mar 2026 14:00</time> JST" in page.text


def test_an_undated_deadline_ends_on_no_clock(client):
    page = client.get(f"/deadlines/{given(None).slug}/")

    assert ends(page) == []
    assert "Last day ends" not in page.text
