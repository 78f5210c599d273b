"""The outbox: claims what is owed, sends it, marks it; each mail by itself.

1. `take` gives one owed delivery to one worker, by a conditional update.
2. It is sent over one connection that is kept for the run.
3. It is marked sent, or put back with a later attempt, or failed for good.

A worker that dies between 2 and 3 leaves a delivery in doubt. `release` puts it back
once its lease is over; the mail then goes out again under the same Message-ID.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from deadlines.codes import DeliveryState
from deadlines.emails import message
from deadlines.models import Delivery

BACKOFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)
"""How long to wait after each attempt that failed; after the last it is given up."""

Clock = Callable[[], datetime]
log = structlog.get_logger(__name__)


def deliver(*, clock: Clock, until: datetime) -> int:
    """Send what is owed until nothing is, or the time is up. Returns how many."""
    release(now=clock())
    sent = 0
    mails = get_connection()
    try:
        while clock() < until and (delivery := take(now=clock())):
            if not _send(delivery, mails, clock):
                break
            sent += delivery.state == DeliveryState.SENT
    finally:
        mails.close()
    return sent


def take(*, now: datetime) -> Delivery | None:
    """Claim one owed delivery, or None. Whoever's update changes the row has it."""
    while True:
        owed = Delivery.objects.owed(now).values_list("pk", flat=True).first()
        if owed is None:
            return None
        won = Delivery.objects.owed(now).order_by().filter(pk=owed)
        if won.update(
            state=DeliveryState.SENDING, taken_at=now, attempts=F("attempts") + 1
        ):
            return Delivery.objects.select_related("alert", "recipient").get(pk=owed)


def release(*, now: datetime) -> int:
    """Put back what a dead worker left in doubt. Returns how many."""
    lease = timedelta(seconds=settings.OUTBOX_LEASE)
    in_doubt = Delivery.objects.filter(
        state=DeliveryState.SENDING, taken_at__lte=now - lease
    )
    return in_doubt.update(state=DeliveryState.QUEUED, next_attempt_at=now)


def _send(delivery: Delivery, mails: BaseEmailBackend, clock: Clock) -> bool:
    """Send one mail and mark it. False when the mail server itself is out of reach."""
    try:
        mails.send_messages([message(delivery, now=clock())])
    except (SMTPRecipientsRefused, SMTPResponseException) as refused:
        log.warning("mail refused", delivery=delivery.pk, answer=str(refused))
        _put_back(delivery, str(refused), now=clock(), for_good=_is_final(refused))
        return True
    except (SMTPException, OSError) as failure:
        log.warning("mail server out of reach", reason=str(failure))
        _put_back(delivery, str(failure), now=clock())
        return False
    delivery.state, delivery.sent_at = DeliveryState.SENT, clock()
    delivery.error = ""
    delivery.save(update_fields=["state", "sent_at", "error"])
    return True


def _put_back(
    delivery: Delivery, error: str, *, now: datetime, for_good: bool = False
) -> None:
    delivery.error = error
    if for_good or delivery.attempts > len(BACKOFF):
        delivery.state = DeliveryState.FAILED
    else:
        delivery.state = DeliveryState.QUEUED
        delivery.next_attempt_at = now + BACKOFF[delivery.attempts - 1]
    delivery.save(update_fields=["state", "error", "next_attempt_at"])


def _is_final(refused: SMTPRecipientsRefused | SMTPResponseException) -> bool:
    """Did the server say no for good (5xx), rather than not now (4xx)?"""
    if isinstance(refused, SMTPResponseException):
        return refused.smtp_code >= 500
    return all(code >= 500 for code, _ in refused.recipients.values())
