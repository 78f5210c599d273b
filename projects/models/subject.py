"""What every subject of the record shares: the update that brought it in."""

from typing import ClassVar, Self, TypeVar

from django.db import models

from projects.models.update import bringing_by
from projects.rules.moment import Moment

AnySubject = TypeVar("AnySubject", bound="Subject")


class SubjectQuerySet(models.QuerySet[AnySubject]):
    def seen(self, moment: Moment) -> Self:
        """Those that an update known by then had brought in."""
        return self.filter(bringing_by(moment, "brought_in_by"))


class Subject(models.Model):
    """Something the record is about. It exists from its update's known_on."""

    brought_in_by = models.ForeignKey(
        "projects.Update", models.PROTECT, related_name="+"
    )

    objects: ClassVar = SubjectQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_seen(self, moment: Moment) -> bool:
        """Had it been brought in by then? Asks for its update."""
        update = self.brought_in_by
        return moment.sees(
            update.known_on, update.in_place_since or update.recorded_at, None
        )
