"""Replay one day of the record, to see a mail arrive.

Every date that the record knows of passes on its own day, so a newcomer would have to
wait. This makes a database of its own, and there the record as it was known on a day;
lets a watcher of everything wait for the day to end; sweeps, sends, and throws that
database away. Nothing is made up, and the record itself is neither read nor changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test.utils import override_settings

from deadlines.actions import watch
from deadlines.codes import WATCHED_KINDS
from deadlines.emails import heading, message, news
from deadlines.models import Delivery
from deadlines.outbox import deliver
from deadlines.sweep import sweep
from projects.models import User
from tracker.database import database_answers
from tracker.local import LOCAL
from tracker.local.postgres import LocalPostgres

# The first date ever given for the first project of Japan's pledge passed here.
A_DAY = date(2026, 1, 1)
NUMBERED = ("recipient", "watch", "alert", "delivery")
BEYOND = 10**15
"""Keys begin here, so that a replayed mail's links and its Message-ID name nothing."""


class Command(BaseCommand):
    help = "Replay a day of the record in a database of its own, and mail what passed."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--day",
            type=date.fromisoformat,
            default=A_DAY,
            metavar="YYYY-MM-DD",
            help=f"the day to replay; {A_DAY} unless you say another",
        )
        parser.add_argument(
            "--to", default="analyst@example.org", help="the address to mail to"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("try_alert is for trying out: it needs DEBUG=1.")
        day: date = options["day"]
        label = f"Pledgebook replay of {day:%-d %B %Y} <pledgebook@localhost>"
        with throwaway_database(), override_settings(DEFAULT_FROM_EMAIL=label):
            sent, owed = replay(day, to=options["to"])
        if owed:
            raise CommandError(
                "A date passed, and its mail could not be sent: the mail server of "
                "EMAIL_URL is out of reach. Correct it, or leave EMAIL_URL out."
            )
        if not sent:
            raise CommandError(f"Nobody was to be told of anything on {day}.")
        for title, text in sent:
            self.stdout.write(f"Mailed to {options['to']}: {title}\n\n{text}\n")
        if settings.EMAIL_FILE_PATH:
            where = f"As mailed, with its pictures: {settings.EMAIL_FILE_PATH}"
            self.stdout.write(where)


@contextmanager
def throwaway_database() -> Iterator[None]:
    """A database with all tables, on the server in use, gone afterwards."""
    server = None
    if connection.settings_dict["HOST"] == str(
        LocalPostgres(LOCAL / "postgres").sockets
    ):
        server = LocalPostgres(LOCAL / "postgres").start()
    database_answers()
    real = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"pledgebook_replay_{token_hex(4)}"
    try:
        connection.creation.create_test_db(verbosity=0, serialize=False)
        yield
    finally:
        connection.creation.destroy_test_db(real, verbosity=0)
        connection.close()
        if server:
            server.stop()


def replay(day: date, *, to: str) -> tuple[list[tuple[str, str]], int]:
    """Let the day pass for a watcher of everything.

    What was mailed, heading and text, and how many mails could not be sent.
    """
    begins = datetime.combine(day, datetime.min.time(), tzinfo=UTC)
    ends = begins + timedelta(days=1)
    call_command("load_seeds", known_by=day, stdout=StringIO())
    with connection.cursor() as cursor:
        # As if each update had been recorded on the day on which it became known. The
        # ledger's guard would refuse it, and the real one does.
        cursor.execute("ALTER TABLE projects_update DISABLE TRIGGER USER")
        cursor.execute("UPDATE projects_update SET recorded_at = known_on")
        for name in NUMBERED:
            cursor.execute(f"ALTER SEQUENCE deadlines_{name}_id_seq RESTART {BEYOND}")
    reader = User.objects.create(username="reader", email=to)
    watch(user=reader, now=begins, kinds=WATCHED_KINDS)
    sweep(now=ends)
    deliver(clock=lambda: ends, until=ends + timedelta(seconds=1))
    sent = Delivery.objects.filter(state="sent").select_related("alert__deadline")
    told = [
        (
            f"{heading(mail.alert.kind, mail.alert.deadline)}: {mail.alert.deadline}",
            str(message(mail, news(mail.alert, now=ends)).body).strip(),
        )
        for mail in sent
    ]
    return told, Delivery.objects.exclude(state="sent").count()
