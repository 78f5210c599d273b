"""Loads the seed files: one transaction, idempotent, refusing what has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction

from deadlines import actions as deadline_actions
from deadlines.models import DeadlineMention
from projects.actions import Refusal
from projects.models import SeedRow, Update, User
from tracker.seeding.checking import check_folder
from tracker.seeding.digest import digest
from tracker.seeding.evidence import ABOUT
from tracker.seeding.order import known_by, loading_order
from tracker.seeding.rows import Problem, Row
from tracker.seeding.shelf import Shelf, public_id
from tracker.seeding.writing import WRITERS

AUTHOR = "pledgebook-seeds"
LATER_NAMED: Mapping[str, tuple[str, ...]] = {
    "project": ("tranche",),
    "deadline": ("tranche", "project", "agreement"),
    "agreement": (),
}
"""What a row may name although it became known later."""


class NotLoadable(Exception):
    """The seed files have problems. Nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__(f"{count} {noun} in the seed files")


@dataclass(frozen=True)
class Loaded:
    """How many rows were written, and how many were there unchanged."""

    written: int
    unchanged: int


@transaction.atomic
def load(folder: Path, *, now: datetime, until: date | None = None) -> Loaded:
    """Write what the files say and the record does not yet hold.

    `until` leaves out what became known later. Raises NotLoadable with every problem.
    """
    checked = check_folder(folder, today=now.astimezone(UTC).date())
    if checked.problems:
        raise NotLoadable(checked.problems)
    digests = {(row.table, row.key): digest(row) for row in checked.rows}
    rows = known_by(checked.rows, until) if until else checked.rows
    new = _new(rows, digests)
    fresh = {(row.table, row.key) for row in new}
    shelf = Shelf(
        by=_author(),
        now=now,
        source_slugs={
            row.key: row.values["slug"] for row in rows if row.table == "source"
        },
    )
    _write([row for row in loading_order(rows) if _owner(row) in fresh], shelf)
    if new:
        _say_what_updates_are_about(rows, shelf)
    _settle(new, shelf)
    SeedRow.objects.bulk_create(
        SeedRow(table=row.table, key=row.key, digest=digests[row.table, row.key])
        for row in new
    )
    if new:
        _count_rows()
    return Loaded(written=len(new), unchanged=len(rows) - len(new))


def _count_rows() -> None:
    """Tell PostgreSQL how many rows there are now, before it plans a query on them.

    It would find out by itself a minute later; until then a page could take seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _new(rows: list[Row], digests: dict[tuple[str, str], str]) -> list[Row]:
    """Rows not loaded before. Raises NotLoadable for those that were changed since."""
    loaded = {(row.table, row.key): row.digest for row in SeedRow.objects.all()}
    changed = [
        row.problem(
            f"{row.table} “{row.key}” was changed after it was loaded: put it back "
            "as it was and add a correction"
        )
        for row in rows
        if loaded.get((row.table, row.key), digests[row.table, row.key])
        != digests[row.table, row.key]
    ]
    if changed:
        raise NotLoadable(changed)
    return [row for row in rows if (row.table, row.key) not in loaded]


def _owner(row: Row) -> tuple[str, str]:
    """The row of the file that a row stands in: a claim stands in its update."""
    if row.table == "claim":
        return "update", str(row.update_key)
    return row.table, row.key


def _write(rows: Iterable[Row], shelf: Shelf) -> None:
    """Write each row. Raises NotLoadable with all that was refused."""
    refused: list[Problem] = []
    for row in rows:
        try:
            shelf.put(row, WRITERS[row.table](row, shelf))
        except Refusal as refusal:
            refused.append(row.problem(str(refusal)))
        except ObjectDoesNotExist:
            if not refused:
                raise
            # It names a row refused above, which is told already.
    if refused:
        raise NotLoadable(refused)


def _say_what_updates_are_about(rows: Iterable[Row], shelf: Shelf) -> None:
    """Relate updates to their subjects, also those loaded before the subject was.

    A retracted one is let be: nobody reads it, and its correction says it anew.
    """
    live = set(Update.objects.live().values_list("public_id", flat=True))
    for row in rows:
        if row.table in LATER_NAMED:
            _name_what_came_later(row, shelf)
        if row.table != "update" or public_id("update", row.key) not in live:
            continue
        update: Update = shelf.get("update", row.key)
        for name in ABOUT:
            things = shelf.many(name.removesuffix("s"), row.values.get(name, ()))
            getattr(update, name).add(*things)
        DeadlineMention.objects.bulk_create(
            (
                DeadlineMention(update=update, deadline=deadline)
                for deadline in shelf.many("deadline", row.values.get("deadlines", ()))
            ),
            ignore_conflicts=True,
        )


def _name_what_came_later(row: Row, shelf: Shelf) -> None:
    """Fill in what a row names and an earlier load, up to a day, had to leave out."""
    thing = shelf.get(row.table, row.key)
    for name in LATER_NAMED[row.table]:
        if name in row.values and getattr(thing, f"{name}_id") is None:
            setattr(thing, name, shelf.get(name, row.values[name]))
            thing.save(update_fields=[name])
    if row.table == "agreement":
        thing.pledges.add(*shelf.many("pledge", row.values.get("pledges", ())))


def _settle(new: Iterable[Row], shelf: Shelf) -> None:
    """Refresh what the new rows move: their updates, and the updates they hang on."""
    keys = {row.update_key for row in new} - {None}
    updates = [shelf.get("update", str(key)) for key in keys]
    deadline_actions.settle(updates, now=shelf.now)


def _author() -> User:
    """The account the seeds are logged under; nobody can sign in with it."""
    author, made = User.objects.get_or_create(
        username=AUTHOR, defaults={"is_active": False}
    )
    if made:
        author.set_unusable_password()
        author.save(update_fields=["password"])
    return author
