"""What became known about one thing, the newest first."""

from typing import Any

from django.db.models import Q, QuerySet

from deadlines.models import Deadline, DeadlineMention
from projects.models import ClaimSubject, Pledge, Project, Update
from projects.models.update import UpdateQuerySet, seen_by
from projects.rules.moment import Moment

PER_PAGE = 25


def about_pledge(pledge: Pledge, moment: Moment) -> UpdateQuerySet:
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


def by_pledge(moment: Moment) -> QuerySet[Any, Any]:
    """Each pledge with each update that is `about_pledge`, its day and kind. One query.

    Rows of (pledge, update, known_on, kind), each pair once.
    """
    mentions = DeadlineMention.objects.filter(deadline__in=_all_deadlines(moment))
    told: tuple[tuple[QuerySet[Any], str, str], ...] = (
        (Update.pledges.through.objects.all(), "pledge", "update"),
        (Update.projects.through.objects.all(), "project__pledge", "update"),
        (Update.agreements.through.objects.all(), "agreement__pledges", "update"),
        (ClaimSubject.objects.all(), "pledge", "claim__update"),
        (ClaimSubject.objects.all(), "tranche__pledge", "claim__update"),
        (ClaimSubject.objects.all(), "project__pledge", "claim__update"),
        (mentions, "deadline__pledge", "update"),
    )
    first, *rest = (
        rows.filter(seen_by(moment, via), **{f"{pledge}__isnull": False})
        .order_by()
        .values_list(pledge, f"{via}__pk", f"{via}__known_on", f"{via}__kind")
        for rows, pledge, via in told
    )
    return first.union(*rest)


def _all_deadlines(moment: Moment) -> QuerySet[Deadline]:
    seen: QuerySet[Deadline] = Deadline.objects.seen(moment)
    return seen.order_by()


def about_project(project: Project, moment: Moment) -> UpdateQuerySet:
    """Updates about a project or a deadline of it."""
    return _seen(
        moment,
        Q(pk__in=project.updates.values("pk"))
        | Q(pk__in=_with_claims_about(project=project))
        | Q(pk__in=_mentioning(project.deadlines.seen(moment))),
    )


def _seen(moment: Moment, about: Q) -> UpdateQuerySet:
    found: UpdateQuerySet = Update.objects.seen(moment).filter(about)
    return found.latest_first()


def _with_claims_about(**thing: Any) -> QuerySet[ClaimSubject, int]:
    return ClaimSubject.objects.filter(**thing).values_list(
        "claim__update_id", flat=True
    )


def _mentioning(deadlines: QuerySet[Deadline]) -> QuerySet[DeadlineMention, int]:
    mentions = DeadlineMention.objects.filter(deadline__in=deadlines.order_by())
    return mentions.values_list("update_id", flat=True)
