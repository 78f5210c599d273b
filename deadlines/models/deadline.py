"""A date someone is held to, or is said to aim at, and how it has stood."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    DateRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from deadlines.codes import (
    BINDING,
    Bindingness,
    Bound,
    DeadlineKind,
    PeriodState,
)
from deadlines.rules.status import Verdict, verdict
from deadlines.rules.windows import Window
from projects.models import Agreement, Clause, Party, Pledge, Project, Tranche, Update
from projects.models.subject import Subject
from projects.rules.moment import Moment


class Deadline(Subject):
    """What is due, by what it is bound, what counts as met. Its days are claims.

    One that a clause and a cited notice make names the clause and its `case`, and is
    kept by `deadlines.actions.recompute_clocks`.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=DeadlineKind)
    bindingness = models.CharField(max_length=24, choices=Bindingness)
    obligor = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="owes"
    )
    decider = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="decides"
    )
    met_when = models.TextField()
    zone = models.CharField(max_length=64)
    bound = models.CharField(max_length=12, choices=Bound, default=Bound.BY)
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="deadlines")
    tranche = models.ForeignKey(
        Tranche, models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    clause = models.ForeignKey(
        Clause, models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    case = models.TextField(blank=True)
    check_every_days = models.PositiveSmallIntegerField(default=45)

    class Meta:
        ordering = ("title", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "case"], name="deadline_once_for_clause_and_case"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def binds(self) -> bool:
        """Does law, agreement or an official commitment stand behind the date?"""
        return self.bindingness in BINDING


class DeadlineMention(models.Model):
    """An update is about a deadline."""

    update = models.ForeignKey(Update, models.PROTECT, related_name="deadline_mentions")
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="mentions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["update", "deadline"], name="deadline_mentioned_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update} about {self.deadline}"


IS_LIMIT = Q(deadline__bound__in=[Bound.NOT_BEFORE, Bound.EXPIRES]) | Q(
    deadline__bound=Bound.READING, due_from__isnull=False, due_to=None
)
"""Whose date is one that cannot be missed; of a clock by the reading that is taken."""


class DeadlinePeriodQuerySet(models.QuerySet["DeadlinePeriod"]):
    def standing(self) -> Self:
        """As we have it now, for today and for each past day."""
        return self.filter(recorded__upper_inf=True)

    def current(self) -> Self:
        """As things stand now."""
        return self.standing().filter(held__upper_inf=True)

    def seen(self, moment: Moment) -> Self:
        """As things were known on a day, as written down by an instant."""
        return self.written(moment).filter(held__contains=moment.as_of)

    def known_by(self, moment: Moment) -> Self:
        """As things were known on a day, and on each day before it."""
        return self.written(moment).filter(held__startswith__lte=moment.as_of)

    def written(self, moment: Moment) -> Self:
        """As we had it by an instant."""
        if moment.recorded is None:
            return self.standing()
        return self.filter(recorded__contains=moment.recorded)

    def past(self, now: datetime) -> Self:
        """Open, and the last possible day has ended in the deadline's own zone."""
        return self.filter(state=PeriodState.OPEN, late_at__lte=now)

    def ahead(self, now: datetime) -> Self:
        """Open, with a last possible day that has not ended."""
        return self.filter(state=PeriodState.OPEN, late_at__gt=now)

    def binding(self) -> Self:
        return self.filter(deadline__bindingness__in=BINDING)

    def not_binding(self) -> Self:
        return self.exclude(deadline__bindingness__in=BINDING)


class DeadlinePeriod(models.Model):
    """How a deadline stood from one day of knowledge to the next.

    A cache: only the actions write it, and `manage.py verify` recomputes it. `held` is
    the half-open range of known_on days; the one without an end is today's. `recorded`
    is the range of instants over which we had it so; what was replaced has an end.
    `late_at` is the instant the last possible day ends in the deadline's zone.
    """

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="periods")
    held = DateRangeField()
    recorded = DateTimeRangeField()
    date_claim = models.ForeignKey(
        "deadlines.DateClaim", models.PROTECT, null=True, related_name="periods"
    )
    outcome_claim = models.ForeignKey(
        "deadlines.OutcomeClaim", models.PROTECT, null=True, related_name="periods"
    )
    due_from = models.DateField(null=True)
    due_to = models.DateField(null=True)
    original_from = models.DateField(null=True)
    original_to = models.DateField(null=True)
    revisions = models.PositiveSmallIntegerField(default=0)
    slips = models.PositiveSmallIntegerField(default=0)
    slip_days = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=12, choices=PeriodState, default=PeriodState.OPEN
    )
    met_on = models.DateField(null=True)
    late_at = models.DateTimeField(null=True)
    flagged = models.BooleanField(default=False)

    objects = DeadlinePeriodQuerySet.as_manager()

    class Meta:
        ordering = ("deadline", "held")
        indexes = [
            # sweep.take_missed: what is past its last possible instant, not yet told
            models.Index(
                fields=["late_at"],
                condition=Q(
                    held__upper_inf=True,
                    recorded__upper_inf=True,
                    state=PeriodState.OPEN,
                    flagged=False,
                    late_at__isnull=False,
                ),
                name="period_to_sweep",
            ),
            # dashboard: what comes next and what passed last, on any day
            models.Index(
                fields=["late_at"],
                condition=Q(recorded__upper_inf=True, state=PeriodState.OPEN),
                name="period_open_by_late_at",
            ),
            # dashboard: all that is past its date on a day, to be counted
            GistIndex(
                fields=["held", "late_at"],
                condition=Q(recorded__upper_inf=True, state=PeriodState.OPEN),
                name="period_open_on_a_day",
            ),
        ]
        constraints = [
            ExclusionConstraint(
                name="period_never_overlaps",
                expressions=[
                    (F("deadline"), RangeOperators.EQUAL),
                    ("held", RangeOperators.OVERLAPS),
                    ("recorded", RangeOperators.OVERLAPS),
                ],
            ),
            models.UniqueConstraint(
                fields=["deadline"],
                condition=Q(held__upper_inf=True, recorded__upper_inf=True),
                name="period_current_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deadline} {self.held}"

    @property
    def due_window(self) -> Window:
        return Window(self.due_from, self.due_to)

    @property
    def original_window(self) -> Window:
        return Window(self.original_from, self.original_to)

    @property
    def verdict(self) -> Verdict | None:
        """Met, against both dates."""
        if self.met_on is None:
            return None
        binds, bound = self.deadline.bindingness, self.deadline.bound
        dates = self.original_window, self.due_window
        return verdict(*dates, self.met_on, bindingness=binds, bound=bound)
