"""What was read, and what has become of it since."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.codes import Grade, SourceKind, SourceState
from projects.models.named import NamedQuerySet, OfUpdateQuerySet
from projects.models.party import Party
from projects.rules.moment import LATEST


class Source(models.Model):
    """One text: an article, an order, a fact sheet.

    `grade` says how directly we hold the words, not whether they are true. A source
    that is not held is one that another source names as where it has it from.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    publisher = models.ForeignKey(Party, models.PROTECT, related_name="published")
    author = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=600, blank=True)
    published_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=8)
    kind = models.CharField(max_length=10, choices=SourceKind)
    grade = models.CharField(max_length=1, choices=Grade)
    held = models.BooleanField(default=True)
    archived_text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)

    objects: ClassVar = NamedQuerySet["Source"].as_manager()

    class Meta:
        ordering = ("-published_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                condition=~models.Q(url=""),
                name="source_url_once",
            ),
            models.CheckConstraint(
                # It is shown as a link, and `javascript:` would be one, too.
                condition=models.Q(url="") | models.Q(url__regex="^https?://"),
                name="source_url_is_of_the_web",
                violation_error_message=_(
                    "An address begins with http:// or https://."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SourceStatusQuerySet(OfUpdateQuerySet["SourceStatus"]):
    def live(self) -> Self:
        """Statuses of updates that were not retracted."""
        return self.seen(LATEST)


class SourceStatus(models.Model):
    """What became of a source after we read it. Written once, never changed."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=12, choices=SourceState)
    from_on = models.DateField()
    reason = models.TextField()
    update = models.ForeignKey("projects.Update", models.PROTECT, related_name="+")

    objects = SourceStatusQuerySet.as_manager()

    class Meta:
        ordering = ("source", "from_on", "pk")
        verbose_name_plural = "source statuses"

    def __str__(self) -> str:
        return f"{self.source}: {self.get_status_display()} from {self.from_on}"
