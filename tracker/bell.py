"""Ringing the worker's bell. What is owed stands in rows; the bell only hurries it."""

from typing import Any

import structlog
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def ring(task: Any) -> None:
    """Have a worker look, once what was written is committed.

    A dead broker fails no page: beat's next tick finds what is owed.
    """
    transaction.on_commit(lambda: _ring(task))


def _ring(task: Any) -> None:
    try:
        task.delay()
    except OperationalError as error:
        log.warning("worker not reached", task=task.name, reason=str(error))
