"""A table of claims, CSV or XLSX: read, checked, rehearsed and published as one batch.

One line is one claim. Lines that share source, known_on and headline are one update.
All errors come at once, each with its line and column; a batch is written whole or not
at all, by the same plan as an entry typed at the desk.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from projects.actions import Refusal
from projects.models import Update, User
from tracker.desk.doubles import Double, doubles
from tracker.desk.echoes import echoes
from tracker.desk.plan import Conflict, Entry, NotPublishable, check_rows, publish
from tracker.desk.rows import update_row
from tracker.desk.standing import Standing, changed, hold, standing
from tracker.desk.table import (
    ABOUT_TABLES,
    AMOUNTS,
    COLUMNS,
    DAYS,
    LISTS,
    OF_UPDATE,
    Cells,
    Line,
)
from tracker.seeding.rows import Problem, Row

PLURALS = frozenset(f"{table}s" for table in ABOUT_TABLES)
Progress = Callable[[int], None]


def unwatched(_line: int) -> None:
    """Nobody asks how far it is."""


@dataclass(frozen=True)
class CellProblem:
    """What is wrong, in which line and column."""

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class Batch:
    """The entries of a table, what is wrong with it, and what it repeats."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    doubles: Mapping[int, Double] = field(default_factory=dict)
    lines: int = 0


def read_batch(
    lines: Sequence[Line], *, token: str, now: datetime, confirm: bool = True
) -> Batch:
    """Turn lines into entries and check them all. Nothing is written.

    A line that repeats a claim of the record becomes its confirmation, or with
    `confirm` off is left out. One that gives the operative value from another source
    becomes a confirmation too, or with `confirm` off stays as it is.
    """
    problems = [*_unknown_columns(lines)]
    entries = _entries(lines, token)
    rows = [row for entry in entries for row in entry.rows]
    problems += _told_once([_at(problem) for problem in check_rows(rows, now=now)])
    found = {} if problems else doubles(rows)
    echoed = echoes(rows) if confirm and not problems else {}
    if found or echoed:
        entries = [
            _repeating(entry, found, echoed, confirm=confirm) for entry in entries
        ]
        entries = [entry for entry in entries if entry.update.claims]
        rows = [row for entry in entries for row in entry.rows]
        problems += map(_at, check_rows(rows, now=now))
    return Batch(
        entries=tuple(entries),
        problems=tuple(sorted(problems, key=lambda p: (p.line, p.column, p.message))),
        doubles={**echoed, **found},
        lines=len(lines),
    )


@transaction.atomic
def publish_batch(
    batch: Batch,
    *,
    by: User,
    now: datetime,
    seen: Standing | None = None,
    progress: Progress = unwatched,
) -> list[Update]:
    """Publish every entry of a batch, or none.

    Raises NotPublishable with every refusal, and Conflict when what the dry run has
    `seen` as operative has changed since.
    """
    if batch.problems:
        raise NotPublishable(Problem("", p.line, p.message) for p in batch.problems)
    rows = [row for entry in batch.entries for row in entry.rows]
    hold(rows, seen=seen or ())
    meanwhile = changed(seen or {}, standing(seen or ()))
    if meanwhile:
        raise Conflict(meanwhile)
    published: list[Update] = []
    refused: list[Problem] = []
    for entry in batch.entries:
        try:
            published.append(publish(entry, by=by, now=now, checked=True))
        except NotPublishable as problems:
            refused += problems.problems
        except Refusal as refusal:
            refused.append(entry.update.problem(str(refusal)))
        progress(entry.update.claims[-1].line)
    if refused:
        raise NotPublishable(refused)
    return published


def _entries(lines: Sequence[Line], token: str) -> list[Entry]:
    """Lines that share what an update has are one entry, in the order of the table."""
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        shared = tuple(line.cells.get(name, "") for name in OF_UPDATE)
        groups.setdefault(shared, []).append(line)
    return [_entry(group, f"{token}-{n}") for n, group in enumerate(groups.values())]


def _entry(lines: Sequence[Line], token: str) -> Entry:
    cells = lines[0].cells
    known_on = _day(cells.get("known_on", ""))
    headline = cells.get("headline", "")
    day = known_on if isinstance(known_on, date) else "some-day"  # told at its column
    key = f"{day}-{slugify(headline)[:40].strip('-') or 'import'}-{token}"
    values = {
        "headline": headline,
        "known_on": known_on,
        "known": cells.get("known") or "exact",
        "note": cells.get("note", ""),
        **_about(cells.get("about", ""), lines),
    }
    row = update_row(
        key,
        values,
        [_claim(line.cells) for line in lines],
        lines=[line.number for line in lines],
    )
    return Entry(update=replace(row, line=lines[0].number))


