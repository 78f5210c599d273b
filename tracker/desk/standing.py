"""What an entry was written against: the claims that were operative then.

Only what is operative can conflict: dates, outcomes and stages. Amounts, facts and
statements of several analysts stand side by side.
"""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import Q

from deadlines import actions
from deadlines.actions.locking import touched_by
from deadlines.models import Deadline, DeadlinePeriod
from projects.actions.stages import projects_moved_by
from projects.models import Project, Update
from tracker.desk.decided import subjects_decided
from tracker.desk.index import public_id_of
from tracker.seeding.references import references_of
from tracker.seeding.rows import Row, with_claims

Standing = Mapping[str, tuple[int | None, ...]]


def subjects_moved(rows: Iterable[Row]) -> list[str]:
    """The deadlines and projects whose operative claim an entry would set."""
    named: dict[str, None] = {}
    for row in with_claims(rows):
        named.update(dict.fromkeys(subjects_decided(row)))
        if row.table != "claim" or "accept" not in row.values:
            continue
        if row.values.get("kind") in ("date", "outcome"):
            named[f"deadline:{row.values.get('deadline')}"] = None
        if row.values.get("kind") == "stage":
            named.update(dict.fromkeys(row.values.get("of", ())))
    return list(named)


def hold(
    rows: Iterable[Row], *, seen: Iterable[str] = (), corrects: Update | None = None
) -> None:
    """Lock what publishing these rows moves or rests on, before anything is written.

    Whatever is only spoken of stays free: several may speak of it at once.
    """
    rows = list(with_claims(rows))
    named = {*seen, *(name for row in rows for name in _moved_or_read(row))}
    slugs = [name.partition(":") for name in named]
    actions.hold(
        deadlines=[slug for table, _, slug in slugs if table == "deadline"],
        projects=[slug for table, _, slug in slugs if table == "project"],
        answered=[claim for row in rows for claim in _answered(row)],
        taken_back=[corrects.pk] if corrects else [],
    )


def _moved_or_read(row: Row) -> Iterator[str]:
    """The deadline of a date or an outcome, and all projects that a claim is about."""
    yield from subjects_decided(row)
    for named in references_of(row):
        moves = named.table == "project" or named.field == "deadline"
        if row.table == "claim" and moves:
            yield f"{named.table}:{named.key}"


def subjects_touched(update: Update | None) -> list[str]:
    """The deadlines and projects that a published update moved or brought in."""
    if update is None:
        return []
    deadlines = Deadline.objects.filter(pk__in=touched_by([update.pk]))
    moved = projects_moved_by([update.pk]).values("pk")
    projects = Project.objects.filter(Q(brought_in_by=update) | Q(pk__in=moved))
    return [
        *(f"deadline:{slug}" for slug in deadlines.values_list("slug", flat=True)),
        *(f"project:{slug}" for slug in projects.values_list("slug", flat=True)),
    ]


def _answered(row: Row) -> Iterator[UUID]:
    """The claims of the record that a row answers, replaces or accepts."""
    for named in references_of(row):
        if named.table == "claim" and (claim := public_id_of(named.key)):
            yield claim


def borne_on(rows: Iterable[Row], *, corrects: Update | None = None) -> list[str]:
    """Slugs of the deadlines that these claims are about, or those they correct."""
    claims = (row for row in with_claims(rows) if row.table == "claim")
    named = (each for row in claims for each in references_of(row))
    touched = (name.partition(":") for name in subjects_touched(corrects))
    return [
        *(each.key for each in named if each.table == "deadline"),
        *(slug for table, _colon, slug in touched if table == "deadline"),
    ]


def standing(subjects: Iterable[str]) -> Standing:
    """The operative claims of each subject now: (date, outcome) or (stage,)."""
    slugs = [subject.partition(":") for subject in subjects]
    held = dict(
        Deadline.objects.filter(
            slug__in=[slug for kind, _, slug in slugs if kind == "deadline"]
        ).values_list("pk", "slug")
    )
    projects = Project.objects.filter(
        slug__in=[slug for kind, _, slug in slugs if kind == "project"]
    ).order_by("pk")
    now: dict[str, tuple[int | None, ...]] = {}
    for period in DeadlinePeriod.objects.current().filter(deadline__in=held):
        claims = period.date_claim_id, period.outcome_claim_id
        now[f"deadline:{held[period.deadline_id]}"] = claims
    for project in projects:
        now[f"project:{project.slug}"] = (project.stage_claim_id,)
    return now


def changed(seen: Standing, now: Standing) -> list[str]:
    """The subjects whose operative claim is another than the entry was written for."""
    return [name for name in seen if name in now and tuple(seen[name]) != now[name]]
