"""Real processes around the test's own database: worker, clock, broker, mail."""

import logging
import subprocess
from urllib.parse import quote

import pytest

from tests.local.processes import ROOT, environment, eventually
from tests.mail_server import mail_server
from tracker.local.redis import LocalRedis
from tracker.management.commands.dev import CLOCK, NO_ROOT_WARNING, WORKER


class Machine:
    """What runs beside the web: each part by its name, to be started and killed."""

    def __init__(self, home, env):
        self.env = env
        self.log = home / "log"
        self.redis = LocalRedis(home / "redis")
        self.running = {}

    def start(self, *names):
        for name in names:
            getattr(self, f"start_{name}")()

    def start_redis(self):
        self.redis.start()
        self.running["redis"] = self.redis.process

    def start_worker(self):
        self.running["worker"] = self._celery(WORKER)

    def start_clock(self):
        self.running["clock"] = self._celery(CLOCK)

    def kill(self, *names):
        """SIGKILL, as when the power goes: nothing is said, nothing is saved."""
        for name in names:
            self.running[name].kill()
        for name in names:
            self.running.pop(name).wait()

    def _celery(self, command):
        quick = ["tests.flows.quick" if word == "tracker" else word for word in command]
        env = {**self.env, "REDIS_URL": self.redis.url}
        with self.log.open("a") as log:
            return subprocess.Popen(quick, cwd=ROOT, env=env, stdout=log, stderr=log)


def database_url(database):
    """The address of the test's database, for other processes."""
    user = quote(database["USER"], "")
    if database["PASSWORD"]:
        user += ":" + quote(database["PASSWORD"], "")
    host = quote(database["HOST"], "")
    if database["HOST"].startswith("/"):
        return f"postgres://{user}@/{database['NAME']}?host={host}"
    return f"postgres://{user}@{host}:{database['PORT'] or 5432}/{database['NAME']}"


@pytest.fixture
def address(settings):
    return database_url(settings.DATABASES["default"])


@pytest.fixture
def post():
    """The SMTP server that the worker sends to."""
    with mail_server() as server:
        yield server


@pytest.fixture
def machine(transactional_db, address, post, tmp_path):
    env = environment(
        DATABASE_URL=address,
        EMAIL_URL=post.url,
        OUTBOX_LEASE="5",
        PYTHONWARNINGS=NO_ROOT_WARNING,
    )
    machine = Machine(tmp_path, env)
    try:
        yield machine
    finally:
        machine.kill(*machine.running)
        if machine.log.exists():
            logging.getLogger(__name__).info(machine.log.read_text()[-4000:])


@pytest.fixture
def until():
    """Wait until something is so, or say that it never was."""

    def until(fact, seconds=300.0):
        assert eventually(fact, seconds), "it did not come true in time"

    return until
