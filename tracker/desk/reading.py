"""Reads a part, field by field, into the values of a row; says what it cannot read."""

import calendar
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tracker.desk.fields import Field, Kind
from tracker.desk.figures import Unreadable, number_of
from tracker.desk.naming import Found, Names, Unknown
from tracker.desk.typed import Part
from tracker.seeding.wording import day_meant

MONTHS = [name.lower() for name in calendar.month_name[1:]]
MONTH, DAY, YEAR = r"(?P<month>[A-Za-z]{3,9})", r"(?P<day>\d{1,2})", r"(?P<year>\d{4})"
WRITTEN = (
    re.compile(rf"{DAY} {MONTH}\.?,? {YEAR}"),
    re.compile(rf"{MONTH}\.? {DAY},? {YEAR}"),
    re.compile(rf"{YEAR}年(?P<month>\d{{1,2}})月{DAY}日"),
    re.compile(rf"{YEAR}년 ?(?P<month>\d{{1,2}})월 ?{DAY}일"),
)
At = tuple[int, str]
"""A field of the form: the number of its part, and its name there."""


@dataclass
class Notes:
    """What there is to say at each field: what is wrong, and what was understood."""

    wrong: dict[At, list[str]] = field(default_factory=dict)
    read: dict[At, list[str]] = field(default_factory=dict)
    unknown: list[Unknown] = field(default_factory=list)

    def add(self, at: At, message: str) -> None:
        self.wrong.setdefault(at, []).append(message)

    def tell(self, at: At, *words: str) -> None:
        self.read.setdefault(at, []).extend(words)

    @contextmanager
    def catching(self, at: At) -> Iterator[None]:
        try:
            yield
        except Unreadable as refusal:
            self.add(at, str(refusal))
            if isinstance(refusal, Unknown):
                self.unknown.append(refusal)


@dataclass
class Reader:
    """Reads the fields of one part."""

    part: Part
    kind: Kind
    names: Names
    notes: Notes

    def at(self, name: str) -> At:
        return self.part.number, name

    def values(self) -> dict[str, Any]:
        """The fields that are read one by one."""
        found: dict[str, Any] = {}
        for asked in self.kind.fields:
            usual = str(asked.start) if asked.widget == "choice" else ""
            text = self.part.get(asked.name) or usual
            if text and asked.reads:
                with self.notes.catching(self.at(asked.name)):
                    found[asked.name] = self._value(asked, text)
        return found

    def day(self, name: str) -> date | None:
        """A day, or none where there is none or none that can be read."""
        found: date | None = None
        with self.notes.catching(self.at(name)):
            text = self.part.get(name)
            found = day_of(text) if text else None
        return found

    def _value(self, asked: Field, text: str) -> Any:
        if asked.names:
            return self._named(asked, text)
        if asked.reads == "day":
            return day_of(text)
        if asked.reads == "figure":
            return amount(number_of(text))
        if asked.reads == "whole":
            if not text.isdecimal():
                raise Unreadable(_("Write a whole number."))
            return int(text)
        if asked.reads == "rate":
            return rate_of(text)
        if asked.reads == "toml":
            return toml_of(text)
        if asked.reads == "claim":
            return self._claim(asked, text)
        if asked.reads == "yes":
            return text == "yes"
        if asked.reads == "pairs":
            return pairs_of(text, asked)
        return text

    def _claim(self, asked: Field, text: str) -> str:
        key, words = self.names.claim(text)
        self.notes.tell(self.at(asked.name), words)
        return key

    def _named(self, asked: Field, text: str) -> Any:
        if not asked.many:
            found = self.names.one(text, asked.names)
            self._tell(asked, text, [found])
            return found.key
        several = self.names.many(text, asked.names)
        self._tell(asked, text, several)
        return [each.prefixed if asked.prefixed else each.key for each in several]

    def _tell(self, asked: Field, text: str, found: list[Found]) -> None:
        """Say whom an alias or a slug means; a name says it itself."""
        names = "; ".join(each.name for each in found)
        if names != text:
            self.notes.tell(self.at(asked.name), names)


def day_of(text: str) -> date:
    """A day as 2026-02-17, or with its month in words. Raises Unreadable."""
    day = day_meant(text) or _in_words(text)
    if day is None:
        raise Unreadable(_("Write a day as 2026-02-17, or leave it out."))
    return day


def _in_words(text: str) -> date | None:
    """The day of "17 Feb 2026", "February 17, 2026" or "2026年2月17日"."""
    found = next(filter(None, (form.fullmatch(text.strip()) for form in WRITTEN)), None)
    if found is None:
        return None
    word = found["month"].lower()
    months = [n for n, name in enumerate(MONTHS, 1) if name.startswith(word)]
    month = int(word) if word.isdecimal() else months[0] if len(months) == 1 else 0
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:  # no such month, or no such day in it
        return None


def pairs_of(text: str, asked: Field) -> list[dict[str, str]]:
    """What each line says of two things, as "ja: 日本" says a language and a name."""
    left, right = asked.pair
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        before, *after = map(str.strip, re.split("[:：]", line, maxsplit=1))
        if not (before and any(after)):
            raise Unreadable(
                _("“%(line)s”: write one a line, as %(form)s.")
                % {"line": line, "form": asked.hint}
            )
        found.append({left: before, right: after[0]})
    return found


def rate_of(text: str) -> int | str:
    """A fraction of 1, also where it is written in per cent: 12.5% is 0.125."""
    if text.endswith("%"):
        return amount(number_of(text.removesuffix("%")) / 100)
    return amount(number_of(text))


def toml_of(text: str) -> dict[str, Any]:
    """Parameters as the seed files write them; decimals stay as they were typed."""
    try:
        return tomllib.loads(text, parse_float=str)
    except ValueError as error:  # no TOML, or a whole number of endless digits
        raise Unreadable(
            _('Write one parameter a line, as days = 45 or unit = "working_day": %s.')
            % error
        ) from None


def amount(number: Decimal) -> int | str:
    """A number as rows hold it: whole, or a text with decimals."""
    if number == number.to_integral_value():
        return int(number)
    return f"{number.normalize():f}"
