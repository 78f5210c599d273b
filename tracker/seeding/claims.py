"""The fields of a claim: those every claim has, and those of its kind."""

from collections.abc import Mapping
from typing import Any

from deadlines import codes as deadlines
from projects import codes as projects
from projects.rules.legal_basis import Component
from tracker.seeding.fields import (
    Fields,
    Kind,
    Many,
    OneOf,
    Ref,
    Table,
    Text,
    TypedRef,
    code,
)
from tracker.seeding.tables import (
    AGREEMENT,
    AMOUNT,
    CITATIONS,
    CLAIM,
    CLAUSE,
    CODED,
    DAY,
    DEADLINE,
    KEYED,
    LANGUAGE,
    NAME,
    PARTY,
    SHORT,
    SHORT_CODE,
    SUBJECTS,
    TEXT,
    YES_NO,
)

QUOTED = Fields({"amount": AMOUNT, "unit": Text(20)}, {"printed": Text(120)})
SCOPE = Many(TypedRef(("pledge", "tranche", "project", "line")))
SPELL: Mapping[str, Kind] = {
    "instrument": AGREEMENT,
    "valid_from": DAY,
    "valid_to": DAY,
    "directed_on": DAY,
    "ended_by": AGREEMENT,
    "ended_words": NAME,
}
OF_PROJECTS = Many(TypedRef(("project",)))
DATE = Fields(
    {"type": code(deadlines.DateType)},
    {
        "earliest": DAY,
        "latest": DAY,
        "edtf": Text(60),
        "event": NAME,
        "reason": TEXT,
    },
)

EVERY_CLAIM = Fields(
    {
        "kind": code(projects.ClaimKind),
        "by": Many(PARTY),
        "citations": CITATIONS,
    },
    {
        "key": KEYED,
        "as": NAME,
        "stance": code(projects.Stance),
        "words": TEXT,
        "said_on": DAY,
        "language": LANGUAGE,
        "known_error": TEXT,
        "supersedes": CLAIM,
        "responds_to": CLAIM,
        "accept": Fields({"reason": TEXT}, {"from_on": DAY}),
    },
)

OF_KIND: Mapping[str, Fields] = {
    "date": Fields(
        {"deadline": DEADLINE, "date": DATE},
        {"reason_code": code(deadlines.ReasonCode), "justification": TEXT},
    ),
    "outcome": Fields(
        {"deadline": DEADLINE, "outcome": code(deadlines.Outcome)},
        {"on": DAY},
    ),
    "quantity": Fields(
        {
            "of": Many(TypedRef(SUBJECTS)),
            "basis": code(projects.Basis),
            "unit": Text(20),
            "printed": Text(120),
        },
        {
            "qualifier": code(projects.Qualifier),
            "low": AMOUNT,
            "high": AMOUNT,
            "precision": AMOUNT,
            "per": Text(20),
            "period": Text(60),
            "quoted": QUOTED,
        },
    ),
    "stage": Fields({"of": OF_PROJECTS, "stage": code(projects.Stage)}, {"on": DAY}),
    "fact": Fields(
        {"of": OF_PROJECTS, "attribute": code(projects.FactAttribute), "value": TEXT},
    ),
    "reading": Fields(
        {
            "clause": CLAUSE,
            "reading": SHORT_CODE,
            "label": NAME,
            "status": code(projects.ClauseStatus),
            "words": TEXT,
            "valid_from": DAY,
        },
        {"valid_to": DAY, "parameters": Table(), "holders": Many(PARTY), "of": SCOPE},
    ),
    "finding": Fields(
        {"clause": CLAUSE, "what": code(projects.FindingKind)},
        {"holds": YES_NO, "on": DAY, "of": SCOPE},
    ),
    "legal_basis": Fields({"code": SHORT_CODE, "name": SHORT, "statute": NAME}, SPELL),
    "tariff": Fields(
        {
            "of": Many(TypedRef(("pledge",))),
            "component": OneOf(tuple(Component)),
            "basis": SHORT_CODE,
        },
        {"rate": AMOUNT, **SPELL},
    ),
    "statement": Fields(
        {"of": Many(TypedRef((*SUBJECTS, "deadline")))},
        {
            "question": Ref("question"),
            "code": CODED,
            "bears_on": Many(TypedRef(("deadline", "agreement"))),
        },
    ),
}


def claim_fields(values: Mapping[str, Any]) -> Fields:
    """The fields of a claim of the kind it says it is."""
    kind = OF_KIND.get(str(values.get("kind")))
    if kind is None:  # its kind is the problem, so its other fields pass unasked
        return Fields(EVERY_CLAIM.required, {**EVERY_CLAIM.optional, **_of_any_kind()})
    return Fields(
        {**EVERY_CLAIM.required, **kind.required},
        {**EVERY_CLAIM.optional, **kind.optional},
    )


def _of_any_kind() -> dict[str, Kind]:
    return {
        name: of for fields in OF_KIND.values() for name, of in fields.known.items()
    }
