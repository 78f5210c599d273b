"""The promise, and the batches announced under it."""

from django.db import models
from django.db.models import F, Q

from projects.codes import Direction, ObligorKind
from projects.models.party import Party
from projects.models.subject import Subject


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
