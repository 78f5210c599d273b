"""Fixtures that every test may ask for."""

import os

import pytest

from tests import chromium, plugin


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Start the run's own PostgreSQL when the first test wants a database."""
    if plugin.own_database:
        plugin.services.postgres.start()


@pytest.fixture(scope="session")
def django_db_keepdb(request):
    """Our own server is thrown away with all its databases: there is none to drop.

    Dropping one would fail while a process that a test killed still hangs up.
    """
    return plugin.own_database or request.config.getvalue("reuse_db")


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
