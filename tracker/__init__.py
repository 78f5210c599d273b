"""The top floor: web pages, settings, worker and the commands that run them."""

from tracker.celery import app as celery_app

__all__ = ["celery_app"]
