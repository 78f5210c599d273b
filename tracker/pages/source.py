"""Sources: what was read, how directly it holds the words, all that is cited to it."""

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from projects.codes import Grade
from projects.models import Citation, Claim, Party, Source, Update
from tracker.pages.beside import items
from tracker.pages.evidence import with_evidence
from tracker.pages.paging import page_of
from tracker.pages.subjects import with_subjects

PER_PAGE = 50
CLAIMS_PER_PAGE = 25
_LATEST_PUBLISHED = F("published_on").desc(nulls_last=True)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    slug = request.GET.get("publisher", "").replace("\x00", "")
    publisher = Party.objects.filter(slug=slug).first()
    grade = request.GET.get("grade", "")
    page = page_of(request, listed_sources(publisher, grade), PER_PAGE)
    context = {
        "page": page,
        "publisher": publisher,
        "grades": Grade.choices,
        "grade": grade if grade in Grade.values else "",
    }
    return render(request, "sources.html", context)


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(
        Source.objects.select_related("publisher").defer("archived_text"), slug=slug
    )
    page = page_of(request, claims_citing(found), CLAIMS_PER_PAGE)
    return render(
        request,
        "source.html",
        {
            "source": found,
            "statuses": found.statuses.live().select_related("update"),
            "events": events_citing(found),
            "page": page,
            "items": items(page.object_list),
        },
    )


def listed_sources(publisher: Party | None, grade: str) -> QuerySet[Source]:
    """The latest published first; those without a known day last."""
    found = Source.objects.select_related("publisher").defer("archived_text")
    if publisher:
        found = found.filter(publisher=publisher)
    if grade in Grade.values:
        found = found.filter(grade=grade)
    return found.annotate(cited=Count("citations", distinct=True)).order_by(
        _LATEST_PUBLISHED, "pk"
    )


def claims_citing(source: Source) -> QuerySet[Claim]:
    """Live claims cited to it, or through a chain that leads over it."""
    cited = Citation.objects.filter(_rests_on(source), claim__isnull=False)
    claims = Claim.objects.live().filter(pk__in=cited.values("claim"))
    return with_subjects(with_evidence(claims)).order_by(
        "-update__known_on", "-update_id", "place"
    )


def events_citing(source: Source) -> QuerySet[Update]:
    """Live updates without claims that are cited to it."""
    cited = Citation.objects.filter(_rests_on(source), update__isnull=False)
    return Update.objects.live().filter(pk__in=cited.values("update")).latest_first()


def _rests_on(source: Source) -> Q:
    return Q(source=source) | Q(origin=source) | Q(steps__source=source)
