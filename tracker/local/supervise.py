"""Child processes that end with us: in order when we stop, at once if we are killed."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from tracker.local import tie

PATIENCE = 10.0  # seconds a child has to finish what it is doing


def spawn(
    command: Sequence[str], env: Mapping[str, str] | None = None, *, quiet: bool = False
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches only us."""
    return subprocess.Popen(
        [sys.executable, "-I", "-S", tie.__file__, str(os.getpid()), *command],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        start_new_session=True,
    )


def finish(child: subprocess.Popen[bytes], patience: float = PATIENCE) -> None:
    """Wait for a child that was asked to stop; insist where it does not."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(patience)
    # Its whole session: what it started itself must not outlive it.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


class Interruption:
    """Ctrl-C, SIGTERM and a closed terminal, put off while something is half started.

    A server that is launched but not yet noted down would be left behind.
    """

    SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def __init__(self) -> None:
        self._asked = self._put_off = False
        for number in self.SIGNALS:
            signal.signal(number, self._arrive)

    def _arrive(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
        if not self._put_off:
            raise KeyboardInterrupt

    @contextlib.contextmanager
    def put_off(self) -> Iterator[None]:
        self._put_off = True
        try:
            yield
        finally:
            self._put_off = False
        if self._asked:
            raise KeyboardInterrupt

    def ignore(self) -> None:
        """We are stopping already."""
        for number in self.SIGNALS:
            signal.signal(number, signal.SIG_IGN)


@dataclass
class Children:
    """Named processes, in the order in which they were started."""

    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(
        self, name: str, command: Sequence[str], env: Mapping[str, str] | None = None
    ) -> None:
        self.running[name] = spawn(command, env)

    def fallen(self) -> str | None:
        """Says which child has ended by itself, if one has."""
        for name, child in self.running.items():
            if (code := child.poll()) is not None:
                return f"{name} ended by itself with code {code}"
        return None

    def stop(self) -> None:
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        for child in self.running.values():
            finish(child)
        self.running.clear()
