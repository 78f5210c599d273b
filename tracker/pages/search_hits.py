"""What was found as readers see it: where it leads, and the words asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from deadlines.models import Deadline
from projects.models import (
    Agreement,
    Claim,
    ClaimSpeaker,
    Party,
    Pledge,
    Project,
    Source,
    Update,
)
from projects.rules.moment import Moment
from projects.rules.searching import Span, Term, marks
from tracker.pages.search_query import Part, Thing, parts
from tracker.pages.wording import CHILDREN, day_words, heading_words, value_words

SNIPPETS = 2
AROUND = 90
LONGEST = 260


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text; marked are those that were asked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text that has what was asked for, cut to the words around it."""

    label: str
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `about` tells it from others of its name."""

    heading: str
    title: tuple[Piece, ...]
    language: str
    url: str
    about: str
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What a thing is called, where its page is, and what it is one of."""

    title: str
    url: str
    about: str
    language: str = ""
    heading: str = ""


def hits(
    found: Sequence[Thing], terms: Sequence[Term], moment: Moment, *, staff: bool
) -> dict[Thing, Hit]:
    """What was found, ready to show: as many queries as there are kinds, and one."""
    texts = parts(found, terms, moment, staff=staff)
    cards = _cards(found)
    return {
        thing: _hit(cards[thing], texts.get(thing, []), terms)
        for thing in found
        if thing in cards
    }


def _hit(card: Card, texts: Iterable[Part], terms: Sequence[Term]) -> Hit:
    missing = [term for term in terms if not marks(card.title, [term])]
    snippets: list[Snippet] = []
    for part in texts:
        new = [term for term in missing if marks(part.text, [term])]
        if new and len(snippets) < SNIPPETS:
            missing = [term for term in missing if term not in new]
            around = marks(part.text, new)[0]
            pieces = cut(part.text, marks(part.text, terms), around)
            snippets.append(Snippet(_label(part.field), part.language, pieces))
    return Hit(
        heading=card.heading,
        title=_pieces(card.title, marks(card.title, terms)),
        language=card.language,
        url=card.url,
        about=card.about,
        snippets=tuple(snippets),
    )


def cut(text: str, spans: Sequence[Span], around: Span) -> tuple[Piece, ...]:
    """A long text cut to what stands around one place of it."""
    if len(text) <= LONGEST:
        return _pieces(text, spans)
    first = _word_start(text, max(0, around[0] - AROUND))
    last = max(around[1], min(len(text), first + LONGEST))
    inside = [(a - first, b - first) for a, b in spans if first <= a and b <= last]
    pieces = _pieces(text[first:last], inside)
    before = (Piece("… ", False),) if first else ()
    after = (Piece(" …", False),) if last < len(text) else ()
    return (*before, *pieces, *after)


def _pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for first, last in spans:
        pieces += [Piece(text[at:first], False), Piece(text[first:last], True)]
        at = last
    pieces.append(Piece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)


def _word_start(text: str, at: int) -> int:
    """The next beginning of a word, if one is near: not every script has spaces."""
    space = text.find(" ", at, at + 20)
    return space + 1 if at and space >= 0 else at


def _label(field: str) -> str:
    """What the text of a snippet is, where it is not plain to see."""
    return {
        "alias": _("also called"),
        "answer": _("answer"),
        "archived_text": _("archived text, not public"),
        "author": _("author"),
        "fact": _("by a source"),
        "met_when": _("counts as met"),
        "printed": _("as printed"),
        "publisher": _("published by"),
        "question": _("question"),
        "role": _("role"),
        "speaker": _("said by"),
        "subject": _("about"),
        "tranche": _("tranche"),
    }.get(field, "")


def _cards(found: Iterable[Thing]) -> dict[Thing, Card]:
    keys: dict[str, list[int]] = {}
    for kind, key in found:
        keys.setdefault(kind, []).append(key)
    return {
        (kind, row.pk): _CARDS[kind](row)
        for kind, wanted in keys.items()
        for row in _QUERIES[kind]().filter(pk__in=wanted)
    }


def _claims() -> QuerySet[Claim]:
    joined = ("statement__question", "statement__code", "dateclaim__deadline")
    speakers = ClaimSpeaker.objects.select_related("party")
    return Claim.objects.select_related(
        "update",
        *CHILDREN.values(),
        *joined,
        "outcomeclaim__deadline",
        "clausereading__clause",
        "finding__clause",
    ).prefetch_related(Prefetch("said_by", speakers))


def _claim(row: Claim) -> Card:
    page = reverse("update", args=[row.update.public_id])
    speakers = ", ".join(said.party.name for said in row.said_by.all())
    return Card(
        title=value_words(row),
        url=f"{page}#claim-{row.public_id}",
        about=", ".join(filter(None, [speakers, _known(row.update)])),
        heading=heading_words(row),
    )


def _update(row: Update) -> Card:
    url = reverse("update", args=[row.public_id])
    return Card(row.headline, url, _known(row), row.language)


def _known(update: Update) -> str:
    return _("known %(day)s") % {"day": day_words(update.known_on)}


def _project(row: Project) -> Card:
    return Card(row.name, reverse("project", args=[row.slug]), row.pledge.name)


def _deadline(row: Deadline) -> Card:
    return Card(row.title, reverse("deadline", args=[row.slug]), row.pledge.name)


def _pledge(row: Pledge) -> Card:
    about = _("%(promisor)s to %(beneficiary)s") % {
        "promisor": row.promisor,
        "beneficiary": row.beneficiary,
    }
    return Card(row.name, reverse("pledge", args=[row.slug]), about)


def _agreement(row: Agreement) -> Card:
    about = f"{row.get_kind_display()}, {day_words(row.dated_on)}"
    return Card(row.title, reverse("agreement", args=[row.slug]), about)


def _party(row: Party) -> Card:
    return Card(row.name, reverse("party", args=[row.slug]), row.get_kind_display())


def _source(row: Source) -> Card:
    published = day_words(row.published_on) if row.published_on else ""
    about = ", ".join(filter(None, [row.publisher.name, published]))
    return Card(row.title, reverse("source", args=[row.slug]), about, row.language)


_QUERIES: Mapping[str, Callable[[], QuerySet[Any]]] = {
    "project": lambda: Project.objects.select_related("pledge"),
    "deadline": lambda: Deadline.objects.select_related("pledge"),
    "pledge": lambda: Pledge.objects.select_related("promisor", "beneficiary"),
    "agreement": Agreement.objects.all,
    "party": Party.objects.all,
    "update": Update.objects.all,
    "claim": _claims,
    "source": lambda: Source.objects.select_related("publisher").defer("archived_text"),
}
_CARDS: Mapping[str, Callable[[Any], Card]] = {
    "project": _project,
    "deadline": _deadline,
    "pledge": _pledge,
    "agreement": _agreement,
    "party": _party,
    "update": _update,
    "claim": _claim,
    "source": _source,
}
