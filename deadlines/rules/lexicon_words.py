"""What the date words of one language look like: the shape of a vocabulary."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from deadlines.rules.lexicon_calendar import Named, Unit


class Edge(StrEnum):
    """What the words around a period do to it."""

    IN = "in"
    WITHIN = "within"
    BY = "by"
    BEFORE = "before"
    FROM = "not before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The date words of one language, as tables.

    ``periods`` are tried in order and must match the whole text; their named groups
    are read by ``named``: day, month, season, quarter, half, part, year, ref ("this",
    "next"), fiscal (marks a fiscal year) and country. ``edges`` wrap a period in the
    group x, ``ranges`` join two in a and b, ``offsets`` have the groups count, unit,
    event and optionally within, before. ``tokens`` translates each group's words.
    ``fiscal`` are the countries whose fiscal year may be meant, the likeliest first;
    ``month_mark`` completes the first month of "1-3月"; ``spaced`` marks a language in
    which spaces divide words, so that an event is quoted with its own.
    """

    language: str
    prepare: Callable[[str], str]
    tokens: dict[str, dict[str, int | str]]
    periods: tuple[tuple[Unit, re.Pattern[str]], ...]
    edges: tuple[tuple[Edge, re.Pattern[str]], ...]
    ranges: tuple[re.Pattern[str], ...]
    undated: re.Pattern[str]
    offsets: tuple[re.Pattern[str], ...]
    events: re.Pattern[str]
    fiscal: tuple[str, ...]
    parts_of_year_may_be_fiscal: bool = False
    month_mark: str = ""
    spaced: bool = False

    def number(self, group: str, word: str | None) -> int | None:
        """The number a word stands for; digits stand for themselves."""
        if not word:
            return None
        known = self.tokens.get(group, {}).get(word)
        if known is None and not word.isdecimal():
            raise KeyError(f"{self.language}: no {group} {word!r}")
        return int(word if known is None else known)

    def code(self, group: str, word: str | None) -> str:
        """The code a word stands for, empty for no word."""
        return str(self.tokens[group][word]) if word else ""

    def named(self, text: str) -> Named | None:
        """The period that the whole text names, None if it names none."""
        for unit, pattern in self.periods:
            match = pattern.fullmatch(text)
            if match:
                named = self._read(unit, match.groupdict())
                return named if named.year in (None, *_YEARS) else None
        return None

    def _read(self, unit: Unit, found: dict[str, str | None]) -> Named:
        number = self.number(unit, found.get(_GROUPS.get(unit, "")))
        return Named(
            unit=unit,
            number=number or self.number("month", found.get("month")) or 0,
            day=self.number("day", found.get("day")) or 1,
            part=self.code("part", found.get("part")),
            year=full_year(found.get("year")),
            shift=self.number("ref", found.get("ref")),
            calendars=self._calendars(unit, found),
        )

    def _calendars(self, unit: Unit, found: dict[str, str | None]) -> tuple[str, ...]:
        if found.get("country"):
            return (self.code("country", found["country"]),)
        if found.get("fiscal"):
            return self.fiscal
        if self.parts_of_year_may_be_fiscal and unit in (Unit.QUARTER, Unit.HALF):
            return ("", *self.fiscal)
        return ("",)


_YEARS = range(1900, 2200)
_GROUPS = {Unit.SEASON: "season", Unit.QUARTER: "quarter", Unit.HALF: "half"}


def full_year(digits: str | None) -> int | None:
    """A year of two or four digits; two are of this century."""
    if not digits:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Patterns that ignore case."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_UNITS = (
    "年度|年|月|日|号|號|季|四半期|个|個|か月|カ月|ヶ月|ヵ月|ケ月|箇月|週|周|天|"
    "営業日|工作日|交易日"
)
_HAN_NUMBER = re.compile(rf"[{_HAN_DIGITS}零十]+(?={_HAN_UNITS})")


def arabic(text: str) -> str:
    """Han numerals before a unit of time as digits: 三月 is 3月, 二〇二六年 2026年."""
    return _HAN_NUMBER.sub(lambda match: _digits(match[0]), text)


def _digits(numeral: str) -> str:
    numeral = numeral.replace("零", "〇")
    if "十" not in numeral:
        return "".join(str(_HAN_DIGITS.index(each)) for each in numeral)
    tens, _, ones = numeral.partition("十")
    ten = _HAN_DIGITS.index(tens) if tens else 1
    return str(ten * 10 + (_HAN_DIGITS.index(ones) if ones else 0))
