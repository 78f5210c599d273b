"""Published claims about clauses and tariffs as the form would have been typed."""

import json
import re
from collections.abc import Mapping
from typing import Any

from tracker.desk.clause_fields import typed_parameters
from tracker.desk.clause_parts import SCOPE
from tracker.desk.copying_parts import Copying, Typed, day_typed, number_typed

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BARE = re.compile(r"[A-Za-z0-9_-]+")


def reading_typed(copying: Copying, row: Any) -> Typed:
    holders = row.holders.order_by("pk")
    own, further = typed_parameters(row.clause.kind, row.parameters)
    return {
        "clause": row.clause.slug,
        "label": row.label,
        "reading": row.reading,
        "parameters": "\n".join(toml_lines(further)),
        **own,
        "status": row.status,
        "valid_from": day_typed(row.valid_from),
        "valid_to": day_typed(row.valid_to),
        "holders": copying.all(holders, ("party",)),
        "of": copying.of(row, SCOPE.names),
    }


def finding_typed(copying: Copying, row: Any) -> Typed:
    return {
        "clause": row.clause.slug,
        "what": row.what,
        "holds": "yes" if row.holds else "no",
        "on": day_typed(row.on),
        "of": copying.of(row, SCOPE.names),
    }


def legal_basis_typed(_copying: Copying, row: Any) -> Typed:
    plain = {"name": row.name, "statute": row.statute, "code": row.code}
    return {**plain, **_spell(row)}


def tariff_typed(copying: Copying, row: Any) -> Typed:
    return {
        "of": copying.of(row, ("pledge",)),
        "component": row.component,
        "basis": row.basis,
        "rate": number_typed(row.rate),
        **_spell(row),
    }


def _spell(row: Any) -> Typed:
    return {
        "valid_from": day_typed(row.valid_from),
        "directed_on": day_typed(row.directed_on),
        "valid_to": day_typed(row.valid_to),
        "instrument": row.instrument.slug if row.instrument else "",
        "ended_by": row.ended_by.slug if row.ended_by else "",
        "ended_words": row.ended_words,
    }


def toml_lines(parameters: Mapping[str, Any]) -> list[str]:
    return [f"{_key(name)} = {_toml(value)}" for name, value in parameters.items()]


def _toml(value: Any) -> str:
    """A parameter as the seed files write it; a day is kept as its text."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(toml_lines(value)) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str) and DAY.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
