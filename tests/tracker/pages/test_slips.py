"""Slips in figures, what was met in time, and base rates."""

import re
from datetime import date

import pytest

from deadlines.rules.survival import ENOUGH
from tests.factories import DateClaimFactory, PartyFactory, PledgeFactory, UpdateFactory
from tests.tracker.pages.counting import queries
from tests.tracker.pages.rows import given

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2025, 12, 31), date(2026, 2, 28)


def words(client, address="/slips/"):
    """The page as plain words, its tables included."""
    answer = client.get(address)
    assert answer.status_code == 200
    page = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", page)


def test_an_empty_record_has_no_figures_and_says_so(client):
    page = words(client)

    assert "deadlines chosen by us, not a sample" in page
    assert "No accepted date has moved later." in page
    assert "The first date of no deadline has passed." in page


def test_the_figures_stand_with_and_without_the_largest(client):
    given(FIRST, SECOND, title="First project")
    given(FIRST, date(2026, 1, 9), title="Special act")
    given(FIRST, title="Second tranche")

    page = words(client)

    assert "all 3 2 2 68 34 First project, 59 days" in page
    assert "without the largest 2 1 1 9 9 Special act, 9 days" in page


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("government", "Japan 1 28"),
        ("outlet", "not attributable 1 28"),
        ("anonymous", "not attributable 1 28"),
    ],
)
def test_a_slip_is_put_down_to_who_gave_the_later_date(client, kind, who):
    deadline = given(date(2026, 1, 31))
    speaker = PartyFactory(name="Japan", kind=kind)
    move(deadline, SECOND, by=[speaker])

    assert who in words(client)


def move(deadline, day, **claim):
    from deadlines.actions import refresh_periods

    update = UpdateFactory(known_on=date(2026, 1, 20))
    DateClaimFactory(
        deadline=deadline, update=update, latest_on=day, accepted=True, **claim
    )
    refresh_periods([deadline])


def test_a_pledge_can_be_chosen(client):
    given(FIRST, SECOND, title="Ours", pledge=PledgeFactory(slug="ours"))
    given(FIRST, date(2027, 12, 31), title="Theirs", pledge=PledgeFactory())

    assert "all 2 2 2 789" in words(client)
    assert "all 1 1 1 59 59 Ours, 59 days" in words(client, "/slips/?pledge=ours")


def test_what_was_met_in_time_is_counted_by_what_binds(client):
    given(FIRST, SECOND, met=date(2026, 2, 17))
    given(FIRST, bindingness="law")

    page = words(client)

    assert "official target: 1 deadline whose first date has passed, 0 met by" in page
    assert "law: 1 deadline whose first date has passed, 0 met by then" in page


def test_the_evidence_on_what_was_met_in_time_is_that_of_the_deadlines_counted(client):
    given(FIRST, bindingness="law", known_on=date(2025, 9, 16))
    given(date(2099, 1, 1), bindingness="law", known_on=date(2026, 3, 12))

    page = words(client)

    assert "law: 1 deadline whose first date has passed" in page
    assert "by then; evidence to 16 Sep 2025" in page


def test_where_there_are_only_counts_the_deadlines_are_named(client):
    given(FIRST, met=date(2026, 2, 17), title="First project", slug="first")
    given(FIRST, title="Second tranche", slug="second")
    page = words(client, "/slips/?as_of=2026-03-01")
    listed = page.split("The deadlines counted")[1]

    assert "First project met after it, 48 days after its first date 17 Feb" in listed
    assert "Second tranche not met so far, 60 days after its first date 1 Oct" in listed
    assert (
        'href="/deadlines/second/?as_of=2026-03-01"'
        in (
            client.get("/slips/?as_of=2026-03-01").text.split("The deadlines counted")[
                1
            ]
        )
    )


def test_where_there_is_a_curve_nobody_is_named(client):
    for _ in range(ENOUGH):
        given(FIRST, met=FIRST)

    assert "The deadlines counted" not in words(client)


def test_a_day_of_our_own_calculation_is_no_deadline(client):
    given(FIRST, SECOND, bindingness="calculation")

    page = words(client)

    assert "all 0 0 0 0 none none" in page
    assert "The first date of no deadline has passed." in page


@pytest.mark.parametrize(
    ("cases", "chance"),
    [(19, "10 of 19 too few cases"), (20, "10 of 20 50% (30% to 70%)")],
)
def test_a_chance_is_given_from_twenty_cases_of_the_class_up(client, cases, chance):
    for number in range(cases):
        given(FIRST, met=FIRST if number < 10 else None)
    given(date(2099, 1, 1), title="To come")

    assert f"never slipped: its first date {chance}" in words(client)


def test_a_deadline_that_slipped_is_compared_with_others_that_did(client):
    for _ in range(20):
        given(FIRST, met=FIRST)
    given(FIRST, date(2099, 1, 1), title="To come")

    assert "the first date moved to 0 of 0 too few cases" in words(client)


def test_on_a_past_day_only_what_was_known_then_counts(client):
    given(FIRST, SECOND, title="First project", known_on=date(2025, 10, 27))

    assert "all 1 0 0 0 none none" in words(client, "/slips/?as_of=2025-10-27")
    assert "all 1 1 1 59 59" in words(client, "/slips/?as_of=2025-10-28")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/slips/quarters.svg", 200),
        ("/slips/quarters.csv?pledge=nobody", 200),
        ("/slips/official_target.json", 200),
        ("/slips/law.svg", 404),
        ("/slips/quarters.gif", 404),
    ],
)
def test_its_charts_can_be_taken_along(client, address, status):
    given(FIRST, SECOND)

    assert client.get(address).status_code == status


def test_the_number_of_queries_does_not_grow_with_the_rows(client):
    given(FIRST, SECOND)
    given(date(2099, 1, 1))
    before = queries(client, "/slips/")
    for _ in range(3):
        given(FIRST, SECOND, date(2026, 4, 1), met=date(2026, 3, 1))
        given(date(2099, 1, 1))

    assert queries(client, "/slips/") == before


@pytest.mark.parametrize(("most", "left"), [(2, ""), (1, "1 more slipped by fewer")])
def test_who_moved_dates_is_asked_of_those_that_slipped_most(
    client, monkeypatch, most, left
):
    monkeypatch.setattr("tracker.pages.slips_found.MOST", most)
    given(FIRST, SECOND)
    given(FIRST, date(2026, 1, 9))

    page = words(client)

    assert "all 2 2 2 68 34" in page
    assert ("more slipped" in page) is bool(left)
    assert left in page


@pytest.mark.parametrize(("drawn", "left"), [(2, False), (1, True)])
def test_the_title_of_the_map_counts_what_it_does_not_draw(
    client, monkeypatch, drawn, left
):
    monkeypatch.setattr("tracker.pages.slips_found.DRAWN", drawn)
    given(FIRST, SECOND)
    given(FIRST, date(2026, 1, 9), title="Special act")

    page = words(client)

    assert "2 of 2 deadlines slipped, 68 days in all; evidence to" in page
    assert ("1 deadline that slipped less is not drawn" in page) is left
