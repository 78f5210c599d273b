"""What beat rings for. Each reads the clock and makes one call."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from deadlines import actions, outbox
from deadlines import sweep as sweeping

RUN = timedelta(seconds=50)
"""How long one outbox run may take: less than the minute until the next."""


@shared_task(name="deadlines.sweep")
def sweep() -> int:
    passed = sweeping.sweep(now=timezone.now())
    if passed:
        deliver.delay()
    return passed


@shared_task(name="deadlines.clocks")
def clocks() -> int:
    return len(actions.recompute_clocks(now=timezone.now()))


@shared_task(name="deadlines.outbox")
def deliver() -> int:
    return outbox.deliver(clock=timezone.now, until=timezone.now() + RUN)
