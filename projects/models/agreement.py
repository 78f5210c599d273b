"""Instruments: memoranda, orders, fact sheets, laws, rulings."""

from django.db import models
from django.db.models import F, Q

from projects.codes import AgreementKind, AgreementLinkKind, LegalForce
from projects.models.party import Party
from projects.models.pledge import Pledge
from projects.models.subject import Subject


class Agreement(Subject):
    """One instrument, with its day in its own zone and its legal force."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=16, choices=AgreementKind)
    dated_on = models.DateField()
    zone = models.CharField(max_length=64)
    legal_force = models.CharField(max_length=16, choices=LegalForce)
    parties = models.ManyToManyField(Party, related_name="agreements")
    pledges = models.ManyToManyField(Pledge, related_name="agreements", blank=True)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ("dated_on", "pk")

    def __str__(self) -> str:
        return self.title


class AgreementLink(Subject):
    """One instrument supersedes, implements or voids another."""

    from_agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="links_out"
    )
    to_agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=12, choices=AgreementLinkKind)

    class Meta:
        ordering = ("from_agreement", "to_agreement", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["from_agreement", "to_agreement", "kind"],
                name="agreement_link_once",
            ),
            models.CheckConstraint(
                condition=~Q(from_agreement=F("to_agreement")),
                name="agreement_link_joins_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_agreement} {self.get_kind_display()} {self.to_agreement}"
