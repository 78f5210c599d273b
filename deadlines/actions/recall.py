"""Recalling what was about to be mailed and no longer holds."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from deadlines.codes import AlertKind, DeliveryState, PeriodState
from deadlines.models import Deadline, DeadlinePeriod, Delivery, Recipient, Watch
from projects.codes import DraftState


def recall(deadlines: Collection[Deadline], *, now: datetime) -> int:
    """Recall unsent mail about a date that is not operative, or no longer open.

    What was recalled, and holds again because what recalled it was taken back, is
    queued again for those who still watch. Returns how many deliveries were recalled.
    """
    holds = _holds()
    about = Delivery.objects.filter(alert__deadline__in=deadlines)
    unsent = about.filter(state=DeliveryState.QUEUED)
    count = unsent.exclude(holds).update(state=DeliveryState.RECALLED)
    again = about.filter(
        holds,
        state=DeliveryState.RECALLED,
        recipient__in=Recipient.objects.reachable(),
    )
    again.filter(pk__in=_still_watched(again)).update(
        state=DeliveryState.QUEUED, next_attempt_at=now
    )
    return count


def _still_watched(deliveries: Iterable[Delivery]) -> list[int]:
    """Keys of the deliveries that a watch which has not ended asked for."""
    asked = {delivery.pk: set(delivery.watches) for delivery in deliveries}
    named = set().union(*asked.values())
    active = set(
        Watch.objects.active().filter(pk__in=named).values_list("pk", flat=True)
    )
    return [key for key, watches in asked.items() if watches & active]


def _holds() -> Q:
    """Does a delivery still say what is so? A date repeated by another claim does."""
    current = DeadlinePeriod.objects.current().filter(
        deadline=OuterRef("alert__deadline")
    )
    same_day = Q(due_to=OuterRef("alert__claim__dateclaim__latest_on"))
    missed = current.filter(same_day, state=PeriodState.OPEN)
    moved = current.filter(same_day | Q(date_claim=OuterRef("alert__claim")))
    met = current.filter(outcome_claim=OuterRef("alert__claim"))
    return (
        Q(alert__kind=AlertKind.MISSED) & Exists(missed)
        | Q(alert__kind=AlertKind.MOVED) & Exists(moved)
        | Q(alert__kind=AlertKind.MET) & Exists(met)
        | Q(alert__kind=AlertKind.CORRECTED)
        | Q(alert__kind=AlertKind.HELD, alert__draft__state=DraftState.WAITING)
    )
