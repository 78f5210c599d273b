"""Writes the evidence of the seed files: updates, claims and acceptances."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from deadlines.models import DateClaim, OutcomeClaim, StatementBearing
from deadlines.rules.lexicon import NeedsSaidOn, Proposal, UnknownLanguage, propose
from projects import actions
from projects.models import (
    Claim,
    ClauseReading,
    FactClaim,
    Finding,
    LegalBasis,
    QuantityClaim,
    StageClaim,
    Statement,
    TariffComponent,
)
from tracker.seeding.fields import as_decimal, table_of
from tracker.seeding.rows import Row
from tracker.seeding.shelf import Shelf, Writer, plain, public_id

ABOUT = ("pledges", "tranches", "projects", "agreements")


def update(row: Row, shelf: Shelf) -> Model:
    """The update itself; what it brought in and what it claims come after it."""
    v = row.values
    written = actions.record(
        by=shelf.by,
        now=shelf.now,
        public_id=public_id("update", row.key),
        known_precision=v["known"],
        **plain(v, "headline", "note", "known_on", "zone", "kind"),
    )
    if not row.claims and "citations" in v:
        actions.cite_event(written, citations=cited(v["citations"], shelf))
    return written


def claim(row: Row, shelf: Shelf) -> Model:
    """One claim, and its acceptance where the same update accepts it."""
    v = row.values
    said = {"supersedes", "responds_to"} & v.keys()
    model, fields = KINDS[v["kind"]](v, shelf)
    written = actions.state(
        model,
        update=shelf.get("update", str(row.update_key)),
        place=row.place,
        by=[actions.Said(shelf.get("party", key), v.get("as", "")) for key in v["by"]],
        citations=cited(v["citations"], shelf),
        about=_things(_but_deadlines(v.get("of", ())), shelf),
        public_id=public_id("claim", row.key),
        **{name: shelf.get("claim", v[name]) for name in said},
        **plain(v, "said_on", "stance", "words", "language", "known_error"),
        **fields,
    )
    _bear_on(written, v, shelf)
    if "accept" in v:
        reason, from_on = v["accept"]["reason"], v["accept"].get("from_on")
        actions.accept(written, update=written.update, reason=reason, from_on=from_on)
    return written


def acceptance(row: Row, shelf: Shelf) -> Model:
    v = row.values
    return actions.accept(
        shelf.get("claim", v["claim"]),
        update=shelf.get("update", v["update"]),
        **plain(v, "operative", "from_on", "reason"),
    )


EVIDENCE_WRITERS: Mapping[str, Writer] = {
    "update": update,
    "claim": claim,
    "acceptance": acceptance,
}

Written = tuple[type[Claim], dict[str, Any]]


def _date(v: Mapping[str, Any], shelf: Shelf) -> Written:
    given = v["date"]
    proposed = _proposed(v)
    return DateClaim, {
        "deadline": shelf.get("deadline", v["deadline"]),
        "date_type": given["type"],
        "edtf": given.get("edtf", ""),
        "earliest_on": given.get("earliest"),
        "latest_on": given.get("latest"),
        "event": given.get("event", ""),
        "window_reason": given.get("reason", ""),
        **(_readings(proposed) if proposed else {}),
        **plain(v, "reason_code", "justification"),
    }


def _proposed(v: Mapping[str, Any]) -> Proposal | None:
    """What the lexicon makes of the words; what it cannot read stays open."""
    try:
        return propose(
            v.get("words", ""),
            language=v.get("language", "en"),
            said_on=v.get("said_on"),
        )
    except (NeedsSaidOn, UnknownLanguage):
        return None


def _readings(proposed: Proposal) -> dict[str, Any]:
    """The strict and the lenient reading, kept beside the accepted window."""
    strict, lenient = proposed.strict, proposed.lenient
    return {
        "strict_earliest_on": strict.earliest,
        "strict_latest_on": strict.latest,
        "lenient_earliest_on": lenient.earliest,
        "lenient_latest_on": lenient.latest,
        "lexicon_version": proposed.version,
    }


def _outcome(v: Mapping[str, Any], shelf: Shelf) -> Written:
    deadline = shelf.get("deadline", v["deadline"])
    return OutcomeClaim, {"deadline": deadline, **plain(v, "outcome", "on")}


def _quantity(v: Mapping[str, Any], shelf: Shelf) -> Written:
    quoted = v.get("quoted", {})
    amounts = {
        name: as_decimal(v[name]) for name in ("low", "high", "precision") if name in v
    }
    return QuantityClaim, {
        **plain(v, "basis", "unit", "qualifier", "per", "period", "printed"),
        **amounts,
        "quoted_amount": as_decimal(quoted["amount"]) if quoted else None,
        "quoted_unit": quoted.get("unit", ""),
        "quoted_printed": quoted.get("printed", ""),
    }


def _stage(v: Mapping[str, Any], shelf: Shelf) -> Written:
    return StageClaim, {"stage": v["stage"], "reached_on": v.get("on")}


def _fact(v: Mapping[str, Any], shelf: Shelf) -> Written:
    return FactClaim, plain(v, "attribute", "value")


def _statement(v: Mapping[str, Any], shelf: Shelf) -> Written:
    question = shelf.named("question", v, "question")
    code = question.codes.get(code=v["code"]) if "code" in v else None
    return Statement, {"question": question, "code": code}


def _reading(v: Mapping[str, Any], shelf: Shelf) -> Written:
    return ClauseReading, {
        "clause": shelf.get("clause", v["clause"]),
        "parameters": as_stored(v.get("parameters", {})),
        "holders": shelf.many("party", v.get("holders", ())),
        **plain(v, "reading", "label", "status", "valid_from", "valid_to"),
    }


def _finding(v: Mapping[str, Any], shelf: Shelf) -> Written:
    clause = shelf.get("clause", v["clause"])
    return Finding, {"clause": clause, **plain(v, "what", "holds", "on")}


def _legal_basis(v: Mapping[str, Any], shelf: Shelf) -> Written:
    return LegalBasis, {**plain(v, "code", "name", "statute"), **_spell(v, shelf)}


def _tariff(v: Mapping[str, Any], shelf: Shelf) -> Written:
    return TariffComponent, {
        "rate": as_decimal(v["rate"]) if "rate" in v else None,
        **plain(v, "component", "basis"),
        **_spell(v, shelf),
    }


def _spell(v: Mapping[str, Any], shelf: Shelf) -> dict[str, Any]:
    return {
        "instrument": shelf.named("agreement", v, "instrument"),
        "ended_by": shelf.named("agreement", v, "ended_by"),
        **plain(v, "valid_from", "valid_to", "directed_on", "ended_words"),
    }


def as_stored(value: Any) -> Any:
    """Parameters as JSON holds them: a day is its ISO text."""
    if isinstance(value, Mapping):
        return {name: as_stored(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_stored(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


KINDS: Mapping[str, Callable[[Mapping[str, Any], Shelf], Written]] = {
    "date": _date,
    "outcome": _outcome,
    "quantity": _quantity,
    "stage": _stage,
    "fact": _fact,
    "statement": _statement,
    "reading": _reading,
    "finding": _finding,
    "legal_basis": _legal_basis,
    "tariff": _tariff,
}


def _bear_on(written: Claim, v: Mapping[str, Any], shelf: Shelf) -> None:
    """What a statement bears on: its deadlines, also where it is said of one."""
    if not isinstance(written, Statement):
        return
    named = dict.fromkeys([*v.get("bears_on", ()), *v.get("of", ())])
    deadlines = [name for name in named if name.startswith("deadline:")]
    StatementBearing.objects.bulk_create(
        StatementBearing(statement=written, deadline=deadline)
        for deadline in _things(deadlines, shelf)
    )
    agreements = [n for n in v.get("bears_on", ()) if n.startswith("agreement:")]
    if agreements:
        written.bears_on_agreements.set(_things(agreements, shelf))


def _but_deadlines(references: Iterable[str]) -> list[str]:
    return [name for name in references if not name.startswith("deadline:")]


def _things(references: Iterable[str], shelf: Shelf) -> list[Any]:
    pairs = (reference.split(":", 1) for reference in references)
    return [shelf.get(table_of(prefix), key) for prefix, key in pairs]


def cited(citations: Iterable[Mapping[str, Any]], shelf: Shelf) -> list[actions.Cited]:
    names = ("locator", "excerpt", "language", "translation", "translated_by")
    return [
        actions.Cited(
            shelf.get("source", citation["source"]),
            via=shelf.many("source", citation.get("via", ())),
            **plain(citation, *names),
        )
        for citation in citations
    ]
