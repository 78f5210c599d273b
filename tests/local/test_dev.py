import signal
import subprocess
import sys
import urllib.request
from itertools import takewhile
from pathlib import Path

import pytest

from tests.factories import UpdateFactory
from tests.local.processes import ROOT, alive, environment, eventually, manage
from tracker.local.redis import free_port, listens

NOBODY = "127.0.0.1:1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", f"postgres://me:secret@{NOBODY}/book"),
        ("REDIS_URL", f"redis://{NOBODY}/0"),
        ("EMAIL_URL", f"smtp://{NOBODY}"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_line(name, value, tmp_path):
    done = manage("dev", "--port", str(free_port()), **{name: value})

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"pledgebook: {name} does not lead to")


@pytest.mark.parametrize("command", ["migrate", "load_seeds", "try_alert"])
def test_no_command_needs_a_traceback_to_say_there_is_no_database(command):
    done = manage(command, DATABASE_URL=f"postgres://me:secret@{NOBODY}/book")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("pledgebook: DATABASE_URL does not lead to")
    assert "secret" not in done.stderr


def test_an_error_of_a_database_that_answers_keeps_its_traceback(database_url):
    code = "from django.db import connection as c; c.cursor().execute(%r)"
    canceled = code % "SET statement_timeout = 1; SELECT pg_sleep(1)"
    done = manage("shell", "--command", canceled, DATABASE_URL=database_url)

    assert "QueryCanceled" in done.stderr
    assert not done.stderr.startswith("pledgebook:")


def test_an_occupied_port_is_refused_before_anything_starts(live_server):
    port = live_server.url.rpartition(":")[2]
    done = manage("dev", "--port", port, DATABASE_URL=f"postgres://{NOBODY}/book")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"pledgebook: Port {port} cannot be used")


def children(pid):
    """The process and all below it."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in below for each in children(int(child)))]


@pytest.fixture
def database_url(transactional_db, settings):
    """The test's own database."""
    database = settings.DATABASES["default"]
    return f"postgres://{database['USER']}@/{database['NAME']}?host={database['HOST']}"


def not_yet_up(line):
    return line != "Ctrl-C stops it.\n"


@pytest.fixture
def served(database_url, redis_url):
    """`manage.py dev` on the test's own database, once it says where it is."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "dev", "--no-seeds", "--port", str(port)],
        cwd=ROOT,
        env=environment(DATABASE_URL=database_url, REDIS_URL=redis_url),
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        process.port = port
        process.said = "".join(takewhile(not_yet_up, process.stdout))
        yield process
        process.kill()


def test_dev_serves_and_ctrl_c_leaves_no_process(served):
    assert f"http://127.0.0.1:{served.port}/" in served.said
    UpdateFactory()
    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}/") as page:
        assert page.status == 200
        permalink = f'href="http://127.0.0.1:{served.port}/?as_of='
        assert permalink in page.read().decode()
    family = children(served.pid)
    assert len(family) > 4
    served.send_signal(signal.SIGINT)

    assert served.wait(60) == 0
    assert not any(map(alive, family))


def test_a_killed_dev_leaves_no_process(served):
    family = children(served.pid)
    served.kill()

    assert eventually(lambda: not any(map(alive, family)))
    assert not listens(("127.0.0.1", served.port))


def test_a_fallen_child_ends_it_all_and_is_named(served):
    web = children(served.pid)[1]
    subprocess.run(["kill", "-KILL", str(web)], check=True)

    assert served.wait(60) == 1
    assert not listens(("127.0.0.1", served.port))
