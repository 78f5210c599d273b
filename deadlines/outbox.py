"""The outbox: claims what is owed, sends it, marks it; each mail by itself.

1. `hold` puts off what a waiting draft bears on.
2. `take` gives one owed delivery to one worker, by a conditional update.
3. It is sent over one connection that is kept for the run.
4. It is marked sent, or put back with a later attempt, or failed for good.

A worker that dies between 3 and 4 leaves a delivery in doubt. `release` puts it back
once its lease is over; the mail then goes out again under the same Message-ID.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache, partial
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from deadlines.actions.recall import recall
from deadlines.codes import AlertKind, DeliveryState
from deadlines.emails import News, message, news
from deadlines.holding import PUBLISHES, hold, is_held_still
from deadlines.models import Alert, Delivery, Recipient, Watch
from deadlines.pictures import Pictures

BACKOFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=48),
)
"""How long to wait after each attempt that failed; after the last it is given up."""

CLOSING = 421
"""The answer with which a server hangs up."""

TOLD = 200
"""Of how many alerts a run remembers what they tell."""

Clock = Callable[[], datetime]
Tell = Callable[[Alert], News]
Write = Callable[[Delivery], EmailMessage]
log = structlog.get_logger(__name__)


def deliver(*, clock: Clock, until: datetime) -> int:
    """Send what is owed until nothing is, or the time is up. Returns how many."""
    release(now=clock())
    hold(now=clock())
    sent = 0
    mails = get_connection()
    # What an alert tells is the same for all its recipients: put together once a run.
    tell = lru_cache(maxsize=TOLD)(partial(news, now=clock()))
    pictures = Pictures(now=clock())
    try:
        while clock() < until and (delivery := take(now=clock())):
            if not _attempt(delivery, mails, partial(_written, tell, pictures), clock):
                break
            sent += delivery.state == DeliveryState.SENT
    finally:
        _hang_up(mails)
    return sent


def take(*, now: datetime) -> Delivery | None:
    """Claim one owed delivery, or None. Whoever's update changes the row has it.

    One that nobody asks for any more is recalled on the way.
    """
    while True:
        owed = Delivery.objects.owed(now).values_list("pk", flat=True).first()
        if owed is None:
            return None
        won = Delivery.objects.owed(now).order_by().filter(pk=owed)
        if not won.update(
            state=DeliveryState.SENDING, taken_at=now, attempts=F("attempts") + 1
        ):
            continue
        named = Delivery.objects.select_related("alert__draft", "recipient__user")
        delivery = named.get(pk=owed)
        if _is_asked_for(delivery, now):
            return delivery
        _mark(delivery, DeliveryState.RECALLED)


def release(*, now: datetime) -> int:
    """Put back what a dead worker left in doubt. Returns how many."""
    lease = timedelta(seconds=settings.OUTBOX_LEASE)
    in_doubt = Delivery.objects.filter(
        state=DeliveryState.SENDING, taken_at__lte=now - lease
    ).select_related("alert")
    released = 0
    for delivery in in_doubt:
        log.warning("mail in doubt is sent again", delivery=delivery.pk)
        _put_back(delivery, "The worker ended while it was sending.", at=now)
        released += 1
    return released


def _is_asked_for(delivery: Delivery, now: datetime) -> bool:
    """Can the address still be reached, and does a watch or an office still ask?"""
    recipient = Recipient.objects.reachable().filter(pk=delivery.recipient_id)
    if delivery.alert.kind == AlertKind.HELD:
        user = delivery.recipient.user
        publishes = user is not None and user.has_perm(PUBLISHES)
        return publishes and recipient.exists() and is_held_still(delivery.alert, now)
    asked = Watch.objects.active().filter(pk__in=delivery.watches)
    return asked.filter(recipient__in=recipient).exists()


def _written(tell: Tell, pictures: Pictures, delivery: Delivery) -> EmailMessage:
    """The mail of a delivery, with a chart where one helps."""
    return message(delivery, tell(delivery.alert), pictures.of(delivery))


def _attempt(
    delivery: Delivery, mails: BaseEmailBackend, write: Write, clock: Clock
) -> bool:
    """Send one mail and mark it. False when the mail server itself is the trouble."""
    try:
        fresh = mails.open()
    except (SMTPException, OSError) as failure:
        log.warning("mail server out of reach", reason=str(failure))
        _hand_back(delivery, str(failure))
        return False
    try:
        mails.send_messages([write(delivery)])
    except (SMTPRecipientsRefused, SMTPDataError) as refused:
        log.warning("mail refused", delivery=delivery.pk, answer=str(refused))
        codes = _codes(refused)
        if CLOSING in codes:
            _hang_up(mails)
        _try_later(delivery, str(refused), clock(), for_good=min(codes) >= 500)
        return True
    except (SMTPException, OSError) as failure:
        log.warning("mail connection lost", delivery=delivery.pk, reason=str(failure))
        _hang_up(mails)
        _try_later(delivery, str(failure), clock())
        # A server may end a connection after some mails; one that fails at once is ill.
        return not fresh
    except Exception as fault:
        # Whatever is wrong with one mail must not hold up those behind it.
        log.exception("mail could not be made", delivery=delivery.pk)
        _try_later(delivery, repr(fault), clock())
        return True
    delivery.state, delivery.sent_at, delivery.error = DeliveryState.SENT, clock(), ""
    delivery.save(update_fields=["state", "sent_at", "error"])
    return True


def _hand_back(delivery: Delivery, error: str) -> None:
    """As it was before it was taken: that nothing could be sent is no attempt."""
    delivery.attempts -= 1
    _mark(delivery, DeliveryState.QUEUED, attempts=delivery.attempts, error=error)


def _try_later(
    delivery: Delivery, error: str, now: datetime, *, for_good: bool = False
) -> None:
    wait = BACKOFF[min(delivery.attempts, len(BACKOFF)) - 1]
    _put_back(delivery, error, at=now + wait, for_good=for_good)


def _put_back(
    delivery: Delivery, error: str, *, at: datetime, for_good: bool = False
) -> None:
    """Queue it for another attempt, or give it up."""
    if for_good or delivery.attempts > len(BACKOFF):
        _mark(delivery, DeliveryState.FAILED, error=error)
        return
    _mark(delivery, DeliveryState.QUEUED, error=error, next_attempt_at=at)
    # What ceased to hold while it was being sent was not recalled then.
    recall([delivery.alert.deadline], now=at)


def _mark(delivery: Delivery, state: DeliveryState, **fields: object) -> None:
    """Write how an attempt ended, unless its lease passed to somebody else."""
    delivery.state = state
    Delivery.objects.filter(
        pk=delivery.pk, state=DeliveryState.SENDING, taken_at=delivery.taken_at
    ).update(state=state, **fields)


def _codes(refused: SMTPRecipientsRefused | SMTPDataError) -> set[int]:
    """What the server answered: 4xx is not now, 5xx is never."""
    if isinstance(refused, SMTPDataError):
        return {refused.smtp_code}
    return {code for code, _words in refused.recipients.values()}


def _hang_up(mails: BaseEmailBackend) -> None:
    """Close the connection, whatever state it is in."""
    with suppress(SMTPException, OSError):
        mails.close()