def _about(given: str, lines: Sequence[Line]) -> dict[str, list[str]]:
    """What the update is about: as given, and what its claims are about."""
    named = [name.strip() for name in given.split(";")]
    for line in lines:
        named += [name.strip() for name in line.cells.get("of", "").split(";")]
        if line.cells.get("deadline"):
            named.append(f"deadline:{line.cells['deadline']}")
    pairs = [name.partition(":")[::2] for name in dict.fromkeys(named) if ":" in name]
    pairs.sort(key=lambda pair: pair[0])
    return {
        f"{table}s": [key for _table, key in group]
        for table, group in groupby(pairs, key=lambda pair: pair[0])
        if table in ABOUT_TABLES
    }


def _claim(cells: Cells) -> dict[str, Any]:
    """The cells of one line as the fields of a claim."""
    skipped = {*OF_UPDATE, "locator", "excerpt", "excerpt_language"}
    values: dict[str, Any] = {
        name: _value(name, cell) for name, cell in cells.items() if name not in skipped
    }
    citation = {
        "source": cells.get("source", ""),
        "locator": cells.get("locator", ""),
        "excerpt": cells.get("excerpt", ""),
        "language": cells.get("excerpt_language", ""),
    }
    values["citations"] = [{name: v for name, v in citation.items() if v}]
    if values.get("kind") == "date":
        _put_together(values)
    if accept := values.pop("accept", ""):
        values["accept"] = {"reason": accept}
    return values


def _put_together(values: dict[str, Any]) -> None:
    """A date claim's window, from the columns that make it up."""
    values["date"] = {
        "type": values.pop("date_type", "") or "window",
        **{
            name: values.pop(name)
            for name in ("earliest", "latest", "event")
            if values.get(name)
        },
    }


def _value(name: str, cell: str) -> Any:
    if name in LISTS:
        return [part.strip() for part in cell.split(";") if part.strip()]
    if name in DAYS:
        return _day(cell)
    if name in AMOUNTS and cell.replace("_", "").replace(",", "").isdigit():
        return int(cell.replace("_", "").replace(",", ""))
    return cell


def _day(cell: str) -> date | str:
    """The day a cell holds; what cannot be read stays, for the check to report."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return cell


def _unknown_columns(lines: Sequence[Line]) -> Iterable[CellProblem]:
    names = dict.fromkeys(name for line in lines for name in line.cells)
    for name in names:
        if name not in COLUMNS:
            yield CellProblem(1, name, _("no such column; the template has them all"))


def _at(problem: Problem) -> CellProblem:
    """The column a problem of the rows is about is the head of its message."""
    head, _colon, rest = problem.message.partition(":")
    last = rest.partition(":")[0].strip()
    if head.startswith("citation") and last == "language":
        last = "excerpt_language"
    if head in PLURALS:
        head = "about"
    column = next((name for name in (last, head) if name in COLUMNS), head)
    return CellProblem(problem.line, column, problem.message)


def _told_once(problems: Sequence[CellProblem]) -> list[CellProblem]:
    """What a line names wrongly is told there, not again for what its update is about.

    An update is about all that its lines name, so a wrong name comes up twice.
    """
    at_lines = {_what(found) for found in problems if found.column != "about"}
    return [
        found
        for found in problems
        if found.column != "about" or _what(found) not in at_lines
    ]


def _what(found: CellProblem) -> str:
    return found.message.partition(":")[2]


def _repeating(
    entry: Entry,
    found: Mapping[int, Double],
    echoed: Mapping[int, Double],
    *,
    confirm: bool,
) -> Entry:
    """Claims the record already has become confirmations of it, or are left out.

    Those that repeat a value by other hands are never left out.
    """
    repeated = {**echoed, **found}
    claims = [
        _confirmation(claim, repeated[claim.line]) if claim.line in repeated else claim
        for claim in entry.update.claims
        if confirm or claim.line not in found
    ]
    return replace(entry, update=replace(entry.update, claims=tuple(claims)))


def _confirmation(claim: Row, double: Double) -> Row:
    values = {name: v for name, v in claim.values.items() if name != "accept"}
    values |= {"stance": "confirms", "responds_to": str(double.public_id)}
    return replace(claim, values=values)


__all__ = ["Batch", "CellProblem", "publish_batch", "read_batch"]
