"""Recalling what was about to be mailed and no longer holds."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from deadlines.codes import AlertKind, DeliveryState, PeriodState
from deadlines.models import Deadline, DeadlinePeriod, Delivery


def recall(deadlines: Collection[Deadline]) -> int:
    """Recall unsent mail about a date that is not operative, or no longer open.

    Returns how many deliveries were recalled.
    """
    current = DeadlinePeriod.objects.current().filter(
        deadline=OuterRef("alert__deadline")
    )
    still_missed = current.filter(
        state=PeriodState.OPEN, date_claim=OuterRef("alert__claim")
    )
    still_moved = current.filter(date_claim=OuterRef("alert__claim"))
    still_met = current.filter(outcome_claim=OuterRef("alert__claim"))
    holds = (
        Q(alert__kind=AlertKind.MISSED) & Exists(still_missed)
        | Q(alert__kind=AlertKind.MOVED) & Exists(still_moved)
        | Q(alert__kind=AlertKind.MET) & Exists(still_met)
        | Q(alert__kind=AlertKind.CORRECTED)
    )
    unsent = Delivery.objects.filter(
        alert__deadline__in=deadlines, state=DeliveryState.QUEUED
    )
    return unsent.exclude(holds).update(state=DeliveryState.RECALLED)
