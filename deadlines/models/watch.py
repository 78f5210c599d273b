"""Who wants to be told of what."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from deadlines.codes import WATCHED_KINDS, WatchScope
from deadlines.models.deadline import Deadline
from projects.models import Party, Pledge, Project


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def reachable(self) -> Self:
        """Confirmed, not stopped, and with an address."""
        return self.filter(confirmed_at__isnull=False, stopped_at=None).exclude(
            address=""
        )


class Recipient(models.Model):
    """An address. It lives here only, and can be blanked."""

    address = models.EmailField(blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recipient",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("address"),
                condition=~Q(address=""),
                name="recipient_address_once",
            ),
        ]

    def __str__(self) -> str:
        return self.address or f"blanked address {self.pk}"


def all_kinds() -> list[str]:
    return [kind.value for kind in WATCHED_KINDS]


class WatchQuerySet(models.QuerySet["Watch"]):
    def active(self) -> Self:
        return self.filter(ended_at=None)


class Watch(models.Model):
    """One recipient wants to be told of some kinds of thing, in one scope."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="watches")
    scope = models.CharField(max_length=10, choices=WatchScope, default=WatchScope.ALL)
    pledge = models.ForeignKey(
        Pledge, models.PROTECT, null=True, blank=True, related_name="watches"
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="watches"
    )
    deadline = models.ForeignKey(
        Deadline, models.PROTECT, null=True, blank=True, related_name="watches"
    )
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="watches"
    )
    kinds = ArrayField(
        models.CharField(
            max_length=10, choices=[(kind.value, kind.label) for kind in WATCHED_KINDS]
        ),
        default=all_kinds,
    )
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = [
            # telling.WATCHED: the few that watch everything, among all watches
            models.Index(
                fields=["recipient"],
                condition=Q(scope=WatchScope.ALL, ended_at=None),
                name="watch_on_everything",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    scope=WatchScope.ALL,
                    pledge=None,
                    project=None,
                    deadline=None,
                    party=None,
                )
                | Q(scope=WatchScope.PLEDGE, pledge__isnull=False)
                & Q(project=None, deadline=None, party=None)
                | Q(scope=WatchScope.PROJECT, project__isnull=False)
                & Q(pledge=None, deadline=None, party=None)
                | Q(scope=WatchScope.DEADLINE, deadline__isnull=False)
                & Q(pledge=None, project=None, party=None)
                | Q(scope=WatchScope.PARTY, party__isnull=False)
                & Q(pledge=None, project=None, deadline=None),
                name="watch_scope_names_its_thing",
            ),
            models.UniqueConstraint(
                fields=[
                    "recipient",
                    "scope",
                    "pledge",
                    "project",
                    "deadline",
                    "party",
                ],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="watch_once_while_active",
            ),
        ]

    def __str__(self) -> str:
        thing = self.pledge or self.project or self.deadline or self.party
        return str(thing or self.get_scope_display())
