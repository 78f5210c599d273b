"""Claims with a speaker and a citation, accepted or not."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from deadlines.models import DateClaim, OutcomeClaim
from projects.codes import ClaimKind
from projects.models import (
    Acceptance,
    Citation,
    ClaimSpeaker,
    ClaimSubject,
    ClauseReading,
    FactClaim,
    Finding,
    LegalBasis,
    QuantityClaim,
    Question,
    StageClaim,
    Statement,
    TariffComponent,
)
from tests.factories.subjects import (
    ClauseFactory,
    DeadlineFactory,
    PartyFactory,
    SourceFactory,
    UpdateFactory,
)


class CitationFactory(DjangoModelFactory):
    class Meta:
        model = Citation

    source = factory.SubFactory(SourceFactory)
    origin = factory.SelfAttribute("source")

    @factory.lazy_attribute
    def place(self) -> int:
        """After those of the claim, or else of the event."""
        cited = getattr(self, "claim", None) or self.update
        return int(cited.citations.count()) + 1


class ClaimFactory(DjangoModelFactory):
    """A claim with a speaker and a citation; `accepted=True` makes it operative.

    `of` is a list of subjects, `by` a list of parties, `source` the one cited,
    `origin` where that has it from.
    """

    class Meta:
        abstract = True

    update = factory.SubFactory(UpdateFactory)
    place = factory.LazyAttribute(lambda own: own.update.claims.count() + 1)

    @classmethod
    @transaction.atomic
    def create(cls, **fields: Any) -> Any:
        """Make it whole in one transaction, as the database asks for."""
        return super().create(**fields)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        of, by = fields.pop("of", []), fields.pop("by", None)
        source = fields.pop("source", None) or SourceFactory()
        origin = fields.pop("origin", None) or source
        accepted = fields.pop("accepted", False)
        claim = super()._create(model_class, *args, **fields)
        for place, party in enumerate(by or [PartyFactory()], start=1):
            ClaimSpeaker.objects.create(claim=claim, party=party, place=place)
        for thing in of:
            name = {"financingline": "line"}.get(
                thing._meta.model_name, thing._meta.model_name
            )
            ClaimSubject.objects.create(claim=claim, **{name: thing})
        CitationFactory(claim=claim, source=source, origin=origin)
        if accepted:
            AcceptanceFactory(claim=claim)
        return claim


class AcceptanceFactory(DjangoModelFactory):
    class Meta:
        model = Acceptance

    update = factory.SelfAttribute("claim.update")
    from_on = factory.SelfAttribute("claim.update.known_on")
    reason = "The deciding party's own word."


class DateClaimFactory(ClaimFactory):
    class Meta:
        model = DateClaim

    kind = ClaimKind.DATE
    deadline = factory.SubFactory(DeadlineFactory)
    words = "end of January"
    earliest_on = factory.SelfAttribute("latest_on")
    latest_on = date(2026, 1, 31)


class OutcomeClaimFactory(ClaimFactory):
    class Meta:
        model = OutcomeClaim

    kind = ClaimKind.OUTCOME
    deadline = factory.SubFactory(DeadlineFactory)
    outcome = "met"
    on = date(2026, 2, 17)
    words = "selected"


class QuantityClaimFactory(ClaimFactory):
    class Meta:
        model = QuantityClaim

    kind = ClaimKind.QUANTITY
    basis = "headline"
    unit = "USD"
    low = 550_000_000_000
    high = factory.SelfAttribute("low")
    printed = "US$550bn"
    words = "US$550bn"


class StageClaimFactory(ClaimFactory):
    class Meta:
        model = StageClaim

    kind = ClaimKind.STAGE
    stage = "selected"
    words = "selected"


class FactClaimFactory(ClaimFactory):
    class Meta:
        model = FactClaim

    kind = ClaimKind.FACT
    attribute = "product"
    value = "crude oil"
    words = "crude oil"


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    slug = factory.Sequence(lambda n: f"question-{n}")
    text = factory.Sequence(lambda n: f"Question {n}?")


class ClauseReadingFactory(ClaimFactory):
    """A reading of a clause of text; give `clause` and `parameters` for a rule."""

    class Meta:
        model = ClauseReading

    kind = ClaimKind.READING
    clause = factory.SubFactory(ClauseFactory)
    reading = "as-reported"
    label = "as reported"
    status = "reported"
    valid_from = date(2025, 9, 4)
    words = "The parties agree."


class FindingFactory(ClaimFactory):
    class Meta:
        model = Finding

    kind = ClaimKind.FINDING
    clause = factory.SubFactory(ClauseFactory)
    what = "triggered"


class LegalBasisFactory(ClaimFactory):
    class Meta:
        model = LegalBasis

    kind = ClaimKind.LEGAL_BASIS
    code = "section-122"
    name = "Section 122"
    statute = "Trade Act of 1974, Section 122"
    valid_from = date(2026, 2, 24)
    words = "An import surcharge."


class TariffComponentFactory(ClaimFactory):
    class Meta:
        model = TariffComponent

    kind = ClaimKind.TARIFF
    component = "general"
    basis = "section-122"
    rate = Decimal("0.10")
    valid_from = date(2026, 2, 24)
    words = "10% on imports"


class StatementFactory(ClaimFactory):
    class Meta:
        model = Statement

    kind = ClaimKind.STATEMENT
    words = "There is a significant gap."
