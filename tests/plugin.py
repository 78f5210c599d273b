"""Loaded before the settings: points them at this run's own PostgreSQL and Redis.

Given DATABASE_URL or REDIS_URL are used as they are. Nothing is started here: a run
of the plain rules needs no server. The fixtures in conftest.py start what is used.
"""

import os

import pytest

from tests.services import Services

services = Services()
# With `pytest -n` this module is loaded once more in each worker, which inherits what
# is set below. A server is shared where it was given; a worker's Redis is its own, for
# one would count another's tries to sign in.
given = os.environ.setdefault(
    "TESTS_GIVEN_DATABASE", os.environ.get("DATABASE_URL", "")
)
own_database = not given
own_redis = not os.environ.get("REDIS_URL") or "PYTEST_XDIST_WORKER" in os.environ

if own_database:
    os.environ["DATABASE_URL"] = services.postgres.url
if own_redis:
    os.environ["REDIS_URL"] = services.redis.url

os.environ["DEBUG"] = "1"
# Playwright runs an event loop in the test's thread; Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    from django.conf import settings

    # Slow on purpose in production, and most tests log somebody in.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_unconfigure() -> None:
    services.stop()
