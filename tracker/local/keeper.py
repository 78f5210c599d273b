"""Stops a local server once the last process that used it is gone.

Users of a server hold a shared lock on one file. The kernel drops a lock with its
process, however that ends, so a killed user needs no clean-up: the keeper waits for
the exclusive lock, and has it when nobody is left.

Run by path, not as a module: it needs the standard library and nothing else.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def mutex(base: Path) -> Iterator[None]:
    """One process at a time may start or stop the server kept in `base`."""
    with (base / "mutex").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def last_user(users: int) -> bool:
    """True where the lock could be had alone; the caller must hold the mutex."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def wait_for_the_last(users: int) -> None:
    fcntl.flock(users, fcntl.LOCK_EX)
    # Let go again: a newcomer takes its share while it holds the mutex.
    fcntl.flock(users, fcntl.LOCK_UN)


def keep(base: Path, owner: int | None, left_over: str, stop: list[str]) -> None:
    users = os.open(base / "users", os.O_RDWR)
    while True:
        wait_for_the_last(users)
        if not base.exists():
            return
        with mutex(base):
            if last_user(users):
                # Told to an already stopped server, it fails and changes nothing.
                subprocess.run(stop, cwd="/", user=owner, check=False)
                if left_over:
                    shutil.rmtree(left_over, ignore_errors=True)
                return


def main(base: str, owner: str, left_over: str, *stop: str) -> None:
    # Whoever called waits for us; the copy that goes on belongs to nobody.
    if os.fork():
        os._exit(0)
    os.setsid()
    keep(Path(base), int(owner) if owner else None, left_over, list(stop))


if __name__ == "__main__":
    main(*sys.argv[1:])
