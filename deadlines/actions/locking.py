"""What a publication locks before it writes, in the one order that all writers keep.

Deadlines, then projects, then updates, each by key: of two who write about the same
things one waits for the other, and never each for the other. The locks let rows that
only refer to a held one be written meanwhile: a draft is saved, a watch begun.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from deadlines.models import DateClaim, Deadline, OutcomeClaim
from projects.actions.stages import projects_moved_by
from projects.models import Acceptance, Project, Update


def hold(
    *,
    deadlines: Collection[str] = (),
    projects: Collection[str] = (),
    answered: Collection[UUID] = (),
    taken_back: Collection[int] = (),
) -> None:
    """Lock until the transaction ends whatever is about to be moved or rested on.

    Deadlines and projects by slug, claims that are answered, replaced or accepted by
    their public id, updates to be retracted or corrected by key.
    """
    moved = touched_by(taken_back) | _deadlines_of(answered)
    stages = Q(slug__in=projects) | Q(pk__in=_projects_of(answered, taken_back))
    rested_on = set(taken_back) | _updates_of(answered)
    for rows in (
        Deadline.objects.filter(Q(slug__in=deadlines) | Q(pk__in=moved)),
        Project.objects.filter(stages),
        Update.objects.filter(pk__in=rested_on),
    ):
        locked = rows.order_by("pk").select_for_update(no_key=True)
        list(locked.values_list("pk", flat=True))


def touched_by(updates: Collection[int]) -> set[int]:
    """Keys of the deadlines that the rows of these updates could move.

    A date that was never accepted moves nothing, so it is not counted.
    """
    if not updates:
        return set()
    theirs = Q(update__in=updates) | Q(claim__update__in=updates)
    accepted = Acceptance.objects.filter(theirs).values("claim")
    brought = Deadline.objects.filter(brought_in_by__in=updates)
    rows: list[QuerySet[Any]] = [brought.order_by().values_list("pk")]
    for kind in (DateClaim, OutcomeClaim):
        moved = kind.objects.filter(pk__in=accepted).order_by()
        rows.append(moved.values_list("deadline"))
    return {key for (key,) in rows[0].union(*rows[1:])}


def _deadlines_of(claims: Collection[UUID]) -> set[int]:
    if not claims:
        return set()
    dated = Q(date_claims__public_id__in=claims)
    ended = Q(outcome_claims__public_id__in=claims)
    found = Deadline.objects.filter(dated | ended)
    return set(found.values_list("pk", flat=True))


def _projects_of(claims: Collection[UUID], updates: Collection[int]) -> set[int]:
    found: set[int] = set()
    if claims:
        named = Project.objects.filter(claim_subjects__claim__public_id__in=claims)
        found.update(named.values_list("pk", flat=True))
    if updates:
        found.update(projects_moved_by(updates).values_list("pk", flat=True))
        brought = Project.objects.filter(brought_in_by__in=updates)
        found.update(brought.values_list("pk", flat=True))
    return found


def _updates_of(claims: Collection[UUID]) -> set[int]:
    if not claims:
        return set()
    found = Update.objects.filter(claims__public_id__in=claims)
    return set(found.values_list("pk", flat=True))
