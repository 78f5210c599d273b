"""Fill the record from the seed files."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.seeding.loading import NotLoadable, load


class Command(BaseCommand):
    help = "Load seeds/*.toml: one transaction, idempotent, all problems at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.BASE / "seeds",
            help="the folder of TOML files",
        )
        parser.add_argument(
            "--known-by",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="leave out what became known after this day",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not any(options["folder"].glob("*.toml")):
            raise CommandError(f"{options['folder']} holds no seed files (*.toml).")
        try:
            loaded = load(
                options["folder"], now=timezone.now(), until=options["known_by"]
            )
        except NotLoadable as refused:
            for problem in refused.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{refused}; nothing was written.") from None
        self.stdout.write(
            f"{loaded.written} rows written, {loaded.unchanged} unchanged."
        )
