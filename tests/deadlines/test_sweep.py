"""What the sweep flags, whom it tells, and what it leaves alone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from deadlines.actions import refresh_periods
from deadlines.actions.verification import differences
from deadlines.models import Alert, DeadlinePeriod, Delivery
from deadlines.sweep import sweep
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    OutcomeClaimFactory,
    PartyFactory,
    ProjectFactory,
    RecipientFactory,
    UpdateFactory,
    WatchFactory,
)

pytestmark = pytest.mark.django_db

# 31 January ends in Seoul nine hours before it ends in London.
LATE = datetime(2026, 1, 31, 15, tzinfo=UTC)
JUST_BEFORE = LATE - timedelta(seconds=1)


def due(latest_on=date(2026, 1, 31), *, recorded_at=None, **fields):
    deadline = DeadlineFactory(zone="Asia/Seoul", **fields)
    update = UpdateFactory(known_on=date(2026, 1, 10))
    if recorded_at:
        update = UpdateFactory(known_on=date(2026, 1, 10), recorded_at=recorded_at)
    DateClaimFactory(
        deadline=deadline, update=update, latest_on=latest_on, accepted=True
    )
    refresh_periods([deadline])
    return deadline


@pytest.mark.parametrize(
    ("now", "passed"),
    [
        pytest.param(JUST_BEFORE, 0, id="still 31 January in Seoul"),
        pytest.param(LATE, 1, id="1 February in Seoul"),
    ],
)
def test_a_date_has_passed_when_its_own_day_has_ended(now, passed):
    due()

    assert sweep(now=now) == passed


def test_what_passed_is_told_once_to_each_recipient():
    deadline = due()
    recipient = RecipientFactory()
    both = [
        WatchFactory(recipient=recipient),
        WatchFactory(recipient=recipient, scope="deadline", deadline=deadline),
    ]

    assert [sweep(now=LATE), sweep(now=LATE)] == [1, 0]

    delivery = Delivery.objects.get()
    assert sorted(delivery.watches) == sorted(watch.pk for watch in both)
    assert Alert.objects.get().happened_at == LATE


@pytest.mark.parametrize("bound", ["not_before", "expires"])
def test_what_is_not_due_by_a_day_is_never_missed(bound):
    due(bound=bound)

    assert sweep(now=LATE + timedelta(days=900)) == 0


def test_a_met_deadline_is_not_missed():
    deadline = due()
    OutcomeClaimFactory(
        deadline=deadline, on=date(2026, 1, 20), accepted=True, update=UpdateFactory()
    )
    refresh_periods([deadline])

    assert sweep(now=LATE) == 0


def test_an_undated_deadline_is_not_missed():
    deadline = due()
    DateClaimFactory(
        deadline=deadline,
        update=UpdateFactory(known_on=date(2026, 1, 20)),
        date_type="undated",
        earliest_on=None,
        latest_on=None,
        accepted=True,
    )
    refresh_periods([deadline])

    assert sweep(now=LATE) == 0


@pytest.mark.parametrize(
    ("days", "mails"),
    [pytest.param(14, 1, id="two weeks"), pytest.param(15, 0, id="a day more")],
)
def test_what_passed_long_before_it_was_recorded_mails_nobody(days, mails):
    due(recorded_at=LATE + timedelta(days=days))
    WatchFactory()

    sweep(now=LATE + timedelta(days=30))

    assert Delivery.objects.count() == mails
    assert Alert.objects.get().found_late is (mails == 0)


@pytest.mark.parametrize(
    ("created_at", "mails"),
    [
        pytest.param(LATE, 1, id="watched in time"),
        pytest.param(LATE + timedelta(seconds=1), 0, id="watched afterwards"),
    ],
)
def test_a_watch_is_told_only_of_what_came_after_it(created_at, mails):
    due()
    WatchFactory(created_at=created_at)

    sweep(now=LATE + timedelta(hours=1))

    assert Delivery.objects.count() == mails


def test_a_watch_elsewhere_hears_nothing():
    due()
    WatchFactory(scope="deadline", deadline=DeadlineFactory())

    sweep(now=LATE)

    assert Delivery.objects.count() == 0


@pytest.mark.parametrize("scope", ["pledge", "project", "deadline", "party"])
def test_every_scope_covers_its_deadline(scope):
    project = ProjectFactory()
    deadline = due(project=project, pledge=project.pledge, obligor=PartyFactory())
    thing = {
        "pledge": deadline.pledge,
        "project": project,
        "deadline": deadline,
        "party": deadline.obligor,
    }[scope]
    WatchFactory(scope=scope, **{scope: thing})

    sweep(now=LATE)

    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(
    "unreachable",
    [{"confirmed_at": None}, {"stopped_at": LATE}, {"address": ""}],
    ids=["unconfirmed", "stopped", "blanked"],
)
def test_nobody_is_mailed_who_cannot_be_reached(unreachable):
    due()
    WatchFactory(recipient=RecipientFactory(**unreachable))

    sweep(now=LATE)

    assert Delivery.objects.count() == 0


def test_a_second_date_that_passes_is_told_again():
    deadline = due()
    WatchFactory()
    sweep(now=LATE)
    DateClaimFactory(
        deadline=deadline,
        update=UpdateFactory(known_on=date(2026, 2, 5)),
        latest_on=date(2026, 2, 28),
        accepted=True,
    )
    refresh_periods([deadline])

    assert sweep(now=LATE + timedelta(days=28)) == 1
    assert Delivery.objects.count() == 2


def test_what_the_sweep_flagged_verifies():
    due()
    sweep(now=LATE)

    assert DeadlinePeriod.objects.current().get().flagged
    assert list(differences()) == []
