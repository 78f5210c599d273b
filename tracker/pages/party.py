"""One party: its names, what it was and is, what it says, owes and has a part in."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from deadlines.models import DeadlinePeriod
from projects.models import Claim, FinancingLine, Party, PartyRole, Pledge, ProjectParty
from tracker.pages.beside import items
from tracker.pages.evidence import with_evidence
from tracker.pages.paging import page_of
from tracker.pages.standing import DeadlineRow, listed, rows
from tracker.pages.subjects import with_subjects

PER_PAGE = 20


@require_safe
def party(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(
        Party.objects.select_related("parent").prefetch_related("names", "children"),
        slug=slug,
    )
    now = timezone.now()
    page = page_of(request, said_by(found), PER_PAGE)
    return render(
        request,
        "party.html",
        {
            "party": found,
            "roles": roles_of(found),
            "members": members_of(found),
            "page": page,
            "items": items(page.object_list),
            "owes": deadlines(Q(deadline__obligor=found), now),
            "decides": deadlines(Q(deadline__decider=found), now),
            "projects": projects_of(found),
            "lines": lines_of(found),
            "pledges": pledges_of(found),
            "published": found.published.count(),
        },
    )


def said_by(party: Party) -> QuerySet[Claim]:
    """What it says, the newest first."""
    claims = Claim.objects.live().filter(speakers=party)
    return with_subjects(with_evidence(claims)).order_by(
        "-update__known_on", "-update_id", "place"
    )


def deadlines(of: Q, now: datetime) -> list[DeadlineRow]:
    current = listed(DeadlinePeriod.objects.current().filter(of))
    return rows(current.order_by("state", "late_at", "deadline__title", "pk"), now)


def roles_of(party: Party) -> QuerySet[PartyRole]:
    """What it was and is, the latest first."""
    roles = party.roles.select_related("organisation", "brought_in_by")
    return roles.order_by("-from_on", "-pk")


def members_of(party: Party) -> QuerySet[PartyRole]:
    """Who was or is what in it."""
    roles = party.members.select_related("party", "brought_in_by")
    return roles.order_by("-from_on", "-pk")


def projects_of(party: Party) -> QuerySet[ProjectParty]:
    return party.projects.select_related(
        "project__pledge", "project__tranche", "brought_in_by"
    ).order_by("project__name", "role", "pk")


def lines_of(party: Party) -> QuerySet[FinancingLine]:
    return party.provides.prefetch_related("projects").order_by("slug")


def pledges_of(party: Party) -> QuerySet[Pledge]:
    """Pledges it made, or was made."""
    pledges = Pledge.objects.filter(Q(promisor=party) | Q(beneficiary=party))
    return pledges.select_related("promisor", "beneficiary").order_by("name", "pk")
