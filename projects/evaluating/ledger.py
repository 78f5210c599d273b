"""What the record holds for some clauses, on a day and by a moment: fetched at once."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q

from projects.codes import Stage
from projects.evaluating.citing import Cited, with_citations
from projects.models import (
    Acceptance,
    CashFlow,
    Claim,
    ClaimSubject,
    Clause,
    ClauseReading,
    FinancingLine,
    Finding,
    LegalBasis,
    Pledge,
    Project,
    StageClaim,
    TariffComponent,
)
from projects.models.claim import IN_ORDER
from projects.rules.moment import Moment

STAGES = (
    Stage.RECOMMENDED,
    Stage.ANNOUNCED,
    Stage.SELECTED,
    Stage.NOTIFIED,
    Stage.CONTRACT_SIGNED,
    Stage.PAID_OUT,
)
"""The steps of a project that clauses ask for."""


@dataclass(frozen=True)
class Ledger:
    """The rows that stand, oldest knowledge first; `readings` are those in force.

    `pledges` are by the key of an agreement: its own, with their parts and what they
    are part of. `accepted` are the keys of the tariffs taken as operative.
    """

    on: date
    moment: Moment
    readings: list[ClauseReading]
    pledges: dict[int, frozenset[int]]
    findings: list[Finding]
    stages: list[StageClaim]
    flows: list[CashFlow]
    bases: list[LegalBasis]
    tariffs: list[TariffComponent]
    accepted: frozenset[int] = frozenset()
    cited: Cited = field(default_factory=Cited)

    def findings_of(self, clause: Clause, what: str) -> list[Finding]:
        """What was found of a clause, of days up to the one asked."""
        return [
            row
            for row in self.findings
            if row.clause_id == clause.pk and row.what == what
            if row.on is None or row.on <= self.on
        ]

    def flows_of(self, reading: ClauseReading, kind: str) -> list[CashFlow]:
        """The cash of a kind in the scope of a reading, moved by the day asked."""
        pledges = self.pledges_of(reading.clause)
        return [
            row
            for row in self.flows
            if row.kind == kind and row.on <= self.on and pledges & _pledges_of(row)
            if line_in_scope(reading, row.line)
        ]

    def pledges_of(self, clause: Clause) -> frozenset[int]:
        return self.pledges[clause.agreement_id]


def _pledges_of(flow: CashFlow) -> set[int | None]:
    projects = flow.line.projects.all()
    return {flow.line.pledge_id, *(project.pledge_id for project in projects)}


def project_in_scope(reading: ClauseReading, project: Project) -> bool:
    """Is a project, or a line behind it, among what a reading is narrowed down to?"""
    subjects = list(reading.subjects.all())
    return not subjects or any(
        _names(subject, project)
        or (subject.line and project in subject.line.projects.all())
        for subject in subjects
    )


def line_in_scope(reading: ClauseReading, line: FinancingLine) -> bool:
    """Is a financing line, or a project it funds, among them?"""
    subjects = list(reading.subjects.all())
    return not subjects or any(
        line.pk == subject.line_id
        or (line.pledge_id and line.pledge_id == subject.pledge_id)
        or any(_names(subject, project) for project in line.projects.all())
        for subject in subjects
    )


def _names(subject: ClaimSubject, project: Project) -> bool:
    """Is it the project itself, its tranche or its pledge?"""
    return (
        project.pk == subject.project_id
        or project.pledge_id == subject.pledge_id
        or (project.tranche_id is not None and project.tranche_id == subject.tranche_id)
    )


def ledger(clauses: Collection[Clause], *, on: date, moment: Moment) -> Ledger:
    """Fetch all that the clauses, and those beside them, could ask for."""
    own = _pledges({clause.agreement_id for clause in clauses})
    every = frozenset().union(*own.values())
    beside = Clause.objects.filter(agreement__pledges__in=every)
    agreements = dict(beside.values_list("pk", "agreement"))
    agreements |= {clause.pk: clause.agreement_id for clause in clauses}
    wanted, pledges = set(agreements), _pledges(set(agreements.values()))
    tariffs = _tariffs(every, moment)
    return Ledger(
        on=on,
        moment=moment,
        readings=_readings(wanted, on, moment),
        pledges=pledges,
        findings=_findings(wanted, moment),
        stages=_stages(every, moment),
        flows=_flows(every, moment),
        bases=_bases(moment),
        tariffs=tariffs,
        accepted=_accepted(tariffs, moment),
    )


def tariff_ledger(pledges: Collection[int], *, on: date, moment: Moment) -> Ledger:
    """Fetch the tariffs of some pledges and what they rest on, and nothing else."""
    tariffs = _tariffs(pledges, moment)
    return Ledger(
        on=on,
        moment=moment,
        readings=[],
        pledges={},
        findings=[],
        stages=[],
        flows=[],
        bases=_bases(moment),
        tariffs=tariffs,
        accepted=_accepted(tariffs, moment),
    )


def _pledges(agreements: Collection[int]) -> dict[int, frozenset[int]]:
    """The pledges each agreement covers: its own, their parts, what they belong to."""
    own: dict[int, set[int]] = {key: set() for key in agreements}
    covered = Pledge.objects.filter(agreements__in=agreements)
    for agreement, pledge, parent in covered.values_list("agreements", "pk", "parent"):
        if agreement in own:
            own[agreement] |= {key for key in (pledge, parent) if key}
    parts = Pledge.objects.filter(parent__in=set().union(*own.values()))
    for part, parent in parts.values_list("pk", "parent"):
        for keys in own.values():
            if parent in keys:
                keys.add(part)
    return {agreement: frozenset(keys) for agreement, keys in own.items()}


def _readings(
    clauses: Collection[int], on: date, moment: Moment
) -> list[ClauseReading]:
    """Those in force; of a clause the accepted one first, then the oldest known."""
    held = ClauseReading.objects.in_force(on, moment=moment)
    rows = held.filter(clause__in=clauses)
    rows = rows.select_related("clause__agreement", "update").prefetch_related(
        with_citations(), "holders", "subjects__line__projects"
    )
    ordered = list(rows.order_by(*IN_ORDER))
    accepted = _accepted(ordered, moment)
    return sorted(ordered, key=lambda row: row.pk not in accepted)


def _accepted(claims: Collection[Claim], moment: Moment) -> frozenset[int]:
    """The keys of those that are taken as operative, by the last word on each.

    Asked for by their keys: inside the query of the claims, a planner without
    statistics joins all acceptances with all updates anew for each claim.
    """
    words = Acceptance.objects.seen(moment).filter(claim__in=[row.pk for row in claims])
    rows = words.latest_first().values_list("claim", "operative")
    last = dict(reversed(list(rows)))
    return frozenset(key for key, operative in last.items() if operative)


def _findings(clauses: Collection[int], moment: Moment) -> list[Finding]:
    rows = Finding.objects.operative(moment).filter(clause__in=clauses)
    cited = rows.select_related("update").prefetch_related(with_citations())
    return list(cited.prefetch_related("subjects").in_order())


def _stages(pledges: Collection[int], moment: Moment) -> list[StageClaim]:
    about = ClaimSubject.objects.filter(
        claim=OuterRef("pk"), project__pledge__in=pledges
    )
    rows = StageClaim.objects.operative(moment).filter(
        Exists(about), stage__in=STAGES, reached_on__isnull=False
    )
    subjects = ClaimSubject.objects.select_related("project__tranche")
    return list(
        rows.select_related("update")
        .prefetch_related(with_citations(), Prefetch("subjects", subjects))
        .order_by(*IN_ORDER)
    )


def _flows(pledges: Collection[int], moment: Moment) -> list[CashFlow]:
    under = Q(line__pledge__in=pledges) | Q(line__projects__pledge__in=pledges)
    rows = CashFlow.objects.seen(moment).filter(under).distinct()
    claims = Claim.objects.prefetch_related(with_citations())
    return list(
        rows.select_related("line", "update")
        .prefetch_related(
            "line__projects",
            Prefetch("update__citations", with_citations().queryset),
            Prefetch("update__claims", claims),
        )
        .order_by("on", "pk")
    )


def _bases(moment: Moment) -> list[LegalBasis]:
    successors = LegalBasis.objects.seen(moment).filter(supersedes=OuterRef("pk"))
    rows = LegalBasis.objects.seen(moment).filter(~Exists(successors))
    return list(
        rows.select_related("update", "instrument", "ended_by")
        .prefetch_related(with_citations())
        .order_by(*IN_ORDER)
    )


def _tariffs(pledges: Collection[int], moment: Moment) -> list[TariffComponent]:
    about = ClaimSubject.objects.filter(claim=OuterRef("pk"), pledge__in=pledges)
    successors = TariffComponent.objects.seen(moment).filter(supersedes=OuterRef("pk"))
    rows = TariffComponent.objects.seen(moment).filter(
        Exists(about), ~Exists(successors)
    )
    return list(
        rows.select_related("update", "instrument", "ended_by")
        .prefetch_related(with_citations(), "subjects")
        .order_by(*IN_ORDER)
    )
