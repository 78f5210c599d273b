"""Whatever the seed format can say, the form can: table by table, field by field.

Who adds a table or a field to the format adds a part or a field to the form, or says
in docs/architecture.md, under "What the form leaves out", why it is not asked for.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.desk.claim_kinds import OF_CLAIM
from tracker.desk.parts import CITATION, HEAD
from tracker.desk.subjects import BROUGHT_IN
from tracker.seeding.claims import OF_KIND, claim_fields
from tracker.seeding.fields import Fields, Kind, Many
from tracker.seeding.tables import ABOUT, TABLES

DOCS = Path(__file__).parents[3] / "docs" / "architecture.md"
# Fields of the format that are read from a field of another name.
READ_FROM = {
    "source.held": "unheld",
    "source.slug": "key",
    "citations.language": "excerpt_language",
    "accept.reason": "accept_reason",
    "accept.from_on": "accept_from_on",
    "date.type": "reading",
    "quoted.amount": "quoted_printed",
    "quoted.unit": "quoted_printed",
    "quoted.printed": "quoted_printed",
}
FORMAT = {
    **{
        table: (fields, {**BROUGHT_IN, "update": HEAD})
        for table, fields in TABLES.items()
    },
    **{kind: (claim_fields({"kind": kind}), OF_CLAIM) for kind in OF_KIND},
}


def named(fields: Fields, inside: str) -> Iterator[tuple[str, str]]:
    """Every field of a table, and what it stands in; those of inner tables too."""
    for name, kind in fields.known.items():
        inner: Kind = kind.kind if isinstance(kind, Many) else kind
        if isinstance(inner, Fields):
            yield from named(inner, f"{inside}.{name}")
        else:
            yield inside, name


def left_out() -> set[str]:
    """What docs/architecture.md says the form does not ask for."""
    section = DOCS.read_text().split("### What the form leaves out")[1]
    rows = re.findall(r"^\| (`.*?) \|", section.split("\n#")[0], re.M)
    return {name for row in rows for name in re.findall(r"`(.*?)`", row)}


def offered(code: str, kinds) -> set[str]:
    cited = CITATION.fields if code == "update" else ()
    fields = (*kinds[code].fields, *cited)
    pairs = {name for field in fields for name in field.pair if name}
    return {field.name for field in fields} | pairs


def read_from(inside: str, name: str) -> str:
    return READ_FROM.get(f"{inside.rpartition('.')[2]}.{name}", name)


def is_given(code: str, inside: str, name: str) -> bool:
    """What the form knows by itself: its update, the kind of a claim, its subjects."""
    of_claim = code in OF_CLAIM and name == "kind"
    return name == "update" or of_claim or (code == "update" and name in ABOUT)


@pytest.mark.parametrize("code", FORMAT)
def test_the_form_asks_for_all_that_the_format_knows(code):
    fields, kinds = FORMAT[code]
    assert code in kinds, f"no part of the form brings in [[{code}]]"
    asked = offered(code, kinds)

    forgotten = {
        f"{inside}.{name}"
        for inside, name in named(fields, "claim" if code in OF_CLAIM else code)
        if read_from(inside, name) not in asked and not is_given(code, inside, name)
    }
    assert forgotten - left_out() == set()


def test_nothing_is_said_to_be_left_out_that_is_asked_for():
    known = {
        f"{inside}.{name}"
        for code, (fields, _kinds) in FORMAT.items()
        for inside, name in named(fields, "claim" if code in OF_CLAIM else code)
    }

    assert left_out() <= known
