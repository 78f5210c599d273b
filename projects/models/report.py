"""What a reader says is wrong."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.codes import ReportState
from projects.models.update import Draft


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def waiting(self) -> Self:
        """Neither dismissed nor made into a draft, the oldest first."""
        return self.filter(state=ReportState.OPEN).order_by("reported_at", "pk")


class ErrorReport(models.Model):
    """A reader says that a page is wrong, and names a source. Not evidence itself.

    Nothing is kept of who sent it. An editor dismisses it with a reason, or somebody
    begins a draft with its source.
    """

    about = models.CharField(max_length=400, blank=True)
    text = models.TextField(max_length=4000)
    source_url = models.URLField(max_length=600)
    reported_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=ReportState, default=ReportState.OPEN
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_reports",
    )
    handled_at = models.DateTimeField(null=True, blank=True)
    dismissed_why = models.TextField(blank=True)
    draft = models.OneToOneField(
        Draft, models.PROTECT, null=True, blank=True, related_name="report"
    )

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        ordering = ("-reported_at", "-pk")
        constraints = [
            models.CheckConstraint(
                # It is shown as a link, and `javascript:` would be one, too.
                condition=Q(source_url__regex="^https?://"),
                name="report_source_is_of_the_web",
            ),
            models.CheckConstraint(
                # It is shown as a link within the site, and leads nowhere else.
                condition=Q(about="") | Q(about__regex=r"^/([^/\\]|$)"),
                name="report_is_about_a_page_here",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ReportState.OPEN,
                    handled_by=None,
                    handled_at=None,
                    dismissed_why="",
                    draft=None,
                )
                | Q(
                    state=ReportState.DISMISSED,
                    handled_by__isnull=False,
                    handled_at__isnull=False,
                    draft=None,
                )
                & ~Q(dismissed_why="")
                | Q(
                    state=ReportState.DRAFTED,
                    handled_by__isnull=False,
                    handled_at__isnull=False,
                    dismissed_why="",
                    draft__isnull=False,
                ),
                name="report_handled_with_when_who_what",
            ),
        ]
        indexes = [
            # ErrorReportQuerySet.waiting: the work queue
            models.Index(
                fields=["reported_at", "id"],
                condition=Q(state=ReportState.OPEN),
                name="report_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
