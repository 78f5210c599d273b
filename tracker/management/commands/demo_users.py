"""Make one account a role, to try the tracker with."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from projects.models import User
from tracker.roles import ROLES


class Command(BaseCommand):
    help = "Make the accounts viewer, analyst, editor and admin, each with its name."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "Accounts whose password is their name are for trying out only: "
                "this site runs with DEBUG off. Use createsuperuser."
            )
        for role in ROLES:
            self._make(role)
        self.stdout.write(f"Sign in as {', '.join(ROLES)}; the password is the name.")

    def _make(self, role: str) -> None:
        user, made = User.objects.get_or_create(
            username=role,
            defaults={
                "email": f"{role}@example.org",
                "is_staff": role == "admin",
            },
        )
        if made:
            user.set_password(role)
            user.save(update_fields=["password"])
        user.groups.set([Group.objects.get(name=role)])
