"""The sweep: what has passed its last possible day, and who must be told."""

from datetime import datetime

import structlog

from deadlines.telling import tell_missed

BATCH = 1000
log = structlog.get_logger(__name__)


def sweep(*, now: datetime) -> int:
    """Flag every date that has passed and queue its mail. Returns how many passed.

    Safe to run late, twice or beside itself: a date is flagged in the statement that
    makes its alert, and rows another sweep holds are left to it.
    """
    passed = 0
    while True:
        taken, queued = tell_missed(now=now, batch=BATCH)
        passed += taken
        if taken:
            log.info("dates passed", taken=taken, deliveries=queued)
        if taken < BATCH:
            return passed
