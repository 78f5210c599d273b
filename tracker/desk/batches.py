"""Running an import: the dry run, publishing, and taking a whole batch back.

A worker takes a batch by a conditional update. Everything it writes is one transaction;
only how far it is goes out over a connection of its own, to be seen meanwhile.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connections, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deadlines import actions
from projects.actions import Refusal
from projects.actions.refusals import NotRetractable
from projects.codes import BatchState
from projects.models import ImportBatch, User
from tracker.desk.doubles import Double
from tracker.desk.importing import Batch, publish_batch, read_batch, unwatched
from tracker.desk.plan import NotPublishable, publish_and_tell
from tracker.desk.standing import standing, subjects_moved
from tracker.desk.table import NotATable, read_table

MOST_LINES = 5000
INLINE = 100
"""A table up to so many lines is run while the analyst waits for the page."""
LEASE = timedelta(minutes=10)
NEXT = {
    BatchState.TO_REHEARSE: BatchState.REHEARSING,
    BatchState.TO_PUBLISH: BatchState.PUBLISHING,
}


class _DryRun(Exception):
    """Ends a dry run, so that nothing of it stays."""


def upload(
    *, name: str, content: bytes, confirm: bool, by: User, now: datetime
) -> ImportBatch:
    """Keep an uploaded table, to be checked. Raises NotATable."""
    lines = read_table(name, content)
    if not lines:
        raise NotATable("The table has no line below its heading.")
    if len(lines) > MOST_LINES:
        raise NotATable(
            f"The table has {len(lines)} lines; import at most {MOST_LINES} at a time."
        )
    return ImportBatch.objects.create(
        file_name=name[:200],
        content=content,
        confirm_doubles=confirm,
        uploaded_by=by,
        uploaded_at=now,
        state=BatchState.TO_REHEARSE,
        lines=len(lines),
    )


def run(batch: ImportBatch, *, now: datetime) -> bool:
    """Do what a batch waits for. False when somebody else has taken it."""
    doing = NEXT[BatchState(batch.state)]
    mine = ImportBatch.objects.filter(pk=batch.pk, state=batch.state)
    if not mine.update(state=doing, taken_at=now, done_lines=0):
        return False
    batch.refresh_from_db()
    if doing == BatchState.REHEARSING:
        _rehearse(batch, now)
    else:
        _publish(batch, now)
    return True


def release(*, now: datetime) -> int:
    """Put back what a dead worker took. Nothing of it was written."""
    taken = ImportBatch.objects.filter(taken_at__lte=now - LEASE)
    count = 0
    for waiting, doing in NEXT.items():
        count += taken.filter(state=doing).update(state=waiting)
    return count


@transaction.atomic
def retract_batch(batch: ImportBatch, *, by: User, now: datetime, why: str) -> int:
    """Take back every update of a batch, the last first. Returns how many.

    All they moved is held before the first is touched. Raises NotRetractable for a
    batch that was retracted meanwhile.
    """
    published = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.PUBLISHED)
    if not published.update(state=BatchState.RETRACTED):
        raise NotRetractable("This table was retracted before.")
    actions.hold(taken_back=list(batch.updates.values_list("pk", flat=True)))
    live = list(batch.updates.live().order_by("-pk"))
    for update in live:
        actions.retract(update, by=by, now=now, why=why)
    batch.state = BatchState.RETRACTED
    return len(live)


def _rehearse(batch: ImportBatch, now: datetime) -> None:
    read = _read(batch, now)
    batch.problems = [
        [problem.line, problem.column, problem.message] for problem in read.problems
    ]
    batch.state = BatchState.REFUSED if batch.problems else BatchState.READY
    if not batch.problems:
        rows = [row for entry in read.entries for row in entry.rows]
        batch.seen = {
            name: list(claims)
            for name, claims in standing(subjects_moved(rows)).items()
        }
        _tell_effects(batch, read, now)
    _finish(batch, now)


def _tell_effects(batch: ImportBatch, read: Batch, now: datetime) -> None:
    """What each update of the table changes, the ones before it being published."""
    told: list[list[Any]] = []
    try:
        with transaction.atomic(), _progress(batch) as progress:
            for entry in read.entries:
                plan = publish_and_tell(
                    entry, by=batch.uploaded_by, now=now, checked=True
                )
                lines = [claim.line for claim in entry.update.claims]
                effects = [*plan.effects, *_confirmed(lines, read.doubles)]
                told.append([lines, entry.update.values["headline"], effects])
                batch.problems += [
                    [problem.line, "", problem.message] for problem in plan.problems
                ]
                progress(lines[-1])
            raise _DryRun
    except _DryRun:
        batch.effects = told
    if batch.problems:
        batch.state = BatchState.REFUSED


def _confirmed(lines: Sequence[int], doubles: Mapping[int, Double]) -> Iterator[str]:
    for line in (line for line in lines if line in doubles):
        yield _(
            "Line %(line)s is logged as a confirmation of “%(source)s”, %(day)s."
        ) % {
            "line": line,
            "source": doubles[line].source,
            "day": date_format(doubles[line].known_on, "j M Y"),
        }


def _publish(batch: ImportBatch, now: datetime) -> None:
    read = _read(batch, now)
    seen = {name: tuple(claims) for name, claims in batch.seen.items()}
    try:
        with transaction.atomic(), _progress(batch) as progress:
            updates = publish_batch(
                read, by=batch.uploaded_by, now=now, seen=seen, progress=progress
            )
            batch.updates.set(updates)
            batch.state = BatchState.PUBLISHED
    except NotPublishable as refused:
        batch.problems = [[p.line, "", p.message] for p in refused.problems]
        batch.state = BatchState.REFUSED
    except Refusal as refusal:
        batch.problems = [[1, "", str(refusal)]]
        batch.state = BatchState.REFUSED
    _finish(batch, now)


def _finish(batch: ImportBatch, now: datetime) -> None:
    batch.finished_at, batch.done_lines = now, batch.lines
    batch.save()


def _read(batch: ImportBatch, now: datetime) -> Batch:
    lines = read_table(batch.file_name, bytes(batch.content))
    return read_batch(
        lines, token=f"batch-{batch.pk}", now=now, confirm=batch.confirm_doubles
    )


@contextmanager
def _progress(batch: ImportBatch) -> Iterator[Callable[[int], None]]:
    """Say how far it is, outside the transaction, where others can see it."""
    if batch.lines <= INLINE:
        yield unwatched
        return
    apart = connections.create_connection("default")
    try:
        # The heading is line 1 of the table.
        yield lambda line: _say(apart, batch.pk, min(line - 1, batch.lines))
    finally:
        apart.close()


def _say(connection: Any, batch: int, line: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE projects_importbatch SET done_lines = %s WHERE id = %s",
            [line, batch],
        )


def mine_or_all(user: User) -> Any:
    """The batches a user may see: an editor all, an analyst the own ones."""
    everyone = Q() if user.has_perm("projects.publish_update") else Q(uploaded_by=user)
    return ImportBatch.objects.filter(everyone).select_related("uploaded_by")
