"""The sources of an entry: those of the record, recognised, and those it adds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from projects.models import Source
from tracker.desk.addresses import is_address, is_other_address, stored_address
from tracker.desk.figures import Unreadable
from tracker.desk.naming import Found, Names
from tracker.desk.new_parties import SOURCE
from tracker.desk.reading import Notes, Reader
from tracker.desk.rows import brought_in
from tracker.desk.slugs import free_slug
from tracker.desk.typed import SOURCE as MAIN
from tracker.desk.typed import Part
from tracker.seeding.rows import Row


@dataclass(frozen=True)
class Cited:
    """A source as claims cite it: its key, language and chain to the origin."""

    key: str
    language: str
    published_on: date | None
    via: tuple[str, ...] = ()


@dataclass
class Sources:
    """All sources of one entry, by key; the first is what was read."""

    cited: dict[str, Cited] = field(default_factory=dict)
    main: Cited | None = None
    rows: list[Row] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    new: list[Found] = field(default_factory=list)

    def citation(self, key: str) -> dict[str, Any]:
        """The citation of a source, with its chain where the form gives one."""
        via = self.cited[key].via if key in self.cited else ()
        return {"source": key, **({"via": list(via)} if via else {})}


def sources_of(
    parts: Iterable[Part], names: Names, notes: Notes, *, today: date
) -> Sources:
    """Recognise or build every source of the form, then their chains."""
    found = Sources()
    parts = [part for part in parts if part.kind == "source"]
    for part in parts:
        _add(part, found, names, notes, today)
    if found.new:
        names.own = [*names.own, *found.new]
        names.seen.clear()
    for part in parts:
        _chain(part, found, names, notes)
    return found


def _add(part: Part, found: Sources, names: Names, notes: Notes, today: date) -> None:
    text, at = part.get("url"), (part.number, "url")
    with notes.catching(at):
        known = names.of(text, ("source",)) if text else []
        if known:
            _recognised(names.one(text, ("source",)), part, found, notes)
        elif is_other_address(text):
            raise Unreadable(_("An address begins with http:// or https://."))
        elif is_address(text) or part.get("title"):
            _new(part, found, names, notes, today)
        elif text:
            raise Unreadable(
                _("No source is called so. Paste its address to add it as a new one.")
            )


def _recognised(known: Found, part: Part, found: Sources, notes: Notes) -> None:
    source = Source.objects.select_related("publisher").get(slug=known.key)
    found.known.add(part.number)
    _cite(part, found, Cited(source.slug, source.language, source.published_on))
    notes.tell(
        (part.number, "url"),
        _("Known: %(title)s (%(publisher)s, %(day)s, grade %(grade)s)")
        % {
            "title": source.title,
            "publisher": source.publisher,
            "day": source.published_on or _("day unknown"),
            "grade": source.grade,
        },
    )


def _new(part: Part, found: Sources, names: Names, notes: Notes, today: date) -> None:
    reader = Reader(part, SOURCE, names, notes)
    values = reader.values()
    published_on = values.get("published_on")
    wanted = part.get("key") or f"{values.get('publisher', 'source')}-" + str(
        published_on or today
    )
    slug = free_slug(Source, wanted, taken=found.cited)
    text = part.get("url")
    address = stored_address(text) if is_address(text) else ""
    held = {"held": False} if part.get("unheld") else {}
    values |= {"slug": slug, "url": address, **held}
    found.rows.append(brought_in("source", slug, values, line=part.number))
    _cite(part, found, Cited(slug, values["language"], published_on))
    called = (part.get("title"), text, address, f"#{part.number}")
    found.new += [Found("source", slug, name) for name in called if name]
    notes.tell((part.number, "url"), _("New to the record: fill in what it is."))


def _cite(part: Part, found: Sources, cited: Cited) -> None:
    found.cited[cited.key] = cited
    if part.number == MAIN:
        found.main = cited


def _chain(part: Part, found: Sources, names: Names, notes: Notes) -> None:
    """The chain from this carrier to its origin, where one was typed."""
    text = part.get("via")
    with notes.catching((part.number, "via")):
        via = tuple(each.key for each in names.many(text, ("source",)))
        key = _key_of(part, found, names)
        if via and key:
            cited = found.cited[key]
            _cite(part, found, Cited(key, cited.language, cited.published_on, via))


def _key_of(part: Part, found: Sources, names: Names) -> str:
    """The key under which a source of the form is cited; empty if it is none yet."""
    text = part.get("url") or f"#{part.number}"
    known = names.of(text, ("source",))
    return known[0].key if known and known[0].key in found.cited else ""


def citations_of(
    part: Part, sources: Sources, names: Names, notes: Notes
) -> Sequence[Mapping[str, Any]]:
    """The citations of a claim: its own sources, else the one that was read.

    Of several, the first is the one whose place, excerpt and chain are given.
    """
    keys = [sources.main.key] if sources.main else []
    if part.get("source"):
        with notes.catching((part.number, "source")):
            own = names.many(part.get("source"), ("source",))
            keys = [each.key for each in own]
    if not keys:
        return []
    first = _passage(part, keys[0], sources, names, notes)
    return [first, *(sources.citation(key) for key in keys[1:])]


def _passage(
    part: Part, key: str, sources: Sources, names: Names, notes: Notes
) -> Mapping[str, Any]:
    """Where in a source it is to be read, in which words, and by whom passed on."""
    citation = sources.citation(key)
    with notes.catching((part.number, "via")):
        via = [each.key for each in names.many(part.get("via"), ("source",))]
        citation |= {"via": via} if via else {}
    for name in ("locator", "excerpt", "translation", "translated_by"):
        citation |= {name: part.get(name)} if part.get(name) else {}
    if part.get("excerpt") or part.get("excerpt_language"):
        citation["language"] = part.get("excerpt_language") or _language(key, sources)
    return citation


def _language(key: str, sources: Sources) -> str:
    if key in sources.cited:
        return sources.cited[key].language
    return Source.objects.values_list("language", flat=True).get(slug=key)
