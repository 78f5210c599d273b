"""The seeds in the test database: loaded once a run, copied back for whoever is next.

Loading takes seconds, since it checks and settles everything; copying takes a fraction.
What is copied is what the loader wrote, table by table.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from psycopg.sql import SQL, Identifier

SEEDS = Path(__file__).parent.parent / "seeds"
GUARDS = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger
    WHERE tgenabled = 'A' AND tgtype & 4 > 0 ORDER BY 1, 2
"""
NEXT = """
    SELECT setval(sequencename::regclass, GREATEST(last_value, %s))
    FROM pg_sequences WHERE sequencename = %s
"""


@dataclass(frozen=True)
class Snapshot:
    """The rows of each table that the loader filled, and where its numbers stand."""

    rows: dict[str, bytes]
    numbers: dict[str, int]


_kept: dict[tuple[date | None, datetime | None], Snapshot] = {}


@transaction.atomic
def fill(until: date | None = None, now: datetime | None = None) -> None:
    """Fill an empty record with the seeds, as `load` does, by day and hour."""
    from tracker.seeding.loading import load

    if known := _kept.get((until, now)):
        _write(known)
        return
    empty = [table for table in _tables() if not _holds_rows(table)]
    load(SEEDS, now=now or timezone.now(), until=until)
    _kept[until, now] = _read([table for table in empty if _holds_rows(table)])


@cache
def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def _holds_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(SQL("SELECT EXISTS (TABLE {})").format(Identifier(table)))
        return bool(cursor.fetchone()[0])


def _read(tables: list[str]) -> Snapshot:
    rows = {}
    with connection.cursor() as cursor:
        for table in tables:
            with cursor.copy(SQL("COPY {} TO STDOUT").format(Identifier(table))) as out:
                rows[table] = b"".join(bytes(chunk) for chunk in out)
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences "
            "WHERE last_value IS NOT NULL"
        )
        return Snapshot(rows, dict(cursor.fetchall()))


def _write(kept: Snapshot) -> None:
    """Copy the rows in as they were, which no guard of the ledger would let through."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDS)
        guards = cursor.fetchall()
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, guard in guards:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
        for table, rows in kept.rows.items():
            copied = SQL("COPY {} FROM STDIN").format(Identifier(table))
            with cursor.copy(copied) as into:
                into.write(rows)
        for table, guard in guards:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {guard}")
        cursor.execute("SET LOCAL session_replication_role = origin")
        for name, number in kept.numbers.items():
            cursor.execute(NEXT, [number, name])
        cursor.execute("ANALYZE")
