"""The result of a rule as pages show it: the answer, what is missing, the working."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from projects.rules.result import Answer, Line, Result

CODES = {
    Answer.MET: "holds",
    Answer.NOT_MET: "holds-not",
    Answer.CANNOT_TELL: "untold",
}
"""The class that gives an answer its sign."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words, and where they lead; without an address they stand alone."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """What the keys of a working stand for: clauses by number, citations by key."""

    clauses: Mapping[str, Place] = field(default_factory=dict)
    citations: Mapping[str, Place] = field(default_factory=dict)

    def clause(self, ref: str) -> Place:
        return self.clauses.get(ref) or Place(ref)

    def citation(self, key: str) -> Place:
        return self.citations.get(key) or Place(key)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One step of a working with its clause and what is cited for it."""

    text: str
    clause: Place
    citation: Place


@dataclass(frozen=True, slots=True)
class Shown:
    """A result in words. `code` is the class that gives the answer its sign."""

    code: str
    words: str
    missing: tuple[str, ...]
    lines: tuple[ShownLine, ...]
    rule: str
    version: str
    on: date


def shown(result: Result[Any], places: Places | None = None) -> Shown:
    """The answer and its working, each line with the addresses it rests on."""
    known = places or Places()
    return Shown(
        code="invoked" if result.invoked else CODES[result.answer],
        words=answer_words(result),
        missing=result.missing,
        lines=tuple(_line(line, known) for line in result.working),
        rule=result.rule,
        version=result.version,
        on=result.on,
    )


def answer_words(result: Result[Any]) -> str:
    """What the answer means: "runs until 19 Jan 2029", "cannot tell: notice date"."""
    if result.missing:
        return _("cannot tell: %(missing)s") % {"missing": ", ".join(result.missing)}
    plain = {Answer.MET: _("met"), Answer.NOT_MET: _("not met")}
    return result.meaning or plain[result.answer]


def _line(line: Line, places: Places) -> ShownLine:
    return ShownLine(
        line.text, places.clause(line.clause), places.citation(line.citation)
    )
