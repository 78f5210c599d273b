"""Pledges: the promise as written, how far it came, what presses, what is contested.

The page answers first and shows the most telling rows; the whole of each list is one
link away.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Prefetch, Q, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from deadlines.codes import PeriodState
from deadlines.models import DeadlinePeriod
from deadlines.models.deadline import DeadlinePeriodQuerySet
from projects.codes import ClauseKind, Direction
from projects.models import (
    Agreement,
    AgreementLink,
    Clause,
    Party,
    Pledge,
    Statement,
)
from projects.rules.moment import Moment
from tracker.forms import OnForm
from tracker.moment import Request, at_moment
from tracker.pages.amounts import amounts_about
from tracker.pages.beside import Group, Item, amount_groups, shown
from tracker.pages.charts.views import embedded
from tracker.pages.claims import asked_about
from tracker.pages.claims_matrix import Asked
from tracker.pages.clauses import clauses_of, in_order
from tracker.pages.dated import dated
from tracker.pages.dateline import recent_moves
from tracker.pages.pledge_rows import PROMISED, pledge_rows, tranche_rows
from tracker.pages.rungs import PLEDGED, Ladder, ladders
from tracker.pages.running import RunningRow, running
from tracker.pages.standing import listed, of_pledge
from tracker.pages.tariffs import tariff_table
from tracker.pages.timeline import about_pledge
from tracker.pages.urgent import dates, freshness

DEADLINES, CONTESTED, RUNNING, AGREEMENTS, UPDATES = 5, 3, 4, 3, 3
"""How many rows of each part stand on the page of a pledge."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """The promise in money: its rungs, and what was said on which basis.

    `ladder` is None for what is no outward investment; `groups` are the promises that
    do not stand on it.
    """

    ladder: Ladder | None
    bases: list[Group]
    groups: list[Group]

    @property
    def count(self) -> int:
        return sum(group.count for group in self.bases)

    @property
    def uncounted(self) -> int:
        """Known errors and denials."""
        return sum(group.uncounted for group in self.bases)

    @property
    def promised(self) -> Item | None:
        """What stands for the promises that are on no rung: the accepted ones first."""
        heads = [c.head[0] for group in self.groups for c in group.comparisons]
        return next(iter(sorted(heads, key=lambda item: not item.row.operative)), None)


@dataclass(frozen=True, slots=True)
class Contested:
    """Of the questions about a pledge those with answers that exclude each other."""

    first: list[Asked]
    count: int
    questions: int


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses that run, what presses first; the others by name."""

    running: list[RunningRow]
    others: list[Clause]
    penalty: Clause | None


@require_safe
@at_moment
def pledges(request: Request) -> HttpResponse:
    moment = request.moment
    main = with_parties(Pledge.objects.seen(moment).filter(parent=None))
    return render(request, "pledges.html", {"rows": pledge_rows(main, moment)})


@require_safe
@at_moment
def pledge(request: Request, slug: str) -> HttpResponse:
    moment = request.moment
    found = get_object_or_404(with_parties(Pledge.objects.seen(moment)), slug=slug)
    form = OnForm(request.GET)
    on = form.day(moment.as_of)
    agreements = list(agreements_of(found, moment))
    clauses = sorted(clauses_of(agreements, moment), key=in_order)
    periods = deadlines_of(found, moment)
    updates = about_pledge(found, moment)
    newest = list(updates.evidence()[:UPDATES])
    return render(
        request,
        "pledge.html",
        {
            "pledge": found,
            "form": form,
            "on": on,
            "moment": moment,
            "freshness": freshness(newest[0] if newest else None, moment),
            "developments": newest,
            "update_count": updates.count(),
            "dates": dates(moment, found),
            "moves": recent_moves(moment, 1, among=of_pledge(found.slug)),
            "amounts": amounts_of(found, moment),
            "contested": contested_of(found, moment),
            "parts": pledge_rows(with_parties(found.parts.seen(moment)), moment),
            "deadlines": dated(list(periods[:DEADLINES]), moment),
            "deadline_count": periods.count(),
            "tranches": tranche_rows(found, moment),
            "charts": embedded(found, moment),
            "clauses": rules_of(found, clauses, moment, on=on),
            "tariffs": tariff_table(found, moment, on=on),
            "agreements": most_clauses_first(agreements, clauses)[:AGREEMENTS],
            "agreement_count": len(agreements),
        },
    )


def amounts_of(pledge: Pledge, moment: Moment) -> Amounts:
    """Its amounts by basis, and its rungs where money is to flow out."""
    bases = amount_groups(shown(amounts_about(pledge, moment), moment))
    outward = pledge.direction == Direction.OUTWARD
    on_rungs = PLEDGED if outward else ()
    return Amounts(
        ladder=ladders([pledge], moment)[0] if outward else None,
        bases=bases,
        groups=[g for g in bases if g.code in PROMISED and g.code not in on_rungs],
    )


def contested_of(pledge: Pledge, moment: Moment) -> Contested:
    """The same questions as on the page of all claims."""
    asked = asked_about(pledge.slug, moment)
    conflicts = [each for each in asked if each.code == "conflict"]
    return Contested(conflicts[:CONTESTED], len(conflicts), len(asked))


def rules_of(
    pledge: Pledge, clauses: Sequence[Clause], moment: Moment, *, on: date
) -> Clauses:
    found = running([pledge], moment, on=on)[:RUNNING]
    stand = {row.clause.pk for row in found}
    penalties = (each for each in clauses if each.kind == ClauseKind.PENALTY)
    return Clauses(
        running=found,
        others=[each for each in clauses if each.pk not in stand],
        penalty=next(penalties, None),
    )


def most_clauses_first(
    agreements: Iterable[Agreement], clauses: Iterable[Clause]
) -> list[Agreement]:
    """What says most about the pledge; of equals the older one."""
    counts = Counter(clause.agreement_id for clause in clauses)
    return sorted(agreements, key=lambda each: -counts[each.pk])


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


def deadlines_of(pledge: Pledge, moment: Moment) -> DeadlinePeriodQuerySet:
    """Those of its additive parts, too; open ones first, the soonest due at the top."""
    current = listed(DeadlinePeriod.objects.seen(moment).filter(of_pledge(pledge.slug)))
    is_open = Case(When(state=PeriodState.OPEN, then=0), default=1)
    return current.order_by(is_open, "late_at", "deadline__title", "pk")


def with_parties(pledges: QuerySet[Pledge]) -> QuerySet[Pledge]:
    return pledges.select_related(
        "promisor", "beneficiary", "parent", "brought_in_by__corrects"
    )
