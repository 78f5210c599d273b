"""The kinds of value a field may hold: what is wrong with one, what it refers to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.db.models import TextChoices

from tracker.seeding.wording import (
    ANY_DAY,
    amount_to_write,
    day_to_write,
    suggestion,
)

LANGUAGES = ("en", "ja", "ko", "zh")
# Those we write; a source may also be read in one of these.
READ_LANGUAGES = (*LANGUAGES, "de", "es", "fr", "id", "it", "pt", "ru", "th", "vi")
DECIMAL_TEXT = re.compile(r"-?\d[\d_]*\.\d+")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Reference:
    """A field that names another row by its key."""

    field: str
    table: str
    key: str


class Kind:
    """One kind of value. `at` says where it stands, for the message."""

    def wrong(self, at: str, value: Any) -> Iterator[str]:
        raise NotImplementedError

    def references(self, at: str, value: Any) -> Iterator[Reference]:
        return iter(())  # most kinds of value name no row


@dataclass(frozen=True)
class Text(Kind):
    longest: int | None = None

    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not isinstance(value, str) or not value.strip():
            yield f"{at}: {_shown(value)} is no text: write it in quotes"
        elif self.longest and len(value) > self.longest:
            yield f"{at}: {len(value)} characters are too long: write {self.longest}"


@dataclass(frozen=True)
class Pattern(Kind):
    """A text of a fixed form, described in `form` for whoever got it wrong."""

    pattern: re.Pattern[str]
    form: str
    longest: int | None = None

    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not isinstance(value, str) or not self.pattern.fullmatch(value):
            yield f"{at}: {_shown(value)} does not fit: {self.form}"
        else:
            yield from Text(self.longest).wrong(at, value)


class Day(Kind):
    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if isinstance(value, datetime):
            yield f"{at}: write {value.date().isoformat()}, without the time"
        elif isinstance(value, str | int) and not isinstance(value, bool):
            yield f"{at}: {_shown(value)} is no day: {day_to_write(str(value))}"
        elif not isinstance(value, date):
            yield f"{at}: {_shown(value)} is no day: {ANY_DAY}"


class Amount(Kind):
    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not _is_amount(value):
            advice = amount_to_write(str(value))
            yield f"{at}: {_shown(value)} is no amount: {advice}"
        elif as_decimal(value) != round(as_decimal(value), 6):
            yield f"{at}: {_shown(value)} has more than six decimals"
        elif abs(as_decimal(value)) >= 10**20:
            yield f"{at}: {_shown(value)} has more than twenty digits"


class Table(Kind):
    """A table of its own, whose fields another check knows."""

    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at}: {_shown(value)} is no table: write {{ name = value }}"


class YesNo(Kind):
    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not isinstance(value, bool):
            yield f"{at}: {_shown(value)} is neither: write true or false, unquoted"


@dataclass(frozen=True)
class Whole(Kind):
    least: int

    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not _is_whole(value) or value < self.least:
            advice = f"write a whole number from {self.least}"
            yield f"{at}: {_shown(value)} does not fit: {advice}"


@dataclass(frozen=True)
class OneOf(Kind):
    allowed: tuple[str, ...]

    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not isinstance(value, str) or value not in self.allowed:
            hint = suggestion(str(value), self.allowed)
            yield f"{at}: {_shown(value)} is not one of {_listed(self.allowed)}{hint}"


class Zone(Kind):
    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not isinstance(value, str) or value not in _zones():
            hint = suggestion(str(value), _zones())
            form = 'write its name as "America/New_York"'
            yield f"{at}: {_shown(value)} is no time zone: {form}{hint}"


@dataclass(frozen=True)
class Ref(Kind):
    """The key of a row of one table."""

    table: str

    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not isinstance(value, str):
            yield f'{at}: {_shown(value)} is no key: write one {self.table}, as "key"'

    def references(self, at: str, value: Any) -> Iterator[Reference]:
        if isinstance(value, str):
            yield Reference(at, self.table, value)


@dataclass(frozen=True)
class TypedRef(Kind):
    """The key of a row with its table in front: "project:portsmouth"."""

    tables: tuple[str, ...]

    def wrong(self, at: str, value: Any) -> Iterator[str]:
        prefix, colon, key = _split(value)
        if not (colon and key and prefix in self.tables):
            forms = " or ".join(f'"{name}:key"' for name in self.tables)
            yield f"{at}: {_shown(value)} does not fit: write {forms}"

    def references(self, at: str, value: Any) -> Iterator[Reference]:
        prefix, colon, key = _split(value)
        if colon and key and prefix in self.tables:
            yield Reference(at, table_of(prefix), key)


@dataclass(frozen=True)
class Many(Kind):
    kind: Kind

    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at}: {_shown(value)} is no list: write it in [ ]"
            return
        for place, item in enumerate(value, 1):
            yield from self.kind.wrong(self._at(at, place), item)
            if item in value[: place - 1]:
                yield f"{self._at(at, place)}: {_shown(item)} is named twice"

    def references(self, at: str, value: Any) -> Iterator[Reference]:
        for place, item in enumerate(value if isinstance(value, list) else (), 1):
            yield from self.kind.references(self._at(at, place), item)

    def _at(self, at: str, place: int) -> str:
        # A scalar is shown in the message; a table is found by its place only.
        return f"{at} {place}" if isinstance(self.kind, Fields) else at


@dataclass(frozen=True)
class Fields(Kind):
    """The fields of a row, or of an inline table in one."""

    required: Mapping[str, Kind]
    optional: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def known(self) -> dict[str, Kind]:
        return {**self.required, **self.optional}

    def wrong(self, at: str, value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at}: {_shown(value)} does not fit: write {self._form()}"
            return
        yield from self.missing(at, value)
        yield from self.malformed(at, value)

    def missing(self, at: str, values: Mapping[str, Any]) -> Iterator[str]:
        for name in self.required:
            if name not in values:
                yield f"{_join(at, name)}: missing"

    def malformed(self, at: str, values: Mapping[str, Any]) -> Iterator[str]:
        known = self.known
        for name, value in values.items():
            if name in known:
                yield from known[name].wrong(_join(at, name), value)
            else:
                yield f"{_join(at, name)}: unknown field{suggestion(name, known)}"

    def references(self, at: str, value: Any) -> Iterator[Reference]:
        known = self.known
        for name, inner in value.items() if isinstance(value, dict) else ():
            if name in known:
                yield from known[name].references(_join(at, name), inner)

    def _form(self) -> str:
        return "{ " + ", ".join(f"{name} = ..." for name in self.required) + " }"


def code(choices: type[TextChoices]) -> OneOf:
    return OneOf(tuple(choices.values))


def table_of(prefix: str) -> str:
    """The table a typed reference means: "line:" is short for a financing line."""
    return "financing_line" if prefix == "line" else prefix


def as_decimal(value: int | str) -> Decimal:
    """The number an amount field holds, once it is known to be well formed."""
    return Decimal(value)


def _is_amount(value: Any) -> bool:
    if isinstance(value, str):
        return DECIMAL_TEXT.fullmatch(value) is not None
    return _is_whole(value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _join(at: str, name: str) -> str:
    return f"{at}: {name}" if at else name


def _split(value: Any) -> tuple[str, str, str]:
    return value.partition(":") if isinstance(value, str) else ("", "", "")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(words)


def _shown(value: Any) -> str:
    """A value as its writer wrote it, or nearly."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    return "{ ... }" if isinstance(value, dict) else str(value)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
