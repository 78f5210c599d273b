"""The cached stage of a project: what its accepted stage claims add up to."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from projects.models import Project, StageClaim


@transaction.atomic
def refresh_stages(projects: Iterable[Project]) -> None:
    """Recompute the stage of each project from its accepted claims.

    The projects are locked first, so that of two publications the second counts what
    the first wrote.
    """
    keys = {project.pk for project in projects}
    locked = Project.objects.select_for_update(no_key=True).filter(pk__in=keys)
    stale = list(locked.order_by("pk"))
    expected = expected_stages(project.pk for project in stale)
    for project in stale:
        claim = expected.get(project.pk)
        project.stage_claim = claim
        project.stage = claim.stage if claim else ""
    Project.objects.bulk_update(stale, ["stage", "stage_claim"], batch_size=500)


def projects_moved_by(updates: Collection[int]) -> QuerySet[Project]:
    """Projects whose stage the claims or the acceptances of these updates can move."""
    stated = Q(claim_subjects__claim__update__in=updates)
    accepted = Q(claim_subjects__claim__acceptances__update__in=updates)
    return Project.objects.filter(stated | accepted).distinct()


def expected_stages(projects: Iterable[int]) -> dict[int, StageClaim]:
    """The operative stage claim of each project that has one, by the project's key."""
    keys = set(projects)
    about = StageClaim.objects.filter(subjects__project__in=keys).distinct()
    claims = (
        StageClaim.objects.operative()
        .filter(pk__in=about.values("pk"))
        .in_order()
        .prefetch_related("subjects")
    )
    return {
        subject.project_id: claim
        for claim in claims
        for subject in claim.subjects.all()
        if subject.project_id in keys
    }
