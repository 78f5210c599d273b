"""Stating a claim: the words, who said them, what they are about, and where."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from projects.actions.clauses import refuse_reading, refuse_tariff
from projects.actions.refusals import NotEvidenced
from projects.codes import UpdateStatus
from projects.models import (
    Citation,
    CitationStep,
    Claim,
    ClaimSpeaker,
    ClaimSubject,
    ClauseReading,
    FinancingLine,
    Party,
    Source,
    TariffComponent,
    Update,
)
from projects.models.claim import AnyClaim

REFUSALS: Mapping[type[Claim], Callable[[Any], None]] = {
    ClauseReading: refuse_reading,
    TariffComponent: refuse_tariff,
}
"""What a kind of claim must not say beyond what its columns refuse."""


@dataclass(frozen=True)
class Said:
    """One speaker, with the role held then."""

    party: Party
    role: str = ""


@dataclass(frozen=True)
class Cited:
    """One place in a source; `via` leads from it, carrier by carrier, to the origin."""

    source: Source
    locator: str = ""
    excerpt: str = ""
    language: str = ""
    translation: str = ""
    translated_by: str = ""
    via: Sequence[Source] = ()

    @property
    def origin(self) -> Source:
        return self.via[-1] if self.via else self.source


@transaction.atomic
def state(
    kind: type[AnyClaim],
    *,
    update: Update,
    place: int,
    by: Sequence[Said],
    citations: Sequence[Cited],
    about: Sequence[Model] = (),
    holders: Sequence[Party] = (),
    **fields: Any,
) -> AnyClaim:
    """Write one claim of an update with its speakers, subjects and citations.

    `fields` are those of the claim's kind, `holders` those of a reading. Raises
    NotEvidenced when nobody said it or no source is cited for it, and what its kind
    refuses.
    """
    if not by:
        raise NotEvidenced(f"Claim {place} names no speaker: say who said it.")
    if not citations:
        raise NotEvidenced(
            f"Claim {place} has no citation: say where it is to be read."
        )
    for name in ("supersedes", "responds_to"):
        if fields.get(name):
            _hold(fields[name])
    claim = kind(update=update, place=place, kind=kind.claim_kind, **fields)
    claim.save(force_insert=True)
    ClaimSpeaker.objects.bulk_create(
        ClaimSpeaker(claim=claim, party=said.party, place=n, role=said.role)
        for n, said in enumerate(by, start=1)
    )
    ClaimSubject.objects.bulk_create(_subject(claim, thing) for thing in about)
    if isinstance(claim, ClauseReading):
        claim.holders.set(holders)
    _cite(citations, claim=claim)
    if kind in REFUSALS:
        REFUSALS[kind](claim)
    return claim


@transaction.atomic
def cite_event(update: Update, *, citations: Sequence[Cited]) -> None:
    """Cite an update that makes no claim: it is the event itself."""
    if not citations:
        raise NotEvidenced("An event needs a citation: say where it is to be read.")
    _cite(citations, update=update)


def _hold(named: Claim) -> None:
    """Keep what a claim answers from being retracted meanwhile; refuse what was."""
    held = Update.objects.select_for_update(no_key=True).get(pk=named.update_id)
    if held.status != UpdateStatus.PUBLISHED:
        raise NotEvidenced(f"“{held}” was retracted: nothing can answer its claims.")


def _subject(claim: Claim, thing: Model) -> ClaimSubject:
    name = "line" if isinstance(thing, FinancingLine) else thing._meta.model_name
    return ClaimSubject(claim=claim, **{str(name): thing})


def _cite(
    citations: Sequence[Cited],
    *,
    claim: Claim | None = None,
    update: Update | None = None,
) -> None:
    rows = Citation.objects.bulk_create(
        Citation(
            claim=claim,
            update=update,
            place=place,
            source=cited.source,
            origin=cited.origin,
            locator=cited.locator,
            excerpt=cited.excerpt,
            language=cited.language,
            translation=cited.translation,
            translated_by=cited.translated_by,
        )
        for place, cited in enumerate(citations, start=1)
    )
    CitationStep.objects.bulk_create(
        CitationStep(citation=row, place=place, source=source)
        for row, cited in zip(rows, citations, strict=True)
        for place, source in enumerate(cited.via, start=1)
    )
