"""Finding what an analyst means: by slug, by name, by an alias in any script."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any
from unicodedata import normalize
from uuid import UUID

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from deadlines.models import Deadline
from projects.models import (
    Agreement,
    Claim,
    Clause,
    FinancingLine,
    Party,
    Pledge,
    Project,
    Question,
    Source,
    Tranche,
)
from tracker.desk.addresses import is_address, known_address
from tracker.desk.figures import Unreadable


@dataclass(frozen=True)
class Table:
    """Where the names of one kind of thing are kept."""

    model: type[Model]
    name: str
    aliases: bool = False

    def found(self, text: str) -> list[tuple[str, str]]:
        """Slug and name of what bears exactly this name; a slug comes before all."""
        rows: Any = self.model._default_manager.values_list("slug", self.name)
        by_slug = list(rows.filter(slug=text.lower()))
        named = Q(**{f"{self.name}__iexact": text})
        if self.aliases:
            named |= Q(names__name__iexact=text)
        return by_slug or list(rows.filter(named).order_by("pk").distinct())

    def all(self) -> list[tuple[str, str]]:
        """Every name and the slug it means: the names first, then the aliases."""
        rows: Any = self.model._default_manager.order_by(self.name, "pk")
        names = list(rows.values_list(self.name, "slug"))
        if self.aliases:
            also = rows.filter(names__isnull=False)
            names += list(also.values_list("names__name", "slug"))
        return names


TABLES = {
    "party": Table(Party, "name", aliases=True),
    "pledge": Table(Pledge, "name"),
    "tranche": Table(Tranche, "name"),
    "project": Table(Project, "name", aliases=True),
    "agreement": Table(Agreement, "title"),
    "financing_line": Table(FinancingLine, "summary"),
    "deadline": Table(Deadline, "title"),
    "source": Table(Source, "title"),
    "question": Table(Question, "text"),
    "clause": Table(Clause, "title"),
}
PREFIXES = {"financing_line": "line"}
PUBLIC_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
WORDS = {"financing_line": "financing line"}


@dataclass(frozen=True)
class Found:
    """One thing of the record, or one that this entry brings in."""

    table: str
    key: str
    name: str = field(compare=False)

    @property
    def prefixed(self) -> str:
        return f"{PREFIXES.get(self.table, self.table)}:{self.key}"


class Unknown(Unreadable):
    """A name nobody bears; `name` is what was typed, `tables` where it was sought."""

    def __init__(self, name: str, message: str, tables: Sequence[str]) -> None:
        self.name, self.tables = name, tuple(tables)
        super().__init__(message)


@dataclass
class Names:
    """The names of the record and of an entry's own things, each looked up once."""

    own: Sequence[Found] = ()
    claims: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    seen: dict[tuple[str, str], list[Found]] = field(default_factory=dict)

    def one(self, text: str, tables: Sequence[str]) -> Found:
        """The one thing so named. Raises Unreadable, Unknown with suggestions."""
        found = self.of(text, tables)
        if not found:
            raise Unknown(text, self._unknown(text, tables), tables)
        if len(found) > 1:
            slugs = ", ".join(each.prefixed for each in found)
            raise Unreadable(
                _("“%(text)s” names several: write one of %(slugs)s.")
                % {"text": text, "slugs": slugs}
            )
        return found[0]

    def many(self, text: str, tables: Sequence[str]) -> list[Found]:
        """All that are named, with ";" between; each once."""
        names = filter(None, (name.strip() for name in text.split(";")))
        return list(dict.fromkeys(self.one(name, tables) for name in names))

    def claim(self, text: str) -> tuple[str, str]:
        """The key of a claim and its words: one of the form, or one a link leads to."""
        if text in self.claims:
            return self.claims[text]
        ids = [UUID(each) for each in PUBLIC_ID.findall(text)]
        claim = Claim.objects.filter(public_id__in=ids[-1:]).first()
        if claim is None:
            raise Unreadable(_("Paste the link of a claim, or choose one of the list."))
        return str(claim.public_id), str(claim)

    def of(self, text: str, tables: Sequence[str]) -> list[Found]:
        prefix, colon, key = text.partition(":")
        table = {"line": "financing_line"}.get(prefix.strip(), prefix.strip())
        if colon and table in tables and key.strip():
            return self._in(key.strip(), table)
        found = [found for table in tables for found in self._in(text, table)]
        plain = normalize("NFKC", text)  # ﾄﾖﾀ is トヨタ, ＵＳ is US
        return found or (self.of(plain, tables) if plain != text else [])

    def _in(self, text: str, table: str) -> list[Found]:
        if (table, text) not in self.seen:
            self.seen[table, text] = self._own(text, table) or self._looked_up(
                text, table
            )
        return self.seen[table, text]

    def _own(self, text: str, table: str) -> list[Found]:
        wanted = text.lower()
        return [
            each
            for each in self.own
            if each.table == table and wanted in (each.key, each.name.lower())
        ]

    def _looked_up(self, text: str, table: str) -> list[Found]:
        if table == "source" and is_address(text):
            source = known_address(text)
            return [Found(table, source.slug, source.title)] if source else []
        return [Found(table, slug, name) for slug, name in TABLES[table].found(text)]

    def _unknown(self, text: str, tables: Sequence[str]) -> str:
        words = (
            _("thing of the record")
            if len(tables) > 2
            else " or ".join(WORDS.get(table, table) for table in tables)
        )
        known = {name for table in tables for name, _slug in TABLES[table].all()}
        known |= {each.name for each in self.own if each.table in tables}
        by_case = {name.lower(): name for name in known if name}
        parts = sorted(low for low in by_case if text.lower() in low)[:3]
        near = get_close_matches(text.lower(), by_case, n=3, cutoff=0.6)
        meant = [by_case[low] for low in dict.fromkeys([*parts, *near])][:3]
        hint = (
            _(" Did you mean %(names)s?")
            % {"names": _(" or ").join(f"“{name}”" for name in meant)}
            if meant
            else ""
        )
        return _("No %(what)s is called “%(text)s”.") % {
            "what": words,
            "text": text,
        } + (hint or _(" Add it below, or look for another of its names."))
