"""Running this project's own programs from tests, as a person at a shell would."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "SITE_URL", "DEBUG"}


def environment(**changes):
    """The test's environment without what Pledgebook reads, plus the given."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, **changes}


def manage(*arguments, **changes):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@contextmanager
def python(code, *arguments):
    """A Python process that has printed its first line; killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        process.first_line = process.stdout.readline().strip()
        yield process
        process.kill()


def eventually(fact, seconds=300.0):
    """Whether the fact comes true within that time."""
    give_up_at = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > give_up_at:
            return False
        time.sleep(0.02)
    return True


def alive(pid):
    """Running, that is neither gone nor dead and waiting to be noticed."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
