"""A published update as the form would have been typed: where a correction begins.

Nothing of the update may be lost on the way: what is read of the copy writes the same
claims again, with their speakers, citations and acceptances. What the update brought
in is not copied. It stays, and comes to exist by the correction.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from deadlines.models import Deadline
from projects.models import Acceptance, Claim, SourceStatus, Update
from projects.models.claim import SUBJECTS
from tracker.desk.addresses import known_address
from tracker.desk.copying_claims import apart, claim_typed, place_typed
from tracker.desk.copying_parts import Copying, Typed, day_typed, number_typed
from tracker.desk.naming import Found
from tracker.desk.typed import SOURCE, Raw, named
from tracker.pages.wording import CHILDREN

ABOUT = ("pledge", "tranche", "project", "agreement", "deadline")
Part = tuple[str, Typed]


def copy_of(update: Update) -> Raw:
    """The form that says what an update says."""
    parts = list(enumerate(_parts(update)))
    raw: Raw = {"part": [f"{number}:{kind}" for number, (kind, _) in parts]}
    for number, (_kind, typed) in parts:
        raw |= {named(number, name): [text] for name, text in typed.items() if text}
    return raw


def _parts(update: Update) -> Iterator[Part]:
    claims = list(claims_to_copy(update=update))
    acceptances = list(update.acceptances.select_related("claim", "update"))
    citations = claims[0].citations if claims else update.citations
    main = next(iter(citations.all()), None)
    copying = Copying(
        numbers={c.pk: SOURCE + place for place, c in enumerate(claims, start=1)},
        main=main.source if main else None,
    )
    accepted = {a.claim_id: a for a in reversed(acceptances) if a.operative}
    own = {c.pk: accepted[c.pk] for c in claims if c.pk in accepted}
    yield "update", _head(update)
    yield "source", _source(copying)
    for claim in claims:
        yield claim.kind, claim_typed(copying, claim, own.get(claim.pk))
    yield from _citations(copying, update, claims)
    for acceptance in acceptances:
        if acceptance not in own.values():
            yield "acceptance", _acceptance(copying, acceptance)
    yield from _flows(update)
    yield from _statuses(update)


def claims_to_copy(**which: Any) -> QuerySet[Claim]:
    """Claims in their places, with everything that a copy of them asks for."""
    return (
        Claim.objects.filter(**which)
        .select_related("supersedes", "responds_to", *CHILDREN.values())
        .prefetch_related(
            "said_by__party",
            "citations__source",
            "citations__steps__source",
            *(f"subjects__{name}" for name in SUBJECTS),
        )
        .order_by("place")
    )


def _head(update: Update) -> Typed:
    about = [
        Found(table, thing.slug, "").prefixed
        for table in ABOUT
        for thing in _about(update, table)
    ]
    return {
        "headline": update.headline,
        "note": update.note,
        "about": "; ".join(about),
    }


def _about(update: Update, table: str) -> Any:
    if table == "deadline":
        return Deadline.objects.filter(mentions__update=update).order_by("pk")
    return getattr(update, f"{table}s").order_by("pk")


def _source(copying: Copying) -> Typed:
    """The source that was read, by its address where that leads back to it."""
    source = copying.main
    if source is None:
        return {}
    found = known_address(source.url) if source.url else None
    return {"url": source.url if found == source else source.slug}


def _citations(copying: Copying, update: Update, claims: list[Claim]) -> Iterator[Part]:
    """Those that need a part of their own."""
    for claim in claims:
        for citation in apart(claim):
            own = {"claim": copying.link(claim), "source": citation.source.slug}
            yield "citation", {**own, **place_typed(citation)}
    for place, citation in enumerate(() if claims else update.citations.all()):
        where = place_typed(citation)
        if place or any(where.values()):
            yield "citation", {"source": citation.source.slug, **where}


def _acceptance(copying: Copying, acceptance: Acceptance) -> Typed:
    return {
        "claim": copying.link(acceptance.claim),
        "operative": "yes" if acceptance.operative else "no",
        "from_on": day_typed(acceptance.from_on),
        "reason": acceptance.reason,
    }


def _flows(update: Update) -> Iterator[Part]:
    for flow in update.cash_flows.select_related("line").order_by("pk"):
        yield (
            "cash_flow",
            {
                "line": flow.line.slug,
                "kind": flow.kind,
                "on": day_typed(flow.on),
                "amount": number_typed(flow.amount),
                "currency": flow.currency,
            },
        )


def _statuses(update: Update) -> Iterator[Part]:
    rows = SourceStatus.objects.filter(update=update).select_related("source")
    for status in rows.order_by("pk"):
        yield (
            "source_status",
            {
                "source": status.source.slug,
                "status": status.status,
                "from_on": day_typed(status.from_on),
                "reason": status.reason,
            },
        )
