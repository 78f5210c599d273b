"""People at the desk, and a deadline whose date can move."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from deadlines.actions import refresh_periods
from tests.factories import (
    DateClaimFactory,
    DeadlineFactory,
    PartyFactory,
    SourceFactory,
    UpdateFactory,
    UserFactory,
)
from tests.tracker.desk.forms import Desk
from tracker import roles


@pytest.fixture
def person(db):
    """Makes somebody with a role: `person("analyst")`."""
    roles.sync()

    def of(role, **fields):
        user = UserFactory(**fields)
        user.groups.set([Group.objects.get(name=role)])
        return user

    return of


@pytest.fixture
def as_role(client, person):
    """Signs a role in, or nobody: `as_role("editor").get(...)`."""

    def sign_in(role):
        if role != "anonymous":
            client.force_login(person(role, username=role))
        return client

    return sign_in


@pytest.fixture
def desk_of(client):
    """The form of a person, empty or at a path: `desk_of(user, path, htmx=True)`."""

    def of(user, path="/desk/new/", *, htmx=False):
        client.force_login(user)
        return Desk(client, path, htmx=htmx)

    return of


@pytest.fixture
def first_project(db):
    """Operative: 31 January 2026. Nikkei and its page of 12 February are known."""
    PartyFactory(slug="nikkei", name="Nikkei", kind="outlet")
    SourceFactory(
        slug="nikkei-2026-02-12",
        title="First project slips",
        url="https://nikkei.example/a",
        published_on=date(2026, 2, 12),
    )
    deadline = DeadlineFactory(slug="first-project", title="First project settled")
    with transaction.atomic():
        DateClaimFactory(
            deadline=deadline,
            update=UpdateFactory(known_on=date(2026, 1, 20)),
            latest_on=date(2026, 1, 31),
            accepted=True,
        )
    refresh_periods([deadline])
    return deadline
