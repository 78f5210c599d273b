"""Clause parameters as they are stored (strings, lists, tables) read into typed terms.

A new pledge brings new parameters and no code, so a wrong one is refused in words that
name the field and tell how it is written.
"""

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from projects.rules.result import BadInput, BadTerms, Clause

T = TypeVar("T")

NONE = "none"
"""How a parameter is written that is said to be none, such as late shares."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""A day outside these years is taken for a slip of the pen."""

_MOST_DIGITS, _MOST_DECIMALS = 20, 12


def read(
    terms: type[T], raw: Mapping[str, object], *, clause: Clause | None = None
) -> T:
    """Make the terms of a rule, a frozen dataclass, from stored parameters.

    Decimals are strings ("0.045"), days are ISO strings or dates, enums are their
    codes, sets and tuples are lists, nested terms are tables. ``clause`` fills the
    field of that name. Raises BadTerms for a field too many, missing or of the wrong
    type, and for whatever the terms themselves refuse.
    """
    hints = typing.get_type_hints(terms)
    wanted = {each.name: each for each in fields(typing.cast(Any, terms))}
    ready: dict[str, object] = {}
    if "clause" in wanted and clause is not None:
        ready["clause"] = clause
    _refuse_unknown(raw, [name for name in wanted if name not in ready])
    for name in wanted:
        if name in raw and name not in ready:
            ready[name] = value_of(hints[name], raw[name], name)
    _refuse_absent(wanted, ready)
    try:
        return terms(**ready)
    except BadInput as wrong:  # A figure of the clause, so its terms are what is bad.
        raise BadTerms(str(wrong)) from wrong


def _refuse_unknown(raw: Mapping[str, object], known: list[str]) -> None:
    if strange := sorted(set(raw) - set(known)):
        raise BadTerms(f"{strange[0]!r} is no parameter. Known: {', '.join(known)}.")


def _refuse_absent(
    wanted: Mapping[str, Field[Any]], ready: Mapping[str, object]
) -> None:
    for name, each in wanted.items():
        optional = each.default is not MISSING or each.default_factory is not MISSING
        if name not in ready and not optional:
            raise BadTerms(f"The parameter {name!r} is missing.")


def value_of(hint: Any, raw: object, name: str) -> object:
    """The stored value as the type the field wants."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        kinds = [kind for kind in inner if kind is not types.NoneType]
        return None if raw in (None, NONE) else value_of(kinds[0], raw, name)
    if origin in (tuple, frozenset):
        return origin(_items(inner[0], raw, name))
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(raw, Mapping):
            raise BadTerms(f"{name}: write a table, not {raw!r}.")
        return read(hint, raw)
    return _simple(hint, raw, name)


def _items(hint: Any, raw: object, name: str) -> Iterator[object]:
    if not isinstance(raw, list | tuple):
        raise BadTerms(f"{name}: write a list, not {raw!r}.")
    for item in raw:
        yield value_of(hint, item, name)


def _simple(hint: Any, raw: object, name: str) -> object:
    if hint is Decimal:
        return _decimal(raw, name)
    if hint is date:
        return _date(raw, name)
    if issubclass(hint, StrEnum):
        return _code(hint, raw, name)
    if type(raw) is not hint:
        words = {int: "a whole number", bool: "true or false", str: "a text"}[hint]
        raise BadTerms(f"{name}: write {words}, not {raw!r}.")
    return raw


def _decimal(raw: object, name: str) -> Decimal:
    """A decimal from its digits; a number without quotes may not be exact."""
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise BadTerms(f'{name}: write the number in quotes, as "0.045", not {raw}.')
    try:
        number = Decimal(raw)
    except InvalidOperation as error:
        raise BadTerms(f'{name}: {raw!r} is no number. Write "0.045".') from error
    if not number.is_finite():
        raise BadTerms(f"{name}: {raw!r} is not a finite number.")
    _refuse_length(number, name)
    return number


def _refuse_length(number: Decimal, name: str) -> None:
    """Exact numbers of any length would take any time to compute with."""
    _sign, _digits, exponent = number.as_tuple()
    if number.adjusted() >= _MOST_DIGITS or int(exponent) < -_MOST_DECIMALS:
        raise BadTerms(
            f"{name}: write at most {_MOST_DIGITS} digits before the point and "
            f"{_MOST_DECIMALS} after it."
        )


def _date(raw: object, name: str) -> date:
    try:
        when = raw if type(raw) is date else date.fromisoformat(str(raw))
    except ValueError as error:
        raise BadTerms(f"{name}: {raw!r} is no day. Write 2029-01-19.") from error
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise BadTerms(
            f"{name}: {when} lies outside the years {FIRST_YEAR} to {LAST_YEAR}."
        )
    return when


def _code(kind: type[StrEnum], raw: object, name: str) -> StrEnum:
    try:
        return kind(str(raw))
    except ValueError as error:
        known = ", ".join(kind)
        raise BadTerms(f"{name}: {raw!r} is none of {known}.") from error
