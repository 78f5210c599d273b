"""Pledges: the promise as written, its amounts, its parts, what became of it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from deadlines.codes import PeriodState
from deadlines.models import Deadline, DeadlinePeriod
from projects.codes import Basis
from projects.models import (
    Agreement,
    AgreementLink,
    Party,
    Pledge,
    Project,
    QuantityClaim,
    Statement,
    Tranche,
)
from projects.rules.moment import Moment
from tracker.forms import OnForm
from tracker.moment import Request, at_moment
from tracker.pages.amounts import amounts_about
from tracker.pages.beside import (
    Group,
    Item,
    amount_groups,
    answers,
    items,
    shown,
)
from tracker.pages.charts.views import embedded
from tracker.pages.clauses import clause_table, clauses_of
from tracker.pages.paging import page_of
from tracker.pages.standing import DeadlineRow, listed, rows
from tracker.pages.timeline import PER_PAGE, about_pledge

SHOWN = 50
"""So many deadlines of a pledge at most stand on its page."""
PROMISED = (Basis.HEADLINE, Basis.CEILING, Basis.PURCHASE, Basis.GROWTH)


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A pledge in a list, with its accepted headline and ceiling."""

    pledge: Pledge
    amounts: tuple[Item, ...]
    projects: int
    deadlines: int


@dataclass(frozen=True, slots=True)
class TrancheRow:
    """A tranche with what was said of its total, and its projects."""

    tranche: Tranche
    accepted: tuple[Item, ...]
    groups: list[Group]
    claims: int
    projects: list[Project]


@require_safe
@at_moment
def pledges(request: Request) -> HttpResponse:
    moment = request.moment
    main = _with_parties(Pledge.objects.seen(moment).filter(parent=None))
    return render(request, "pledges.html", {"rows": pledge_rows(main, moment)})


@require_safe
@at_moment
def pledge(request: Request, slug: str) -> HttpResponse:
    moment = request.moment
    found = get_object_or_404(_with_parties(Pledge.objects.seen(moment)), slug=slug)
    form = OnForm(request.GET)
    on = form.day(moment.as_of)
    agreements = agreements_of(found, moment)
    deadlines = deadlines_of(found, moment)
    groups = amount_groups(shown(amounts_about(found, moment), moment))
    return render(
        request,
        "pledge.html",
        {
            "pledge": found,
            "agreements": agreements,
            "form": form,
            "on": on,
            "moment": moment,
            "clauses": clause_table(clauses_of(agreements, moment), moment, on=on),
            "charts": embedded(found, moment),
            "groups": [group for group in groups if group.code in PROMISED],
            "other_groups": [group for group in groups if group.code not in PROMISED],
            "parts": pledge_rows(_with_parties(found.parts.seen(moment)), moment),
            "tranches": tranche_rows(found, moment),
            "loose": found.projects.at_stage(moment).exclude(
                tranche__in=found.tranches.seen(moment)
            ),
            "answers": answers(shown(statements_about(found, moment), moment)),
            "deadlines": deadlines[:SHOWN],
            "more_deadlines": len(deadlines) > SHOWN,
            "updates": page_of(request, about_pledge(found, moment), PER_PAGE),
        },
    )


def statements_about(pledge: Pledge, moment: Moment) -> QuerySet[Statement]:
    """What was answered about the pledge, its tranches and its agreements."""
    return statements_of(
        Q(subjects__pledge=pledge)
        | Q(subjects__tranche__pledge=pledge)
        | Q(subjects__agreement__pledges=pledge),
        moment,
    )


def statements_of(subjects: Q, moment: Moment) -> QuerySet[Statement]:
    """What was answered about these subjects of claims."""
    claims: QuerySet[Statement] = Statement.objects.seen(moment)
    about = Statement.objects.filter(subjects)
    return claims.filter(pk__in=about.values("pk"), question__isnull=False)


