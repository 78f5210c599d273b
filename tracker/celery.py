"""The worker and its clock: `celery -A tracker worker`, `celery -A tracker beat`.

The broker only says "look now". What is owed stands in PostgreSQL, and beat's ticks
find it again, so a lost message costs a minute and never a mail.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("pledgebook")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Stop Celery from replacing the handlers that settings.LOGGING set up."""
