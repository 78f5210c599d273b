"""`manage.py dev`: everything Pledgebook needs, started by one command.

1. Look whether the port and every address given can work, before starting anything.
2. Start PostgreSQL and Redis, unless DATABASE_URL and REDIS_URL name others.
3. Bring the database up to date: tables, roles, seeds, demo users.
4. Serve the pages; once they answer, start the worker and its clock.
5. Wait. Ctrl-C, SIGTERM or a fallen child stops all of it, in reverse order.
"""

import os
import sys
import time
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPException
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from tracker.database import database_answers
from tracker.local import LOCAL, CannotStart, preflight
from tracker.local.postgres import LocalPostgres
from tracker.local.redis import LocalRedis
from tracker.local.supervise import Children, Interruption
from tracker.tables import refuse_tables_of_others

SLOWEST_START = 60.0
PYTHON = [sys.executable, "-m"]
CELERY = [*PYTHON, "celery", "--quiet", "-A", "tracker"]
# Threads stop sooner and weigh less; one alone need not look for other workers.
WORKER = [*CELERY, "worker", "--pool=threads", "--concurrency=2"]
WORKER += ["--without-gossip", "--without-mingle"]
CLOCK = [*CELERY, "beat", "--pidfile="]
# Celery warns of root because of pickled messages, which are not accepted here.
NO_ROOT_WARNING = "ignore:You're running the worker with superuser privileges"


def web(port: int) -> list[str]:
    """Two processes from one load of the code; threads, so that none waits idle."""
    command = [*PYTHON, "gunicorn", "tracker.wsgi", "--preload", "--workers=2"]
    # A calculation stands in its address whole, with a period a line.
    command.append("--limit-request-line=8190")
    command += ["--worker-class=gthread", "--threads=4", "--log-level=warning"]
    return [*command, "--no-control-socket", f"--bind=127.0.0.1:{port}"]


class Command(BaseCommand):
    help = "Start the database, the broker, the site and the worker. Ctrl-C stops all."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-seeds", action="store_true", help="load no facts")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("dev is for a developer's machine: set DEBUG=1.")
        interruption = Interruption()
        try:
            with ExitStack() as stack:
                self.run(stack, interruption, options["port"], options["no_seeds"])
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")

    def run(
        self, stack: ExitStack, interruption: Interruption, port: int, no_seeds: bool
    ) -> None:
        preflight.port_is_free(port)
        if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
            preflight.mail_host_answers(settings.EMAIL_HOST, settings.EMAIL_PORT)
        with interruption.put_off():
            env = self.start_servers(stack, port)
        logins = self.prepare_database(no_seeds)
        children = Children()
        stack.callback(children.stop)
        stack.callback(interruption.ignore)
        with interruption.put_off():
            children.start("The web server", web(port), env)
        self.wait_until_served(port, children)
        with interruption.put_off():
            children.start("The worker", WORKER, env)
            children.start("The worker's clock", CLOCK, env)
        self.stdout.write(f"{logins}Pledgebook is at http://127.0.0.1:{port}/")
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()
        watch(children)

    def start_servers(self, stack: ExitStack, port: int) -> dict[str, str]:
        """PostgreSQL and Redis, ours or given; what the children must know of them."""
        env = {"LOG_LEVEL": "WARNING", "PYTHONWARNINGS": NO_ROOT_WARNING, **os.environ}
        env["CACHE_TEMPLATES"] = "0"
        if not env.get("SITE_URL"):
            env["SITE_URL"] = f"http://127.0.0.1:{port}"
        if not env.get("DATABASE_URL"):
            postgres = LocalPostgres(LOCAL / "postgres").start()
            stack.callback(postgres.stop)
            env["DATABASE_URL"] = postgres.url
        if not env.get("REDIS_URL"):
            redis = LocalRedis(LOCAL).start()
            stack.callback(redis.stop)
            env["REDIS_URL"] = redis.url
        preflight.redis_answers(env["REDIS_URL"])
        database_answers()
        return env

    def prepare_database(self, no_seeds: bool) -> str:
        """Bring it up to date; returns what to tell about demo logins."""
        refuse_tables_of_others()
        call_command("migrate", verbosity=0)
        call_command("sync_roles", stdout=StringIO())
        logins = StringIO()
        if not no_seeds:
            self.load_seeds()
            call_command("demo_users", stdout=logins)
        connections.close_all()
        return logins.getvalue()

    def load_seeds(self) -> None:
        """What was published is kept; files that differ from it hold up nobody."""
        try:
            call_command("load_seeds", stdout=StringIO())
        except CommandError as refused:
            self.stderr.write(
                f"{refused} The record stays as it was. To begin again with these "
                "files, stop and delete .local/."
            )

    def wait_until_served(self, port: int, children: Children) -> None:
        give_up_at = time.monotonic() + SLOWEST_START
        while not answers(port):
            if fallen := children.fallen():
                raise CannotStart(f"{fallen}; the reason stands above.")
            if time.monotonic() > give_up_at:
                raise CannotStart("The web server does not answer.")
            time.sleep(0.05)


def answers(port: int) -> bool:
    """Whether the site answers anything at all; asking loads its code, too."""
    request = HTTPConnection("127.0.0.1", port, timeout=SLOWEST_START)
    try:
        request.request("GET", "/")
        request.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        request.close()
    return True


def watch(children: Children) -> None:
    while not (fallen := children.fallen()):
        time.sleep(0.3)
    raise CannotStart(f"{fallen}, so all was stopped; the reason stands above.")
