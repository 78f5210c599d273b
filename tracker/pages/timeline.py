"""What became known about one thing, the newest first."""

from typing import Any

from django.db.models import Q, QuerySet

from deadlines.models import Deadline, DeadlineMention
from projects.models import ClaimSubject, Pledge, Project, Update

PER_PAGE = 25


def about_pledge(pledge: Pledge) -> QuerySet[Update]:
    """Live updates about a pledge, its tranches or a deadline of it."""
    return _live(
        Q(pk__in=pledge.updates.values("pk"))
        | Q(pk__in=_with_claims_about(pledge=pledge))
        | Q(pk__in=_with_claims_about(tranche__pledge=pledge))
        | Q(pk__in=_mentioning(pledge.deadlines.all()))
    )


def about_project(project: Project) -> QuerySet[Update]:
    """Live updates about a project or a deadline of it."""
    return _live(
        Q(pk__in=project.updates.values("pk"))
        | Q(pk__in=_with_claims_about(project=project))
        | Q(pk__in=_mentioning(project.deadlines.all()))
    )


def _live(about: Q) -> QuerySet[Update]:
    return Update.objects.live().filter(about).latest_first()


def _with_claims_about(**thing: Any) -> QuerySet[ClaimSubject, int]:
    return ClaimSubject.objects.filter(**thing).values_list(
        "claim__update_id", flat=True
    )


def _mentioning(deadlines: QuerySet[Deadline]) -> QuerySet[DeadlineMention, int]:
    mentions = DeadlineMention.objects.filter(deadline__in=deadlines.order_by())
    return mentions.values_list("update_id", flat=True)
