"""The four roles are what the code says they are."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from tracker.roles import ROLES

pytestmark = pytest.mark.django_db


def held(name):
    codes = Permission.objects.filter(group__name=name)
    return {f"{p.content_type.app_label}.{p.codename}" for p in codes}


@pytest.fixture
def synced():
    call_command("sync_roles", stdout=StringIO())


@pytest.mark.parametrize("name", ROLES)
def test_a_group_has_exactly_the_permissions_of_its_role(synced, name):
    assert held(name) == set(ROLES[name])


def test_what_was_added_by_hand_goes_at_the_next_sync(synced):
    viewers = Group.objects.get(name="viewer")
    viewers.permissions.add(Permission.objects.get(codename="publish_update"))
    call_command("sync_roles", stdout=StringIO())

    assert "projects.publish_update" not in held("viewer")


def test_a_second_sync_makes_no_second_group(synced):
    call_command("sync_roles", stdout=StringIO())

    assert Group.objects.filter(name__in=ROLES).count() == len(ROLES)


@pytest.mark.parametrize(
    ("role", "drafts", "publishes", "keeps_accounts"),
    [
        ("viewer", False, False, False),
        ("analyst", True, False, False),
        ("editor", True, True, False),
        ("admin", True, True, True),
    ],
)
def test_each_role_may_what_the_one_before_may_and_more(
    person, role, drafts, publishes, keeps_accounts
):
    user = person(role)

    assert user.has_perm("projects.add_draft") is drafts
    assert user.has_perm("projects.publish_update") is publishes
    assert user.has_perm("projects.add_user") is keeps_accounts


@pytest.mark.parametrize(
    ("role", "is_staff", "status"),
    [
        (None, False, 302),
        ("viewer", False, 302),
        ("editor", False, 302),
        ("admin", False, 302),
        ("admin", True, 200),
    ],
)
def test_the_admin_site_opens_to_staff_only(client, person, role, is_staff, status):
    if role:
        client.force_login(person(role, is_staff=is_staff))

    assert client.get("/admin/").status_code == status


@pytest.mark.parametrize("role", ["viewer", "analyst", "editor"])
def test_nobody_below_admin_sees_the_accounts(client, person, role):
    client.force_login(person(role, is_staff=True))

    assert client.get("/admin/projects/user/").status_code in (403, 404)
