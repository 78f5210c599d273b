"""Claims about deadlines: what day was given, and how it ended."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from deadlines.codes import DateType, Outcome, ReasonCode
from deadlines.models.deadline import Deadline
from deadlines.rules.windows import Window
from projects.codes import ClaimKind, UpdateKind
from projects.models import Claim, ClauseReading, Statement
from projects.models.claim import ClaimQuerySet

FIXES = (UpdateKind.SPEAKER_CORRECTION, UpdateKind.SOURCE_CORRECTION)
"""Updates that move no date. Our own correction takes the wrong row's place instead."""


class DateClaim(Claim):
    """The day somebody gave for a deadline, in their words and as a window.

    `earliest_on` and `latest_on` are the window accepted by the analyst, both ends
    included; the strict and the lenient reading stand beside it. `reading` is the
    reading of a clause by which it was counted.
    """

    claim_kind = ClaimKind.DATE

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="date_claims")
    date_type = models.CharField(
        max_length=12, choices=DateType, default=DateType.WINDOW
    )
    edtf = models.CharField(max_length=60, blank=True)
    earliest_on = models.DateField(null=True, blank=True)
    latest_on = models.DateField(null=True, blank=True)
    strict_earliest_on = models.DateField(null=True, blank=True)
    strict_latest_on = models.DateField(null=True, blank=True)
    lenient_earliest_on = models.DateField(null=True, blank=True)
    lenient_latest_on = models.DateField(null=True, blank=True)
    lexicon_version = models.CharField(max_length=20, blank=True)
    window_reason = models.TextField(blank=True)
    event = models.CharField(max_length=200, blank=True)
    reason_code = models.CharField(max_length=20, choices=ReasonCode, blank=True)
    justification = models.TextField(blank=True)
    reading = models.ForeignKey(
        ClauseReading, models.PROTECT, null=True, blank=True, related_name="dates"
    )

    objects: ClassVar = ClaimQuerySet["DateClaim"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest_on=None)
                | Q(latest_on=None)
                | Q(latest_on__gte=F("earliest_on")),
                name="date_claim_latest_is_not_before_earliest",
            ),
            models.CheckConstraint(
                condition=~Q(date_type=DateType.WINDOW)
                | Q(earliest_on__isnull=False)
                | Q(latest_on__isnull=False),
                name="date_claim_window_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(date_type__in=[DateType.EVENT_BOUND, DateType.OFFSET])
                | ~Q(event=""),
                name="date_claim_names_its_event",
            ),
        ]

    @property
    def window(self) -> Window:
        return Window(earliest=self.earliest_on, latest=self.latest_on)

    @property
    def known_late(self) -> bool:
        """Also where the day given was over before we know of anybody giving it."""
        known_on = self.update.known_on
        days = (known_on - (self.latest_on or known_on)).days
        return super().known_late or days > 1

    @property
    def is_fix(self) -> bool:
        """Does it put right what its speaker or its source had misstated?"""
        return self.update.kind in FIXES


class OutcomeClaim(Claim):
    """How a deadline ended, on which day, or that it is open again."""

    claim_kind = ClaimKind.OUTCOME

    deadline = models.ForeignKey(
        Deadline, models.PROTECT, related_name="outcome_claims"
    )
    outcome = models.CharField(max_length=20, choices=Outcome)
    on = models.DateField(null=True, blank=True)

    objects: ClassVar = ClaimQuerySet["OutcomeClaim"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome__in=[Outcome.MET, Outcome.MET_ACCORDING_TO])
                | Q(on__isnull=False),
                name="outcome_met_on_a_day",
            ),
        ]


class StatementBearing(models.Model):
    """A statement bears on a deadline without moving it."""

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="bears_on_deadlines"
    )
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="bearings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "deadline"], name="statement_bears_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} bears on {self.deadline}"
