"""Further citations: a claim, or an event, that is to be read in several places."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tracker.desk.figures import Unreadable
from tracker.desk.naming import Names
from tracker.desk.reading import Notes
from tracker.desk.sources import Sources, citations_of
from tracker.desk.typed import HEAD, Part

KIND = "citation"
Citation = Mapping[str, Any]


def further_citations(
    parts: Sequence[Part], sources: Sources, names: Names, notes: Notes
) -> Mapping[int, list[Citation]]:
    """The citations that have a part of their own, by the number of their claim.

    Those of an update that makes no claim stand under the number of its head.
    """
    found: dict[int, list[Citation]] = {}
    for part in parts:
        if part.kind != KIND or part.is_empty:
            continue
        with notes.catching((part.number, "claim")):
            number = _cites(part, parts, names, notes)
            cited = citations_of(part, sources, names, notes)
            found.setdefault(number, []).extend(cited)
    return found


def event_citations(sources: Sources, further: Sequence[Citation]) -> list[Citation]:
    """Where an event is to be read: in what was read, and in what else is cited."""
    main = sources.main
    if main is None or any(each["source"] == main.key for each in further):
        return list(further)
    return [sources.citation(main.key), *further]


def _cites(part: Part, parts: Sequence[Part], names: Names, notes: Notes) -> int:
    """The number of the claim that a citation belongs to. Raises Unreadable."""
    claims = [each.number for each in parts if each.is_claim]
    named = {f"#{number}": number for number in claims}
    text = part.get("claim")
    if text in named:
        notes.tell((part.number, "claim"), names.claims[text][1])
        return named[text]
    if text or len(claims) > 1:
        raise Unreadable(_("Choose a claim of this form: which is to be read there?"))
    return claims[0] if claims else HEAD
