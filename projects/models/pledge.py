"""The promise, and the batches announced under it."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from projects.codes import Direction, ObligorKind
from projects.models.party import Party
from projects.models.subject import Subject
from projects.rules.moment import Moment


class Pledge(Subject):
    """Who promised whom. How much, and by when, are claims about it."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    promisor = models.ForeignKey(Party, models.PROTECT, related_name="promised")
    beneficiary = models.ForeignKey(Party, models.PROTECT, related_name="was_promised")
    verb = models.CharField(max_length=80)
    obligor_kind = models.CharField(max_length=10, choices=ObligorKind)
    direction = models.CharField(max_length=10, choices=Direction)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    additive = models.BooleanField(null=True, blank=True)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None, additive=None)
                | Q(parent__isnull=False, additive__isnull=False),
                name="pledge_part_says_whether_it_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="pledge_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def window(self, moment: Moment) -> tuple[date | None, date | None]:
        """When it opens and closes; not before the agreements that open it are known.

        Those are the ones of its first day: a pledge may be known before its window.
        """
        if self.opens_on is None:
            return None, self.closes_on
        of_first_day = self.agreements.filter(dated_on=self.opens_on)
        seen = of_first_day.seen(moment).values("pk")
        if of_first_day.exclude(pk__in=seen).exists():
            return None, None
        return self.opens_on, self.closes_on


class Tranche(Subject):
    """A batch of projects announced together."""

    slug = models.SlugField(max_length=80, unique=True)
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("pledge", "number", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "number"], name="tranche_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
