"""The cached stage of a project: what its accepted stage claims add up to."""

from collections.abc import Iterable

from projects.models import Project, StageClaim


def refresh_stages(projects: Iterable[Project]) -> None:
    """Recompute the stage of each project from its accepted claims."""
    stale = list({project.pk: project for project in projects}.values())
    expected = expected_stages(project.pk for project in stale)
    for project in stale:
        claim = expected.get(project.pk)
        project.stage_claim = claim
        project.stage = claim.stage if claim else ""
    Project.objects.bulk_update(stale, ["stage", "stage_claim"], batch_size=500)


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
