from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """The web on top of the two domain apps. Owns no table."""

    name = "tracker"
