"""Write the roles down as groups."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker import roles


class Command(BaseCommand):
    help = "Give the groups viewer, analyst, editor and admin their permissions."

    def handle(self, *args: Any, **options: Any) -> None:
        roles.sync()
        self.stdout.write(f"Roles: {', '.join(roles.ROLES)}.")
