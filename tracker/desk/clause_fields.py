"""What the rule of a clause computes with, as fields of their own in the form.

They are made from the terms of the rule, so a new rule has its fields without a word
here. What is stored is what the seed files write; `stored` and `typed` are each other's
inverse, and whatever they cannot say stays in the field of all further parameters.
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from dataclasses import Field as DataclassField
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from projects.rules.clause_terms import TERMS
from projects.rules.parameters import NONE, value_of
from projects.rules.result import BadTerms
from tracker.desk.clause_parts import READING
from tracker.desk.fields import Field, Kind, asked
from tracker.desk.figures import Unreadable, number_of
from tracker.desk.reading import Reader, amount, day_of, rate_of
from tracker.desk.typed import Part
from tracker.pages.parameters import LABELS

PREFIX = "parameter_"
ALL = "parameters"
BETWEEN = " | "
LONGEST = 12
"""Digits of a whole number; what is bounded further is told by its rule."""


def reading_kind(rule: str, part: Part) -> Kind:
    """The part for a reading of a clause with this rule: a field for each parameter.

    What was typed for another rule is shown with its name, so that nothing is lost.
    """
    hints = hints_of(rule)
    own = [_field(rule, name, hint) for name, hint in hints.items()]
    own += [
        Field(name, name.removeprefix(PREFIX), reads="")
        for name in part.values
        if name.startswith(PREFIX)
        and part.get(name)
        and name.removeprefix(PREFIX) not in hints
    ]
    asked_for = []
    for field in READING.fields:
        if field.name == ALL and own:
            further = replace(field, label=_("Further parameters"), more=True)
            asked_for += [*own, further]
        else:
            asked_for.append(field)
    return Kind(READING.code, READING.label, tuple(asked_for))


def hints_of(rule: str) -> Mapping[str, Any]:
    """The parameters of a rule with their types; none where it is text only."""
    if rule not in TERMS:
        return {}
    known = typing.get_type_hints(TERMS[rule])
    return {
        each.name: known[each.name]
        for each in fields(TERMS[rule])
        if each.name != "clause"
    }


def parameters_of(reader: Reader, rule: str, further: Mapping[str, Any]) -> Any:
    """The parameters as rows have them; what cannot be read is noted at its field."""
    hints, found = hints_of(rule), dict(further)
    for name in filter(reader.part.get, reader.part.values):
        parameter = name.removeprefix(PREFIX)
        if parameter == name:
            continue
        with reader.notes.catching(reader.at(name)):
            if parameter in further:
                raise Unreadable(_("It stands under “Further parameters” too."))
            text = reader.part.get(name)
            found[parameter] = _checked(hints.get(parameter), text, parameter)
    return found


def typed_parameters(
    rule: str, parameters: Mapping[str, Any]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Stored parameters as they would be typed, and those no field can say."""
    hints, own, further = hints_of(rule), {}, {}
    for name, value in parameters.items():
        text = typed(hints[name], value) if name in hints else ""
        if text and _reads_as(hints[name], text, value):
            own[PREFIX + name] = text
        else:
            further[name] = value
    return own, further


def _reads_as(hint: Any, text: str, value: Any) -> bool:
    try:
        return bool(stored(hint, text) == value)
    except Unreadable:
        return False


def _checked(hint: Any, text: str, name: str) -> Any:
    """What is stored of a text, once the rule takes it."""
    if hint is None:
        return text
    value = stored(hint, text)
    try:
        value_of(hint, value, name)
    except BadTerms as wrong:
        words = str(wrong).removeprefix(f"{name}: ")
        raise Unreadable(words[:1].upper() + words[1:]) from None
    return value


def stored(hint: Any, text: str) -> Any:
    """A text as the seed files would have it, by the type that the rule wants."""
    kind = _present(hint)
    if kind is not hint and text == NONE:
        return NONE
    if item := _item(kind):
        parts = text.splitlines() if is_dataclass(item) else text.split(";")
        return [stored(item, each.strip()) for each in parts if each.strip()]
    if is_dataclass(kind):
        return _record(kind, text)
    return _single(kind, text)


def _single(kind: Any, text: str) -> Any:
    if kind is bool:
        return text == "yes"
    if kind is int:
        if not text.isdecimal() or len(text) > LONGEST:
            raise Unreadable(_("Write a whole number."))
        return int(text)
    if kind is date:
        return day_of(text).isoformat()
    if kind is Decimal:
        return _decimal(text)
    return text


