"""What rows must not say of each other, though each is sound by itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from projects.holiday_tables import check_days
from projects.rules.calendar import NoHolidayData, UnknownCalendar
from projects.rules.clause_terms import terms_of
from projects.rules.result import BadTerms
from tracker.seeding.fields import Reference
from tracker.seeding.references import references_of
from tracker.seeding.rows import Index, Problem, Row, is_day, with_claims
from tracker.seeding.tables import ABOUT

SECONDARY = (
    "a grade-C carrier can be accepted only if its citation names an A or B origin "
    "(via)"
)
ONLY_FROM_WHEN = (
    'the deadline is "not_before" and the date gives a last day: leave the date '
    "unaccepted, or give earliest alone if that is the first possible day"
)
# What a row may come to be about later; `known_by` leaves these out until then.
MAY_COME_LATER: Mapping[str, frozenset[str]] = {
    "update": frozenset(ABOUT),
    "project": frozenset({"tranche"}),
    "agreement": frozenset({"pledges"}),
    "deadline": frozenset({"tranche", "project", "agreement"}),
}
# Fields by which a row of a table names another row of the same table.
CHAINS: Mapping[str, tuple[str, ...]] = {
    "party": ("parent",),
    "pledge": ("parent",),
    "financing_line": ("covers",),
    "claim": ("supersedes", "responds_to"),
}


def disagreements(rows: Iterable[Row], index: Index) -> list[Problem]:
    """Everything that shows only when rows are read together."""
    return [
        row.problem(message)
        for row in with_claims(rows)
        for check in CHECKS
        for message in check(row, index)
    ]


def _names_what_is_known(row: Row, index: Index) -> Iterator[str]:
    """A row must not rest on one that became known only after it."""
    later_allowed = MAY_COME_LATER.get(row.table, frozenset())
    for reference in references_of(row):
        if reference.field not in later_allowed | {"update"}:
            yield from _known_in_time(row, reference, index)


def _known_in_time(row: Row, reference: Reference, index: Index) -> Iterator[str]:
    named = index.find(reference.table, reference.key)
    day = index.known_on(row)
    known_on = index.known_on(named) if named else None
    if known_on and day and known_on > day:
        what = f'{reference.table.replace("_", " ")} "{reference.key}"'
        yield f"{reference.field}: {what} is known only from {known_on}, after {day}"


def _counts_once_known(row: Row, index: Index) -> Iterator[str]:
    """An acceptance dated back before its update would rewrite what was known."""
    accept = row.values.get("accept") if row.table == "claim" else None
    given = accept if isinstance(accept, dict) else row.values
    from_on = given.get("from_on") if accept or row.table == "acceptance" else None
    known_on = index.known_on(row)
    if is_day(from_on) and known_on and from_on < known_on:
        yield f"from_on: {from_on} is before the update became known, {known_on}"


def _follows_in_update(row: Row, index: Index) -> Iterator[str]:
    """Of two claims in one update, the answer comes after what it answers."""
    for name in CHAINS["claim"] if row.table == "claim" else ():
        named = index.find("claim", row.values.get(name))
        if named and named.update_key == row.update_key and named.place >= row.place:
            yield f'{name}: "{named.key}" does not come before this claim'


def _not_in_circle(row: Row, index: Index) -> Iterator[str]:
    for name in CHAINS.get(row.table, ()):
        seen = [row.key]
        named = index.find(row.table, row.values.get(name))
        while named and named.key not in seen:
            seen.append(named.key)
            named = index.find(row.table, named.values.get(name))
        if named and named.key == row.key:
            yield f"{name}: goes in a circle: {' -> '.join([*seen, row.key])}"


def _accepted_on_evidence(row: Row, index: Index) -> Iterator[str]:
    if row.table == "claim" and "accept" in row.values and _only_hearsay(row, index):
        yield f"accept: {SECONDARY}"
    if row.table == "acceptance" and row.values.get("operative") is True:
        claim = index.find("claim", row.values.get("claim"))
        if claim and _only_hearsay(claim, index):
            yield f"claim: {SECONDARY}"


def _only_hearsay(claim: Row, index: Index) -> bool:
    citations = claim.values.get("citations")
    if not isinstance(citations, list) or not citations:
        return False  # reported as missing
    return not any(_holds(citation, index) for citation in citations)


def _holds(citation: Any, index: Index) -> bool:
    """Whether a claim may be accepted on this citation; a broken one is let pass."""
    if not isinstance(citation, dict):
        return True
    source = index.find("source", citation.get("source"))
    if source is None or source.values.get("grade") != "C":
        return True
    via = citation.get("via")
    if not isinstance(via, list) or not via:
        return False
    origin = index.find("source", via[-1])
    return origin is None or origin.values.get("grade") != "C"


def _answers_as_coded(row: Row, index: Index) -> Iterator[str]:
    question = index.find("question", row.values.get("question"))
    if row.table != "claim" or question is None or "code" not in row.values:
        return
    answers = question.values.get("codes")
    if not isinstance(answers, list):
        return
    codes = [answer.get("code") for answer in answers if isinstance(answer, dict)]
    if row.values["code"] not in codes:
        allowed = ", ".join(map(str, codes))
        yield f'code: "{row.values["code"]}" is not one of {allowed}'


def _tranche_of_same_pledge(row: Row, index: Index) -> Iterator[str]:
    tranche = index.find("tranche", row.values.get("tranche"))
    if tranche is None or row.table not in ("project", "deadline"):
        return
    pledge = tranche.values.get("pledge")
    if pledge != row.values.get("pledge"):
        yield f'tranche: "{tranche.key}" belongs to pledge "{pledge}"'


def _parameters_are_terms(row: Row, index: Index) -> Iterator[str]:
    """What a reading is computed with fits the rule of its clause."""
    clause = index.find("clause", row.values.get("clause"))
    if row.table != "claim" or row.values.get("kind") != "reading" or clause is None:
        return
    given = row.values.get("parameters", {})
    days = [row.values.get(name) for name in ("valid_from", "valid_to")]
    if not isinstance(given, dict):
        return  # reported as malformed
    try:
        terms = terms_of(str(clause.values.get("kind")), given)
        check_days(terms, *filter(is_day, days))
    except (BadTerms, UnknownCalendar, NoHolidayData) as wrong:
        yield f"parameters: {wrong}"


def _keeps_to_bound(row: Row, index: Index) -> Iterator[str]:
    """Where a deadline says only from when, no last day becomes operative."""
    if row.table == "claim" and "accept" in row.values and _is_last_day(row, index):
        yield f"accept: {ONLY_FROM_WHEN}"
    if row.table == "acceptance" and row.values.get("operative") is True:
        claim = index.find("claim", row.values.get("claim"))
        if claim and _is_last_day(claim, index):
            yield f"claim: {ONLY_FROM_WHEN}"


def _is_last_day(claim: Row, index: Index) -> bool:
    deadline = index.find("deadline", claim.values.get("deadline"))
    given = claim.values.get("date")
    if deadline is None or deadline.values.get("bound") != "not_before":
        return False
    return isinstance(given, dict) and "latest" in given


CHECKS: tuple[Callable[[Row, Index], Iterator[str]], ...] = (
    _names_what_is_known,
    _counts_once_known,
    _follows_in_update,
    _not_in_circle,
    _accepted_on_evidence,
    _keeps_to_bound,
    _answers_as_coded,
    _tranche_of_same_pledge,
    _parameters_are_terms,
)
