"""Reads date words as a window: a period, a range of two, and the words around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from deadlines.rules.lexicon_calendar import Named, NeedsSaidOn, Span, place
from deadlines.rules.lexicon_words import Edge, Vocabulary
from deadlines.rules.windows import Window

ONE_DAY = timedelta(days=1)
ALMOST_A_YEAR = timedelta(days=364)

_EDGE_NOTES = {
    Edge.IN: "",
    Edge.WITHIN: "The period already runs, so only its end bounds the date.",
    Edge.BY: "An upper bound: open below.",
    Edge.BEFORE: "Ends the day before, generously on the first day itself.",
    Edge.FROM: "A lower bound: open above.",
    Edge.AFTER: "Begins the day after, generously on the last day itself.",
}
_PART_NAMES = {"early": "early part", "mid": "middle", "late": "late part"}
_COUNTRIES = {"jp": "Japan", "kr": "Korea", "us": "the US", "cn": "China"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The window of date words, what was recognised in them, and why it is so."""

    strict: Window
    lenient: Window
    pattern: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Period:
    """A period or a range of two, placed in the calendar."""

    span: Span
    name: str
    is_absolute: bool
    is_end: bool
    note: str = ""


def read(text: str, vocabulary: Vocabulary, said_on: date | None) -> Reading | None:
    """Read prepared words, None if they are no date words of this language.

    Raises NeedsSaidOn for words that only mean a date together with that day.
    """
    for edge, inner in _unwrapped(text, vocabulary):
        period = _period(inner, vocabulary, said_on)
        if period:
            return _reading(_settled(edge, period, said_on), period)
    return None


def _unwrapped(text: str, vocabulary: Vocabulary) -> Iterator[tuple[Edge, str]]:
    """The bare words first, then what each kind of bound leaves of them."""
    yield Edge.IN, text
    for edge, pattern in vocabulary.edges:
        match = pattern.fullmatch(text)
        if match:
            yield edge, match["x"]


def _period(text: str, vocabulary: Vocabulary, said_on: date | None) -> _Period | None:
    named = vocabulary.named(text)
    try:
        if named:
            return _single(named, said_on)
        return _range(text, vocabulary, said_on)
    except NeedsSaidOn:
        raise
    except ValueError:
        return None


def _single(named: Named, said_on: date | None) -> _Period:
    span = place(named, said_on)
    notes = [] if named.is_absolute else [f"Counted from {said_on}."]
    country = _COUNTRIES.get(named.calendars[0])
    if country:
        notes.append(f"Fiscal year of {country}.")
    elif len(named.calendars) > 1:
        notes.append("Generously also of the fiscal year.")
    return _Period(
        span, _name(named), named.is_absolute, named.part == "end", " ".join(notes)
    )


def _name(named: Named) -> str:
    """What was recognised, such as "early part of month" or "end of fiscal year"."""
    fiscal = "fiscal " if named.calendars[0] else ""
    part = _PART_NAMES.get(named.part, named.part)
    return f"{part} of {fiscal}{named.unit}" if part else f"{fiscal}{named.unit}"


def _range(text: str, vocabulary: Vocabulary, said_on: date | None) -> _Period | None:
    for pattern in vocabulary.ranges:
        match = pattern.fullmatch(text)
        if not match:
            continue
        first = vocabulary.named(match["a"]) or vocabulary.named(
            match["a"] + vocabulary.month_mark
        )
        last = vocabulary.named(match["b"])
        if first and last:
            return _joined(first, last, said_on)
    return None


def _joined(first: Named, last: Named, said_on: date | None) -> _Period:
    """From the first day of one period to the last day of the other.

    A year said once holds for both: "November to January 2026" begins in 2025.
    """
    if last.is_absolute and not first.is_absolute:
        end = place(last, said_on)
        start = place(first, end.strict.first - ALMOST_A_YEAR)
    else:
        start = place(first, said_on)
        end = place(last, start.strict.first)
    span = Span(
        Window(start.strict.earliest, end.strict.latest),
        Window(start.lenient.earliest, end.lenient.latest),
    )
    absolute = first.is_absolute or last.is_absolute
    note = "" if absolute else f"Counted from {said_on}."
    return _Period(span, "range", absolute, last.part == "end", note)


def _settled(edge: Edge, period: _Period, said_on: date | None) -> Edge:
    """ "Before the end" includes it; "within" a later period is simply in it."""
    if edge is Edge.BEFORE and period.is_end:
        return Edge.BY
    if edge is Edge.WITHIN and period.is_absolute:
        runs = said_on is not None and period.span.strict.first <= said_on
        return Edge.WITHIN if runs else Edge.IN
    return edge


def _reading(edge: Edge, period: _Period) -> Reading:
    strict, lenient = _bounded(edge, period.span)
    days = _days(period.span.strict)
    if period.span.lenient != period.span.strict:
        days += f", generously {_days(period.span.lenient)}"
    notes = " ".join(filter(None, (period.note, _EDGE_NOTES[edge])))
    name = period.name if edge is Edge.IN else f"{edge} {period.name}"
    reason = f"{period.name.capitalize()}: {days}. {notes}".strip()
    return Reading(strict, lenient, name, reason)


def _bounded(edge: Edge, span: Span) -> tuple[Window, Window]:
    """The strict and the lenient window that the words around a period leave."""
    strict, lenient = span.strict, span.lenient
    match edge:
        case Edge.IN:
            return strict, lenient
        case Edge.BY | Edge.WITHIN:
            return Window.by(strict.last), Window.by(lenient.last)
        case Edge.FROM:
            return Window.not_before(strict.first), Window.not_before(lenient.first)
        case Edge.BEFORE:
            return Window.by(strict.first - ONE_DAY), Window.by(strict.first)
        case Edge.AFTER:
            return Window.not_before(strict.last + ONE_DAY), Window.not_before(
                strict.last
            )


def _days(window: Window) -> str:
    if window.first == window.last:
        return str(window.first)
    return f"{window.first} to {window.last}"
