"""What every subject of the record shares: the update that brought it in."""

from django.db import models


class Subject(models.Model):
    """Something the record is about. It exists from its update's known_on."""

    brought_in_by = models.ForeignKey(
        "projects.Update", models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
