"""The ground floor: the evidence ledger and what it is about."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "Record"
