"""One project: how far it is, what is said of it, whose money, what happened when."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from deadlines.models import DeadlinePeriod
from projects.codes import Basis, CashFlowKind, LinkKind, Stage
from projects.models import (
    CashFlow,
    FactClaim,
    FinancingLine,
    Project,
    ProjectLink,
    ProjectParty,
    QuantityClaim,
    Statement,
    Tranche,
    Update,
)
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.beside import Group, Item, amount_groups, answers, fact_groups, shown
from tracker.pages.beside import items as items_of
from tracker.pages.charts.projects import figures
from tracker.pages.facts_given import facts_given
from tracker.pages.paging import page_of
from tracker.pages.stages import Rung, ladder, stages_said
from tracker.pages.standing import DeadlineRow, listed, rows
from tracker.pages.timeline import PER_PAGE, about_project

_SEEN_FROM_THERE = {
    LinkKind.SAME_AS: LinkKind.SAME_AS.label,
    LinkKind.BECAME: _("came from"),
    LinkKind.PART_OF: _("has as a part"),
    LinkKind.MAY_OVERLAP: LinkKind.MAY_OVERLAP.label,
}


@dataclass(frozen=True, slots=True)
class Linked:
    """Another entry that this one is, became, belongs to or may overlap with."""

    words: str
    project: Project
    reason: str
    update: Update


@dataclass(frozen=True, slots=True)
class Line:
    """One line of money: the amounts stated for it and the cash that moved on it."""

    line: FinancingLine
    others: list[Project]
    amounts: tuple[Item, ...]
    flows: list[CashFlow]


@require_safe
@at_moment
def project(request: Request, slug: str) -> HttpResponse:
    moment = request.moment
    found = get_object_or_404(_with_its_pledge(moment), slug=slug)
    amounts, shared = amounts_about(found, moment)
    own, wider = amount_groups(amounts), amount_groups(shared)
    stages = stages_said(found, moment)
    rungs = ladder(found, stages)
    lines = lines_of(found, moment)
    return render(
        request,
        "project.html",
        {
            "project": found,
            "given": facts_given([found], moment)[found.pk],
            "rungs": rungs,
            "charts": figures(found, stages, amounts, moment),
            "here": next((rung for rung in rungs if rung.place == "here"), None),
            "deadlines": deadlines_of(found, moment),
            "facts": fact_groups(shown(facts_about(found, moment), moment)),
            "own": own,
            "wider": wider,
            "answers": answers(shown(statements_about(found, moment), moment)),
            "lines": lines,
            "paid_out": is_paid_out(rungs, lines, own + wider),
            "parties": parties_of(found, moment),
            "links": links_of(found, moment),
            "updates": page_of(request, about_project(found, moment), PER_PAGE),
        },
    )


def amounts_about(
    project: Project, moment: Moment
) -> tuple[list[QuantityClaim], list[QuantityClaim]]:
    """Amounts of this project alone, and those of several things it is one of."""
    about = QuantityClaim.objects.filter(
        Q(subjects__project=project)
        | Q(subjects__tranche__isnull=False, subjects__tranche=project.tranche_id)
    )
    claims: QuerySet[QuantityClaim] = QuantityClaim.objects.seen(moment)
    own: list[QuantityClaim] = []
    wider: list[QuantityClaim] = []
    for claim in shown(claims.filter(pk__in=about.values("pk")), moment):
        subjects = [subject.project_id for subject in claim.subjects.all()]
        (own if subjects == [project.pk] else wider).append(claim)
    return own, wider


def facts_about(project: Project, moment: Moment) -> QuerySet[FactClaim]:
    claims: QuerySet[FactClaim] = FactClaim.objects.seen(moment)
    return claims.filter(pk__in=project.claim_subjects.values("claim"))


def statements_about(project: Project, moment: Moment) -> QuerySet[Statement]:
    claims: QuerySet[Statement] = Statement.objects.seen(moment)
    about = claims.filter(pk__in=project.claim_subjects.values("claim"))
    return about.filter(question__isnull=False)


def deadlines_of(project: Project, moment: Moment) -> list[DeadlineRow]:
    """Its own deadlines, and those of its tranche."""
    of_it = Q(deadline__project=project) | Q(
        deadline__project=None,
        deadline__tranche__in=Tranche.objects.seen(moment).filter(projects=project),
    )
    current = listed(DeadlinePeriod.objects.seen(moment).filter(of_it))
    return rows(current.order_by("state", "late_at", "deadline__title", "pk"), moment)


def lines_of(project: Project, moment: Moment) -> list[Line]:
    flows = CashFlow.objects.seen(moment).select_related("update")
    lines = (
        project.lines.seen(moment)
        .select_related("provider", "covers", "brought_in_by__corrects")
        .prefetch_related(
            Prefetch("projects", Project.objects.seen(moment)),
            Prefetch("cash_flows", flows),
        )
        .order_by("slug")
    )
    claims: QuerySet[QuantityClaim] = QuantityClaim.objects.seen(moment)
    about = QuantityClaim.objects.filter(subjects__line__projects=project)
    said = items_by_line(shown(claims.filter(pk__in=about.values("pk")), moment))
    return [_line(line, project, said.get(line.pk, ())) for line in lines]


def items_by_line(claims: Iterable[QuantityClaim]) -> dict[int, tuple[Item, ...]]:
    found: dict[int, tuple[Item, ...]] = {}
    for claim in claims:
        for subject in claim.subjects.all():
            if subject.line_id:
                before = found.get(subject.line_id, ())
                found[subject.line_id] = (*before, *items_of([claim]))
    return found


def is_paid_out(
    rungs: Iterable[Rung], lines: Iterable[Line], amounts: Iterable[Group]
) -> bool:
    """Is there any evidence, of any kind, that money was paid out?"""
    return (
        any(rung.items for rung in rungs if rung.stage == Stage.PAID_OUT)
        or any(group.code == Basis.PAID_OUT for group in amounts)
        or any(
            flow.kind == CashFlowKind.PAID_OUT for line in lines for flow in line.flows
        )
    )


def parties_of(project: Project, moment: Moment) -> QuerySet[ProjectParty]:
    found: QuerySet[ProjectParty] = project.parties.seen(moment)
    return found.select_related("party", "brought_in_by__corrects").order_by(
        "role", "party__name", "pk"
    )


def links_of(project: Project, moment: Moment) -> list[Linked]:
    """Links in both directions, each worded from this project's side."""
    links = (
        ProjectLink.objects.seen(moment)
        .select_related("from_project", "to_project", "brought_in_by__corrects")
        .filter(Q(from_project=project) | Q(to_project=project))
    )
    return [_linked(link, project) for link in links.order_by("pk")]


def _linked(link: ProjectLink, project: Project) -> Linked:
    outward = link.from_project_id == project.pk
    kind = LinkKind(link.kind)
    return Linked(
        words=str(kind.label if outward else _SEEN_FROM_THERE[kind]),
        project=link.to_project if outward else link.from_project,
        reason=link.reason,
        update=link.brought_in_by,
    )


def _line(line: FinancingLine, project: Project, amounts: tuple[Item, ...]) -> Line:
    return Line(
        line=line,
        others=[other for other in line.projects.all() if other.pk != project.pk],
        amounts=amounts,
        flows=list(line.cash_flows.all()),
    )


def _with_its_pledge(moment: Moment) -> QuerySet[Project]:
    found: QuerySet[Project] = Project.objects.at_stage(moment)
    return found.select_related(
        "pledge", "tranche__brought_in_by", "brought_in_by__corrects"
    ).prefetch_related("names")
