"""Which migrations a developer's tables were made by.

Until the first release each app has one initial migration, made anew when a model
changes. Tables of an earlier one look migrated and are not, so the digest of the files
stands as a comment on Django's own table of migrations.
"""

from hashlib import sha256
from pathlib import Path

from django.db import connection
from psycopg.sql import SQL, Literal

from tracker.local import CannotStart

ROOT = Path(__file__).resolve().parents[1]
TABLE = "django_migrations"
FIRST = ("projects", "0001_initial")
STAMP = "SELECT obj_description(%s::regclass)"


def refuse_tables_of_others() -> None:
    """Tables of other migrations than these files cannot be used nor brought up."""
    if made_by() not in (None, digest()):
        raise CannotStart(
            "The tables of this database were made by an earlier state of the code and"
            " are not carried over before the first release. Move .local/postgres/ away"
            " (or give DATABASE_URL an empty database) and start again."
        )


def remember_tables() -> None:
    with connection.cursor() as cursor:
        comment = SQL("COMMENT ON TABLE django_migrations IS {}")
        cursor.execute(comment.format(Literal(digest())))


def made_by() -> str | None:
    """The digest of the migrations that made the tables; None without any table."""
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return None
        cursor.execute(STAMP, [TABLE])
        (stamp,) = cursor.fetchone()
    return stamp or "made without a stamp"


def digest() -> str:
    """One short name for all migration files, in the order of their paths."""
    files = sorted(ROOT.glob("*/migrations/0*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
