"""Where a claim, or an event without claims, is to be read."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from projects.models.claim import Claim
from projects.models.source import Source, SourceStatus
from projects.models.update import Update, seen_by
from projects.rules.moment import Moment


class CitationQuerySet(models.QuerySet["Citation"]):
    def seen(self, moment: Moment) -> Self:
        """Those of claims and events that stand at a moment."""
        return self.filter(seen_by(moment, "claim__update") | seen_by(moment, "update"))

    def with_states(self, moment: Moment) -> Self:
        """With what became last of the source and of the origin, null for nothing."""
        return self.annotate(
            source_state=_latest_state("source", moment),
            origin_state=_latest_state("origin", moment),
        )


def _latest_state(field: str, moment: Moment) -> Subquery:
    states = SourceStatus.objects.seen(moment).filter(source=OuterRef(field))
    return Subquery(states.order_by("-from_on", "-pk").values("status")[:1])


class CitationStepQuerySet(models.QuerySet["CitationStep"]):
    def seen(self, moment: Moment) -> Self:
        """Those of citations that stand at a moment."""
        return self.filter(
            seen_by(moment, "citation__claim__update")
            | seen_by(moment, "citation__update")
        )


class Citation(models.Model):
    """One place in one source. Written once, never changed.

    `source` is what we hold; its steps lead back, carrier by carrier, to where it
    comes from. `origin` is the last step, or the source itself, kept for counting.
    What became of the two comes with `with_states`; None is nothing on record.
    """

    source_state: str | None
    origin_state: str | None

    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, related_name="citations"
    )
    update = models.ForeignKey(
        Update, models.PROTECT, null=True, related_name="citations"
    )
    place = models.PositiveSmallIntegerField(default=1)
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    origin = models.ForeignKey(
        Source, models.PROTECT, related_name="citations_as_origin"
    )
    locator = models.CharField(max_length=200, blank=True)
    excerpt = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    translation = models.TextField(blank=True)
    translated_by = models.CharField(max_length=100, blank=True)

    objects: ClassVar = CitationQuerySet.as_manager()

    class Meta:
        ordering = ("claim", "update", "place")
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__isnull=False, update=None)
                | Q(claim=None, update__isnull=False),
                name="citation_of_a_claim_or_an_event",
            ),
            models.CheckConstraint(
                condition=Q(excerpt="") | ~Q(language=""),
                name="citation_excerpt_has_a_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)

    @property
    def anchor(self) -> str:
        """Its place on the page of its update, the same in every copy of the record."""
        of = f"{self.claim.public_id}-" if self.claim else ""
        return f"citation-{of}{self.place}"


class CitationStep(models.Model):
    """One step of the chain from the carrier we hold to the origin."""

    citation = models.ForeignKey(Citation, models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects: ClassVar = CitationStepQuerySet.as_manager()

    class Meta:
        ordering = ("citation", "place")
        constraints = [
            models.UniqueConstraint(
                fields=["citation", "place"], name="citation_step_placed_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)
