#!/usr/bin/env python
"""Django's command line for Pledgebook."""

import os
import sys

# Commands that never ask the database anything, or start their own.
WITHOUT_DATABASE = {"check", "collectstatic", "dev", "help", "version"}


def start_local_database(command: str) -> None:
    """Have the checkout's own PostgreSQL running while the command runs."""
    if command in WITHOUT_DATABASE or os.environ.get("DATABASE_URL"):
        return
    from tracker.local import LOCAL
    from tracker.local.postgres import LocalPostgres

    LocalPostgres(LOCAL / "postgres").start()


def run_command() -> None:
    """Run it. An error is put down to DATABASE_URL if no database answers there."""
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        from tracker.database import database_answers

        database_answers()
        raise


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
    except ModuleNotFoundError:
        command = " ".join(["python3 run.py", *sys.argv[1:]])
        sys.exit(f"pledgebook: this Python has no Django. Write `{command}` instead.")

    from tracker.local import CannotStart

    try:
        start_local_database(sys.argv[1] if len(sys.argv) > 1 else "help")
        run_command()
    except (CannotStart, ImproperlyConfigured) as mistake:
        # A wrong setting is the operator's to mend: the sentence, not a traceback.
        sys.exit(f"pledgebook: {mistake}")


if __name__ == "__main__":
    main()
