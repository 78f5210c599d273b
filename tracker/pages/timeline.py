"""What became known about one thing, the newest first."""

from typing import Any

from django.db.models import Q, QuerySet

from deadlines.models import Deadline, DeadlineMention
from projects.models import ClaimSubject, Pledge, Project, Update
from projects.rules.moment import Moment

PER_PAGE = 25


def about_pledge(pledge: Pledge, moment: Moment) -> QuerySet[Update]:
    """Updates about a pledge, its tranches, projects, agreements or deadlines."""
    of_its_own = Q(projects__pledge=pledge) | Q(agreements__pledges=pledge)
    return _seen(
        moment,
        Q(pk__in=pledge.updates.values("pk"))
        | Q(pk__in=Update.objects.filter(of_its_own).values("pk"))
        | Q(pk__in=_with_claims_about(pledge=pledge))
        | Q(pk__in=_with_claims_about(tranche__pledge=pledge))
        | Q(pk__in=_with_claims_about(project__pledge=pledge))
        | Q(pk__in=_mentioning(pledge.deadlines.seen(moment))),
    )


def about_project(project: Project, moment: Moment) -> QuerySet[Update]:
    """Updates about a project or a deadline of it."""
    return _seen(
        moment,
        Q(pk__in=project.updates.values("pk"))
        | Q(pk__in=_with_claims_about(project=project))
        | Q(pk__in=_mentioning(project.deadlines.seen(moment))),
    )


def _seen(moment: Moment, about: Q) -> QuerySet[Update]:
    return Update.objects.seen(moment).filter(about).latest_first()


def _with_claims_about(**thing: Any) -> QuerySet[ClaimSubject, int]:
    return ClaimSubject.objects.filter(**thing).values_list(
        "claim__update_id", flat=True
    )


def _mentioning(deadlines: QuerySet[Deadline]) -> QuerySet[DeadlineMention, int]:
    mentions = DeadlineMention.objects.filter(deadline__in=deadlines.order_by())
    return mentions.values_list("update_id", flat=True)
