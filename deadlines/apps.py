"""Deadlines: what is due, what moved, and who must be told."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "deadlines"
    verbose_name = "Deadlines"
