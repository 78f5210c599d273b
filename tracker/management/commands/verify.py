"""Check the caches against the ledger."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deadlines.actions import verification as deadlines
from projects.actions import verification as projects


class Command(BaseCommand):
    help = "Recompute every cached value; name each difference and what has vanished."

    def handle(self, *args: Any, **options: Any) -> None:
        found = [*projects.differences(), *deadlines.differences()]
        for difference in found:
            self.stdout.write(difference)
        if found:
            raise CommandError(f"Differences found: {len(found)}, each named above.")
        self.stdout.write("Every cached value is what its rows add up to.")
