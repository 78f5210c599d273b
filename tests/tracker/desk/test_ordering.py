"""What became known earlier takes its place in order, however late it is logged."""

from datetime import date

import pytest

from deadlines.actions import refresh_periods
from deadlines.actions.verification import differences
from deadlines.models import Alert, DeadlinePeriod, Delivery
from projects.models import Update
from tests.factories import OutcomeClaimFactory, UpdateFactory, WatchFactory
from tests.tracker.desk.test_form import MOVE, URL

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(desk_of, person, first_project):
    """Met on 17 February, as was known on that day; the move is still to be logged."""
    met = UpdateFactory(known_on=date(2026, 2, 17))
    on = {"on": date(2026, 2, 17), "outcome": "met"}
    OutcomeClaimFactory(deadline=first_project, update=met, accepted=True, **on)
    refresh_periods([first_project])
    WatchFactory()
    desk = desk_of(person("editor"))
    return desk.press("add", "date", p0_headline="By end of February", p1_url=URL)


def history():
    standing = DeadlinePeriod.objects.standing()
    periods = standing.exclude(due_to=None).order_by("held")
    return [
        (period.held.lower, period.due_to, period.slips, period.state)
        for period in periods
    ]


def test_a_move_known_before_the_outcome_and_logged_after_it_takes_its_place(desk):
    desk.press("publish", **MOVE)

    assert history() == [
        (date(2026, 1, 20), date(2026, 1, 31), 0, "open"),
        (date(2026, 2, 12), date(2026, 2, 28), 1, "open"),
        (date(2026, 2, 17), date(2026, 2, 28), 1, "met"),
    ]
    assert list(differences()) == []


def test_what_was_found_late_is_mailed_to_nobody(desk):
    desk.press("publish", **MOVE)

    assert Alert.objects.filter(claim__update=Update.objects.latest("pk")).exists()
    assert not Delivery.objects.exists()


def test_a_move_known_after_the_outcome_is_refused_and_counts_as_no_slip(desk):
    before = history()
    desk.press("publish", **MOVE, p0_known_on="2026-02-18")

    assert "was met on 2026-02-17" in desk.said("2-accept")
    assert desk.fields["2-words"] == [MOVE["p2_words"]]
    assert history() == before


def test_it_can_be_logged_unaccepted_and_moves_nothing(desk):
    before = history()
    typed = {name: text for name, text in MOVE.items() if name != "p2_accept"}
    desk.press("publish", **typed, p0_known_on="2026-02-18")

    assert desk.response.status_code == 302
    assert history() == before
