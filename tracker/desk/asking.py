"""A form that is begun from a page has its first part already."""

from uuid import UUID

from django.http import HttpRequest

from projects.codes import UpdateKind
from projects.models import Acceptance, Claim, Source
from tracker.desk.copying import claims_to_copy
from tracker.desk.copying_claims import claim_typed
from tracker.desk.copying_parts import Copying
from tracker.desk.pressing import usual
from tracker.desk.typed import EMPTY, HEAD, Raw, named, with_part

SAME = (
    *("by", "as", "deadline", "of", "bears_on", "question", "basis", "attribute"),
    *("clause", "what", "component", "code"),
)
CODED = {"reading": ("reading",)}
"""Fields that say which, in one kind of claim, and something else in another."""
KIND = named(HEAD, "kind")


def asked_for(request: HttpRequest) -> Raw:
    """What the address asks the form to begin with; nothing if it asks for nothing."""
    for name, begin in BEGINNINGS.items():
        if name in request.GET:
            return begin(request.GET[name])
    return dict(EMPTY)


def _of_deadline(slug: str) -> Raw:
    typed, _number = with_part(
        dict(EMPTY), "date", {**usual("date"), "deadline": slug[:100]}
    )
    return typed


def _of_corrected_claim(public_id: str) -> Raw:
    """The same speaker on the same thing, to say what is right now."""
    claim = _claim(public_id)
    if claim is None:
        return dict(EMPTY)
    typed = claim_typed(Copying(numbers={}, main=None), claim, None)
    same = (*SAME, *CODED.get(claim.kind, ()))
    again = {name: typed[name] for name in same if name in typed}
    again |= usual(claim.kind) | {"supersedes": str(claim.public_id)}
    raw, _number = with_part(dict(EMPTY), claim.kind, again)
    return {**raw, KIND: [UpdateKind.SPEAKER_CORRECTION.value]}


def _of_corrected_source(slug: str) -> Raw:
    if not Source.objects.filter(slug=slug[:100]).exists():
        return dict(EMPTY)
    raw, _number = with_part(dict(EMPTY), "source_status", {"source": slug})
    return {**raw, KIND: [UpdateKind.SOURCE_CORRECTION.value]}


def _of_decided_claim(public_id: str) -> Raw:
    """A change of mind about a claim: to the other side of how it stands now."""
    claim = _claim(public_id)
    if claim is None:
        return dict(EMPTY)
    latest = Acceptance.objects.live().filter(claim=claim).latest_first().first()
    other = "no" if latest and latest.operative else "yes"
    decided = {"claim": str(claim.public_id), "operative": other}
    raw, _number = with_part(dict(EMPTY), "acceptance", decided)
    return raw


def _claim(public_id: str) -> Claim | None:
    try:
        return claims_to_copy(public_id=UUID(public_id)).first()
    except ValueError:
        return None


BEGINNINGS = {
    "deadline": _of_deadline,
    "corrected_claim": _of_corrected_claim,
    "corrected_source": _of_corrected_source,
    "decided_claim": _of_decided_claim,
}
