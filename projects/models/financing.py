"""Who provides money, in which form, and the cash that has moved."""

from typing import Self

from django.db import models
from django.db.models import Q

from projects.codes import CashFlowKind, Instrument
from projects.models.named import OfUpdateQuerySet
from projects.models.party import Party
from projects.models.pledge import Pledge
from projects.models.project import Project
from projects.models.subject import Subject
from projects.rules.moment import LATEST


class FinancingLine(Subject):
    """One line of money for one or several projects. Its amounts are claims."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Instrument)
    provider = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="provides"
    )
    pledge = models.ForeignKey(
        Pledge, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    projects = models.ManyToManyField(Project, related_name="lines", blank=True)
    covers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="covered_by"
    )
    currency = models.CharField(max_length=3)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug


class CashFlowQuerySet(OfUpdateQuerySet["CashFlow"]):
    def live(self) -> Self:
        """Cash flows of updates that were not retracted."""
        return self.seen(LATEST)


class CashFlow(models.Model):
    """Cash that moved on a line. Written once; its update carries the citation."""

    line = models.ForeignKey(FinancingLine, models.PROTECT, related_name="cash_flows")
    kind = models.CharField(max_length=12, choices=CashFlowKind)
    on = models.DateField()
    amount = models.DecimalField(max_digits=26, decimal_places=6)
    currency = models.CharField(max_length=3)
    update = models.ForeignKey(
        "projects.Update", models.PROTECT, related_name="cash_flows"
    )

    objects = CashFlowQuerySet.as_manager()

    class Meta:
        ordering = ("line", "on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="cash_flow_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.currency} {self.amount}"
