"""From the words of a date to the window an analyst accepts, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from deadlines.rules.edtf_window import NotEdtf, edtf_of, window_of
from deadlines.rules.lexicon import (
    Kind,
    NeedsSaidOn,
    Proposal,
    UnknownLanguage,
    propose,
)
from deadlines.rules.windows import Window
from tracker.desk.figures import Unreadable
from tracker.pages.wording import window_words

WITHOUT_WINDOW = ("undated", "event_bound", "offset")


@dataclass(frozen=True)
class Words:
    """What was typed about a date; days are read already."""

    words: str
    language: str
    said_on: date | None
    reading: str = ""
    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    event: str = ""
    reason: str = ""


def proposed(said: Words) -> Proposal | None:
    """What the lexicon makes of the words. Raises Unreadable where a day is missing."""
    if not said.words:
        return None
    try:
        return propose(said.words, language=said.language, said_on=said.said_on)
    except NeedsSaidOn as missing:
        raise Unreadable(
            _("%(why)s Fill in “said on”.") % {"why": str(missing)}
        ) from None
    except UnknownLanguage:
        return None


def taken(said: Words) -> Mapping[str, Any]:
    """The `date` of a row: the reading the analyst chose. Raises Unreadable."""
    own = bool(said.edtf or said.earliest or said.latest)
    if said.reading == "window" or (own and said.reading in ("", "strict", "lenient")):
        return _own(said)
    if said.reading in WITHOUT_WINDOW:
        return _without_window(said)
    proposal = proposed(said)
    if proposal is None:
        raise Unreadable(
            _(
                "These words give no window that we know. Write your own under “Read "
                "as”, or choose there “no date”, “bound to an event” or “counted "
                "from an event”."
            )
        )
    if proposal.kind is not Kind.DATED:
        return {
            "type": str(proposal.kind),
            "event": _event_of(proposal),
            "reason": said.reason or proposal.reason,
        }
    window = proposal.lenient if said.reading == "lenient" else proposal.strict
    return _window(window, said.reason or proposal.reason)


def as_typed(said: Words, window: Window) -> dict[str, str] | None:
    """The reading and reason of words that give this very window; None if none does.

    So that whoever changes the words of a copy changes its date with them.
    """
    try:
        proposal = proposed(said)
    except Unreadable:
        return None
    if proposal is None or proposal.kind is not Kind.DATED:
        return None
    for reading, read in (("strict", proposal.strict), ("lenient", proposal.lenient)):
        if read == window:
            own = said.reason if said.reason != proposal.reason else ""
            return {"reading": reading, "reason": own}
    return None


def live_words(said: Words) -> list[str]:
    """What the lexicon proposes, shown while the analyst types."""
    try:
        proposal = proposed(said)
    except Unreadable:
        if said.reading == "window" or said.reading in WITHOUT_WINDOW:
            return []  # the analyst reads it without the lexicon
        raise
    if proposal is None:
        return []
    if proposal.kind is not Kind.DATED:
        return [_("The words give no window. %(why)s") % {"why": proposal.reason}]
    if said.reading == "window":
        return [
            _("Your own window counts, below. These words alone would give: %(window)s")
            % {"window": window_words(proposal.strict)}
        ]
    strict, lenient = proposal.strict, proposal.lenient
    lines = [_shown(_("Read strictly"), strict)]
    if lenient != strict:
        lines.append(_shown(_("Read generously"), lenient))
    return [*lines, proposal.reason]


def _event_of(proposal: Proposal) -> str:
    """The event, with how long before or after it where that was said."""
    if proposal.offset and proposal.event:
        return proposal.offset.words
    return proposal.event


def _shown(label: str, window: Window) -> str:
    return f"{label}: {window_words(window)} ({edtf_of(window)})"


def _own(said: Words) -> Mapping[str, Any]:
    if said.edtf:
        try:
            window = window_of(said.edtf)
        except NotEdtf as refusal:
            raise Unreadable(str(refusal)) from None
        return {**_window(window, said.reason), "edtf": said.edtf}
    if not (said.earliest or said.latest):
        raise Unreadable(_("Write the window: EDTF, or the first or last day."))
    if said.earliest and said.latest and said.latest < said.earliest:
        raise Unreadable(
            _("The last possible day, %(last)s, lies before the first, %(first)s.")
            % {"last": said.latest, "first": said.earliest}
        )
    return _window(Window(said.earliest, said.latest), said.reason)


def _window(window: Window, reason: str) -> Mapping[str, Any]:
    return {
        "type": "window",
        "earliest": window.earliest,
        "latest": window.latest,
        "edtf": edtf_of(window),
        "reason": reason,
    }


def _without_window(said: Words) -> Mapping[str, Any]:
    event = said.event
    if said.reading != "undated" and not event:
        try:
            proposal = proposed(said)
        except Unreadable:
            proposal = None
        event = _event_of(proposal) if proposal else ""
        if not event:
            raise Unreadable(_("Name the event that the date hangs on."))
    named = {"event": event} if said.reading != "undated" else {}
    return {"type": said.reading, "reason": said.reason, **named}
