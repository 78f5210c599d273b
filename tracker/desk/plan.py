"""From an entry to its effects and its refusals: one way for all who publish.

The preview, the dry run of an import and publishing itself run the same code. A
rehearsal really publishes, looks at what changed, and rolls back: what it says cannot
differ from what publishing does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from deadlines import actions as deadline_actions
from deadlines.models import Deadline
from projects import actions
from projects.actions import Refusal
from projects.codes import UpdateKind, UpdateStatus
from projects.models import Project, Update, User
from tracker.desk.decided import subjects_decided
from tracker.desk.effects import Picture, effects, picture
from tracker.desk.index import RecordIndex
from tracker.desk.standing import (
    Standing,
    changed,
    hold,
    standing,
    subjects_moved,
    subjects_touched,
)
from tracker.seeding.across import disagreements
from tracker.seeding.evidence import ABOUT, cited
from tracker.seeding.order import loading_order
from tracker.seeding.references import broken_references, duplicates, references_of
from tracker.seeding.rows import Problem, Row, with_claims
from tracker.seeding.shape import row_problems
from tracker.seeding.shelf import Shelf, plain, public_id
from tracker.seeding.writing import WRITERS


@dataclass(frozen=True)
class Entry:
    """One thing read: the update's row with its claims, and the rows it brings in.

    `seen` is what was operative when it was written. `corrects` is the update of ours
    that it puts right, and `why`.
    """

    update: Row
    brings: tuple[Row, ...] = ()
    seen: Standing = field(default_factory=dict)
    corrects: Update | None = None
    why: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        return (*self.brings, self.update)


@dataclass(frozen=True)
class Plan:
    """What an entry would do, or why it cannot."""

    problems: tuple[Problem, ...] = ()
    effects: tuple[str, ...] = ()


class NotPublishable(Refusal):
    """An entry with problems. Nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("; ".join(problem.message for problem in self.problems))


class Conflict(Refusal):
    """Somebody published on the same subject since the entry was begun."""

    def __init__(self, subjects: Iterable[str]) -> None:
        self.subjects = tuple(subjects)
        super().__init__(
            "Published meanwhile by somebody else: "
            + "; ".join(_meanwhile(subject) for subject in self.subjects)
            + ". Look at the new preview, then publish again."
        )


