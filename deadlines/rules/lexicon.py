"""The lexicon of date words: what "early March" or 年内 most likely means, in days.

It proposes; an analyst accepts a window with a reason. Four languages share one
grammar: words around a period ("by", までに, 까지, 前) change its ends, and a period
is a part of a unit of a year. The conventions are the tables of ``lexicon_calendar``,
the words those of ``lexicon_en``, ``_ja``, ``_ko`` and ``_zh``.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from deadlines.rules.edtf_window import edtf_of
from deadlines.rules.lexicon_calendar import NeedsSaidOn
from deadlines.rules.lexicon_en import ENGLISH
from deadlines.rules.lexicon_ja import JAPANESE
from deadlines.rules.lexicon_ko import KOREAN
from deadlines.rules.lexicon_reading import read
from deadlines.rules.lexicon_words import Vocabulary
from deadlines.rules.lexicon_zh import CHINESE
from deadlines.rules.windows import UNDATED, Window

__all__ = [
    "VERSION",
    "Kind",
    "NeedsSaidOn",
    "Offset",
    "Proposal",
    "UnknownLanguage",
    "propose",
]

VERSION = "2026-11"
"""Changes with every change of meaning, and is stored with each accepted window."""

_LANGUAGES = {each.language: each for each in (ENGLISH, JAPANESE, KOREAN, CHINESE)}


class UnknownLanguage(ValueError):
    """A language the lexicon has no words for."""


class Kind(StrEnum):
    """What sort of date the words give."""

    DATED = "dated"
    UNDATED = "undated"
    EVENT_BOUND = "event_bound"
    OFFSET = "offset"


@dataclass(frozen=True, slots=True)
class Offset:
    """A time counted from an event: "within 7 days of publication".

    ``unit`` is "day", "business day", "week", "month" or "year". ``within`` marks an
    upper limit, ``before`` a time counted backwards.
    """

    count: int
    unit: str
    event: str
    within: bool
    before: bool

    @property
    def length(self) -> str:
        """ "3 months"."""
        unit = self.unit if self.count == 1 else f"{self.unit}s"
        return f"{self.count} {unit}"

    @property
    def words(self) -> str:
        """ "3 months after promulgation"."""
        side = "before" if self.before else "after"
        most = "at most " if self.within else ""
        return f"{most}{self.length} {side} {self.event or 'an event'}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the words most likely mean.

    ``strict`` always lies inside ``lenient``; both are undated and ``edtf``, which
    spells the strict window, is empty for every kind but dated. ``pattern`` names what
    was recognised and ``reason`` says in a sentence why. ``event`` is the event as
    said, for event-bound words and offsets.
    """

    kind: Kind
    strict: Window
    lenient: Window
    edtf: str
    pattern: str
    reason: str
    event: str = ""
    offset: Offset | None = None
    version: str = VERSION


def propose(words: str, *, language: str, said_on: date | None) -> Proposal | None:
    """Propose what date words mean, None for words the lexicon does not know.

    ``language`` is en, ja, ko or zh, also with a region ("zh-Hant"). ``said_on`` is the
    day on which the words were said, in the speaker's zone; words that name no year
    count from it: a period comes round again until it is over. Raises NeedsSaidOn for
    such words without that day, and UnknownLanguage.
    """
    vocabulary = _LANGUAGES.get(language.lower().split("-")[0])
    if vocabulary is None:
        known = ", ".join(_LANGUAGES)
        raise UnknownLanguage(f"No date words in {language!r}. Use one of {known}.")
    spoken = _normal(words)
    text = vocabulary.prepare(spoken)
    if vocabulary.undated.fullmatch(text):
        return _without_window(Kind.UNDATED, vocabulary, "The words give no date.")
    return (
        _offset(spoken, text, vocabulary, said_on)
        or _dated(text, vocabulary, said_on)
        or _event_bound(spoken, vocabulary)
    )


def _normal(words: str) -> str:
    """One width, one kind of quote and space, no punctuation around."""
    text = unicodedata.normalize("NFKC", words).replace("\u2019", "'")
    return re.sub(r"\s+", " ", text).strip(" .,;:!?\"'“”「」『』。、，()")


def _without_window(
    kind: Kind,
    vocabulary: Vocabulary,
    reason: str,
    event: str = "",
    offset: Offset | None = None,
) -> Proposal:
    pattern = f"{vocabulary.language}: {kind.replace('_', '-')}"
    return Proposal(
        kind, UNDATED, UNDATED, "", pattern, reason, event=event, offset=offset
    )


def _event_bound(spoken: str, vocabulary: Vocabulary) -> Proposal | None:
    text = spoken if vocabulary.spaced else spoken.replace(" ", "")
    match = vocabulary.events.fullmatch(text)
    if match is None:
        return None
    event = match["event"].strip()
    reason = f"The date hangs on an event: {event}."
    return _without_window(Kind.EVENT_BOUND, vocabulary, reason, event)


def _offset(
    spoken: str, text: str, vocabulary: Vocabulary, said_on: date | None
) -> Proposal | None:
    """A time counted from an event, or from the day of speaking if none is named."""
    source = spoken if vocabulary.spaced else text
    for pattern in vocabulary.offsets:
        match = pattern.fullmatch(source)
        if match and not vocabulary.named(vocabulary.prepare(match["event"])):
            return _counted(match.groupdict(), vocabulary, said_on)
    return None


def _counted(
    found: dict[str, str | None], vocabulary: Vocabulary, said_on: date | None
) -> Proposal | None:
    offset = Offset(
        count=vocabulary.number("count", (found["count"] or "").lower()) or 0,
        unit=vocabulary.code("unit", (found["unit"] or "").lower()),
        event=(found["event"] or "").strip(),
        within=bool(found.get("within")) and found.get("within") != "in",
        before=bool(found.get("before")),
    )
    if not offset.event and offset.unit != "business day":
        return _from_speaking(offset, vocabulary, said_on)
    reason = f"Counted: {offset.words}."
    return _without_window(Kind.OFFSET, vocabulary, reason, offset.event, offset)


def _from_speaking(
    offset: Offset, vocabulary: Vocabulary, said_on: date | None
) -> Proposal:
    if said_on is None:
        raise NeedsSaidOn("These words count from the day on which they were said.")
    window = Window.by(_later(said_on, offset.count, offset.unit))
    reason = f"{offset.length.capitalize()}, counted from {said_on}."
    pattern = f"{vocabulary.language}: within a time"
    return Proposal(Kind.DATED, window, window, edtf_of(window), pattern, reason)


def _later(day: date, count: int, unit: str) -> date:
    """That many days, weeks, months or years on; a month's end stays one."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _dated(text: str, vocabulary: Vocabulary, said_on: date | None) -> Proposal | None:
    reading = read(text, vocabulary, said_on)
    if reading is None:
        return None
    return Proposal(
        kind=Kind.DATED,
        strict=reading.strict,
        lenient=reading.lenient,
        edtf=edtf_of(reading.strict),
        pattern=f"{vocabulary.language}: {reading.pattern}",
        reason=reading.reason,
    )
