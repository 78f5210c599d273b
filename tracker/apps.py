from collections.abc import Sequence

from django.apps import AppConfig, apps
from django.db.migrations import Migration
from django.db.models.signals import post_migrate


class TrackerConfig(AppConfig):
    """The web on top of the two domain apps. Owns no table."""

    name = "tracker"

    def ready(self) -> None:
        # Django tells only apps that have tables.
        projects = apps.get_app_config("projects")
        post_migrate.connect(stamp_new_tables, sender=projects)


def stamp_new_tables(plan: Sequence[tuple[Migration, bool]] = (), **_: object) -> None:
    """Whoever migrates an empty database gets tables that say what made them.

    Old tables, where nothing is left to migrate, keep the stamp that they have.
    """
    from tracker.tables import FIRST, remember_tables

    made = {(each.app_label, each.name) for each, backwards in plan if not backwards}
    if FIRST in made:
        remember_tables()
