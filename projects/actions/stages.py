"""The cached stage of a project: what its accepted stage claims add up to."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from projects.codes import ClaimKind
from projects.models import Acceptance, ClaimSubject, Project, StageClaim


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
    """The operative stage claim of each project that has one, by the project's key.

    The acceptances are asked for apart: as a question put to each claim they cost
    seconds inside a long import, of whose rows the planner knows nothing yet.
    """
    about = ClaimSubject.objects.filter(
        project__in=set(projects), claim__kind=ClaimKind.STAGE
    )
    stated: dict[int, list[int]] = defaultdict(list)
    for claim, project in about.values_list("claim_id", "project_id"):
        stated[claim].append(project)
    claims = StageClaim.objects.live().filter(pk__in=_operative(stated)).in_order()
    return {project: claim for claim in claims for project in stated[claim.pk]}


def _operative(claims: Iterable[int]) -> list[int]:
    """Those of the claims whose latest acceptance takes them as operative."""
    rows = Acceptance.objects.live().filter(claim__in=list(claims))
    in_turn = rows.order_by("from_on", "pk").values_list("claim_id", "operative")
    return [claim for claim, operative in dict(in_turn).items() if operative]
