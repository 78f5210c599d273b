"""People with roles, and counters that begin at nothing."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches

from tests.factories import UserFactory
from tracker import roles
from tracker.celery import app

PASSWORD = "correct horse battery"
LOCAL = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


@pytest.fixture(autouse=True)
def no_tries_yet(settings):
    settings.CACHES = {
        "default": {**LOCAL, "LOCATION": "default"},
        "shared": {**LOCAL, "LOCATION": "shared"},
    }
    for cache in caches.all(initialized_only=False):
        cache.clear()


@pytest.fixture(autouse=True)
def worker_at_once():
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


@pytest.fixture
def person(db):
    """Makes somebody of a role, with a password."""

    def make(role="", **fields):
        user = UserFactory(**fields)
        user.set_password(PASSWORD)
        user.save()
        if role:
            roles.sync()
            user.groups.set([Group.objects.get(name=role)])
        return user

    return make


@pytest.fixture
def sign_in(client):
    def post(name, password=PASSWORD, **headers):
        form = {"username": name, "password": password}
        return client.post("/login/", form, **headers)

    return post
