"""Loading the seeds mails nobody; what they record had passed long before."""

from datetime import timedelta

import pytest

from deadlines.models import Alert, Delivery
from deadlines.sweep import sweep
from tests.factories import LONG_AGO, WatchFactory
from tests.seeded import LOADED_AT, SEEDS
from tracker.seeding.loading import load

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "watched_since",
    [
        pytest.param(LONG_AGO, id="watched since before the first fact"),
        pytest.param(LOADED_AT, id="watched since the load"),
    ],
)
def test_loading_the_seeds_queues_no_mail(watched_since):
    WatchFactory(created_at=watched_since)
    load(SEEDS, now=LOADED_AT)
    sweep(now=LOADED_AT + timedelta(minutes=15))

    assert Delivery.objects.count() == 0
    assert Alert.objects.filter(kind="missed").exists()
    assert set(Alert.objects.values_list("found_late", flat=True)) == {True}


def test_what_lies_ahead_in_the_seeds_is_told_when_it_passes():
    WatchFactory(created_at=LOADED_AT)
    load(SEEDS, now=LOADED_AT)
    sweep(now=LOADED_AT + timedelta(days=3650))

    assert Delivery.objects.exists()
