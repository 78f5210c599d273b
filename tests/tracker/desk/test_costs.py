"""What logging costs the database: no more when the record grows, and no wide joins."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deadlines.actions import refresh_periods
from projects.models import Claim
from tests.factories import DateClaimFactory, UpdateFactory

pytestmark = pytest.mark.django_db
URL = "https://nikkei.example/a"
MOST_JOINED = 8
"""Beyond about so many tables PostgreSQL plans for longer than it then reads."""


@pytest.fixture
def history(first_project):
    """Gives the deadline so many further dates, each taken as operative in its turn."""

    def of(moves):
        for day in range(1, moves + 1):
            update = UpdateFactory(known_on=date(2026, 1, 20))
            DateClaimFactory(
                deadline=first_project,
                update=update,
                latest_on=date(2026, 2, day),
                accepted=True,
            )
        refresh_periods([first_project])

    return of


def typed(desk, day):
    """One date, typed and not sent yet."""
    desk.press("add", "date", p0_headline=f"Due on {day}", p1_url=URL)
    given = {"deadline": "first-project", "by": "nikkei", "words": f"{day} March 2026"}
    taken = {"accept": "on", "accept_reason": "Its own word."}
    desk.fields |= {f"2-{name}": [text] for name, text in (given | taken).items()}
    return desk


def asked(desk, button):
    with CaptureQueriesContext(connection) as queries:
        desk.press(button)
    return [query["sql"] for query in queries.captured_queries]


@pytest.fixture
def form(history, person, desk_of):
    def with_history(moves, day):
        history(moves)
        return typed(desk_of(person("editor")), day)

    return with_history


@pytest.mark.parametrize(("button", "most"), [("save", 60), ("publish", 90)])
def test_a_long_history_costs_no_more_questions(form, button, most):
    few, many = asked(form(2, 1), button), asked(form(12, 2), button)

    assert len(many) == len(few) <= most


@pytest.mark.parametrize("kind", ["date", "quantity", "stage", "statement", "reading"])
def test_earlier_claims_are_found_without_joining_all_kinds(form, kind):
    desk = form(2, 1)
    desk.press("add", kind)
    joins = [sql.count(" JOIN ") for sql in asked(desk, "save")]

    assert max(joins) <= MOST_JOINED


def test_the_form_is_read_once_however_it_is_sent(form):
    queries = asked(form(2, 1), "publish")
    by_address = [sql for sql in queries if 'UPPER("projects_source"."url"' in sql]

    assert Claim.objects.count() == 4
    assert len(by_address) == 1


def test_a_date_that_is_only_heard_leaves_the_periods_alone(form):
    desk = form(2, 1)
    desk.fields.pop("2-accept")
    queries = asked(desk, "publish")

    assert desk.response.status_code == 302
    assert not [sql for sql in queries if 'UPDATE "deadlines_delivery"' in sql]
