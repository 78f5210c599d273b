"""Who speaks, promises, pays, decides and publishes."""

from typing import ClassVar

from django.db import models

from projects.codes import PartyKind
from projects.models.named import NamedQuerySet
from projects.models.subject import Subject


class Party(models.Model):
    """A government, agency, company, person, outlet, or an unnamed class of people."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PartyKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    note = models.TextField(blank=True)

    objects: ClassVar = NamedQuerySet["Party"].as_manager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.name


class PartyName(models.Model):
    """Another name of a party, in any script."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=8)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["party", "name"], name="party_name_given_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartyRole(Subject):
    """What a person was, from when to when; either end may be unknown."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="roles")
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="members"
    )
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("party", "from_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__gte=models.F("from_on")),
                name="party_role_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.title}"