def agreements_of(pledge: Pledge, moment: Moment) -> QuerySet[Agreement]:
    found: QuerySet[Agreement] = pledge.agreements.seen(moment)
    links = AgreementLink.objects.seen(moment).select_related(
        "from_agreement", "to_agreement"
    )
    parties = Party.objects.order_by("name", "pk")
    return found.select_related("brought_in_by__corrects").prefetch_related(
        Prefetch("parties", parties),
        Prefetch("links_out", links),
        Prefetch("links_in", links),
    )


def deadlines_of(pledge: Pledge, moment: Moment) -> list[DeadlineRow]:
    """Open ones first; one more than are shown tells that there are more."""
    current = listed(
        DeadlinePeriod.objects.seen(moment).filter(deadline__pledge=pledge)
    )
    is_open = Case(When(state=PeriodState.OPEN, then=0), default=1)
    ordered = current.order_by(is_open, "late_at", "deadline__title", "pk")
    return rows(ordered[: SHOWN + 1], moment)


def tranche_rows(pledge: Pledge, moment: Moment) -> list[TrancheRow]:
    projects = Prefetch("projects", Project.objects.at_stage(moment))
    tranches = list(pledge.tranches.seen(moment).prefetch_related(projects))
    said = _amounts_of_tranches(tranches, moment)
    return [_tranche_row(tranche, said[tranche.pk]) for tranche in tranches]


def pledge_rows(found: QuerySet[Pledge], moment: Moment) -> list[PledgeRow]:
    """The pledges with what they promise, in a fixed number of queries."""
    counted = list(
        found.annotate(
            project_count=_count(Project, moment),
            deadline_count=_count(Deadline, moment),
        ).order_by("name", "pk")
    )
    promised = _promised([pledge.pk for pledge in counted], moment)
    return [
        PledgeRow(
            pledge=pledge,
            amounts=items(promised[pledge.pk].values()),
            projects=pledge.project_count,
            deadlines=pledge.deadline_count,
        )
        for pledge in counted
    ]


def _count(model: type[Project | Deadline], moment: Moment) -> Coalesce:
    """How many of them belong to a pledge."""
    of_it = model.objects.seen(moment).filter(pledge=OuterRef("pk")).order_by()
    counted = of_it.values("pledge").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _promised(
    pledges: Collection[int], moment: Moment
) -> dict[int, dict[str, QuantityClaim]]:
    """For each pledge the last accepted amount on each basis it was promised on."""
    claims: QuerySet[QuantityClaim] = QuantityClaim.objects.operative(moment)
    about = QuantityClaim.objects.filter(subjects__pledge__in=pledges)
    found: dict[int, dict[str, QuantityClaim]] = defaultdict(dict)
    chosen = claims.filter(basis__in=PROMISED, pk__in=about.values("pk"))
    for claim in shown(chosen, moment):
        for subject in claim.subjects.all():
            if subject.pledge_id:
                found[subject.pledge_id][claim.basis] = claim
    return found


def _amounts_of_tranches(
    tranches: Collection[Tranche], moment: Moment
) -> dict[int, list[QuantityClaim]]:
    claims: QuerySet[QuantityClaim] = QuantityClaim.objects.seen(moment)
    about = QuantityClaim.objects.filter(subjects__tranche__in=tranches)
    found: dict[int, list[QuantityClaim]] = defaultdict(list)
    for claim in shown(claims.filter(pk__in=about.values("pk")), moment):
        for subject in claim.subjects.all():
            if subject.tranche_id:
                found[subject.tranche_id].append(claim)
    return found


def _tranche_row(tranche: Tranche, claims: list[QuantityClaim]) -> TrancheRow:
    groups = amount_groups(claims)
    return TrancheRow(
        tranche=tranche,
        accepted=tuple(item for item in items(claims) if item.row.operative),
        groups=groups,
        claims=len(claims),
        projects=list(tranche.projects.all()),
    )


def _with_parties(pledges: QuerySet[Pledge]) -> QuerySet[Pledge]:
    return pledges.select_related(
        "promisor", "beneficiary", "parent", "brought_in_by__corrects"
    )
