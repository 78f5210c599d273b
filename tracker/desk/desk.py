"""What a button of the form does to a draft: the one way for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.actions import bear_on
from deadlines.models import DeadlinePeriod
from deadlines.rules.windows import Window
from projects import actions
from projects.actions import drafts
from projects.models import Draft, Project, Update, User
from tracker.desk import plan
from tracker.desk.effects_words import words
from tracker.desk.entries import Built, build
from tracker.desk.placing import placed
from tracker.desk.plan import Conflict, NotPublishable, Plan
from tracker.desk.reading import At
from tracker.desk.standing import (
    Standing,
    borne_on,
    changed,
    standing,
    subjects_moved,
)
from tracker.desk.typed import EMPTY, Raw

Wrong = dict[At, list[str]]
WRITTEN, CHECKED, PREVIEWED = "", "checked", "preview"


@dataclass(frozen=True)
class Payload:
    """What a draft keeps: the form as typed, and what it was written against.

    `view` says whether problems or effects were asked for, `newest` which part was
    added last, `meanwhile` what others published on the same subjects, `corrects` the
    public id of the update of ours that is put right.
    """

    typed: Raw
    seen: Standing
    view: str = WRITTEN
    newest: int = 0
    meanwhile: tuple[str, ...] = ()
    begun: str = ""
    corrects: str = ""

    @classmethod
    def of(cls, draft: Draft) -> "Payload":
        kept: Mapping[str, Any] = draft.payload
        return cls(
            typed=kept.get("typed", dict(EMPTY)),
            seen={name: tuple(ids) for name, ids in kept.get("seen", {}).items()},
            view=kept.get("view", WRITTEN),
            newest=kept.get("newest", 0),
            meanwhile=tuple(kept.get("meanwhile", ())),
            begun=kept.get("begun", ""),
            corrects=kept.get("corrects", ""),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "typed": self.typed,
            "seen": {name: list(ids) for name, ids in self.seen.items()},
            "view": self.view,
            "newest": self.newest,
            "meanwhile": list(self.meanwhile),
            "begun": self.begun,
            "corrects": self.corrects,
        }

    def build(self, draft: Draft, *, now: datetime) -> Built:
        """The form read whole, as news or as a correction."""
        corrects = (
            Update.objects.get(public_id=self.corrects) if self.corrects else None
        )
        return build(self.typed, draft=draft.pk, now=now, corrects=corrects)


@dataclass(frozen=True)
class Kept:
    """A form and what it reads as: read once for whatever is then done with it."""

    payload: Payload
    built: Built


@dataclass(frozen=True)
class Judged:
    """A form with everything there is to say about it."""

    payload: Payload
    built: Built
    wrong: Wrong
    effects: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.wrong


@transaction.atomic
def keep(draft: Draft, payload: Payload, *, now: datetime) -> Kept:
    """Keep the form in its draft, noting what its subjects are chosen against.

    Noted too is which deadlines it bears on: while it waits, their mail is held.
    """
    built = payload.build(draft, now=now)
    moved = subjects_moved(built.entry.rows)
    new = standing(name for name in moved if name not in payload.seen)
    seen = {**payload.seen, **new}
    payload = replace(
        payload, seen={name: seen[name] for name in moved if name in seen}
    )
    title = built.entry.update.values.get("headline", "")
    drafts.keep(draft, title=title, payload=payload.as_json(), now=now)
    borne = borne_on(built.entry.rows, corrects=built.entry.corrects)
    bear_on(draft, deadlines=borne)
    return Kept(payload, built)


def judge(draft: Draft, kept: Kept, *, by: User, now: datetime) -> Judged:
    """What to show: typing errors always, problems and effects where asked for."""
    payload, built = kept.payload, kept.built
    outcome = Plan()
    if payload.view == PREVIEWED and built.is_readable:
        outcome = plan.rehearse(built.entry, by=by, now=now, author=draft.author)
    elif payload.view:
        outcome = Plan(problems=tuple(plan.check(built.entry, now=now)))
    wrong = {**built.notes.wrong, **placed(outcome.problems, built)}
    return Judged(payload, built, wrong, outcome.effects)


def preview(draft: Draft, kept: Kept, *, by: User, now: datetime) -> Judged:
    """Rehearse against the record as it is now, which counts as seen from here on."""
    payload = kept.payload
    current = standing(payload.seen)
    meanwhile = tuple(_since(name) for name in changed(payload.seen, current))
    payload = replace(payload, view=PREVIEWED, meanwhile=meanwhile)
    judged = judge(draft, replace(kept, payload=payload), by=by, now=now)
    if judged.is_sound:
        payload = replace(payload, seen={**payload.seen, **current})
    drafts.keep(draft, title=draft.title, payload=payload.as_json(), now=now)
    return replace(judged, payload=payload)


@transaction.atomic
def publish(draft: Draft, kept: Kept, *, by: User, now: datetime) -> Update:
    """Publish a draft, once. Raises what the plan refuses, and DraftClosed."""
    held = drafts.hold(draft)
    if not kept.built.is_readable:
        raise NotPublishable([])
    entry = replace(kept.built.entry, seen=kept.payload.seen)
    update = plan.publish(entry, by=by, now=now, author=held.author)
    drafts.mark_published(draft, update=update, now=now)
    return update


def _since(subject: str) -> str:
    """How a subject stands that somebody else published on."""
    kind, _colon, slug = subject.partition(":")
    if kind == "project":
        project = Project.objects.get(slug=slug)
        return _("%(name)s: its stage is now %(stage)s.") % {
            "name": project,
            "stage": project.get_stage_display() or _("none"),
        }
    period = DeadlinePeriod.objects.current().get(deadline__slug=slug)
    window = Window(period.due_from, period.due_to)
    return _("%(title)s: now %(state)s, date %(window)s.") % {
        "title": period.deadline,
        "state": period.get_state_display(),
        "window": words(window),
    }


__all__ = [
    "Conflict",
    "Judged",
    "Kept",
    "NotPublishable",
    "Payload",
    "actions",
    "judge",
    "keep",
    "preview",
    "publish",
]
