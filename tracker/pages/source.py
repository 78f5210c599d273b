"""Sources: what was read, how directly it holds the words, all that is cited to it."""

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from projects.codes import Grade
from projects.models import Citation, Claim, Party, Source, Update
from projects.rules.moment import Moment
from tracker.moment import Request, at_moment
from tracker.pages.beside import items
from tracker.pages.evidence import with_evidence
from tracker.pages.paging import page_of
from tracker.pages.subjects import with_subjects

PER_PAGE = 50
CLAIMS_PER_PAGE = 25
_LATEST_PUBLISHED = F("published_on").desc(nulls_last=True)


@require_safe
@at_moment
def sources(request: Request) -> HttpResponse:
    moment = request.moment
    slug = request.GET.get("publisher", "").replace("\x00", "")
    publisher = Party.objects.seen(moment).filter(slug=slug).first()
    grade = request.GET.get("grade", "")
    page = page_of(request, listed_sources(publisher, grade, moment), PER_PAGE)
    context = {
        "page": page,
        "publisher": publisher,
        "grades": Grade.choices,
        "grade": grade if grade in Grade.values else "",
    }
    return render(request, "sources.html", context)


@require_safe
@at_moment
def source(request: Request, slug: str) -> HttpResponse:
    moment = request.moment
    found = get_object_or_404(_shown(moment), slug=slug)
    page = page_of(request, claims_citing(found, moment), CLAIMS_PER_PAGE)
    return render(
        request,
        "source.html",
        {
            "source": found,
            "statuses": found.statuses.seen(moment).select_related("update"),
            "events": events_citing(found, moment),
            "page": page,
            "items": items(page.object_list),
        },
    )


def listed_sources(
    publisher: Party | None, grade: str, moment: Moment
) -> QuerySet[Source]:
    """The latest published first; those without a known day last."""
    found = _shown(moment)
    if publisher:
        found = found.filter(publisher=publisher)
    if grade in Grade.values:
        found = found.filter(grade=grade)
    cited = Citation.objects.seen(moment).filter(source=OuterRef("pk")).order_by()
    count = cited.values("source").annotate(count=Count("pk")).values("count")
    return found.annotate(cited=Coalesce(Subquery(count), 0)).order_by(
        _LATEST_PUBLISHED, "pk"
    )


def claims_citing(source: Source, moment: Moment) -> QuerySet[Claim]:
    """Claims cited to it, or through a chain that leads over it."""
    cited = Citation.objects.filter(_rests_on(source), claim__isnull=False)
    claims = Claim.objects.seen(moment).filter(pk__in=cited.values("claim"))
    return with_subjects(with_evidence(claims, moment)).order_by(
        "-update__known_on", "-update_id", "place"
    )


def events_citing(source: Source, moment: Moment) -> QuerySet[Update]:
    """Updates without claims that are cited to it."""
    cited = Citation.objects.filter(_rests_on(source), update__isnull=False)
    seen = Update.objects.seen(moment)
    return seen.filter(pk__in=cited.values("update")).latest_first()


def _rests_on(source: Source) -> Q:
    return Q(source=source) | Q(origin=source) | Q(steps__source=source)


def _shown(moment: Moment) -> QuerySet[Source]:
    seen: QuerySet[Source] = Source.objects.seen(moment)
    return seen.select_related("publisher").defer("archived_text")
