"""Rows for tests. Dates are plain arguments, so a test shows the days it is about."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from deadlines.models import (
    Alert,
    DateClaim,
    Deadline,
    Delivery,
    OutcomeClaim,
    Recipient,
    Watch,
)
from projects.codes import ClaimKind
from projects.models import (
    Acceptance,
    Agreement,
    Citation,
    ClaimSpeaker,
    ClaimSubject,
    FactClaim,
    FinancingLine,
    Party,
    Pledge,
    Project,
    QuantityClaim,
    Question,
    Source,
    StageClaim,
    Statement,
    Tranche,
    Update,
    User,
)

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    slug = factory.Sequence(lambda n: f"party-{n}")
    name = factory.Sequence(lambda n: f"Party {n}")
    kind = "person"


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    class Params:
        repost = factory.Trait(kind="carrier", grade="C")

    slug = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Source {n}")
    publisher = factory.SubFactory(PartyFactory, kind="outlet")
    url = factory.Sequence(lambda n: f"https://news.example/{n}")
    language = "en"
    kind = "origin"
    grade = "B"


class UpdateFactory(DjangoModelFactory):
    class Meta:
        model = Update

    headline = factory.Sequence(lambda n: f"Update {n}")
    known_on = date(2026, 1, 10)
    recorded_at = factory.LazyAttribute(
        lambda update: datetime.combine(
            update.known_on, datetime.min.time(), tzinfo=UTC
        )
    )
    author = factory.SubFactory(UserFactory)
    published_by = factory.SelfAttribute("author")


class SubjectFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    brought_in_by = factory.SubFactory(UpdateFactory, known_on=date(2025, 7, 22))


class PledgeFactory(SubjectFactory):
    class Meta:
        model = Pledge

    slug = factory.Sequence(lambda n: f"pledge-{n}")
    name = factory.Sequence(lambda n: f"Pledge {n}")
    promisor = factory.SubFactory(PartyFactory, kind="government")
    beneficiary = factory.SubFactory(PartyFactory, kind="government")
    verb = "will"
    obligor_kind = "state"
    direction = "outward"


class TrancheFactory(SubjectFactory):
    class Meta:
        model = Tranche

    slug = factory.Sequence(lambda n: f"tranche-{n}")
    pledge = factory.SubFactory(PledgeFactory)
    number = factory.Sequence(lambda n: n)
    name = factory.Sequence(lambda n: f"Tranche {n}")


class ProjectFactory(SubjectFactory):
    class Meta:
        model = Project

    slug = factory.Sequence(lambda n: f"project-{n}")
    pledge = factory.SubFactory(PledgeFactory)
    name = factory.Sequence(lambda n: f"Project {n}")
    sector = "energy"


class AgreementFactory(SubjectFactory):
    class Meta:
        model = Agreement

    slug = factory.Sequence(lambda n: f"agreement-{n}")
    title = factory.Sequence(lambda n: f"Agreement {n}")
    kind = "mou"
    dated_on = date(2025, 9, 4)
    zone = "America/New_York"
    legal_force = "political"


class FinancingLineFactory(SubjectFactory):
    class Meta:
        model = FinancingLine

    slug = factory.Sequence(lambda n: f"line-{n}")
    kind = "loan"
    currency = "JPY"


class DeadlineFactory(SubjectFactory):
    class Meta:
        model = Deadline

    slug = factory.Sequence(lambda n: f"deadline-{n}")
    title = factory.Sequence(lambda n: f"Deadline {n}")
    kind = "selection"
    bindingness = "official_target"
    met_when = "Both governments say so."
    zone = "UTC"
    pledge = factory.SubFactory(PledgeFactory)


class CitationFactory(DjangoModelFactory):
    class Meta:
        model = Citation

    source = factory.SubFactory(SourceFactory)
    origin = factory.SelfAttribute("source")


class ClaimFactory(DjangoModelFactory):
    """A claim with a speaker and a citation; `accepted=True` makes it operative.

    `of` is a list of subjects, `by` a list of parties, `source` the one cited.
    """

    class Meta:
        abstract = True

    update = factory.SubFactory(UpdateFactory)
    place = factory.Sequence(lambda n: n % 32000 + 1)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        of, by = fields.pop("of", []), fields.pop("by", None)
        source = fields.pop("source", None) or SourceFactory()
        accepted = fields.pop("accepted", False)
        claim = super()._create(model_class, *args, **fields)
        for place, party in enumerate(by or [PartyFactory()], start=1):
            ClaimSpeaker.objects.create(claim=claim, party=party, place=place)
        for thing in of:
            name = {"financingline": "line"}.get(
                thing._meta.model_name, thing._meta.model_name
            )
            ClaimSubject.objects.create(claim=claim, **{name: thing})
        CitationFactory(claim=claim, source=source)
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


class StatementFactory(ClaimFactory):
    class Meta:
        model = Statement

    kind = ClaimKind.STATEMENT
    words = "There is a significant gap."


class RecipientFactory(DjangoModelFactory):
    class Meta:
        model = Recipient

    address = factory.Sequence(lambda n: f"reader{n}@example.org")
    confirmed_at = LONG_AGO


class WatchFactory(DjangoModelFactory):
    class Meta:
        model = Watch

    recipient = factory.SubFactory(RecipientFactory)
    created_at = LONG_AGO


class AlertFactory(DjangoModelFactory):
    class Meta:
        model = Alert

    kind = "missed"
    claim = factory.SubFactory(DateClaimFactory)
    deadline = factory.SelfAttribute("claim.deadline")
    happened_at = datetime(2026, 2, 1, tzinfo=UTC)
    detected_at = factory.SelfAttribute("happened_at")


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = Delivery

    alert = factory.SubFactory(AlertFactory)
    recipient = factory.SubFactory(RecipientFactory)
    watches: list[int] = []
    next_attempt_at = factory.SelfAttribute("alert.detected_at")
