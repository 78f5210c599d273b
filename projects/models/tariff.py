"""The legal basis of tariffs, and what each component is under it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from projects.codes import ClaimKind
from projects.models.agreement import Agreement
from projects.models.claim import Claim, ClaimQuerySet


class Spell(Claim):
    """Something that holds from its first day to the first day without it.

    A first day that is not known is left open, and `directed_on` says since when it was
    directed. `instrument` sets it; `ended_by` ended it, and `ended_words` say how.
    """

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    directed_on = models.DateField(null=True, blank=True)
    instrument = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_by = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_words = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False) | Q(directed_on__isnull=False),
                name="%(class)s_begins_or_was_directed",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None)
                | Q(valid_from=None)
                | Q(valid_to__gt=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            ),
        ]


class LegalBasis(Spell):
    """A statute on which tariffs rest, and how long it carries them.

    `code` is its name for other rows; what became of it is a later row with that code
    that takes the place of the earlier one.
    """

    claim_kind = ClaimKind.LEGAL_BASIS

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    statute = models.CharField(max_length=200)

    objects: ClassVar = ClaimQuerySet["LegalBasis"].as_manager()

    class Meta(Spell.Meta):
        verbose_name_plural = "legal bases"


class TariffComponent(Spell):
    """The rate of one part of a tariff, on one legal basis; its subjects are pledges.

    `rate` is a fraction of 1 and empty while none is set. Two rows on one component
    and basis stand side by side; the accepted one is taken to apply.
    """

    claim_kind = ClaimKind.TARIFF

    component = models.SlugField(max_length=40)
    basis = models.SlugField(max_length=40)
    rate = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)

    objects: ClassVar = ClaimQuerySet["TariffComponent"].as_manager()

    class Meta(Spell.Meta):
        constraints = [
            *Spell.Meta.constraints,
            models.CheckConstraint(
                condition=Q(rate=None) | Q(rate__gte=0, rate__lt=10),
                name="tariff_rate_is_a_fraction",
            ),
        ]
