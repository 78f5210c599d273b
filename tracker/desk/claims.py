"""Claims as typed, made into the rows that are checked and published."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from projects.rules.quantity import BadQuantity, Quantity, describe
from tracker.desk.claim_kinds import OF_CLAIM
from tracker.desk.clause_fields import ALL, parameters_of
from tracker.desk.figures import NO_UNIT, Figure, Unreadable, figure_of, number_of
from tracker.desk.naming import Names
from tracker.desk.reading import Notes, Reader, amount
from tracker.desk.sources import Sources, citations_of
from tracker.desk.typed import Part
from tracker.desk.windows import WITHOUT_WINDOW, Words, live_words, taken
from tracker.seeding.claims import claim_fields
from tracker.seeding.fields import LANGUAGES

Values = dict[str, Any]


def claim_values(
    part: Part, sources: Sources, names: Names, notes: Notes, *, rule: str = ""
) -> Values:
    """One claim as a row has it; what cannot be read is noted and left out.

    `rule` is that of the clause which a reading reads.
    """
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
    if part.kind == "reading":
        further = typed.get(ALL, {})
        parameters = parameters_of(reader, rule, further)
        values |= {ALL: parameters} if parameters else {}
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
    chosen = said.reading in WITHOUT_WINDOW
    if not (chosen or said.words or said.edtf or said.earliest or said.latest):
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
    if part.get("quoted_printed") or part.get("quoted_amount"):
        with reader.notes.catching(reader.at("quoted_printed")):
            figures["quoted"] = _quoted(part)
            reader.notes.tell(
                reader.at("quoted_printed"), _converted(figures["quoted"])
            )
    return figures


def _figures(part: Part) -> Values:
    """Low, high and the rest: as they were put right, else as they were printed."""
    own = {
        name: number_of(part.get(name))
        for name in ("low", "high", "precision")
        if part.get(name)
    }
    unit, qualifier = part.get("unit"), part.get("qualifier")
    numbers: dict[str, Decimal | None] = {**own}
    if not ({"low", "high"} & own.keys() and unit and qualifier):
        read = figure_of(part.get("printed"))
        unit, qualifier = unit or read.unit, qualifier or read.qualifier
        ends = {} if {"low", "high"} & own.keys() else _ends(read)
        numbers = {**ends, "precision": read.precision, **own}
    if not unit and part.get("basis") == "count":
        unit = "count"
    if not unit:
        raise Unreadable(NO_UNIT)
    return {
        "unit": unit,
        "qualifier": qualifier,
        **{name: amount(value) for name, value in numbers.items() if value is not None},
    }


def _ends(read: Figure) -> dict[str, Decimal | None]:
    return {"low": read.low, "high": read.high}


def _shown(figures: Values, per: str) -> str:
    ends = [figures.get(name) for name in ("low", "high", "precision")]
    low, high, precision = (None if end is None else Decimal(str(end)) for end in ends)
    try:
        return describe(
            Quantity(low, high, figures["qualifier"], precision, figures["unit"], per)
        )
    except BadQuantity as refusal:
        raise Unreadable(str(refusal)) from None


def _quoted(part: Part) -> Values:
    """The source's own conversion: as it was put in figures, else as it was printed."""
    printed, unit = part.get("quoted_printed"), part.get("quoted_unit")
    number = number_of(part.get("quoted_amount")) if part.get("quoted_amount") else None
    if number is None or not unit:
        figure = figure_of(printed or part.get("quoted_amount"))
        unit = unit or figure.unit
        number = number or (figure.high if figure.low is None else figure.low)
    if not unit:
        raise Unreadable(NO_UNIT)
    assert number is not None  # a figure has one end at least
    return {"amount": amount(number), "unit": unit, "printed": printed}


def _converted(quoted: Values) -> str:
    """What a conversion comes to: "USD 2.2bn"."""
    one = {"low": quoted["amount"], "high": quoted["amount"], "unit": quoted["unit"]}
    return _shown({**one, "qualifier": "exactly"}, "")


OWN: Mapping[str, Callable[[Reader, Values], Values]] = {
    "date": _date,
    "quantity": _quantity,
}
