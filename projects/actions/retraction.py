"""Taking an update back, and putting another in its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from projects.actions.refusals import NotRetractable
from projects.actions.stages import projects_moved_by, refresh_stages
from projects.actions.updates import record, settle
from projects.codes import UpdateKind, UpdateStatus
from projects.models import Update, User
from projects.models.subject import Subject


@transaction.atomic
def retract(update: Update, *, by: User, now: datetime, why: str) -> None:
    """Take a published update back, once. Its rows stay and are read no more.

    Raises NotRetractable without a reason, the second time, and when later live rows
    rest on it: those are listed, to be retracted first.
    """
    _hold(update)
    resting = _resting_on(update) + _brought_in(update)
    if resting:
        raise NotRetractable(
            "Later rows rest on this update; retract or correct them first: "
            + "; ".join(sorted(resting))
        )
    _take_back(update, by=by, now=now, why=why)


@contextmanager
def correct(
    update: Update, *, by: User, now: datetime, why: str, **fields: Any
) -> Iterator[Update]:
    """Put a correcting update in the place of one in which we erred.

    The new one takes the old one's known_on and what the old one brought in, so no
    slip comes of it. Raises NotRetractable when later live rows rest on the old one.
    """
    with transaction.atomic():
        _hold(update)
        resting = _resting_on(update)
        if resting:
            raise NotRetractable(
                "Later rows rest on this update; correct them first: "
                + "; ".join(sorted(resting))
            )
        correction = record(
            by=by,
            now=now,
            known_on=update.known_on,
            known_precision=update.known_precision,
            zone=update.zone,
            kind=UpdateKind.OUR_CORRECTION,
            corrects=update,
            in_place_since=update.in_place_since or update.recorded_at,
            **fields,
        )
        for model in Subject.__subclasses__():
            model._default_manager.filter(brought_in_by=update).update(
                brought_in_by=correction
            )
        _take_back(update, by=by, now=now, why=why)
        yield correction
        settle([correction])


def _hold(update: Update) -> None:
    """Let nobody accept or answer its claims while we look what rests on them."""
    Update.objects.select_for_update(no_key=True).get(pk=update.pk)


def _take_back(update: Update, *, by: User, now: datetime, why: str) -> None:
    if not why.strip():
        raise NotRetractable("Say why the update is retracted.")
    published = Update.objects.filter(pk=update.pk, status=UpdateStatus.PUBLISHED)
    if not published.update(
        status=UpdateStatus.RETRACTED,
        retracted_at=now,
        retracted_by=by,
        retracted_why=why,
    ):
        raise NotRetractable(f"“{update}” was retracted before.")
    update.refresh_from_db()
    refresh_stages(projects_moved_by([update.pk]))


def _resting_on(update: Update) -> list[str]:
    """Later live updates that accept, answer or supersede this one's claims."""
    rest = (
        Q(claims__responds_to__update=update)
        | Q(claims__supersedes__update=update)
        | Q(acceptances__claim__update=update)
        | Q(corrects=update)
    )
    later = Update.objects.live().filter(rest).exclude(pk=update.pk).distinct()
    return [f"update “{other}” ({other.known_on})" for other in later]


def _brought_in(update: Update) -> list[str]:
    return [
        f"{model._meta.verbose_name} “{thing}”"
        for model in Subject.__subclasses__()
        for thing in model._default_manager.filter(brought_in_by=update)
    ]
