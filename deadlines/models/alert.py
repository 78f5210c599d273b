"""One thing to tell, and telling it to one address."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from deadlines.codes import AlertKind, DeliveryState
from deadlines.models.deadline import Deadline
from deadlines.models.watch import Recipient
from projects.models import Claim, Draft, Update


class AlertQuerySet(models.QuerySet["Alert"]):
    def held(self, now: datetime) -> Self:
        """Those whose mail waits, since a draft that bears on the deadline waits."""
        waits = Delivery.objects.filter(
            alert=OuterRef("pk"), state=DeliveryState.QUEUED
        )
        return self.filter(Exists(waits), held_until__gt=now)


class Alert(models.Model):
    """One thing that happened, once.

    `happened_at` is when it came about, `detected_at` when we noticed. What is found
    late is shown, and mails nobody. `update` is the one that moved or ended it; none
    where the clock did. `held_until` is set while its mail waits for a draft; an alert
    that names a `draft` tells the editors so.
    """

    kind = models.CharField(max_length=10, choices=AlertKind)
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="alerts")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="alerts")
    happened_at = models.DateTimeField()
    detected_at = models.DateTimeField()
    found_late = models.BooleanField(default=False)
    update = models.ForeignKey(
        Update, models.PROTECT, null=True, blank=True, related_name="alerts"
    )
    held_until = models.DateTimeField(null=True, blank=True)
    draft = models.ForeignKey(
        Draft, models.PROTECT, null=True, blank=True, related_name="alerts"
    )

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ("-detected_at", "-pk")
        indexes = [
            # holding.hold: the few whose mail waits
            models.Index(
                fields=["held_until"],
                condition=Q(held_until__isnull=False),
                name="alert_held",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "deadline", "claim", "update", "draft"],
                nulls_distinct=False,
                name="alert_once",
            ),
            models.UniqueConstraint(
                fields=["draft", "deadline"],
                condition=Q(draft__isnull=False),
                name="alert_of_a_draft_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=AlertKind.HELD, draft__isnull=False)
                | ~Q(kind=AlertKind.HELD) & Q(draft=None),
                name="alert_held_names_its_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.deadline}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def owed(self, now: datetime) -> Self:
        """To be sent now, the longest-waiting first."""
        return self.filter(
            state=DeliveryState.QUEUED, next_attempt_at__lte=now
        ).order_by("next_attempt_at", "pk")


class Delivery(models.Model):
    """One alert for one recipient, naming the watches that asked for it."""

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="deliveries")
    watches = ArrayField(models.BigIntegerField())
    state = models.CharField(
        max_length=10, choices=DeliveryState, default=DeliveryState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = "deliveries"
        indexes = [
            # outbox.take: what is owed now
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(state=DeliveryState.QUEUED),
                name="delivery_owed",
            ),
            # outbox.release: what was taken and never marked
            models.Index(
                fields=["taken_at"],
                condition=Q(state=DeliveryState.SENDING),
                name="delivery_in_doubt",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "recipient"], name="delivery_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert} to {self.recipient}"

    def is_held(self, now: datetime) -> bool:
        """Does it wait for a draft?"""
        until = self.alert.held_until
        return self.state == DeliveryState.QUEUED and until is not None and until > now
