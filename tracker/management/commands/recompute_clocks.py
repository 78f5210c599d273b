"""Count the clocks of clauses anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from deadlines import actions


class Command(BaseCommand):
    help = "Log what changed of the deadlines that clauses and cited notices make."

    def handle(self, *args: Any, **options: Any) -> None:
        told = actions.recompute_clocks(now=timezone.now())
        self.stdout.write("\n".join(told) or "Every clock is as it was logged.")
