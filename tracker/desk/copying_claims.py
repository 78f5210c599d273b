"""One published claim as the form would have been typed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from deadlines.codes import DateType
from projects.models import Acceptance, Citation, Claim
from tracker.desk.copying_clauses import (
    finding_typed,
    legal_basis_typed,
    reading_typed,
    tariff_typed,
)
from tracker.desk.copying_parts import Copying, Typed, day_typed, number_typed
from tracker.desk.parts import ANYTHING
from tracker.desk.windows import Words, as_typed
from tracker.pages.wording import child


def claim_typed(copying: Copying, claim: Claim, accepted: Acceptance | None) -> Typed:
    """The fields of one claim, its kind's included."""
    said = list(claim.said_by.all())
    return {
        "by": copying.all((each.party for each in said), ("party",)),
        "as": next((each.role for each in said if each.role), ""),
        "words": claim.words,
        "language": claim.language,
        "said_on": day_typed(claim.said_on),
        "stance": claim.stance,
        "supersedes": copying.link(claim.supersedes),
        "responds_to": copying.link(claim.responds_to),
        "known_error": claim.known_error,
        **_cited(copying, claim),
        **(_accepted(accepted) if accepted else {}),
        **OF_KIND[claim.kind](copying, child(claim)),
    }


def place_typed(citation: Citation) -> Typed:
    """Where in a source, in which words, and through whom it came."""
    return {
        "locator": citation.locator,
        "excerpt": citation.excerpt,
        "excerpt_language": citation.language,
        "translation": citation.translation,
        "translated_by": citation.translated_by,
        "via": "; ".join(step.source.slug for step in citation.steps.all()),
    }


def apart(claim: Claim) -> Sequence[Citation]:
    """Citations that need a part of their own, for one says where in its source."""
    rest = list(claim.citations.all())[1:]
    return rest if any(any(place_typed(each).values()) for each in rest) else []


def _cited(copying: Copying, claim: Claim) -> Typed:
    """Where it is to be read first, and the sources that need no part of their own."""
    citations = list(claim.citations.all())
    shown = citations[:1] if apart(claim) else citations
    sources = [citation.source for citation in shown]
    own = "" if sources == [copying.main] else "; ".join(s.slug for s in sources)
    return {**place_typed(citations[0]), "source": own}


def _accepted(accepted: Acceptance) -> Typed:
    dated = accepted.from_on != accepted.update.known_on
    return {
        "accept": "on",
        "accept_reason": accepted.reason,
        "accept_from_on": day_typed(accepted.from_on) if dated else "",
    }


def _date(copying: Copying, row: Any) -> Typed:
    ends = {
        "earliest": day_typed(row.earliest_on),
        "latest": day_typed(row.latest_on),
    }
    own = {
        "reading": row.date_type,
        **({"edtf": row.edtf} if row.edtf else ends),
        "reason": row.window_reason,
    }
    return {
        "deadline": copying.name(row.deadline, ("deadline",)),
        **(_read_from_words(row) or own),
        "event": row.event,
        "reason_code": row.reason_code,
        "justification": row.justification,
    }


def _read_from_words(row: Any) -> Typed | None:
    said = Words(
        words=row.words,
        language=row.language,
        said_on=row.said_on,
        reason=row.window_reason,
    )
    same = as_typed(said, row.window) if row.date_type == DateType.WINDOW else None
    return {"edtf": "", "earliest": "", "latest": "", **same} if same else None


def _outcome(copying: Copying, row: Any) -> Typed:
    return {
        "deadline": copying.name(row.deadline, ("deadline",)),
        "outcome": row.outcome,
        "on": day_typed(row.on),
    }


def _quantity(copying: Copying, row: Any) -> Typed:
    plain = ("basis", "printed", "unit", "qualifier", "per", "period")
    numbers = ("low", "high", "precision", "quoted_amount")
    return {
        "of": copying.of(row, ANYTHING),
        **{name: getattr(row, name) for name in (*plain, *QUOTED)},
        **{name: number_typed(getattr(row, name)) for name in numbers},
    }


def _stage(copying: Copying, row: Any) -> Typed:
    of = copying.of(row, ("project",))
    return {"of": of, "stage": row.stage, "on": day_typed(row.reached_on)}


def _fact(copying: Copying, row: Any) -> Typed:
    of = copying.of(row, ("project",))
    return {"of": of, "attribute": row.attribute, "value": row.value}


def _statement(copying: Copying, row: Any) -> Typed:
    bearings = row.bears_on_deadlines.select_related("deadline").order_by("pk")
    deadlines = [bearing.deadline for bearing in bearings]
    agreements = row.bears_on_agreements.order_by("pk")
    subjects = (*ANYTHING, "deadline")
    return {
        # Of one said of deadlines alone, the record keeps only what it bears on.
        "of": copying.of(row, subjects) or copying.all(deadlines, subjects),
        "bears_on": copying.all([*deadlines, *agreements], ("deadline", "agreement")),
        "question": row.question.slug if row.question else "",
        "code": row.code.code if row.code else "",
    }


QUOTED = ("quoted_printed", "quoted_unit")
OF_KIND: Mapping[str, Callable[[Copying, Any], Typed]] = {
    "date": _date,
    "outcome": _outcome,
    "quantity": _quantity,
    "stage": _stage,
    "fact": _fact,
    "statement": _statement,
    "reading": reading_typed,
    "finding": finding_typed,
    "legal_basis": legal_basis_typed,
    "tariff": tariff_typed,
}
