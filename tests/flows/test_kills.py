"""Worker, clock and broker are killed while a thousand mails are pending."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from deadlines.actions import refresh_periods
from deadlines.models import Delivery, Recipient, Watch
from deadlines.sweep import sweep
from tests.factories import LONG_AGO, DateClaimFactory, UpdateFactory

PENDING = 1000
NOW = timezone.now()


@pytest.fixture
def pending(transactional_db):
    """A thousand watchers are owed a mail about one date that passed yesterday."""
    day = NOW.date() - timedelta(days=1)
    with transaction.atomic():
        update = UpdateFactory(known_on=day, recorded_at=NOW)
        claim = DateClaimFactory(update=update, latest_on=day, accepted=True)
    refresh_periods([claim.deadline])
    readers = Recipient.objects.bulk_create(
        Recipient(address=f"reader{n}@example.org", confirmed_at=LONG_AGO)
        for n in range(PENDING)
    )
    Watch.objects.bulk_create(
        Watch(recipient=reader, created_at=LONG_AGO) for reader in readers
    )
    sweep(now=NOW)
    assert Delivery.objects.filter(state="queued").count() == PENDING
    return {reader.address for reader in readers}


def all_sent():
    return not Delivery.objects.exclude(state="sent").exists()


def test_every_mail_arrives_and_only_one_in_flight_arrives_twice(
    machine, post, pending, until
):
    machine.start("redis", "worker", "clock")
    kills = [("worker",), ("redis",), ("clock",), ("worker", "clock", "redis")]
    for number, names in enumerate(kills, start=1):
        # The server has the mail and has not yet said so: in doubt for the worker.
        post.hold(at=number * PENDING // 5)
        until(post.held.is_set)
        machine.kill(*names)
        post.go_on()
        machine.start(*reversed(names))
    until(all_sent, 600)

    arrived = Counter(post.message_ids)
    again = [each for each, times in arrived.items() if times > 1]
    assert set(post.recipients) == pending
    assert len(arrived) == PENDING
    # Two workers' lives ended, each with at most two mails in flight.
    assert 1 <= len(again) <= 4
    assert all(arrived[each] == 2 for each in again)
