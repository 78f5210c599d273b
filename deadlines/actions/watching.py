"""Beginning and ending a watch."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from deadlines.codes import DeliveryState, WatchScope
from deadlines.models import Deadline, Delivery, Recipient, Watch
from projects.actions import Refusal
from projects.models import Party, Pledge, Project, User

Watched = Pledge | Project | Deadline | Party


class NoAddress(Refusal):
    """A user who has no mail address to be told at."""


class AddressTaken(Refusal):
    """A mail address that somebody else already gets alerts at."""


@transaction.atomic
def watch(
    *,
    user: User,
    now: datetime,
    thing: Watched | None = None,
    kinds: Collection[str],
) -> Watch:
    """Tell a user of what happens to one thing, or to everything.

    Watching the same thing again changes the kinds. Raises NoAddress and AddressTaken.
    """
    if not user.email:
        raise NoAddress("Your account has no mail address: ask an admin to add one.")
    others = Recipient.objects.exclude(user=user).filter(address__iexact=user.email)
    if others.exists():
        raise AddressTaken(
            f"Somebody else already gets alerts at {user.email}: give your account an "
            "address of its own."
        )
    recipient, _ = Recipient.objects.update_or_create(
        user=user,
        defaults={"address": user.email, "stopped_at": None},
        create_defaults={"address": user.email, "confirmed_at": now},
    )
    name = str(thing._meta.model_name) if thing else WatchScope.ALL.value
    found, _ = Watch.objects.update_or_create(
        recipient=recipient,
        scope=name,
        **({name: thing} if thing else {}),
        ended_at=None,
        defaults={"kinds": sorted(kinds)},
        create_defaults={"kinds": sorted(kinds), "created_at": now},
    )
    return found


@transaction.atomic
def end_watches(*, recipient: int, watches: Collection[int], now: datetime) -> int:
    """End a recipient's watches, and recall what only they had asked for.

    Returns how many ended; those that had ended before are not counted.
    """
    ended = Watch.objects.active().filter(recipient=recipient, pk__in=watches)
    count = ended.update(ended_at=now)
    active = Watch.objects.active().filter(recipient=recipient)
    unsent = Delivery.objects.filter(
        recipient=recipient, state=DeliveryState.QUEUED
    ).exclude(watches__overlap=list(active.values_list("pk", flat=True)))
    unsent.update(state=DeliveryState.RECALLED)
    return count