def _decimal(text: str) -> str:
    """Digits stay as they were typed; 4.5% is 0.045, and 50bn is written out."""
    if text.replace(".", "", 1).isdecimal():
        return text
    return str(rate_of(text) if text.endswith("%") else amount(number_of(text)))


def _record(kind: Any, text: str) -> dict[str, Any]:
    """One line such as "advise | Consultation Committee" by the fields of a table."""
    hints = typing.get_type_hints(kind)
    texts = [each.strip() for each in text.split("|")]
    if len(texts) > len(hints):
        raise Unreadable(_("Write it as %(form)s.") % {"form": _form(kind)})
    pairs = zip(hints.items(), texts, strict=False)
    return {name: stored(hint, each) for (name, hint), each in pairs if each}


def typed(hint: Any, value: Any) -> str:
    """A stored value as it is typed."""
    kind = _present(hint)
    if item := _item(kind):
        texts = [typed(item, each) for each in value] if isinstance(value, list) else []
        return ("\n" if is_dataclass(item) else "; ").join(texts)
    if is_dataclass(kind) and isinstance(value, Mapping):
        hints = typing.get_type_hints(kind)
        texts = [typed(hints[n], value[n]) if n in value else "" for n in hints]
        return BETWEEN.join(texts).rstrip(" |")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _field(rule: str, name: str, hint: Any) -> Field:
    kind, label = _present(hint), LABELS.get(name, name.replace("_", " ").capitalize())
    needed = _is_needed(_term(rule, name))
    name, told = PREFIX + name, _hint(rule, name, hint)
    if kind is bool:
        choice = _asked(name, label, {"yes": _("yes"), "no": _("no")})
        return replace(choice, hint=told, needed=needed)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        codes = {str(code): str(code).replace("_", " ") for code in kind}
        return replace(_asked(name, label, codes), hint=told, needed=needed)
    lines = bool(_item(kind)) and is_dataclass(_item(kind))
    widget = "day" if kind is date else "text" if lines else "line"
    return Field(name, label, widget, reads="", hint=told, needed=needed)


def _asked(name: str, label: Any, codes: Mapping[str, str]) -> Field:
    return replace(asked(name, label, tuple(codes.items())), reads="")


def _term(rule: str, name: str) -> "DataclassField[Any]":
    (field,) = (each for each in fields(TERMS[rule]) if each.name == name)
    return field


def _is_needed(term: "DataclassField[Any]") -> bool:
    return term.default is MISSING and term.default_factory is MISSING


def _hint(rule: str, name: str, hint: Any) -> str:
    """How it is written, and what holds where it is left out."""
    kind = _present(hint)
    field = _term(rule, name)
    told = [_way(kind)]
    if kind is not hint and not isinstance(field.default, type(None)):
        told.append(_("or: none"))
    if _is_needed(field):
        told.append(_("needed"))
    elif field.default not in (None, "", (), frozenset(), MISSING):
        told.append(_("empty: %(usual)s") % {"usual": typed(hint, field.default)})
    return "; ".join(filter(None, told))


def _way(kind: Any) -> str:
    item = _item(kind)
    if item and is_dataclass(item):
        return _("one a line: %(form)s") % {"form": _form(item)}
    if item:
        return _("several with ; between")
    if is_dataclass(kind):
        return _form(kind)
    return {int: _("a whole number"), Decimal: _("0.045 or 4.5% or 50bn")}.get(kind, "")


def _form(kind: Any) -> str:
    """ "role (advise, recommend, decide) | body | members"."""
    return BETWEEN.join(
        name.replace("_", " ") + _codes(_present(hint))
        for name, hint in typing.get_type_hints(kind).items()
    )


def _codes(kind: Any) -> str:
    coded = isinstance(kind, type) and issubclass(kind, StrEnum)
    return f" ({', '.join(kind)})" if coded else ""


def _present(hint: Any) -> Any:
    """The type without "or none"."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(each for each in typing.get_args(hint) if each is not type(None))
    return hint


def _item(kind: Any) -> Any:
    """What a list is a list of."""
    listed = typing.get_origin(kind) in (tuple, frozenset)
    return typing.get_args(kind)[0] if listed else None