class _Rehearsed(Exception):
    """Ends a rehearsal, so that everything it wrote is rolled back."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan


def rehearse(
    entry: Entry, *, by: User, now: datetime, author: User | None = None
) -> Plan:
    """Say what publishing would do, and do nothing."""
    try:
        with transaction.atomic():
            raise _Rehearsed(publish_and_tell(entry, by=by, now=now, author=author))
    except _Rehearsed as rehearsed:
        return rehearsed.plan


def publish_and_tell(
    entry: Entry,
    *,
    by: User,
    now: datetime,
    author: User | None = None,
    checked: bool = False,
) -> Plan:
    """Publish an entry and say what it changed; one with problems leaves no row."""
    before = _picture(entry)
    try:
        update = publish(entry, by=by, now=now, author=author, checked=checked)
        return Plan(effects=tuple(effects(before, _picture(entry), update)))
    except NotPublishable as refused:
        return Plan(problems=refused.problems)
    except Refusal as refused:
        return Plan(problems=(entry.update.problem(str(refused)),))


@transaction.atomic
def publish(
    entry: Entry,
    *,
    by: User,
    now: datetime,
    author: User | None = None,
    checked: bool = False,
) -> Update:
    """Write an entry, all of it or nothing.

    Raises NotPublishable with every problem, Conflict when what it was written against
    has changed, and whatever else the actions refuse. `checked` is one whose rows
    `check_rows` has passed just now, with those of a whole table.
    """
    problems = [] if checked else check(entry, now=now)
    if problems:
        raise NotPublishable(problems)
    hold(entry.rows, seen=entry.seen, corrects=entry.corrects)
    meanwhile = changed(entry.seen, standing(entry.seen))
    if meanwhile:
        raise Conflict(meanwhile)
    shelf = Shelf(by=by, now=now, source_slugs=_source_slugs(entry))
    refused: list[Problem] = []
    with _opened(entry, shelf, author) as update:
        shelf.put(entry.update, update)
        refused = list(_write(entry, shelf))
        if refused:
            raise NotPublishable(refused)
        _say_what_it_is_about(update, entry.update, shelf)
    return update


def check(entry: Entry, *, now: datetime) -> list[Problem]:
    """All that is wrong with an entry."""
    problems = [*_uncorrectable(entry), *_names_no_source(entry)]
    return sorted([*problems, *check_rows(entry.rows, now=now)])


def _uncorrectable(entry: Entry) -> Iterator[Problem]:
    """What a correction lacks beside what every entry needs."""
    if entry.corrects and entry.corrects.status == UpdateStatus.RETRACTED:
        yield entry.update.problem(
            _("“%(update)s” was corrected or retracted meanwhile.")
            % {"update": entry.corrects}
        )
    if entry.corrects and not entry.why.strip():
        yield entry.update.problem(
            "why: " + _("Say what was wrong. Readers are told so.")
        )


def _names_no_source(entry: Entry) -> Iterator[Problem]:
    """A source was corrected or withdrawn: which, and since when?"""
    told = any(row.table == "source_status" for row in entry.brings)
    kind = entry.update.values.get("kind")
    if kind == UpdateKind.SOURCE_CORRECTION and not (told or entry.corrects):
        yield entry.update.problem(
            "kind: " + _("Say under “What became of a source” which, and since when.")
        )


def check_rows(rows: Sequence[Row], *, now: datetime) -> list[Problem]:
    """All that is wrong with rows, by the rules the seed files are checked by."""
    today = now.astimezone(UTC).date()
    index = RecordIndex(rows)
    found = {
        *(
            problem
            for row in with_claims(rows)
            for problem in row_problems(row, today=today)
        ),
        *duplicates(rows),
        *broken_references(rows, index),
        *disagreements(rows, index),
    }
    return sorted(found)


def _opened(
    entry: Entry, shelf: Shelf, author: User | None
) -> AbstractContextManager[Update]:
    v = entry.update.values
    fields = {
        "by": shelf.by,
        "now": shelf.now,
        "author": author,
        "public_id": public_id("update", entry.update.key),
        **plain(v, "headline", "note", "language"),
    }
    if entry.corrects:
        fields = {"language": entry.corrects.language, **fields}
        return deadline_actions.correct(entry.corrects, why=entry.why, **fields)
    return deadline_actions.publish(
        known_precision=v["known"], **plain(v, "known_on", "zone", "kind"), **fields
    )


def _write(entry: Entry, shelf: Shelf) -> Iterator[Problem]:
    """Write what the update brings in and claims; yields what an action refuses."""
    citations = entry.update.values.get("citations", ())
    for row in loading_order(entry.rows):
        if row.table == "update":
            continue
        try:
            shelf.put(row, WRITERS[row.table](row, shelf))
        except Refusal as refusal:
            yield row.problem(str(refusal))
        except IntegrityError as broken:
            # The database's own word, where no check of ours came first.
            raise NotPublishable([row.problem(_broken(broken))]) from broken
    if citations and not entry.update.claims:
        actions.cite_event(
            shelf.get("update", entry.update.key), citations=cited(citations, shelf)
        )


def _say_what_it_is_about(update: Update, row: Row, shelf: Shelf) -> None:
    for name in ABOUT:
        if named := row.values.get(name):
            getattr(update, name).set(shelf.many(name.removesuffix("s"), named))
    named = dict.fromkeys(row.values.get("deadlines", ()))
    deadline_actions.mention(update, deadlines=shelf.many("deadline", named))


def _picture(entry: Entry) -> Picture:
    """How everything an entry names stands now."""
    named: dict[str, set[str]] = {"deadline": set(), "project": set()}
    for row in with_claims(entry.rows):
        for reference in references_of(row):
            named.setdefault(reference.table, set()).add(reference.key)
        for subject in subjects_decided(row):
            table, _colon, slug = subject.partition(":")
            named[table].add(slug)
    for subject in subjects_touched(entry.corrects):
        table, _colon, slug = subject.partition(":")
        named[table].add(slug)
    return picture(
        Deadline.objects.filter(slug__in=named["deadline"]),
        Project.objects.filter(slug__in=named["project"]),
    )


def _source_slugs(entry: Entry) -> Mapping[str, str]:
    """Sources an entry adds are named by key; those of the record by slug."""
    return {
        row.key: row.values["slug"] for row in entry.brings if row.table == "source"
    }


def _meanwhile(subject: str) -> str:
    kind, _colon, slug = subject.partition(":")
    model: Any = Deadline if kind == "deadline" else Project
    return str(model.objects.get(slug=slug))


def _broken(error: IntegrityError) -> str:
    if isinstance(error.__cause__, UniqueViolation):
        return _("The record has this already: take it out here.")
    return str(error).splitlines()[0]


__all__ = [
    "Conflict",
    "Entry",
    "NotPublishable",
    "Plan",
    "check",
    "check_rows",
    "publish",
    "publish_and_tell",
    "rehearse",
    "standing",
    "subjects_moved",
]
