"""On what a value rests: who said it, when, and where it is to be read.

A page asks `with_evidence(claims)` for its claims and shows `claim_rows(claims)`
through `_claim.html`, or one `evidence_of(claim)` through `_evidence.html`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from deadlines.actions.clock_log import SPEAKER as OURSELVES
from deadlines.models import DateClaim, OutcomeClaim
from projects.codes import Grade, KnownPrecision, SourceState, Stance
from projects.models import (
    Acceptance,
    Citation,
    CitationStep,
    Claim,
    ClaimSpeaker,
    ClauseReading,
    FactClaim,
    Finding,
    LegalBasis,
    Statement,
    TariffComponent,
)
from projects.rules.moment import LATEST, Moment
from tracker.pages.citing import Cite
from tracker.pages.provenance import (
    Provenance,
    best_held,
    other_origin,
    provenance,
)
from tracker.pages.withdrawn import SETTLED
from tracker.pages.wording import (
    CHILDREN,
    child,
    heading_words,
    value_words,
)

AnyClaim = TypeVar("AnyClaim", bound=Claim)

_JOINED: dict[type[Claim], tuple[str, ...]] = {
    Claim: (
        *CHILDREN.values(),
        "factclaim__value_party",
        "statement__question",
        "statement__code",
        "dateclaim__deadline",
        "outcomeclaim__deadline",
        "clausereading__clause",
        "finding__clause",
    ),
    FactClaim: ("value_party",),
    Statement: ("question", "code"),
    DateClaim: ("deadline",),
    OutcomeClaim: ("deadline",),
    ClauseReading: ("clause__agreement",),
    Finding: ("clause",),
    LegalBasis: ("instrument", "ended_by"),
    TariffComponent: ("instrument", "ended_by"),
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it, with the role held then."""

    name: str
    slug: str
    role: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The line under a value. `url` leads to its best citation.

    `origins` counts the publishers it comes from independently of each other, those
    of claims that confirm it included. `hindsight` says that we know of it only from
    later, or do not know from when. `ours` is what we counted: its sources are inputs,
    and no two of them confirm each other. `withdrawn` says what became of the last
    source that it had; a claim with another one rests on that.
    """

    speakers: tuple[Speaker, ...]
    said_on: date | None
    known_on: date
    known_words: str
    same_day: bool
    hindsight: bool
    grade: str
    secondary: bool
    ours: bool
    origins: int
    source: str
    title: str
    origin: str
    url: str
    denied_by: tuple[str, ...]
    withdrawn: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as a page shows it. Only its own update shows one that is retracted."""

    claim: Claim
    heading: str
    value: str
    quoted: str
    words: str
    stance: str
    operative: bool
    superseded: bool
    retracted: bool
    evidence: Evidence


def with_evidence(
    claims: QuerySet[AnyClaim], moment: Moment = LATEST
) -> QuerySet[AnyClaim]:
    """Fetch with the claims, of one kind or of all, everything their rows show.

    A page gives its moment: later answers, acceptances and successors are not in it.
    """
    responses = Claim.objects.seen(moment).filter(
        stance__in=[Stance.CONFIRMS, Stance.DENIES]
    )
    return claims.select_related(
        "update", *_JOINED.get(claims.model, ())
    ).prefetch_related(
        Prefetch("said_by", ClaimSpeaker.objects.select_related("party")),
        Prefetch("citations", cited(moment)),
        Prefetch(
            "responses",
            responses.prefetch_related(
                "speakers",
                Prefetch(
                    "citations", Citation.objects.select_related("source", "origin")
                ),
            ),
        ),
        Prefetch("acceptances", Acceptance.objects.seen(moment)),
        Prefetch("superseded_by", Claim.objects.seen(moment)),
    )


def cited(moment: Moment = LATEST) -> QuerySet[Citation]:
    """Citations with their source, their origin, the chain between the two, and what
    became of both."""
    steps = CitationStep.objects.select_related("source__publisher")
    return (
        Citation.objects.select_related("source__publisher", "origin__publisher")
        .prefetch_related(Prefetch("steps", steps))
        .with_states(moment)
        .order_by("place", "pk")
    )


def claim_rows(claims: Iterable[Claim]) -> list[ClaimRow]:
    return [claim_row(claim) for claim in claims]


def claim_row(claim: Claim) -> ClaimRow:
    """A claim that came with its evidence, ready to show."""
    value = value_words(claim)
    return ClaimRow(
        claim=claim,
        heading=heading_words(claim),
        value=value,
        quoted=getattr(child(claim), "quoted_printed", ""),
        words=claim.words if claim.words != value else "",
        stance="" if claim.stance == Stance.ASSERTS else claim.get_stance_display(),
        operative=is_operative(claim),
        superseded=bool(claim.superseded_by.all()),
        retracted=False,
        evidence=evidence_of(claim),
    )


