import signal
import time

import pytest
from kombu.exceptions import OperationalError

from tracker.celery import app
from tracker.environment import celery_broker
from tracker.local.redis import LocalRedis


def ring(url):
    """How many seconds a bell takes that nobody hears."""
    started = time.monotonic()
    broker = celery_broker(url)
    with pytest.raises(OperationalError), app.connection_for_write(broker) as bell:
        app.send_task("nobody.listens", connection=bell)
    return time.monotonic() - started


def test_a_dead_broker_costs_no_time(tmp_path):
    assert ring(LocalRedis(tmp_path).url) < 1


def test_a_hung_broker_costs_seconds_not_minutes(tmp_path):
    server = LocalRedis(tmp_path).start()
    server.process.send_signal(signal.SIGSTOP)
    try:
        assert ring(server.url) < 5
    finally:
        server.process.send_signal(signal.SIGCONT)
        server.stop()
