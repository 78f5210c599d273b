"""Half-typed work, kept until it is published.

A draft that was published or discarded is never changed again: each write is a
conditional update, and its row count says whether the draft was still open.
"""

from datetime import datetime
from typing import Any

from projects.actions.refusals import Refusal
from projects.codes import DraftState
from projects.models import Draft, DraftComment, Update, User

UNPUBLISHED = (DraftState.OPEN, DraftState.WAITING)
LONGEST_TITLE = 300


class DraftClosed(Refusal):
    """A draft that was published or discarded meanwhile."""


def log(*, author: User, title: str, payload: dict[str, Any], now: datetime) -> Draft:
    """Keep what an analyst has typed so far. Nothing public changes."""
    return Draft.objects.create(
        author=author,
        title=title[:LONGEST_TITLE],
        payload=payload,
        created_at=now,
        changed_at=now,
    )


def keep(draft: Draft, *, title: str, payload: dict[str, Any], now: datetime) -> None:
    """Keep what stands in the form now. Raises DraftClosed."""
    _change(draft, title=title[:LONGEST_TITLE], payload=payload, changed_at=now)


def submit(draft: Draft, *, now: datetime) -> None:
    """Ask an editor to publish it. Raises DraftClosed."""
    _change(draft, state=DraftState.WAITING, changed_at=now)


def hand_back(draft: Draft, *, now: datetime) -> None:
    """Give a waiting draft back to its author. Raises DraftClosed."""
    _change(draft, state=DraftState.OPEN, changed_at=now)


def discard(draft: Draft, *, now: datetime) -> None:
    """Put it away: it is listed no more. Raises DraftClosed."""
    _change(draft, state=DraftState.DISCARDED, changed_at=now)


def hold(draft: Draft) -> Draft:
    """Lock an unpublished draft until the transaction ends. Raises DraftClosed."""
    rows = Draft.objects.select_for_update(of=("self",)).filter(state__in=UNPUBLISHED)
    held = rows.filter(pk=draft.pk).first()
    if held is None:
        raise DraftClosed("This draft was published or discarded meanwhile.")
    return held


def mark_published(draft: Draft, *, update: Update, now: datetime) -> None:
    """Say which update it became. Raises DraftClosed."""
    _change(draft, state=DraftState.PUBLISHED, update=update, changed_at=now)


def comment(draft: Draft, *, by: User, text: str, now: datetime) -> DraftComment:
    """Say something about a draft, to its author and the editors."""
    return DraftComment.objects.create(
        draft=draft, author=by, text=text, written_at=now
    )


def _change(draft: Draft, **fields: Any) -> None:
    open_still = Draft.objects.filter(pk=draft.pk, state__in=UNPUBLISHED)
    if not open_still.update(**fields):
        raise DraftClosed("This draft was published or discarded meanwhile.")
    for name, value in fields.items():
        setattr(draft, name, value)
