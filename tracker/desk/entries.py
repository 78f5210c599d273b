"""From the form as typed to the entry that is rehearsed and published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from projects.models import Update
from tracker.desk.about import about
from tracker.desk.citing import event_citations, further_citations
from tracker.desk.claims import claim_values
from tracker.desk.clause_fields import reading_kind
from tracker.desk.clause_rules import rules_of
from tracker.desk.fields import Kind
from tracker.desk.limits import tell_limits
from tracker.desk.naming import TABLES, Found, Names
from tracker.desk.parts import HEAD, OF_KIND
from tracker.desk.plan import Entry
from tracker.desk.reading import Notes, Reader
from tracker.desk.rows import brought_in, update_row
from tracker.desk.slugs import free_slug
from tracker.desk.sources import Sources, sources_of
from tracker.desk.subjects import BROUGHT_IN, KINDS
from tracker.desk.typed import HEAD as NUMBER_OF_HEAD
from tracker.desk.typed import Part, Raw, parts
from tracker.seeding.rows import NATURAL_KEYS, Row, natural_key
from tracker.seeding.tables import TABLES as FIELDS

Values = dict[str, Any]
# What a row has although nobody types it; most have only the update.
FILLED = {"acceptance": ("update", "from_on")}


@dataclass(frozen=True)
class Built:
    """An entry as far as it can be read, and what there is to say at its fields."""

    entry: Entry
    notes: Notes
    parts: Sequence[Part]
    sources: Sources
    known_on: date
    kinds: Mapping[int, Kind] = field(default_factory=dict)

    def kind_of(self, part: Part) -> Kind:
        """The fields of a part; those of a reading depend on the rule of its clause."""
        return self.kinds.get(part.number, KINDS[part.kind])

    @property
    def is_readable(self) -> bool:
        return not self.notes.wrong


def build(
    raw: Raw,
    *,
    draft: int,
    now: datetime,
    corrects: Update | None = None,
) -> Built:
    """Read the whole form. Nothing is written, and nothing is refused.

    What `corrects` an update of ours became known when that one did.
    """
    typed = [part for part in parts(raw) if part.kind in KINDS]
    notes, names, today = Notes(), Names(), now.astimezone(UTC).date()
    new = [part for part in typed if part.kind in BROUGHT_IN]
    own = _own(new)
    names.own = list(own.values())
    sources = sources_of(typed, names, notes, today=today)
    head = Reader(typed[0], HEAD, names, notes).values()
    if head.get("kind") in OF_KIND:
        notes.tell((NUMBER_OF_HEAD, "kind"), str(OF_KIND[head["kind"]]))
    known_on = head.get("known_on") or _usual_day(sources, today)
    if corrects:
        known_on = corrects.known_on
        head |= {"known": corrects.known_precision, "zone": corrects.zone}
    key = f"{known_on}-draft-{draft}"
    claims = [part for part in typed if part.is_claim]
    names.claims = _own_claims(claims, key)
    further = further_citations(typed, sources, names, notes)
    rules = rules_of(typed, names)
    stated = [
        _cited(
            claim_values(part, sources, names, notes, rule=rules.get(part.number, "")),
            further.get(part.number, ()),
        )
        for part in claims
    ]
    by_number = {
        part.number: values for part, values in zip(claims, stated, strict=True)
    }
    tell_limits(typed, by_number, own, notes)
    given = {"update": key, "from_on": known_on}
    brings = [
        _brought(part, own, given, names, notes)
        for part in new
        if part.kind != "source"
    ]
    rows = [row for row in (*sources.rows, *brings) if row]
    named = head.pop("about", [])
    head |= {"known_on": known_on, **about(named, stated, rows)}
    if not stated:
        head["citations"] = event_citations(sources, further.get(NUMBER_OF_HEAD, ()))
    lines = [part.number for part in claims]
    update = update_row(key, head, stated, lines=lines)
    entry = Entry(
        update=update,
        brings=tuple(rows),
        corrects=corrects,
        why=typed[0].get("why"),
    )
    kinds = {
        part.number: reading_kind(rules[part.number], part)
        for part in typed
        if part.number in rules
    }
    return Built(entry, notes, typed, sources, known_on, kinds)


def _cited(stated: Values, further: Sequence[Mapping[str, Any]]) -> Values:
    return {**stated, "citations": [*stated["citations"], *further]}


def _own_claims(claims: Sequence[Part], key: str) -> dict[str, tuple[str, str]]:
    """What the form's own claims are called in it, their keys and their words."""
    return {
        f"#{part.number}": (
            f"{key}/{place}",
            f"{place}. {KINDS[part.kind].label}: {part.get('words')}",
        )
        for place, part in enumerate(claims, start=1)
    }


def _usual_day(sources: Sources, today: date) -> date:
    """The day the source came out, where it is known and past; else today."""
    published_on = sources.main.published_on if sources.main else None
    return published_on if published_on and published_on <= today else today


def _own(new: Sequence[Part]) -> dict[int, Found]:
    """What the entry brings in, by the number of its part, to be named by others."""
    found: dict[int, Found] = {}
    for part in new:
        table = TABLES.get(part.kind)
        if table is None or part.kind == "source" or part.is_empty:
            continue
        name = part.get(table.name)
        taken = {each.key for each in found.values()}
        key = free_slug(table.model, part.get("key") or _stem(part, name), taken=taken)
        found[part.number] = Found(part.kind, key, name)
    return found


def _stem(part: Part, name: str) -> str:
    """What a slug is made of; a name without Latin letters gives its kind."""
    latin = "".join(letter for letter in name if letter.isascii())
    return latin if any(map(str.isalpha, latin)) else part.kind.replace("_", "-")


def _brought(
    part: Part, own: Mapping[int, Found], given: Values, names: Names, notes: Notes
) -> Row | None:
    if part.is_empty:
        return None
    typed = Reader(part, KINDS[part.kind], names, notes).values()
    known = FIELDS[part.kind].known
    filled = FILLED.get(part.kind, ("update",))
    values = {name: given[name] for name in filled if name in known}
    values |= {name: typed[name] for name in typed if name in known}
    key = own[part.number].key if part.number in own else ""
    if part.kind in NATURAL_KEYS:
        key = natural_key(part.kind, values)
    return brought_in(part.kind, key, values, line=part.number)
