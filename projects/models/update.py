"""One thing an analyst read and logged; and the draft it comes from."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models

from projects.codes import DraftState, KnownPrecision, UpdateKind, UpdateStatus


class UpdateQuerySet(models.QuerySet["Update"]):
    def live(self) -> Self:
        """Published and not retracted since."""
        return self.filter(status=UpdateStatus.PUBLISHED)

    def known_by(self, day: date) -> Self:
        """Live, and known on or before a day."""
        return self.live().filter(known_on__lte=day)

    def latest_first(self) -> Self:
        return self.order_by("-known_on", "-pk")


class Update(models.Model):
    """One thing read and logged: its claims, or the event itself.

    `known_on` is the calendar day, in `zone`, of the earliest publication we hold;
    `recorded_at` the instant it was written here. Published once, never edited: the
    only change the database permits is one retraction.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    headline = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    known_on = models.DateField()
    known_precision = models.CharField(
        max_length=10, choices=KnownPrecision, default=KnownPrecision.EXACT
    )
    zone = models.CharField(max_length=64, default="UTC")
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="authored_updates"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="published_updates"
    )
    kind = models.CharField(max_length=20, choices=UpdateKind, default=UpdateKind.NEWS)
    status = models.CharField(
        max_length=10, choices=UpdateStatus, default=UpdateStatus.PUBLISHED
    )
    retracted_at = models.DateTimeField(null=True, blank=True)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="retracted_updates",
    )
    retracted_why = models.TextField(blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    pledges = models.ManyToManyField(
        "projects.Pledge", related_name="updates", blank=True
    )
    tranches = models.ManyToManyField(
        "projects.Tranche", related_name="updates", blank=True
    )
    projects = models.ManyToManyField(
        "projects.Project", related_name="updates", blank=True
    )
    agreements = models.ManyToManyField(
        "projects.Agreement", related_name="updates", blank=True
    )

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ("-known_on", "-pk")
        permissions = [
            ("publish_update", "Can publish updates and accept claims"),
            ("retract_update", "Can retract and correct updates"),
        ]
        indexes = [
            # UpdateQuerySet.latest_first: the newest developments of any page
            models.Index(
                fields=["-known_on", "-id"],
                condition=models.Q(status=UpdateStatus.PUBLISHED),
                name="update_live_latest_first",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    status=UpdateStatus.PUBLISHED,
                    retracted_at=None,
                    retracted_by=None,
                    retracted_why="",
                )
                | models.Q(
                    status=UpdateStatus.RETRACTED,
                    retracted_at__isnull=False,
                    retracted_by__isnull=False,
                )
                & ~models.Q(retracted_why=""),
                name="update_retracted_with_when_who_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=UpdateKind.OUR_CORRECTION)
                | models.Q(corrects__isnull=False),
                name="update_correction_names_what_it_corrects",
            ),
        ]

    def __str__(self) -> str:
        return self.headline


class Draft(models.Model):
    """Half-typed work. Nothing public reads it before it is published."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts"
    )
    title = models.CharField(max_length=300, blank=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.OPEN)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    update = models.OneToOneField(
        Update, models.PROTECT, null=True, blank=True, related_name="draft"
    )

    class Meta:
        ordering = ("-changed_at", "-pk")
        indexes = [
            # the work queue, and holding.hold: the few that wait
            models.Index(
                fields=["changed_at"],
                condition=models.Q(state=DraftState.WAITING),
                name="draft_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=DraftState.PUBLISHED, update__isnull=False)
                | ~models.Q(state=DraftState.PUBLISHED) & models.Q(update=None),
                name="draft_published_names_its_update",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Draft {self.pk}"


class DraftComment(models.Model):
    """What somebody said about a draft."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return self.text[:60]
