"""The worker and its clock: `celery -A tracker worker`, `celery -A tracker beat`.

The broker only says "look now". What is owed stands in PostgreSQL, and beat's ticks
find it again, so a lost message costs a minute and never a mail.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_ready
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("pledgebook")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def configure_redbeat(sender: Celery, **_: Any) -> None:
    """Its settings by bare name: redbeat does not see those under a namespace."""
    sender.conf.update(
        redbeat_redis_url=settings.REDIS_URL,
        redbeat_redis_options={},
        # One of several beats holds the lock; within this time another takes over.
        redbeat_lock_timeout=20,
    )


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Stop Celery from replacing the handlers that settings.LOGGING set up."""


@worker_ready.connect
def look_now(**_: Any) -> None:
    """A worker that starts catches up at once, not at the clock's next tick."""
    for name in ("deadlines.clocks", "deadlines.sweep", "deadlines.outbox"):
        app.send_task(name)
