"""What a claim is about, as links."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from deadlines.models import Deadline
from projects.models import (
    Agreement,
    Claim,
    ClaimSubject,
    Clause,
    Party,
    Pledge,
    Project,
    Tranche,
)
from projects.models.claim import SUBJECTS

AnyClaim = TypeVar("AnyClaim", bound=Claim)


@dataclass(frozen=True, slots=True)
class Link:
    """A name, and where it leads; an empty url is a thing without a page."""

    name: str
    url: str


def with_subjects(claims: QuerySet[AnyClaim]) -> QuerySet[AnyClaim]:
    """Fetch with the claims what they are about."""
    subjects = ClaimSubject.objects.select_related(*SUBJECTS, "tranche__pledge")
    return claims.prefetch_related(Prefetch("subjects", subjects.order_by("pk")))


def subject_links(claim: Claim) -> tuple[Link, ...]:
    return tuple(
        Link(name=str(subject.thing), url=subject_url(subject.thing))
        for subject in claim.subjects.all()
    )


def subject_url(thing: object) -> str:
    """The page of a thing, or of what it belongs to."""
    match thing:
        case Agreement() | Clause() | Deadline() | Party() | Pledge() | Project():
            return reverse(type(thing).__name__.lower(), args=[thing.slug])
        case Tranche():
            return reverse("pledge", args=[thing.pledge.slug])
        case _:
            return ""
