"""One thing an analyst read and logged; and the draft it comes from."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual

from projects.codes import DraftState, KnownPrecision, UpdateKind, UpdateStatus
from projects.rules.moment import LATEST, Moment


def seen_by(moment: Moment, via: str = "") -> Q:
    """That the update a row has `via` stands at a moment: all of as-of is this.

    Known by the day; recorded by the instant, and not retracted by then.
    """
    at = f"{via}__" if via else ""
    known = Q(**{f"{at}known_on__lte": moment.as_of})
    if moment.recorded is None:
        return known & Q(**{f"{at}status": UpdateStatus.PUBLISHED})
    return (
        known
        & Q(**{f"{at}recorded_at__lte": moment.recorded})
        & (
            Q(**{f"{at}retracted_at__isnull": True})
            | Q(**{f"{at}retracted_at__gt": moment.recorded})
        )
    )


def bringing_by(moment: Moment, via: str = "") -> Q:
    """That what the update a row has `via` brings in is seen at a moment."""
    at = f"{via}__" if via else ""
    if moment.recorded is None:
        return seen_by(moment, via)
    known = Q(**{f"{at}known_on__lte": moment.as_of})
    since = Coalesce(f"{at}in_place_since", f"{at}recorded_at")
    return known & Q(LessThanOrEqual(since, moment.recorded))


def is_evidence(via: str = "") -> Q:
    """That the update a row has `via` says something: a null check does not."""
    kind = f"{via}__kind" if via else "kind"
    return ~Q(**{kind: UpdateKind.VERIFICATION})


class UpdateQuerySet(models.QuerySet["Update"]):
    def seen(self, moment: Moment) -> Self:
        """Those that stand at a moment."""
        return self.filter(seen_by(moment))

    def bringing(self, moment: Moment) -> Self:
        """Those whose subjects are seen at a moment.

        A correction takes over what it corrects, so that what it brings in has been
        recorded since the first of the two.
        """
        return self.filter(bringing_by(moment))

    def live(self) -> Self:
        """Published and not retracted since."""
        return self.seen(LATEST)

    def evidence(self) -> Self:
        """Without the checks that found nothing new."""
        return self.filter(is_evidence())

    def latest_first(self) -> Self:
        return self.order_by("-known_on", "-pk")


class Update(models.Model):
    """One thing read and logged: its claims, or the event itself.

    `known_on` is the calendar day, in `zone`, of the earliest publication we hold;
    `recorded_at` the instant it was written here. A correction stands in the place of
    another, which was filled `in_place_since`. Published once, never edited: the only
    change the database permits is one retraction.
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
    in_place_since = models.DateTimeField(null=True, blank=True)
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

    def is_seen(self, moment: Moment) -> bool:
        """Does it stand at a moment?"""
        return moment.sees(self.known_on, self.recorded_at, self.retracted_at)

    def as_recorded(self, moment: Moment) -> "Update":
        """This one, or what stood in its place before it was recorded."""
        if moment.recorded and self.corrects and self.recorded_at > moment.recorded:
            return self.corrects.as_recorded(moment)
        return self


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
