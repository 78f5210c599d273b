"""Fixtures that every test may ask for."""

import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from tests import chromium, plugin

# A slow machine is no failure: what is searched is the same, it only takes longer.
settings.register_profile(
    "pledgebook", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("pledgebook")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Start the run's own PostgreSQL when the first test wants a database."""
    if plugin.own_database:
        plugin.services.postgres.start()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Hang up for whoever still holds the test database, so that it can be dropped.

    A process that a test killed, or a thread of its server, may not have done so.
    """
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def redis_url():
    """A Redis that runs, for the tests that need one."""
    if plugin.own_redis:
        plugin.services.redis.start()
        return plugin.services.redis.url
    return os.environ["REDIS_URL"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, told to talk to nobody but the site under test."""
    if not (binary := chromium.find()):
        explain = pytest.fail if chromium.required() else pytest.skip
        explain(f"The browser tests did not run. {chromium.HOW}")
    return {
        **browser_type_launch_args,
        "executable_path": binary,
        "args": chromium.ARGUMENTS,
    }
