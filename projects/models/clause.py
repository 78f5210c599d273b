"""The clauses of an instrument: what each says, under which reading, from when."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from projects.codes import ON_A_DAY, ClaimKind, ClauseKind, ClauseStatus, FindingKind
from projects.models.agreement import Agreement
from projects.models.claim import Claim, ClaimQuerySet
from projects.models.party import Party
from projects.models.subject import Subject
from projects.rules.moment import LATEST, Moment


class Clause(Subject):
    """One clause of one instrument. What it says are its readings, which are claims.

    `number` is ours (R12); `paragraph` is the instrument's own, where it is known.
    """

    slug = models.SlugField(max_length=80, unique=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=20)
    paragraph = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=ClauseKind)

    class Meta:
        ordering = ("agreement", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="clause_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ClauseReadingQuerySet(ClaimQuerySet["ClauseReading"]):
    def in_force(self, on: date, *, moment: Moment = LATEST) -> Self:
        """Readings that hold on a day, by what was known at a moment (default: now).

        A reading ends where the one that takes its place begins.
        """
        known = ClauseReading.objects.seen(moment)
        successor = known.filter(supersedes=OuterRef("pk"), valid_from__lte=on)
        return self.seen(moment).filter(
            Q(valid_to=None) | Q(valid_to__gt=on),
            ~Exists(successor),
            valid_from__lte=on,
        )


class ClauseReading(Claim):
    """What a clause says under one reading: `words` restates it, `parameters` compute.

    Valid from its first day to the first day without it. Its subjects are its scope,
    none for all that the instrument covers; `holders` are the parties that read it so.
    """

    claim_kind = ClaimKind.READING

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="readings")
    reading = models.SlugField(max_length=40)
    label = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=ClauseStatus)
    parameters = models.JSONField(default=dict, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    holders = models.ManyToManyField(Party, related_name="readings_held", blank=True)

    objects: ClassVar = ClauseReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="clause_reading_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause.number}, {self.label}"


class Finding(Claim):
    """Somebody says that what a clause asks for holds, or does not.

    Its subjects narrow it down, to a project say; `on` is the day it is about.
    """

    claim_kind = ClaimKind.FINDING

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="findings")
    what = models.CharField(max_length=16, choices=FindingKind)
    holds = models.BooleanField(default=True)
    on = models.DateField(null=True, blank=True)

    objects: ClassVar = ClaimQuerySet["Finding"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(what__in=ON_A_DAY) | Q(on__isnull=False),
                name="finding_of_a_day_names_it",
            ),
        ]
