"""What a deadline's page says of its date follows the date claim itself."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from deadlines.actions import refresh_periods
from deadlines.models import Deadline
from tests.factories import DateClaimFactory, DeadlineFactory, OutcomeClaimFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)
FLOOR = {"earliest_on": DAY, "latest_on": None}
BY = {"earliest_on": None, "latest_on": DAY}
ON = {"earliest_on": DAY, "latest_on": DAY}
UNDATED = {"earliest_on": None, "latest_on": None, "date_type": "undated"}


@pytest.fixture
def page(client):
    """The page of a deadline with this bound and this date, on a day."""

    def of(bound, window, now=datetime(2026, 6, 30, 12, tzinfo=UTC), **more):
        deadline = DeadlineFactory(slug="money", title="First money", bound=bound)
        DateClaimFactory(deadline=deadline, accepted=True, **window, **more)
        refresh_periods([deadline])
        with time_machine.travel(now, tick=False):
            html = client.get("/deadlines/money/").content.decode()
        return " ".join(html.split())

    return of


@pytest.mark.parametrize(
    ("bound", "window", "told"),
    [
        ("by", ON, "Due: 1 Jul 2026."),
        ("by", BY, "Due: by 1 Jul 2026."),
        ("by", FLOOR, "Not before 1 Jul 2026."),
        ("by", UNDATED, "Due: no date."),
        ("not_before", FLOOR, "Not before 1 Jul 2026."),
        ("not_before", ON, "Date given: 1 Jul 2026."),
        ("not_before", BY, "Date given: by 1 Jul 2026."),
        ("not_before", UNDATED, "Date given: no date."),
        ("expires", ON, "Expires: 1 Jul 2026."),
        ("reading", FLOOR, "Not before 1 Jul 2026."),
        ("reading", BY, "Due: by 1 Jul 2026."),
        ("reading", UNDATED, "The readings differ, and none gives the operative date."),
    ],
)
def test_the_date_is_worded_as_it_was_given(page, bound, window, told):
    html = page(bound, window)

    assert f'<p class="lede"> {told}' in html
    assert "Not to happen earlier than" not in html


@pytest.mark.parametrize(
    ("bound", "window", "told"),
    [
        ("by", ON, "due by the date; can be missed"),
        ("by", FLOOR, "the one given is a first day, and cannot be missed"),
        ("not_before", FLOOR, "not before the date; cannot be missed"),
        ("not_before", BY, "no last day given for it can be missed"),
        ("expires", ON, "expires on the date; cannot be missed"),
        ("reading", FLOOR, "a first day: not before it; cannot be missed"),
        ("reading", BY, "a last day: due by it; can be missed"),
        ("reading", UNDATED, "what each reading says, below; none is the operative"),
    ],
)
def test_what_can_be_missed_is_said_of_the_bound_and_the_date(
    page, bound, window, told
):
    assert told in page(bound, window)


@pytest.mark.parametrize(
    ("window", "day", "status"),
    [
        (FLOOR, datetime(2026, 6, 30, 23, 59, tzinfo=UTC), "not before"),
        (FLOOR, datetime(2026, 7, 1, tzinfo=UTC), "open"),
        (BY, datetime(2026, 6, 30, 23, 59, tzinfo=UTC), "open"),
        (BY, datetime(2027, 7, 1, tzinfo=UTC), "open"),
    ],
)
def test_only_a_first_day_to_come_makes_it_too_early(page, window, day, status):
    assert f'">{status}</span>' in page("not_before", window, day)


@pytest.mark.parametrize("window", [FLOOR, ON])
def test_what_happens_later_than_its_first_day_is_not_late(client, page, window):
    page("not_before", window)
    deadline = Deadline.objects.get(slug="money")
    OutcomeClaimFactory(deadline=deadline, on=date(2026, 9, 1), accepted=True)
    refresh_periods([deadline])
    html = client.get("/deadlines/money/?as_of=2026-10-01").content.decode()

    assert '<p class="lede"> Met within the window of the date.' in " ".join(
        html.split()
    )
    assert "target date passed" not in html


@pytest.mark.parametrize(
    ("window", "told"), [(FLOOR, "not before 1 Jul 2026"), (BY, "by 1 Jul 2026")]
)
def test_a_list_words_it_the_same_way(client, page, window, told):
    page("not_before", window)
    html = client.get("/deadlines/").content.decode()

    assert f"<span>{told}</span>" in html
