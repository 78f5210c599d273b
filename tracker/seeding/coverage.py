"""Checks that every fact of the fact base is carried by an update, or why not."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tracker.seeding.fields import Fields, Many, Ref
from tracker.seeding.reading import read_file
from tracker.seeding.rows import Problem, Row
from tracker.seeding.tables import TEXT
from tracker.seeding.wording import suggestion

FACT = Fields({"id": TEXT}, {"updates": Many(Ref("update")), "why_not": TEXT})


def coverage_problems(path: Path, rows: Iterable[Row]) -> list[Problem]:
    """Compare coverage.toml with the updates, both ways."""
    updates = {row.key: row for row in rows if row.table == "update"}
    if not path.exists():
        return _without_file(path, updates.values())
    reading = read_file(path)
    facts = [row for row in reading.rows if row.table == "fact"]
    return [
        *reading.problems,
        *_strangers(reading.rows),
        *_repeated(facts),
        *(fact.problem(found) for fact in facts for found in _fact(fact, updates)),
        *_uncovered(facts, updates.values()),
    ]


def _without_file(path: Path, updates: Iterable[Row]) -> list[Problem]:
    if any("facts" in update.values for update in updates):
        return [Problem(str(path), 1, "missing: updates name facts it should list")]
    return []


def _strangers(rows: Iterable[Row]) -> Iterator[Problem]:
    for row in rows:
        if row.table != "fact":
            yield row.problem(f"[[{row.table}]]: only [[fact]] belongs here")


def _repeated(facts: Iterable[Row]) -> Iterator[Problem]:
    first: dict[object, Row] = {}
    for fact in facts:
        earlier = first.setdefault(_id(fact), fact)
        if earlier is not fact:
            yield fact.problem(f'id: "{_id(fact)}" is already at {earlier.where}')


def _fact(fact: Row, updates: dict[str, Row]) -> Iterator[str]:
    malformed = list(FACT.wrong("", dict(fact.values)))
    if malformed:
        yield from malformed
        return
    if ("updates" in fact.values) == ("why_not" in fact.values):
        yield "updates: write either updates or why_not"
        return
    for key in fact.values.get("updates", []):
        yield from _named(key, _id(fact), updates)


def _named(key: str, fact_id: str, updates: dict[str, Row]) -> Iterator[str]:
    if key not in updates:
        yield f'updates: no update "{key}"{suggestion(key, updates)}'
    elif fact_id not in _listed(updates[key], "facts"):
        where = updates[key].where
        yield f'updates: "{key}" ({where}) does not list "{fact_id}" in its facts'


def _uncovered(facts: Iterable[Row], updates: Iterable[Row]) -> Iterator[Problem]:
    naming = {_id(fact): _listed(fact, "updates") for fact in facts}
    for update in updates:
        for fact_id in _listed(update, "facts"):
            if fact_id not in naming:
                hint = suggestion(fact_id, naming)
                yield update.problem(f'facts: no fact "{fact_id}" in coverage{hint}')
            elif update.key not in naming[fact_id]:
                says = f'coverage of "{fact_id}" does not name this update'
                yield update.problem(f"facts: {says}")


def _listed(row: Row, name: str) -> list[str]:
    """What a field lists; nothing where it is malformed, which is told elsewhere."""
    listed = row.values.get(name)
    return list(map(str, listed)) if isinstance(listed, list) else []


def _id(fact: Row) -> str:
    return str(fact.values.get("id", ""))
