"""Loaded before the settings: points them at this run's own PostgreSQL and Redis.

Given DATABASE_URL or REDIS_URL are used as they are. Nothing is started here: a run
of the plain rules needs no server. The fixtures in conftest.py start what is used.
"""

import os

import pytest

from tests.services import Services

services = Services()
own_database = not os.environ.get("DATABASE_URL")
own_redis = not os.environ.get("REDIS_URL")

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
