"""Publishing an update: one thing read, with all its claims, in one transaction."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from projects.actions.refusals import KnownInTheFuture, NotEvidenced
from projects.actions.stages import projects_moved_by, refresh_stages
from projects.models import Citation, Claim, Update, User


@contextmanager
def publish(*, by: User, now: datetime, **fields: Any) -> Iterator[Update]:
    """Record an update, let the caller state its claims, then settle it.

    All or nothing: whatever is refused inside leaves no row behind. `fields` are those
    of `record`.
    """
    with transaction.atomic():
        update = record(by=by, now=now, **fields)
        yield update
        settle([update])


@transaction.atomic
def record(
    *,
    by: User,
    now: datetime,
    author: User | None = None,
    about: dict[str, Collection[Any]] | None = None,
    **fields: Any,
) -> Update:
    """Write the update itself. `about` maps pledges, tranches, ... to its subjects.

    Raises KnownInTheFuture when known_on lies after today's UTC date.
    """
    today = now.astimezone(UTC).date()
    if fields["known_on"] > today:
        raise KnownInTheFuture(
            f"Known on {fields['known_on']} lies after today, {today}. Give the day "
            "of the earliest publication you hold."
        )
    update = Update.objects.create(
        recorded_at=now, published_by=by, author=author or by, **fields
    )
    for name, things in (about or {}).items():
        if things:
            getattr(update, name).set(things)
    return update


def settle(updates: Collection[Update]) -> None:
    """Check that every update carries its evidence, and refresh the stages it moves.

    Raises NotEvidenced for an update with neither claims nor a citation of its own.
    """
    keys = [update.pk for update in updates]
    bare = (
        Update.objects.filter(pk__in=keys)
        .exclude(Exists(Claim.objects.filter(update=OuterRef("pk"))))
        .exclude(Exists(Citation.objects.filter(update=OuterRef("pk"))))
        .exclude(acceptances__isnull=False)
    )
    for update in bare:
        raise NotEvidenced(
            f"“{update}” makes no claim and cites no source: add one of the two."
        )
    refresh_stages(projects_moved_by(keys))
