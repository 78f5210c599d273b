"""The ledger: claims, who made them, what they are about, and which are accepted."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from projects.codes import ClaimKind, KnownPrecision, Stance
from projects.models.named import OfClaimQuerySet
from projects.models.party import Party
from projects.models.update import Update, seen_by
from projects.rules.moment import LATEST, Moment

IN_ORDER = (
    "update__known_on",
    Coalesce("said_on", "update__known_on"),
    "update_id",
    "place",
)
"""Oldest knowledge first: by known_on, said_on, then place; the last is operative."""


AnyClaim = TypeVar("AnyClaim", bound="Claim")


class ClaimQuerySet(models.QuerySet[AnyClaim]):
    def seen(self, moment: Moment) -> Self:
        """Claims of updates that stand at a moment."""
        return self.filter(seen_by(moment, "update"))

    def live(self) -> Self:
        """Claims of updates that were not retracted."""
        return self.seen(LATEST)

    def operative(self, moment: Moment = LATEST) -> Self:
        """Claims seen whose latest acceptance by then takes them as operative."""
        latest = Acceptance.objects.seen(moment).filter(claim=OuterRef("pk"))
        return (
            self.seen(moment)
            .annotate(accepted=Subquery(latest.latest_first().values("operative")[:1]))
            .filter(accepted=True)
        )

    def in_order(self) -> Self:
        """Oldest knowledge first."""
        return self.order_by(*IN_ORDER)


class Claim(models.Model):
    """Somebody said something about something, and we hold a citation for it.

    Its kinds are child tables. Written once with its update, never changed.
    """

    claim_kind: ClassVar[ClaimKind]

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    update = models.ForeignKey(Update, models.PROTECT, related_name="claims")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=ClaimKind)
    said_on = models.DateField(null=True, blank=True)
    stance = models.CharField(max_length=12, choices=Stance, default=Stance.ASSERTS)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    known_error = models.TextField(blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    responds_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="responses"
    )
    speakers = models.ManyToManyField(
        Party, through="projects.ClaimSpeaker", related_name="claims"
    )

    objects = ClaimQuerySet["Claim"].as_manager()

    class Meta:
        ordering = ("update", "place")
        constraints = [
            models.UniqueConstraint(
                fields=["update", "place"], name="claim_placed_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words or f"{self.get_kind_display()} {self.public_id}"

    @property
    def known_late(self) -> bool:
        """Did it become known only days after it was said?"""
        known_on = self.update.known_on
        return (known_on - (self.said_on or known_on)).days > 1

    @property
    def hindsight(self) -> bool:
        """Do we know of it only from days after it was said, or not from when?"""
        return self.update.known_precision != KnownPrecision.EXACT or self.known_late


class ClaimSpeaker(models.Model):
    """Who said it, with the role held then; several speakers said it jointly."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="said_by")
    party = models.ForeignKey(Party, models.PROTECT, related_name="said")
    place = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=200, blank=True)

    objects: ClassVar = OfClaimQuerySet["ClaimSpeaker"].as_manager()

    class Meta:
        ordering = ("claim", "place")
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "party"], name="claim_speaker_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.role}" if self.role else str(self.party)


SUBJECTS = ("pledge", "tranche", "project", "agreement", "line", "party")


class ClaimSubject(models.Model):
    """What a claim is about; several rows mean all of them together."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="subjects")
    pledge = models.ForeignKey(
        "projects.Pledge", models.PROTECT, null=True, related_name="claim_subjects"
    )
    tranche = models.ForeignKey(
        "projects.Tranche", models.PROTECT, null=True, related_name="claim_subjects"
    )
    project = models.ForeignKey(
        "projects.Project", models.PROTECT, null=True, related_name="claim_subjects"
    )
    agreement = models.ForeignKey(
        "projects.Agreement", models.PROTECT, null=True, related_name="claim_subjects"
    )
    line = models.ForeignKey(
        "projects.FinancingLine",
        models.PROTECT,
        null=True,
        related_name="claim_subjects",
    )
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="claim_subjects"
    )

    objects: ClassVar = OfClaimQuerySet["ClaimSubject"].as_manager()

    class Meta:
        ordering = ("claim", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Exact(
                    models.Func(
                        *SUBJECTS,
                        function="num_nonnulls",
                        output_field=models.IntegerField(),
                    ),
                    1,
                ),
                name="claim_subject_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.thing)

    @property
    def thing(self) -> models.Model:
        """The one thing this row names."""
        named: Iterator[models.Model | None] = (getattr(self, n) for n in SUBJECTS)
        return next(thing for thing in named if thing is not None)


class AcceptanceQuerySet(models.QuerySet["Acceptance"]):
    def seen(self, moment: Moment) -> Self:
        """Those that count from a day up to the moment's.

        An acceptance counts from its own day. When the update that makes it became
        known does not matter, only whether it stands by what was recorded.
        """
        stands = seen_by(replace(moment, as_of=date.max), "update")
        return self.filter(stands, from_on__lte=moment.as_of)

    def live(self) -> Self:
        """Acceptances of updates that were not retracted."""
        return self.seen(LATEST)

    def latest_first(self) -> Self:
        return self.order_by("-from_on", "-pk")


class Acceptance(models.Model):
    """An editor takes a claim as operative, or ceases to. Written once.

    It counts from `from_on`; a change of mind is a new row. `secondary` marks a claim
    held only through a carrier of grade C that names its origin.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="acceptances")
    operative = models.BooleanField(default=True)
    from_on = models.DateField()
    reason = models.TextField()
    secondary = models.BooleanField(default=False)
    update = models.ForeignKey(Update, models.PROTECT, related_name="acceptances")

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        ordering = ("from_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="acceptance_gives_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{'accepted' if self.operative else 'set aside'} from {self.from_on}"
