"""Finds what a query asks for: all terms in one thing, over all fields of it, ranked.

Two statements, however much is found: which things, and which of their texts say so.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from projects.rules.moment import Moment
from projects.rules.searching import Term
from tracker.pages.search_fields import FIELDS, Field
from tracker.pages.search_shown import moment_tables, shown

Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that has all terms. `total` counts those of its kind."""

    kind: str
    key: int
    page: int
    total: int


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a thing that has one of the terms."""

    field: str
    weight: int
    text: str
    language: str


def things(
    terms: Sequence[Term],
    moment: Moment,
    *,
    staff: bool,
    kind: str,
    page: int,
    size: int,
) -> list[Found]:
    """One page of one kind, or the best of each; the others by their first alone.

    The last page stands for all that lie behind it. Of equals the newest comes first.
    """
    hits = " UNION ALL ".join(
        f"""
        SELECT '{field.kind}' AS kind, {field.key} AS key, term.place, {field.weight}
            + term.size / (term.size + char_length({field.text})) AS score
        {rows_of(field)}
        """
        for field in _fields(staff=staff)
    )
    tables, at_moment = moment_tables(moment)
    is_shown, shown_at = shown("kind", "key", moment)
    return [
        Found(*row)
        for row in _rows(
            f"""
            WITH term (place, tokens, phrase, size) AS ({_values(terms)}), {tables},
            best AS (
                SELECT kind, key, place, max(score) AS score
                FROM ({hits}) hit GROUP BY kind, key, place
            ), found AS (
                SELECT kind, key, sum(score) AS score
                FROM best GROUP BY kind, key HAVING count(*) = %s
            ), ranked AS (
                SELECT kind, key, count(*) OVER (PARTITION BY kind) AS total,
                    row_number() OVER (PARTITION BY kind ORDER BY score DESC, key DESC)
                        AS place
                FROM found WHERE {is_shown}
            ), paged AS (
                SELECT *, (place - 1) / %s + 1 AS page, (total - 1) / %s + 1 AS pages
                FROM ranked
            )
            SELECT kind, key, page, total FROM paged
            WHERE place = 1 OR (page = least(%s, pages) AND %s IN ('', kind))
            ORDER BY kind, place
            """,
            [
                *_given(terms),
                *at_moment,
                len(terms),
                *shown_at,
                size,
                size,
                page,
                kind,
            ],
        )
    ]


def parts(
    found: Collection[Thing], terms: Sequence[Term], moment: Moment, *, staff: bool
) -> Mapping[Thing, list[Part]]:
    """For each thing the texts that have a term, the weightiest first."""
    keys: dict[str, list[int]] = defaultdict(list)
    for kind, key in found:
        keys[kind].append(key)
    fields = [field for field in _fields(staff=staff) if field.kind in keys]
    if not fields:
        return {}
    texts = " UNION ALL ".join(
        f"""
        SELECT '{field.kind}' AS kind, {field.key} AS key, '{field.name}' AS field,
            {field.weight} AS weight, {field.text} AS text,
            {field.language}::text AS language, term.place
        {rows_of(field)} WHERE {field.key} = ANY(%s::bigint[])
        """
        for field in fields
    )
    tables, at_moment = moment_tables(moment)
    rows = _rows(
        f"""
        WITH term (place, tokens, phrase, size) AS ({_values(terms)}), {tables},
        part AS ({texts}),
        chosen AS (
            SELECT DISTINCT ON (kind, key, field, place) *
            FROM part ORDER BY kind, key, field, place, text, language
        )
        SELECT DISTINCT kind, key, field, weight, text, language FROM chosen
        ORDER BY weight DESC, field, text
        """,
        [*_given(terms), *at_moment, *(keys[field.kind] for field in fields)],
    )
    by_thing: dict[Thing, list[Part]] = defaultdict(list)
    for kind, key, *part in rows:
        by_thing[kind, key].append(Part(*part))
    return by_thing


def rows_of(field: Field) -> str:
    """The rows of a field that have a term, each with the term.

    OFFSET 0 keeps the planner from joining first and cutting up each text after.
    """
    text = field.text
    return f"""
        FROM term CROSS JOIN LATERAL (
            SELECT t.* FROM {field.table} t
            WHERE pledgebook_tokens({text}) @> term.tokens AND (
                term.phrase = '' OR strpos(pledgebook_fold({text}), term.phrase) > 0)
            OFFSET 0
        ) t {field.joins}
    """


def _fields(*, staff: bool) -> list[Field]:
    """What is not public is not even looked at for others."""
    return [field for field in FIELDS if staff or not field.staff]


def _values(terms: Sequence[Term]) -> str:
    row = "(%s::int, %s::text[], %s::text, %s::float)"
    return f"VALUES {', '.join([row] * len(terms))}"


def _given(terms: Sequence[Term]) -> list[Any]:
    return [
        value
        for place, term in enumerate(terms)
        for value in (place, list(term.tokens), term.to_recheck, _size(term))
    ]


def _size(term: Term) -> int:
    return len(term.phrase) or sum(map(len, term.tokens))


def _rows(statement: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
