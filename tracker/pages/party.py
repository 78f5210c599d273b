"""One party: its names, what it was and is, what it says, owes and has a part in."""

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from deadlines.models import DeadlinePeriod
from projects.models import (
    Claim,
    FinancingLine,
    Party,
    PartyRole,
    Pledge,
    Project,
    ProjectParty,
)
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.beside import items
from tracker.pages.evidence import with_evidence
from tracker.pages.paging import page_of
from tracker.pages.standing import DeadlineRow, listed, rows
from tracker.pages.subjects import with_subjects

PER_PAGE = 20


@require_safe
@at_moment
def party(request: Request, slug: str) -> HttpResponse:
    moment = request.moment
    found = get_object_or_404(_shown(moment), slug=slug)
    page = page_of(request, said_by(found, moment), PER_PAGE)
    return render(
        request,
        "party.html",
        {
            "party": found,
            "roles": roles_of(found, moment),
            "members": members_of(found, moment),
            "page": page,
            "items": items(page.object_list),
            "owes": deadlines(Q(deadline__obligor=found), moment),
            "decides": deadlines(Q(deadline__decider=found), moment),
            "projects": projects_of(found, moment),
            "lines": lines_of(found, moment),
            "pledges": pledges_of(found, moment),
            "published": found.published.seen(moment).count(),
        },
    )


def said_by(party: Party, moment: Moment) -> QuerySet[Claim]:
    """What it says, the newest first."""
    claims = Claim.objects.seen(moment).filter(speakers=party)
    return with_subjects(with_evidence(claims, moment)).order_by(
        "-update__known_on", "-update_id", "place"
    )


def deadlines(of: Q, moment: Moment) -> list[DeadlineRow]:
    current = listed(DeadlinePeriod.objects.seen(moment).filter(of))
    return rows(current.order_by("state", "late_at", "deadline__title", "pk"), moment)


def roles_of(party: Party, moment: Moment) -> QuerySet[PartyRole]:
    """What it was and is, the latest first."""
    found: QuerySet[PartyRole] = party.roles.seen(moment)
    roles = found.select_related("organisation", "brought_in_by__corrects")
    return roles.order_by("-from_on", "-pk")


def members_of(party: Party, moment: Moment) -> QuerySet[PartyRole]:
    """Who was or is what in it."""
    found: QuerySet[PartyRole] = party.members.seen(moment)
    roles = found.select_related("party", "brought_in_by__corrects")
    return roles.order_by("-from_on", "-pk")


def projects_of(party: Party, moment: Moment) -> QuerySet[ProjectParty]:
    found: QuerySet[ProjectParty] = party.projects.seen(moment)
    projects = Project.objects.at_stage(moment)
    return (
        found.filter(project__in=Project.objects.seen(moment))
        .select_related("brought_in_by__corrects")
        .prefetch_related(Prefetch("project", projects))
        .order_by("project__name", "role", "pk")
    )


def lines_of(party: Party, moment: Moment) -> QuerySet[FinancingLine]:
    found: QuerySet[FinancingLine] = party.provides.seen(moment)
    projects = Prefetch("projects", Project.objects.seen(moment))
    return found.prefetch_related(projects).order_by("slug")


def pledges_of(party: Party, moment: Moment) -> QuerySet[Pledge]:
    """Pledges it made, or was made."""
    seen: QuerySet[Pledge] = Pledge.objects.seen(moment)
    pledges = seen.filter(Q(promisor=party) | Q(beneficiary=party))
    return pledges.select_related("promisor", "beneficiary").order_by("name", "pk")


def _shown(moment: Moment) -> QuerySet[Party]:
    """Parties, each with its parts and what it is a part of, if they are seen."""
    seen: QuerySet[Party] = Party.objects.seen(moment)
    return seen.prefetch_related(
        "names",
        Prefetch("parent", Party.objects.seen(moment)),
        Prefetch("children", Party.objects.seen(moment)),
    )
