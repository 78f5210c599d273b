"""In which text a claim was read, and where that text has it from, in words.

A carrier names its origin. Having read the carrier is not having read the origin, so
what tells of an origin tells how we hold it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from projects.models import Citation, Source
from tracker.pages.wording import day_words


@dataclass(frozen=True, slots=True)
class Provenance:
    """One text that we read, and the origin it names, if it names one."""

    label: str
    read: str
    origin: str

    @property
    def words(self) -> str:
        told = f"{self.label}: {self.read}"
        if not self.origin:
            return told
        return _("%(told)s, which names as the origin: %(origin)s") % {
            "told": told,
            "origin": self.origin,
        }


def provenance(citation: Citation, *, ours: bool) -> Provenance:
    """Of a citation with its steps; `ours` is a claim that we count from the text."""
    source = citation.source
    direct = citation.source_id == citation.origin_id
    return Provenance(
        label=_("Counted by us from") if ours else _("Read in"),
        read=_text_words(source, [_title_words(source), citation.locator], []),
        origin="" if direct else _origin_words(citation),
    )


def held_words(citation: Citation) -> str:
    """The grade of the origin, and how we hold it."""
    grades = {"grade": citation.origin.grade, "read": citation.source.grade}
    if citation.source_id == citation.origin_id:
        return _("grade %(grade)s, read by us") % grades
    if citation.origin.held:
        words = _("grade %(grade)s, through a source of grade %(read)s that we read")
    else:
        words = _(
            "grade %(grade)s, named only, by a source of grade %(read)s that we read"
        )
    return words % grades


def best_held(citation: Citation) -> tuple[str, bool, str, int]:
    """The key that puts the best origin first, and of equals the one held best."""
    origin, source = citation.origin, citation.source
    through = origin.pk != source.pk
    return origin.grade, through, source.grade, citation.pk


def other_origin(citation: Citation) -> str:
    """The publisher it comes from, where that is not the one who carries it."""
    if citation.origin.publisher_id == citation.source.publisher_id:
        return ""
    return citation.origin.publisher.name


def _origin_words(citation: Citation) -> str:
    """The origin, without a title of ours: that would describe an unread text."""
    origin = citation.origin
    between = [step.source for step in citation.steps.all()][:-1]
    marks = [_("through %s") % source.publisher.name for source in between]
    marks += [] if origin.held else [_("named only, not read by us")]
    titled = origin.held or not _is_ours(origin.title)
    return _text_words(origin, [_title_words(origin)] if titled else [], marks)


def _text_words(source: Source, told: Iterable[str], marks: Iterable[str]) -> str:
    day = day_words(source.published_on) if source.published_on else ""
    parts = (source.publisher.name, *told, day, source.url)
    text = ", ".join(part for part in parts if part)
    # In brackets: a full stop right after an address would be taken for part of it.
    return f"{text} ({', '.join([_('grade %s') % source.grade, *marks])})"


def _title_words(source: Source) -> str:
    """A title of the text's own is quoted; one of ours, in brackets, is called so."""
    if not _is_ours(source.title):
        return f"“{source.title}”"
    return _("%s (title in our words)") % source.title[1:-1]


def _is_ours(title: str) -> bool:
    return title.startswith("[") and title.endswith("]")
