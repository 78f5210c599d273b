"""Servers for one test run: fast, unsafe, and gone afterwards."""

import shutil
import tempfile
from pathlib import Path
from secrets import token_hex

from tracker.local.postgres import LocalPostgres
from tracker.local.redis import LocalRedis


class Services:
    """Their addresses are known at once; each starts when it is first asked for."""

    def __init__(self) -> None:
        self.home = Path(tempfile.gettempdir()) / f"pledgebook-tests-{token_hex(6)}"
        self.postgres = LocalPostgres(self.home / "postgres", throwaway=True)
        self.redis = LocalRedis(self.home / "redis")

    def stop(self) -> None:
        self.redis.stop()
        self.postgres.stop()
        shutil.rmtree(self.home, ignore_errors=True)