def is_operative(claim: Claim) -> bool:
    """Is it accepted, by the latest word on it?"""
    latest = _latest_acceptance(claim)
    return latest is not None and latest.operative


def stands(claim: Claim) -> bool:
    """Does anybody still stand by it, as an assertion?"""
    return not (
        claim.known_error or claim.stance == Stance.DENIES or claim.superseded_by.all()
    )


def evidence_of(claim: Claim) -> Evidence:
    """What a claim that came with its evidence rests on."""
    update = claim.update
    best, *_others = read = sorted(claim.citations.all(), key=_standing_first)
    ours = any(said.party.slug == OURSELVES for said in claim.said_by.all())
    accepted = _latest_acceptance(claim)
    exact = update.known_precision == KnownPrecision.EXACT
    return Evidence(
        speakers=tuple(_speaker(said) for said in claim.said_by.all()),
        said_on=claim.said_on,
        known_on=update.known_on,
        known_words=_known_words(update.known_precision),
        same_day=exact and claim.said_on == update.known_on,
        hindsight=claim.hindsight,
        grade=Grade(best.source.grade).value,
        secondary=accepted is not None and accepted.secondary,
        ours=ours,
        origins=len(_origins(claim)),
        source=best.source.publisher.name,
        title=best.source.title,
        origin=other_origin(best),
        url=citation_url(claim, best),
        denied_by=tuple(_deniers(claim)),
        withdrawn=withdrawn(best),
        cite=_cite(claim, [provenance(each, ours=ours) for each in read]),
    )


def citation_url(claim: Claim, citation: Citation) -> str:
    """Where the citation stands, on the page of its update."""
    page = reverse("update", args=[claim.update.public_id])
    return f"{page}#{citation.anchor}"


def _cite(claim: Claim, read: Iterable[Provenance]) -> Cite:
    """A claim is cited by its own id, and stands on the page of its update."""
    page = reverse("update", args=[claim.update.public_id])
    said = ", ".join(str(said) for said in claim.said_by.all())
    heading, value = heading_words(claim), value_words(claim)
    return Cite(
        key=str(claim.public_id),
        address=f"{page}#claim-{claim.public_id}",
        words=": ".join(part for part in (said, heading, f"“{value}”") if part),
        provenance=tuple(read),
        recorded_at=claim.update.recorded_at,
    )


def origin_grades(claim: Claim) -> set[str]:
    """The grades of where it comes from, and of what confirms it."""
    return {citation.origin.grade for citation in citations_of(claim)}


def best_origin(claim: Claim) -> Citation:
    """Its citation, or one of what confirms it, with the best origin."""
    return min(citations_of(claim), key=best_held)


def _speaker(said: ClaimSpeaker) -> Speaker:
    return Speaker(name=said.party.name, slug=said.party.slug, role=said.role)


def withdrawn(citation: Citation) -> str:
    """What became of the source or of where it had it from; empty while both stand."""
    states = (citation.source_state, citation.origin_state)
    settled = [SourceState(state) for state in states if state in SETTLED]
    return str(settled[0].label) if settled else ""


def _standing_first(citation: Citation) -> tuple[bool, tuple[str, int, int]]:
    return bool(withdrawn(citation)), _directness(citation)


def _directness(citation: Citation) -> tuple[str, int, int]:
    return citation.source.grade, citation.place, citation.pk


def _known_words(precision: str) -> str:
    return {
        KnownPrecision.EXACT: _("known"),
        KnownPrecision.AT_LATEST: _("known at latest"),
        KnownPrecision.INFERRED: _("known, as we infer,"),
    }[KnownPrecision(precision)]


def _latest_acceptance(claim: Claim) -> Acceptance | None:
    rows = claim.acceptances.all()
    return max(rows, key=lambda row: (row.from_on, row.pk), default=None)


def _origins(claim: Claim) -> set[int]:
    """The publishers behind it and behind what confirms it."""
    return {citation.origin.publisher_id for citation in citations_of(claim)}


def citations_of(claim: Claim) -> list[Citation]:
    """Its own citations, and those of claims that confirm it."""
    confirming = (c for c in claim.responses.all() if c.stance == Stance.CONFIRMS)
    return [
        citation for each in (claim, *confirming) for citation in each.citations.all()
    ]


def _deniers(claim: Claim) -> list[str]:
    denying = (c for c in claim.responses.all() if c.stance == Stance.DENIES)
    return sorted({party.name for each in denying for party in each.speakers.all()})
