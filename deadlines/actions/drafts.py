"""What a draft bears on, kept apart so that the outbox can ask."""

from collections.abc import Collection

from django.db import transaction

from deadlines.models import Deadline, DraftBearing
from projects.models import Draft


@transaction.atomic
def bear_on(draft: Draft, *, deadlines: Collection[str]) -> None:
    """Keep on which deadlines a draft bears, by slug; it bears on no others.

    It does so by a claim: a date, an outcome, or a statement about one. A deadline that
    is only mentioned is not borne on: publishing could not change what its mail says.
    """
    named = Deadline.objects.filter(slug__in=deadlines)
    wanted = set(named.values_list("pk", flat=True)) if deadlines else set()
    kept = DraftBearing.objects.filter(draft=draft)
    has = set(kept.values_list("deadline_id", flat=True))
    if has - wanted:
        kept.exclude(deadline__in=wanted).delete()
    if wanted - has:
        DraftBearing.objects.bulk_create(
            [DraftBearing(draft=draft, deadline_id=key) for key in wanted - has],
            ignore_conflicts=True,
        )
