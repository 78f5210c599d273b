"""The rows of what changed: new things, dates, outcomes, stages, before and after."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from deadlines.models import Deadline, DeadlinePeriod, OutcomeClaim
from deadlines.models.deadline import DeadlinePeriodQuerySet
from projects.models import (
    Agreement,
    Clause,
    FinancingLine,
    Pledge,
    Project,
    StageClaim,
    Tranche,
)
from projects.models.subject import Subject
from projects.rules.moment import Moment
from tracker.pages.dateline import Step, accepted_dates, by_deadline, line
from tracker.pages.evidence import ClaimRow, claim_row, with_evidence
from tracker.pages.standing import Standing, due_words, listed, standing
from tracker.pages.subjects import subject_url
from tracker.pages.wording import date_words

KINDS: tuple[tuple[type[Subject], Any], ...] = (
    (Pledge, _("Pledges")),
    (Tranche, _("Tranches")),
    (Project, _("Projects")),
    (Deadline, _("Deadlines")),
    (Agreement, _("Agreements")),
    (Clause, _("Clauses")),
    (FinancingLine, _("Financing lines")),
)


@dataclass(frozen=True, slots=True)
class New:
    """Things of one kind brought in, the latest first; `more` are not shown."""

    name: str
    things: tuple[tuple[Subject, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class DateChange:
    """A deadline whose operative date is another than before, if it had one before.

    If it had none, `first` is the first that it was given, where another stands.
    """

    deadline: Deadline
    before: str
    first: str
    after: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """A deadline of which something else is said than before, on what evidence."""

    deadline: Deadline
    before: Standing | None
    after: Standing
    row: ClaimRow | None


@dataclass(frozen=True, slots=True)
class StageChange:
    """A project that stands on another rung."""

    project: Project
    before: str
    after: str
    row: ClaimRow | None


def brought_in(before: Moment, after: Moment, most: int) -> list[New]:
    found = (_new(model, str(name), before, after, most) for model, name in KINDS)
    return [new for new in found if new.things]


def _new(
    model: type[Subject], name: str, before: Moment, after: Moment, most: int
) -> New:
    seen: QuerySet[Any] = model.objects.seen(after)
    new = seen.exclude(pk__in=model.objects.seen(before).values("pk"))
    rows = new.select_related("brought_in_by__corrects")
    if model is Tranche:
        rows = rows.select_related("pledge")
    first = list(rows.order_by("-brought_in_by__known_on", "-pk")[: most + 1])
    more = new.count() - most if len(first) > most else 0
    things = tuple((thing, subject_url(thing)) for thing in first[:most])
    return New(name=name, things=things, more=more)


def periods_between(before: Moment, after: Moment) -> DeadlinePeriodQuerySet:
    """How the deadlines stand at a moment of which anything is new since another."""
    same = DeadlinePeriod.objects.seen(before).values("pk")
    changed = listed(DeadlinePeriod.objects.seen(after).exclude(pk__in=same))
    return changed.order_by(F("held__startswith").desc(), "-deadline_id")


def dates(
    changed: Collection[DeadlinePeriod], before: Moment, after: Moment
) -> list[DateChange]:
    """Those with another date, with each step on the way from one to the other."""
    were = _were(changed, before)
    moved = [period for period in changed if _is_moved(period, were)]
    lines = _lines([period.deadline_id for period in moved], after)
    return [
        DateChange(
            deadline=period.deadline,
            before=_due(were.get(period.deadline_id)),
            first=_first(lines[period.deadline_id], period),
            after=due_words(period),
            steps=_new_steps(lines[period.deadline_id], before),
        )
        for period in moved
    ]


def outcomes(
    changed: Collection[DeadlinePeriod], before: Moment, after: Moment
) -> list[OutcomeChange]:
    """Those of which an outcome was accepted since, or no longer is."""
    were = _were(changed, before)
    ended = [period for period in changed if _is_ended(period, were)]
    keys = [period.outcome_claim_id for period in ended if period.outcome_claim_id]
    claims = with_evidence(OutcomeClaim.objects.filter(pk__in=keys), after)
    rows = {claim.pk: claim_row(claim) for claim in claims}
    return [
        OutcomeChange(
            deadline=period.deadline,
            before=_stood(were.get(period.deadline_id), before),
            after=standing(period, after.now),
            row=rows.get(period.outcome_claim_id or 0),
        )
        for period in ended
    ]


def stages(before: Moment, after: Moment) -> list[StageChange]:
    """Projects on another rung than before, the latest known first."""
    were = {project.pk: project for project in Project.objects.at_stage(before)}
    moved = [
        project
        for project in Project.objects.at_stage(after)
        if project.stage_then != _stage(were.get(project.pk))
    ]
    keys = [project.stage_claim_then for project in moved if project.stage_claim_then]
    claims = StageClaim.objects.filter(pk__in=keys).in_order()
    rows = {claim.pk: claim_row(claim) for claim in with_evidence(claims, after)}
    order = {key: place for place, key in enumerate(rows)}
    moved.sort(key=lambda each: -order.get(each.stage_claim_then or 0, -1))
    return [
        StageChange(
            project=project,
            before=were[project.pk].stage_words if project.pk in were else "",
            after=project.stage_words,
            row=rows.get(project.stage_claim_then or 0),
        )
        for project in moved
    ]


def _were(
    changed: Iterable[DeadlinePeriod], before: Moment
) -> Mapping[int, DeadlinePeriod]:
    keys = [period.deadline_id for period in changed]
    found = listed(DeadlinePeriod.objects.seen(before).filter(deadline__in=keys))
    return {period.deadline_id: period for period in found}


def _lines(deadlines: Collection[int], after: Moment) -> Mapping[int, tuple[Step, ...]]:
    """Every step of each line, from its first date."""
    found: dict[int, tuple[Step, ...]] = defaultdict(tuple)
    for deadline, accepted in by_deadline(accepted_dates(deadlines, after)).items():
        found[deadline] = line(accepted).steps
    return found


def _new_steps(steps: Iterable[Step], before: Moment) -> tuple[Step, ...]:
    """Those whose claims are not seen at the moment before."""
    return tuple(step for step in steps if not step.claim.update.is_seen(before))


def _first(steps: Sequence[Step], period: DeadlinePeriod) -> str:
    """The first date of all; empty where it is the one that stands."""
    if not steps or steps[0].claim.pk == period.date_claim_id:
        return ""
    first = date_words(steps[0].claim)
    return first if first != due_words(period) else ""


def _is_moved(period: DeadlinePeriod, were: Mapping[int, DeadlinePeriod]) -> bool:
    before = were.get(period.deadline_id)
    return period.date_claim_id != (before.date_claim_id if before else None)


def _is_ended(period: DeadlinePeriod, were: Mapping[int, DeadlinePeriod]) -> bool:
    before = were.get(period.deadline_id)
    return period.outcome_claim_id != (before.outcome_claim_id if before else None)


def _due(period: DeadlinePeriod | None) -> str:
    return due_words(period) if period and period.date_claim_id else ""


def _stood(period: DeadlinePeriod | None, moment: Moment) -> Standing | None:
    return standing(period, moment.now) if period else None


def _stage(project: Project | None) -> str:
    return project.stage_then if project else ""
