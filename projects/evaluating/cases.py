"""The cases a clause applies to: projects announced, notified and paid together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from projects.codes import CashFlowKind, FindingKind, Stage
from projects.evaluating.ledger import Ledger, line_in_scope, project_in_scope
from projects.models import ClauseReading, Finding, Project
from projects.rules.funding_clock import Trigger
from projects.rules.result import Given

ANNOUNCEMENT = "notice = announcement"
_ANNOUNCED = (Stage.ANNOUNCED, Stage.SELECTED)

Days = Mapping[Stage, Given[date]]


@dataclass(frozen=True)
class Case:
    """Projects that share their days. `key` names it, whatever those days are.

    The notice is a stage "notified" with its day. Where none is known, the announcement
    stands in for it, which makes a calculation and no answer.
    """

    key: str
    label: str
    projects: tuple[Project, ...]
    days: Days
    payment: Given[date] | None

    @property
    def notice(self) -> Given[date] | None:
        return self.days.get(Stage.NOTIFIED)

    @property
    def trigger(self) -> Trigger | None:
        """From which day is counted; an assumption where no notice is known."""
        if self.notice:
            return Trigger(self.notice)
        announced = _announced(self.days)
        return Trigger(announced, ANNOUNCEMENT) if announced else None


def cases(ledger: Ledger, reading: ClauseReading) -> list[Case]:
    """The cases in the scope of a reading, the oldest trigger first.

    Projects of one tranche whose notice, or announcement, and payment are of the same
    days are one case.
    """
    known = _days(ledger, reading)
    groups: dict[tuple[object, ...], list[Project]] = {}
    for project, days in known.items():
        trigger = days.get(Stage.NOTIFIED) or _announced(days)
        paid = _payment(ledger, reading, project, days)
        shared = project.tranche_id or f"project {project.pk}"
        key = shared, trigger and trigger.value, paid and paid.value
        groups.setdefault(key, []).append(project)
    found = [_case(ledger, reading, projects, known) for projects in groups.values()]
    return sorted(found, key=lambda case: (_begins(case), case.key))


def unpaid(ledger: Ledger, reading: ClauseReading, case: Case) -> Given[date] | None:
    """The last day at whose end, as was found, nothing of a case had been paid."""
    found = [
        row
        for row in ledger.findings_of(reading.clause, FindingKind.UNPAID)
        if row.holds and _concerns(row, case)
    ]
    last = max(found, key=lambda row: str(row.on), default=None)
    return ledger.cited.given(last.on, last) if last and last.on else None


def _days(ledger: Ledger, reading: ClauseReading) -> dict[Project, Days]:
    """The days of each project in scope that had come by the day asked."""
    known: dict[Project, dict[Stage, Given[date]]] = {}
    pledges = ledger.pledges_of(reading.clause)
    for claim in ledger.stages:
        if claim.reached_on is None or claim.reached_on > ledger.on:
            continue
        given = ledger.cited.given(claim.reached_on, claim)
        for subject in claim.subjects.all():
            project = subject.project
            if (
                project
                and project.pledge_id in pledges
                and project_in_scope(reading, project)
            ):
                known.setdefault(project, {})[Stage(claim.stage)] = given
    return dict(known)


def _announced(days: Days) -> Given[date] | None:
    return next((days[stage] for stage in _ANNOUNCED if stage in days), None)


def _payment(
    ledger: Ledger, reading: ClauseReading, project: Project, days: Days
) -> Given[date] | None:
    """The first money: a stage "paid out", or cash that moved on one of its lines."""
    found = [days[Stage.PAID_OUT]] if Stage.PAID_OUT in days else []
    found += [
        Given(flow.on, ledger.cited.of_flow(flow))
        for flow in ledger.flows
        if flow.kind == CashFlowKind.PAID_OUT and flow.on <= ledger.on
        if project in flow.line.projects.all() and line_in_scope(reading, flow.line)
    ]
    return min(found, key=lambda given: given.value, default=None)


def _case(
    ledger: Ledger,
    reading: ClauseReading,
    projects: list[Project],
    known: dict[Project, Days],
) -> Case:
    """One case, named by its tranche if it is all of what is known of that."""
    first = projects[0]
    tranche = first.tranche
    whole = tranche and len(projects) == sum(p.tranche_id == tranche.pk for p in known)
    if tranche and whole:
        key, label = tranche.slug, tranche.name
    else:
        key = "+".join(sorted(project.slug for project in projects))
        label = ", ".join(sorted(project.name for project in projects))
    days = known[first]
    paid = _payment(ledger, reading, first, days)
    return Case(key, label, tuple(projects), days, paid)


def found_of(
    ledger: Ledger, reading: ClauseReading, case: Case, what: str
) -> list[Finding]:
    """What was found of a case by name, and of no other, the oldest known first."""
    return [
        row
        for row in ledger.findings_of(reading.clause, what)
        if row.subjects.all() and _concerns(row, case)
    ]


def _concerns(row: Finding, case: Case) -> bool:
    subjects = list(row.subjects.all())
    return not subjects or any(
        subject.project_id == project.pk
        or subject.pledge_id == project.pledge_id
        or (subject.tranche_id and subject.tranche_id == project.tranche_id)
        for subject in subjects
        for project in case.projects
    )


def _begins(case: Case) -> date:
    return case.trigger.on.value if case.trigger else date.max


def each(ledger: Ledger, reading: ClauseReading) -> Iterator[Case | None]:
    """The cases of a reading, or the clause by itself where there are none."""
    yield from cases(ledger, reading) or (None,)
