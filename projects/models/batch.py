"""A table of claims that was uploaded, checked and published as one."""

from typing import Self

from django.conf import settings
from django.db import models

from projects.codes import BatchState
from projects.models.update import Update


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def waiting(self) -> Self:
        """Asked to be rehearsed or published, and taken by nobody."""
        return self.filter(
            state__in=[BatchState.TO_REHEARSE, BatchState.TO_PUBLISH]
        ).order_by("pk")


class ImportBatch(models.Model):
    """One uploaded file, what is wrong with it, what it would do, and what it did.

    `seen` is what was operative at the dry run; `problems` and `effects` are lists to
    show. `done_lines` moves while it runs.
    """

    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    confirm_doubles = models.BooleanField(default=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="import_batches"
    )
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=BatchState)
    taken_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    lines = models.PositiveIntegerField(default=0)
    done_lines = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    effects = models.JSONField(default=list)
    seen = models.JSONField(default=dict)
    updates = models.ManyToManyField(Update, related_name="batches", blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        verbose_name_plural = "import batches"

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        """Is a worker to do something with it, or doing it?"""
        return self.state in (
            BatchState.TO_REHEARSE,
            BatchState.TO_PUBLISH,
            BatchState.REHEARSING,
            BatchState.PUBLISHING,
        )
