"""The four roles and what each may do. `manage.py sync_roles` writes them down."""

from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

REFERENCE_DATA = (
    "party",
    "partyname",
    "source",
    "question",
    "questioncode",
    "projectname",
)
VIEWER: tuple[str, ...] = ("projects.view_update",)
ANALYST = (*VIEWER, "projects.add_draft", "projects.change_draft")
EDITOR = (*ANALYST, "projects.publish_update", "projects.retract_update")
ADMIN = (
    *EDITOR,
    "projects.add_user",
    "projects.change_user",
    "projects.view_user",
    *(
        f"projects.{verb}_{model}"
        for verb in ("add", "change", "view")
        for model in REFERENCE_DATA
    ),
)
ROLES: Mapping[str, tuple[str, ...]] = {
    "viewer": VIEWER,
    "analyst": ANALYST,
    "editor": EDITOR,
    "admin": ADMIN,
}


def sync() -> None:
    """Make the groups have exactly these permissions."""
    for name, labels in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(_permissions(labels))


def _permissions(labels: tuple[str, ...]) -> list[Permission]:
    wanted = Q(pk__in=[])
    for label in labels:
        app, codename = label.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(wanted))
    if len(found) != len(set(labels)):
        raise LookupError("A role names a permission that does not exist.")
    return found
