"""The servers a checkout brings along: PostgreSQL and Redis, without installing any.

All they write is under `.local/`; remove that folder to begin anew. Nothing here needs
Django, so that the servers can be up before the settings are read.
"""

import hashlib
from pathlib import Path

LOCAL = Path(__file__).resolve().parents[2] / ".local"

# The kernel cuts the path of a unix socket off at 104 (macOS) or 108 bytes.
LONGEST_SOCKET_PATH = 100


class CannotStart(Exception):
    """A server or a process did not come up. The text says what to do about it."""


def digest(path: Path) -> str:
    """A short name for a folder, the same in every process."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def socket_folder(wanted: Path, socket_name: str) -> Path:
    """The wanted folder, or one under /tmp where its sockets' paths grow too long."""
    if len(str(wanted / socket_name).encode()) <= LONGEST_SOCKET_PATH:
        return wanted
    return Path("/tmp") / f"pledgebook-{digest(wanted)}"
