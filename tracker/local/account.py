"""The unprivileged account that PostgreSQL runs as, since it refuses root."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tracker.local import CannotStart


def is_root() -> bool:
    return os.geteuid() == 0


@dataclass(frozen=True)
class Account:
    """Who owns and runs the server: ourselves, or for root somebody else."""

    uid: int
    gid: int

    @classmethod
    def for_server(cls) -> Self:
        if not is_root():
            return cls(os.geteuid(), os.getegid())
        for name in ("postgres", "nobody"):
            try:
                found = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(found.pw_uid, found.pw_gid)
        raise CannotStart(
            "PostgreSQL does not run as root, and there is neither an account "
            "'postgres' nor 'nobody'. Run as another user, or set DATABASE_URL."
        )

    def reaches(self, path: Path) -> bool:
        """Whether the account may pass through every folder above the path."""
        if not is_root():
            return True
        modes = (folder.stat().st_mode for folder in path.parents if folder.exists())
        return all(mode & stat.S_IXOTH for mode in modes)

    def own(self, folder: Path) -> Path:
        """The folder, private to the account."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid not in {self.uid, os.geteuid()}:
            raise CannotStart(f"{folder} belongs to another user. Remove it.")
        if is_root():
            os.chown(folder, self.uid, self.gid)
        return folder

    def run(
        self, *command: str | Path, feed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as the account, from a folder that everybody may enter."""
        return subprocess.run(
            command,
            cwd="/",
            input=feed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            start_new_session=True,  # Ctrl-C is for us, not for a half-started server
            user=self.uid if is_root() else None,
            group=self.gid if is_root() else None,
            extra_groups=[] if is_root() else None,
        )
