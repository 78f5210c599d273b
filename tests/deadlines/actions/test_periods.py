"""How a deadline's periods follow from its accepted claims."""

from datetime import UTC, date, datetime

import pytest

from deadlines import actions
from deadlines.models import DeadlinePeriod
from projects import actions as ledger
from projects.rules.moment import Moment
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    OutcomeClaimFactory,
    UpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def known(day: date):
    return UpdateFactory(known_on=day)


@pytest.fixture
def first_project():
    """The dates of the first project: end of 2025, of January, of February."""
    deadline = DeadlineFactory(
        zone="America/New_York", brought_in_by=known(date(2025, 10, 27))
    )
    later = known(date(2026, 2, 12))
    for update, place, day in (
        (known(date(2025, 10, 27)), 1, date(2025, 12, 31)),
        (later, 1, date(2026, 1, 31)),
        (later, 2, date(2026, 2, 28)),
    ):
        DateClaimFactory(
            deadline=deadline, update=update, place=place, latest_on=day, accepted=True
        )
    actions.refresh_periods([deadline])
    return deadline


def test_two_moves_known_on_one_day_are_two_slips(first_project):
    now = first_project.periods.current().get()

    assert (now.slips, now.slip_days, now.revisions) == (2, 59, 2)
    assert (now.original_to, now.due_to) == (date(2025, 12, 31), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("kind", "slips", "original"),
    [
        pytest.param("news", 1, date(2025, 12, 31), id="moved"),
        pytest.param("speaker_correction", 0, date(2026, 1, 31), id="put right"),
    ],
)
def test_a_speaker_who_corrects_a_date_moves_nothing(kind, slips, original):
    deadline = DeadlineFactory()
    for update, day in (
        (known(date(2025, 10, 27)), date(2025, 12, 31)),
        (UpdateFactory(known_on=date(2025, 10, 28), kind=kind), date(2026, 1, 31)),
    ):
        DateClaimFactory(deadline=deadline, update=update, latest_on=day, accepted=True)
    actions.refresh_periods([deadline])

    now = deadline.periods.get(held__upper_inf=True)
    assert (now.slips, now.original_to) == (slips, original)
    assert now.due_to == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        pytest.param(date(2026, 2, 11), date(2025, 12, 31), id="the day before"),
        pytest.param(date(2026, 2, 12), date(2026, 2, 28), id="the day it was known"),
    ],
)
def test_a_date_is_operative_from_the_day_it_was_known(first_project, day, due):
    assert DeadlinePeriod.objects.seen(Moment.at(day)).get().due_to == due


def test_an_open_date_is_late_when_its_day_has_ended_in_its_zone(first_project):
    now = first_project.periods.current().get()

    assert now.late_at == datetime(2026, 3, 1, 5, tzinfo=UTC)


def test_a_met_deadline_is_never_late(first_project):
    OutcomeClaimFactory(
        deadline=first_project, update=known(date(2026, 2, 17)), accepted=True
    )
    actions.refresh_periods([first_project])

    now = first_project.periods.current().get()
    assert (now.state, now.met_on, now.late_at) == ("met", date(2026, 2, 17), None)


def test_a_date_nobody_accepted_moves_nothing(first_project):
    DateClaimFactory(deadline=first_project, latest_on=date(2026, 6, 30))
    actions.refresh_periods([first_project])

    now = first_project.periods.current().get()
    assert now.due_to == date(2026, 2, 28)


def test_retracting_a_move_takes_its_slip_back(first_project):
    february = first_project.date_claims.get(latest_on=date(2026, 2, 28)).update
    actions.retract(
        february, by=UserFactory(), now=february.recorded_at, why="Misread."
    )

    now = first_project.periods.current().get()
    assert (now.slips, now.due_to) == (0, date(2025, 12, 31))


def test_an_earlier_date_is_a_revision_and_no_slip():
    deadline = DeadlineFactory()
    for n, day in ((1, date(2028, 3, 31)), (2, date(2026, 3, 31))):
        DateClaimFactory(
            deadline=deadline,
            update=known(date(2025, 10, n)),
            latest_on=day,
            accepted=True,
        )
    actions.refresh_periods([deadline])

    now = deadline.periods.current().get()
    assert (now.revisions, now.slips, now.slip_days) == (1, 0, 0)


def test_what_is_set_aside_gives_way_to_the_date_before(first_project):
    february = first_project.date_claims.get(latest_on=date(2026, 2, 28))
    ledger.accept(
        february,
        update=known(date(2026, 2, 20)),
        operative=False,
        from_on=date(2026, 2, 20),
        reason="The outlet withdrew its report.",
    )
    actions.refresh_periods([first_project])

    assert DeadlinePeriod.objects.current().get().due_to == date(2026, 1, 31)
