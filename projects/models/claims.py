"""The kinds of claim: how much, how far, what it is, and answers to questions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from projects.codes import Basis, ClaimKind, FactAttribute, Qualifier, Stage
from projects.models.agreement import Agreement
from projects.models.claim import Claim, ClaimQuerySet
from projects.models.party import Party
from projects.rules.quantity import Quantity


class QuantityClaim(Claim):
    """How much, of what, on which basis. Open ends are empty.

    `low` and `high` are whole units of `unit` (dollars, not billions); `precision` is
    the unit of the last digit printed. `quoted_*` is the source's own conversion.
    """

    claim_kind = ClaimKind.QUANTITY

    basis = models.CharField(max_length=20, choices=Basis)
    unit = models.CharField(max_length=20)
    low = models.DecimalField(max_digits=26, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=26, decimal_places=6, null=True, blank=True)
    qualifier = models.CharField(
        max_length=10, choices=Qualifier, default=Qualifier.EXACTLY
    )
    precision = models.DecimalField(
        max_digits=26, decimal_places=6, null=True, blank=True
    )
    per = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=60, blank=True)
    printed = models.CharField(max_length=120)
    quoted_amount = models.DecimalField(
        max_digits=26, decimal_places=6, null=True, blank=True
    )
    quoted_unit = models.CharField(max_length=20, blank=True)
    quoted_printed = models.CharField(max_length=120, blank=True)

    objects: ClassVar = ClaimQuerySet["QuantityClaim"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(low__isnull=False) | Q(high__isnull=False),
                name="quantity_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")),
                name="quantity_low_is_not_above_high",
            ),
            models.CheckConstraint(
                condition=~Q(unit=""), name="quantity_names_its_unit"
            ),
        ]

    @property
    def quantity(self) -> Quantity:
        return Quantity(
            low=self.low,
            high=self.high,
            qualifier=self.qualifier,
            precision=self.precision,
            unit=self.unit,
            per=self.per,
        )


class StageClaim(Claim):
    """How far a project has come, on the stage ladder."""

    claim_kind = ClaimKind.STAGE

    stage = models.CharField(max_length=20, choices=Stage)
    reached_on = models.DateField(null=True, blank=True)

    objects: ClassVar = ClaimQuerySet["StageClaim"].as_manager()


class FactClaim(Claim):
    """A property of a project: in practice each of them is contested."""

    claim_kind = ClaimKind.FACT

    attribute = models.CharField(max_length=12, choices=FactAttribute)
    value = models.TextField()
    value_party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = ClaimQuerySet["FactClaim"].as_manager()


class Question(models.Model):
    """A question several parties answer differently."""

    slug = models.SlugField(max_length=80, unique=True)
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.text


class QuestionCode(models.Model):
    """One of the answers found so far, so that equal answers can be seen as such."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="codes")
    code = models.SlugField(max_length=80)
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ("question", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code"], name="question_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Statement(Claim):
    """An answer to a question, or words that bear on something without moving it."""

    claim_kind = ClaimKind.STATEMENT

    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    code = models.ForeignKey(
        QuestionCode, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    bears_on_agreements = models.ManyToManyField(
        Agreement, related_name="statements", blank=True
    )

    objects: ClassVar = ClaimQuerySet["Statement"].as_manager()
