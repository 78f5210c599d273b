"""The ledger's actions, with what they mean for deadlines."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from deadlines.actions.locking import hold, touched_by
from deadlines.actions.periods import refresh_periods
from deadlines.actions.recall import recall
from deadlines.codes import PeriodState
from deadlines.models import Deadline, DeadlineMention, DeadlinePeriod
from deadlines.telling import tell_corrected, tell_published
from projects import actions
from projects.models import Claim, Update, User


class MovesWhatIsMet(actions.Refusal):
    """A date claim, known after the outcome, that would move a met deadline."""


@contextmanager
def publish(*, by: User, now: datetime, **fields: Any) -> Iterator[Update]:
    """Publish an update; the deadlines its claims move are fresh when it is done."""
    with transaction.atomic():
        with actions.publish(by=by, now=now, **fields) as update:
            yield update
        _refresh([update], now=now)


def settle(updates: Collection[Update], *, now: datetime) -> None:
    """Check and settle many updates at once, as a loader needs it."""
    actions.settle(updates)
    _refresh(updates, now=now)


@contextmanager
def correct(
    update: Update, *, by: User, now: datetime, why: str, **fields: Any
) -> Iterator[Update]:
    """Put a correcting update in the place of one in which we erred."""
    with transaction.atomic():
        hold(taken_back=[update.pk])
        with actions.correct(update, by=by, now=now, why=why, **fields) as correction:
            yield correction
        _refresh([update, correction], now=now, taken_back=[update.pk])


@transaction.atomic
def retract(update: Update, *, by: User, now: datetime, why: str) -> None:
    """Take a published update back, and what was about to be mailed because of it."""
    hold(taken_back=[update.pk])
    actions.retract(update, by=by, now=now, why=why)
    _refresh([update], now=now, taken_back=[update.pk])


def mention(update: Update, *, deadlines: Collection[Deadline]) -> None:
    """Say that an update is about these deadlines."""
    DeadlineMention.objects.bulk_create(
        DeadlineMention(update=update, deadline=deadline) for deadline in deadlines
    )


def _refresh(
    updates: Collection[Update], *, now: datetime, taken_back: Collection[int] = ()
) -> None:
    """Recompute what the updates touch, recall what no longer holds, tell the rest.

    Whoever was mailed of what was taken back is told of that, and of nothing else.
    """
    keys = [update.pk for update in updates]
    touched = list(Deadline.objects.filter(pk__in=touched_by(keys)))
    if not touched:
        return
    before = _operative_dates(touched)
    refresh_periods(touched)
    _refuse_moving_what_is_met(touched, updates)
    recall(touched, now=now)
    if taken_back:
        tell_corrected(updates=taken_back, now=now)
    tell_published(
        deadlines=[deadline.pk for deadline in touched],
        updates=keys,
        before=before,
        now=now,
    )


def _operative_dates(deadlines: Collection[Deadline]) -> list[int]:
    """Keys of the date claims that count at present."""
    current = DeadlinePeriod.objects.current().filter(deadline__in=deadlines)
    dated = current.exclude(date_claim=None)
    return list(dated.values_list("date_claim_id", flat=True))


def _refuse_moving_what_is_met(
    deadlines: Collection[Deadline], updates: Collection[Update]
) -> None:
    """A date that became known after the outcome cannot be the operative one."""
    after = DeadlinePeriod.objects.current().filter(
        deadline__in=deadlines,
        state=PeriodState.MET,
        date_claim__update__known_on__gt=F("outcome_claim__update__known_on"),
    )
    dates = list(after.values_list("date_claim_id", flat=True))
    if not dates:
        return
    theirs = Q(update__in=updates) | Q(acceptances__update__in=updates)
    claims = Claim.objects.filter(theirs, pk__in=dates)
    moved = after.filter(date_claim__in=claims.values("pk"))
    for period in moved.select_related("deadline"):
        raise MovesWhatIsMet(
            f"“{period.deadline}” was met on {period.met_on}: a date known only after "
            "that cannot move it. Log the claim without accepting it, or reopen the "
            "deadline first."
        )
