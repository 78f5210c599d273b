"""Whether DATABASE_URL leads to a database; for commands, who refuse in one line."""

from django.db import DatabaseError, connection

from tracker.local import CannotStart
from tracker.local.preflight import first_line


def database_answers() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise CannotStart(
            f"DATABASE_URL does not lead to a database ({first_line(error)})."
            " Correct it, start that server, or leave DATABASE_URL out to use the one "
            "that comes along."
        ) from None
