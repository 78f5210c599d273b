"""Claims that the record already holds: same subject, kind, value, source, speaker."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from projects.codes import ClaimKind
from projects.models import Citation, Claim
from projects.models.claim import SUBJECTS
from tracker.pages.wording import CHILDREN
from tracker.seeding.fields import as_decimal
from tracker.seeding.rows import Row

# What two claims of a kind have to share to say the same, by field of a row.
SAID = {
    "date": ("deadline", "earliest", "latest"),
    "outcome": ("deadline", "outcome", "on"),
    "quantity": ("basis", "unit", "low", "high", "per", "period"),
    "stage": ("stage",),
    "fact": ("attribute", "value"),
    "statement": ("question", "words"),
    "reading": ("clause", "reading", "valid_from", "words"),
    "finding": ("clause", "what", "holds", "on"),
    "legal_basis": ("code", "valid_from", "valid_to", "directed_on"),
    "tariff": ("component", "basis", "rate", "valid_from", "directed_on"),
}
# What a kind names by slug.
NAMED = {
    "date": "__deadline",
    "outcome": "__deadline",
    "statement": "__question",
    "reading": "__clause",
    "finding": "__clause",
}
NUMBERS = ("low", "high", "rate")


@dataclass(frozen=True)
class Double:
    """The claim of the record that a line repeats."""

    public_id: UUID
    words: str
    update: UUID
    source: str
    known_on: date


def doubles(rows: Iterable[Row]) -> Mapping[int, Double]:
    """The claims of the record that new ones repeat, by the new one's line."""
    claims = [claim for row in rows for claim in row.claims]
    kinds = {claim.values["kind"] for claim in claims}
    sources = {c["source"] for claim in claims for c in claim.values["citations"]}
    held: dict[Hashable, Double] = {}
    for known in _recorded(sources, kinds):
        found = double_of(known)
        for citation in known.citations.all():
            held.setdefault((citation.source.slug, *_recorded_key(known)), found)
    repeated = {}
    for claim in claims:
        source = claim.values["citations"][0]["source"]
        if double := held.get((source, *_row_key(claim.values))):
            repeated[claim.line] = double
    return repeated


def double_of(claim: Claim) -> Double:
    source = str(claim.citations.all()[0].source)
    update = claim.update
    return Double(
        claim.public_id, str(claim), update.public_id, source, update.known_on
    )


def _recorded(sources: set[str], kinds: Collection[str]) -> QuerySet[Claim]:
    cited = Citation.objects.filter(source__slug__in=sources)
    claims = Claim.objects.live().filter(pk__in=cited.values("claim"))
    return with_all(claims, kinds).order_by("pk")


def with_all(claims: QuerySet[Claim], kinds: Collection[str]) -> QuerySet[Claim]:
    """Those of some kinds, with all that is compared.

    Kinds that are not asked for are not joined: planning a dozen joins takes longer
    than making them.
    """
    joined = (CHILDREN[ClaimKind(kind)] + NAMED.get(kind, "") for kind in sorted(kinds))
    return (
        claims.filter(kind__in=kinds)
        .select_related("update", *joined)
        .prefetch_related(
            "citations__source",
            "said_by__party",
            *(f"subjects__{name}" for name in SUBJECTS),
        )
    )


def _recorded_key(claim: Claim) -> tuple[Hashable, ...]:
    by = frozenset(said_by.party.slug for said_by in claim.said_by.all())
    return by, *said_key(claim)


def said_key(claim: Claim) -> tuple[Hashable, ...]:
    child = getattr(claim, CHILDREN[ClaimKind(claim.kind)])
    said: dict[str, Any] = {
        name: getattr(child, name, None) for name in SAID[claim.kind]
    }
    if claim.kind == "date":
        said |= {"earliest": child.earliest_on, "latest": child.latest_on}
    for name in ("deadline", "question", "clause"):
        if said.get(name):
            said[name] = said[name].slug
    return (
        claim.kind,
        frozenset(_slug(subject.thing) for subject in claim.subjects.all()),
        tuple(said[name] or None for name in SAID[claim.kind]),
    )


def _row_key(values: Mapping[str, Any]) -> tuple[Hashable, ...]:
    return frozenset(values["by"]), *row_said_key(values)


def row_said_key(values: Mapping[str, Any]) -> tuple[Hashable, ...]:
    kind = values["kind"]
    flat = {**values, **values.get("date", {})}
    of = frozenset(name.partition(":")[2] for name in values.get("of", ()))
    return kind, of, tuple(_plain(name, flat.get(name)) for name in SAID[kind])


def _plain(name: str, value: Any) -> Hashable:
    return as_decimal(value) if name in NUMBERS and value else value or None


def _slug(thing: Any) -> str:
    return str(thing.slug)
