"""Every field that must be filled in says what belongs there."""

from tracker.desk.clause_parts import READING
from tracker.desk.fields import Field
from tracker.desk.missing import ANYWHERE, OF_PART, words_for
from tracker.desk.parts import CITATION
from tracker.desk.placing import ELSEWHERE
from tracker.desk.subjects import KINDS
from tracker.desk.typed import CLAIMS
from tracker.seeding.claims import claim_fields
from tracker.seeding.tables import TABLES

CITED = "citations"  # its own words: no citation
NEEDED = [
    (code, field.name)
    for code, kind in KINDS.items()
    if code != CITATION.code
    for name in (
        claim_fields({"kind": code}) if code in CLAIMS else TABLES[code]
    ).required
    if name != CITED
    for field in kind.fields
    if field.name == (name if kind.field(name) else ELSEWHERE.get(name))
]


def test_the_needed_fields_of_every_part_are_looked_at():
    assert {code for code, _name in NEEDED} == set(KINDS) - {CITATION.code}
    assert len(NEEDED) > 80


def test_a_needed_field_has_words_of_its_own():
    said = {at: words_for(at[0], KINDS[at[0]].field(at[1])) for at in NEEDED}

    assert [at for at in NEEDED if at not in OF_PART and at[1] not in ANYWHERE] == []
    assert [at for at, words in said.items() if not words.endswith((".", "…"))] == []


def test_no_words_are_kept_for_fields_that_the_form_does_not_have():
    assert all(KINDS[part].field(name) for part, name in OF_PART)
    assert all(any(kind.field(n) for kind in KINDS.values()) for n in ANYWHERE)


def test_what_has_none_is_told_by_its_label():
    assert words_for(READING.code, Field("x", "Spread")) == "Fill in “Spread”."
