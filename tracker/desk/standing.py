"""What an entry was written against: the claims that were operative then.

Only what is operative can conflict: dates, outcomes and stages. Amounts, facts and
statements of several analysts stand side by side.
"""

from collections.abc import Iterable, Mapping

from deadlines.models import Deadline, DeadlinePeriod
from projects.models import Project
from tracker.seeding.references import references_of
from tracker.seeding.rows import Row, with_claims

Standing = Mapping[str, tuple[int | None, ...]]


def subjects_moved(rows: Iterable[Row]) -> list[str]:
    """The deadlines and projects whose operative claim an entry would set."""
    named: dict[str, None] = {}
    for row in with_claims(rows):
        if row.table != "claim" or "accept" not in row.values:
            continue
        if row.values.get("kind") in ("date", "outcome"):
            named[f"deadline:{row.values.get('deadline')}"] = None
        if row.values.get("kind") == "stage":
            named.update(dict.fromkeys(row.values.get("of", ())))
    return list(named)


def subjects_named(rows: Iterable[Row]) -> list[str]:
    """The deadlines and projects that an entry names at all.

    What it only speaks of must be held too, and before anything is written: the
    database locks it at commit, when two that cross would wait for each other.
    """
    references = (each for row in with_claims(rows) for each in references_of(row))
    return [
        f"{each.table}:{each.key}"
        for each in references
        if each.table in ("deadline", "project")
    ]


def standing(subjects: Iterable[str], *, lock: bool = False) -> Standing:
    """The operative claims of each subject now: (date, outcome) or (stage,).

    With `lock` the subjects are held until the transaction ends, in one order, so
    that two publications about one of them follow each other.
    """
    slugs = [subject.partition(":") for subject in subjects]
    deadlines = Deadline.objects.filter(
        slug__in=[slug for kind, _, slug in slugs if kind == "deadline"]
    ).order_by("pk")
    projects = Project.objects.filter(
        slug__in=[slug for kind, _, slug in slugs if kind == "project"]
    ).order_by("pk")
    if lock:
        deadlines = deadlines.select_for_update()
        projects = projects.select_for_update(of=("self",))
    now: dict[str, tuple[int | None, ...]] = {}
    held = {deadline.pk: deadline.slug for deadline in deadlines}
    for period in DeadlinePeriod.objects.current().filter(deadline__in=held):
        claims = period.date_claim_id, period.outcome_claim_id
        now[f"deadline:{held[period.deadline_id]}"] = claims
    for project in projects:
        now[f"project:{project.slug}"] = (project.stage_claim_id,)
    return now


def changed(seen: Standing, now: Standing) -> list[str]:
    """The subjects whose operative claim is another than the entry was written for."""
    return [name for name in seen if name in now and tuple(seen[name]) != now[name]]
