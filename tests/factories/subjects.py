"""Users, parties, sources, updates, and what the record is about."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from deadlines.models import Deadline
from projects.models import (
    Agreement,
    Clause,
    FinancingLine,
    Party,
    Pledge,
    Project,
    Source,
    Tranche,
    Update,
    User,
)


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

    class Params:
        retracted = factory.Trait(
            status="retracted",
            retracted_at=datetime(2026, 2, 1, tzinfo=UTC),
            retracted_by=factory.SubFactory(UserFactory),
            retracted_why="A different project was meant.",
        )

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


class ClauseFactory(SubjectFactory):
    class Meta:
        model = Clause

    slug = factory.Sequence(lambda n: f"clause-{n}")
    agreement = factory.SubFactory(AgreementFactory)
    number = factory.Sequence(lambda n: f"R{n}")
    title = factory.Sequence(lambda n: f"Clause {n}")
    kind = "text"


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
