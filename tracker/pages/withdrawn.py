"""Claims that lost their ground: every source of theirs was withdrawn."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from projects.codes import SourceState
from projects.models import Citation, Claim, Source, SourceStatus
from projects.rules.moment import LATEST, Moment

SETTLED = (SourceState.RETRACTED, SourceState.CORRECTED, SourceState.GONE)


def on_withdrawn_sources(moment: Moment = LATEST) -> QuerySet[Claim]:
    """Claims seen of which every source was withdrawn, corrected or is gone."""
    latest = SourceStatus.objects.seen(moment).order_by("source_id", "-from_on", "-pk")
    settled = [
        status.source_id
        for status in latest.distinct("source_id")
        if status.status in SETTLED
    ]
    standing = Citation.objects.filter(claim=OuterRef("pk")).exclude(
        Q(source__in=settled) | Q(origin__in=settled)
    )
    return (
        Claim.objects.seen(moment)
        .filter(Q(citations__source__in=settled) | Q(citations__origin__in=settled))
        .exclude(Exists(standing))
        .distinct()
        .order_by("-update__known_on", "pk")
    )


def resting_on(sources: Collection[Source], moment: Moment = LATEST) -> QuerySet[Claim]:
    """Those of them that cite one of these sources, or come from one."""
    cites = Q(citations__source__in=sources) | Q(citations__origin__in=sources)
    return on_withdrawn_sources(moment).filter(cites)
