"""Claims as typed, made into the rows that are checked and published."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from projects.rules.quantity import BadQuantity, Quantity, describe
from tracker.desk.claim_kinds import OF_CLAIM
from tracker.desk.figures import NO_UNIT, Unreadable, figure_of, number_of
from tracker.desk.naming import Names
from tracker.desk.reading import Notes, Reader, amount
from tracker.desk.sources import Sources, citations_of
from tracker.desk.typed import Part
from tracker.desk.windows import Words, live_words, taken
from tracker.seeding.claims import claim_fields
from tracker.seeding.fields import LANGUAGES

Values = dict[str, Any]


def claim_values(part: Part, sources: Sources, names: Names, notes: Notes) -> Values:
    """One claim as a row has it; what cannot be read is noted and left out."""
    reader = Reader(part, OF_CLAIM[part.kind], names, notes)
    typed = reader.values()
    allowed = claim_fields({"kind": part.kind}).known
    values: Values = {name: typed[name] for name in typed if name in allowed}
    values |= {"kind": part.kind}
    values["language"] = part.get("language") or _language(sources)
    values["citations"] = citations_of(part, sources, names, notes)
    if part.get("accept"):
        from_on = reader.day("accept_from_on")
        values["accept"] = {"reason": part.get("accept_reason"), "from_on": from_on}
    if part.kind in OWN:
        values |= OWN[part.kind](reader, values)
    return values


def _language(sources: Sources) -> str:
    """The language of the words: the source's, where we write it; else English."""
    spoken = sources.main.language if sources.main else ""
    return spoken if spoken in LANGUAGES else "en"


def _date(reader: Reader, values: Values) -> Values:
    part = reader.part
    said = Words(
        words=part.get("words"),
        language=values["language"],
        said_on=values.get("said_on"),
        reading=part.get("reading"),
        edtf=part.get("edtf"),
        earliest=reader.day("earliest"),
        latest=reader.day("latest"),
        event=part.get("event"),
        reason=part.get("reason"),
    )
    if part.get("words"):
        with reader.notes.catching((part.number, "words")):
            reader.notes.tell(reader.at("words"), *live_words(said))
    if not (part.get("words") or part.get("edtf") or said.earliest or said.latest):
        return {}
    return {"date": _taken(reader, said)}


def _taken(reader: Reader, said: Words) -> Mapping[str, Any]:
    """The window that was chosen; a refusal is told once, where it can be mended."""
    try:
        return taken(said)
    except Unreadable as refusal:
        at = reader.at("latest" if said.latest else "edtf" if said.edtf else "words")
        if str(refusal) not in reader.notes.wrong.get(at, ()):
            reader.notes.add(at, str(refusal))
        return {}


def _quantity(reader: Reader, _values: Values) -> Values:
    figures: Values = {}
    part = reader.part
    if part.get("printed"):
        with reader.notes.catching(reader.at("printed")):
            figures = _figures(part)
            reader.notes.tell(reader.at("printed"), _shown(figures, part.get("per")))
    if part.get("quoted_printed"):
        with reader.notes.catching(reader.at("quoted_printed")):
            figures["quoted"] = _quoted(part.get("quoted_printed"))
    return figures


def _figures(part: Part) -> Values:
    """Low, high and the rest, from what was printed and what was put right of it."""
    read = figure_of(part.get("printed"))
    unit = part.get("unit") or read.unit
    if not unit and part.get("basis") == "count":
        unit = "count"
    if not unit:
        raise Unreadable(NO_UNIT)
    own = {
        name: number_of(part.get(name))
        for name in ("low", "high", "precision")
        if part.get(name)
    }
    as_read = {"low": read.low, "high": read.high}
    ends = {} if {"low", "high"} & own.keys() else as_read
    numbers = {**ends, "precision": read.precision, **own}
    return {
        "unit": unit,
        "qualifier": part.get("qualifier") or read.qualifier,
        **{name: amount(value) for name, value in numbers.items() if value is not None},
    }


def _shown(figures: Values, per: str) -> str:
    ends = [figures.get(name) for name in ("low", "high", "precision")]
    low, high, precision = (None if end is None else Decimal(str(end)) for end in ends)
    try:
        return describe(
            Quantity(low, high, figures["qualifier"], precision, figures["unit"], per)
        )
    except BadQuantity as refusal:
        raise Unreadable(str(refusal)) from None


def _quoted(text: str) -> Mapping[str, Any]:
    figure = figure_of(text)
    if not figure.unit:
        raise Unreadable(NO_UNIT)
    number = figure.high if figure.low is None else figure.low
    assert number is not None  # a figure has one end at least
    return {"amount": amount(number), "unit": figure.unit, "printed": text}


OWN: Mapping[str, Callable[[Reader, Values], Values]] = {
    "date": _date,
    "quantity": _quantity,
}
