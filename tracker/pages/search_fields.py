"""Where the search looks: each text of the record that readers may find, and how.

Each field has an index of its own in the migrations named 0003_search. Its joins keep
out what is not seen at the moment of the page.
"""

from dataclasses import dataclass

from tracker.pages.search_shown import brought, claim, live

KINDS = (
    "project",
    "deadline",
    "pledge",
    "agreement",
    "party",
    "update",
    "claim",
    "source",
)
NAME, WORDS, NOTE, CONTEXT = 4, 3, 2, 1


@dataclass(frozen=True, slots=True)
class Field:
    """One text of one table, called `t`; `key` is what is found by it.

    A heavier field ranks higher. `language` is SQL too; empty is that of the page.
    `staff` marks what is not public.
    """

    kind: str
    name: str
    weight: int
    table: str
    columns: tuple[str, ...]
    key: str = "t.id"
    joins: str = ""
    language: str = "''"
    staff: bool = False

    @property
    def text(self) -> str:
        return " || ' ' || ".join(f"t.{column}" for column in self.columns)


OWN = "t.language"
_SUBJECT = brought("t.brought_in_by_id")
_EXCERPT = f"""
    LEFT JOIN projects_claim c ON c.id = t.claim_id
    {live("coalesce(t.update_id, c.update_id)")}
"""
_OF_PROJECT = (
    f"JOIN projects_project y ON y.id = t.project_id {brought('y.brought_in_by_id')}"
)


def _subject(
    kind: str, name: str, weight: int, *columns: str, app: str = "projects"
) -> Field:
    return Field(kind, name, weight, f"{app}_{kind}", columns, joins=_SUBJECT)


def _of_claim(name: str, weight: int, table: str, *columns: str) -> Field:
    """What a kind of claim adds to the claim."""
    joins = claim("t.claim_ptr_id")
    return Field("claim", name, weight, table, columns, "c.id", joins)


def _asked(name: str, weight: int, table: str, column: str) -> Field:
    """The question of a statement, or the answer in the words of the code book."""
    joins = f"JOIN projects_statement n ON n.{column} = t.id {claim('n.claim_ptr_id')}"
    return Field("claim", name, weight, table, ("text",), "c.id", joins)


def _about(
    name: str, table: str, column: str, through: str, link: str, bearer: str = "t.id"
) -> Field:
    """From the name of a speaker or subject to the claims made by it or about it."""
    claim_key = "claim_id" if link.startswith("projects_") else "claim_ptr_id"
    joins = f"JOIN {link} n ON n.{through} = {bearer} {claim(f'n.{claim_key}')}"
    return Field("claim", name, CONTEXT, table, (column,), "c.id", joins)


_SPEAKERS, _SUBJECTS = "projects_claimspeaker", "projects_claimsubject"
_DATES, _OUTCOMES = "deadlines_dateclaim", "deadlines_outcomeclaim"

FIELDS = (
    _subject("project", "name", NAME, "name"),
    Field(
        *("project", "alias", NAME, "projects_projectname", ("name",)),
        key="y.id",
        joins=_OF_PROJECT,
        language=OWN,
    ),
    _subject("project", "summary", NOTE, "place", "summary"),
    # A name or a place that a source gave it later than it came in.
    Field(
        *("project", "fact", WORDS, "projects_factclaim", ("value",)),
        key="n.project_id",
        joins=f"""
            JOIN projects_claimsubject n
                ON n.claim_id = t.claim_ptr_id AND n.project_id IS NOT NULL
            {claim("t.claim_ptr_id")}
        """,
    ),
    _subject("deadline", "name", NAME, "title", app="deadlines"),
    _subject("deadline", "met_when", NOTE, "met_when", app="deadlines"),
    _subject("pledge", "name", NAME, "name"),
    _subject("pledge", "summary", NOTE, "summary"),
    Field(
        *("pledge", "tranche", WORDS, "projects_tranche", ("name",)),
        key="t.pledge_id",
        joins=_SUBJECT,
    ),
    _subject("agreement", "name", NAME, "title"),
    _subject("agreement", "summary", NOTE, "summary"),
    Field("party", "name", NAME, "projects_party", ("name",)),
    Field(
        *("party", "alias", NAME, "projects_partyname", ("name",)),
        key="t.party_id",
        language=OWN,
    ),
    Field("party", "note", NOTE, "projects_party", ("note",)),
    Field(
        *("party", "role", NOTE, "projects_partyrole", ("title",)),
        key="t.party_id",
        joins=_SUBJECT,
    ),
    Field(
        *("update", "name", NAME, "projects_update", ("headline",)),
        joins=live("t.id"),
        language=OWN,
    ),
    Field(
        *("update", "note", NOTE, "projects_update", ("note",)),
        joins=live("t.id"),
        language=OWN,
    ),
    Field(
        *("claim", "words", WORDS, "projects_claim", ("words",)),
        joins=live("t.update_id"),
        language=OWN,
    ),
    _of_claim("printed", WORDS, "projects_quantityclaim", "printed", "quoted_printed"),
    _of_claim("value", WORDS, "projects_factclaim", "value"),
    _of_claim("reasons", NOTE, _DATES, "event", "justification", "window_reason"),
    _asked("answer", WORDS, "projects_questioncode", "code_id"),
    _asked("question", NOTE, "projects_question", "question_id"),
    _about("speaker", "projects_party", "name", "party_id", _SPEAKERS),
    _about(
        "speaker", "projects_partyname", "name", "party_id", _SPEAKERS, "t.party_id"
    ),
    _about("subject", "projects_project", "name", "project_id", _SUBJECTS),
    _about(
        *("subject", "projects_projectname", "name", "project_id", _SUBJECTS),
        bearer="t.project_id",
    ),
    _about("subject", "deadlines_deadline", "title", "deadline_id", _DATES),
    _about("subject", "deadlines_deadline", "title", "deadline_id", _OUTCOMES),
    Field(
        *("source", "name", NAME, "projects_source", ("title",)),
        language=OWN,
    ),
    Field("source", "author", NOTE, "projects_source", ("author",)),
    Field("source", "note", NOTE, "projects_source", ("note",)),
    Field(
        *("source", "publisher", CONTEXT, "projects_party", ("name",)),
        key="s.id",
        joins="JOIN projects_source s ON s.publisher_id = t.id",
    ),
    Field(
        *("source", "excerpt", WORDS, "projects_citation", ("excerpt", "translation")),
        key="t.source_id",
        joins=_EXCERPT,
        language=OWN,
    ),
    Field(
        *("source", "archived_text", CONTEXT, "projects_source", ("archived_text",)),
        language=OWN,
        staff=True,
    ),
)
