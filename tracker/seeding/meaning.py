"""What a single row must not say: fields that contradict each other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from deadlines.rules.edtf_window import NotEdtf, window_of
from projects.codes import ON_A_DAY, STEPS_TAKEN
from tracker.seeding.fields import as_decimal
from tracker.seeding.rows import Row

Values = Mapping[str, Any]
ENDS = ("earliest", "latest")


def contradictions(row: Row, *, today: date) -> Iterator[str]:
    """Ask of a well-formed row everything that concerns its table."""
    if row.table == "update":
        yield from _update(row, today)
    elif row.table == "claim":
        yield from _claim(row)
    yield from _excerpts_have_language(row.values.get("citations", []))
    for check in OF_TABLE.get(row.table, ()):
        yield from check(row.values)


def _update(row: Row, today: date) -> Iterator[str]:
    known_on: date = row.values["known_on"]
    if not row.key.startswith(f"{known_on.isoformat()}-"):
        yield f'key: begin it with its known_on, as "{known_on.isoformat()}-..."'
    if known_on > today:
        yield f"known_on: {known_on} is still to come; today is {today}"
    if row.values.get("kind") == "our_correction":
        yield "kind: no seed corrects another: mend the update that was wrong"
    if not row.claims and "citations" not in row.values:
        yield "citations: an update without claims needs its own"


def _claim(row: Row) -> Iterator[str]:
    values = row.values
    answers = values.get("stance") in ("confirms", "denies")
    if "responds_to" in values and not answers:
        yield 'responds_to: only with stance "confirms" or "denies"'
    if answers and "responds_to" not in values:
        yield f'stance: "{values["stance"]}" needs responds_to, the claim it answers'
    for check in OF_CLAIM.get(values["kind"], ()):
        yield from check(values)


def _excerpts_have_language(citations: list[Values]) -> Iterator[str]:
    for place, citation in enumerate(citations, 1):
        if "excerpt" in citation and "language" not in citation:
            yield f"citations {place}: language: missing: which is the excerpt in?"


def _in_order(first: str, last: str) -> Callable[[Values], Iterator[str]]:
    def check(values: Values) -> Iterator[str]:
        if first in values and last in values and values[last] < values[first]:
            yield f"{last}: {values[last]} is before {first} {values[first]}"

    return check


def _valid(values: Values) -> Iterator[str]:
    first, last = values.get("valid_from"), values.get("valid_to")
    if first and last and last <= first:
        yield f"valid_to: {last} is not after valid_from {first}: it is the day after"


def _parent_says_additive(values: Values) -> Iterator[str]:
    if "parent" in values and "additive" not in values:
        yield "additive: missing: is it part of its parent's sum?"
    if "additive" in values and "parent" not in values:
        yield "additive: only with parent"


def _window_has_zone(values: Values) -> Iterator[str]:
    if ("opens_on" in values or "closes_on" in values) and "zone" not in values:
        yield "zone: missing: in which zone do the days of the window end?"


def _links_two(values: Values) -> Iterator[str]:
    if values["from"] == values["to"]:
        yield f'to: "{values["to"]}" is linked to itself'


def _line_has_one_subject(values: Values) -> Iterator[str]:
    if ("projects" in values) == ("pledge" in values):
        yield "projects: name either projects or a pledge"


def _codes_once(values: Values) -> Iterator[str]:
    codes = [answer["code"] for answer in values["codes"]]
    for repeated in sorted({code for code in codes if codes.count(code) > 1}):
        yield f'codes: "{repeated}" is given twice'


def _date(values: Values) -> Iterator[str]:
    given: Values = values["date"]
    yield from (f"date: {found}" for found in _in_order("earliest", "latest")(given))
    yield from (f"date: {found}" for found in _window(given))
    yield from (f"date: {found}" for found in _event(given))


def _window(given: Values) -> Iterator[str]:
    if given["type"] != "window":
        for name in [name for name in (*ENDS, "edtf") if name in given]:
            yield f'{name}: only with type "window", not "{given["type"]}"'
    elif not any(end in given for end in ENDS):
        yield 'type "window" needs earliest, latest or both'
    elif "edtf" in given:
        yield from _edtf(given)


def _edtf(given: Values) -> Iterator[str]:
    """The same window is written twice, so that a slip in one of them shows."""
    try:
        window = window_of(given["edtf"])
    except NotEdtf as refusal:
        yield f"edtf: {refusal}"
        return
    for end, day in zip(ENDS, (window.earliest, window.latest), strict=True):
        if given.get(end) != day:
            yield f"edtf: {given['edtf']} has {end} {day}, not {given.get(end)}"


def _event(given: Values) -> Iterator[str]:
    bound = given["type"] in ("event_bound", "offset")
    if bound and "event" not in given:
        yield f'event: missing: type "{given["type"]}" counts from one'
    if "event" in given and not bound:
        yield 'event: only with type "event_bound" or "offset"'


def _quantity(values: Values) -> Iterator[str]:
    given = [name for name in ("low", "high") if name in values]
    qualifier = values.get("qualifier", "exactly")
    if not given:
        yield f"low: an amount in {values['unit']} needs low, high or both"
        return
    yield from BOUNDS[qualifier](qualifier, given)
    if len(given) == 2:
        yield from _figures(values, qualifier)


def _figures(values: Values, qualifier: str) -> Iterator[str]:
    low, high = as_decimal(values["low"]), as_decimal(values["high"])
    if low > high:
        yield f"low: {low:f} is above high {high:f}"
    elif qualifier == "range" and low == high:
        yield 'qualifier: a "range" has two ends; low and high are equal'
    elif qualifier == "exactly" and low != high:
        yield 'qualifier: "exactly" is one figure; low and high differ'


def _only_high(qualifier: str, given: list[str]) -> Iterator[str]:
    if given != ["high"]:
        yield f'qualifier: "{qualifier}" needs high and no low'


def _only_low(qualifier: str, given: list[str]) -> Iterator[str]:
    if given != ["low"]:
        yield f'qualifier: "{qualifier}" needs low and no high'


def _both(qualifier: str, given: list[str]) -> Iterator[str]:
    if len(given) != 2:
        yield f'qualifier: "{qualifier}" needs low and high'


def _statement(values: Values) -> Iterator[str]:
    if "code" in values and "question" not in values:
        yield "code: only with question"
    if "code" not in values and "words" not in values:
        yield "words: missing: a statement says something, in words or by a code"


def _spell_begins(values: Values) -> Iterator[str]:
    if "valid_from" not in values and "directed_on" not in values:
        yield "valid_from: missing: write it, or directed_on where it is not known"
    if ("ended_by" in values or "ended_words" in values) and "valid_to" not in values:
        yield "valid_to: missing: when had it ended? The first day without it"


def _rate_is_a_fraction(values: Values) -> Iterator[str]:
    if "rate" in values and not 0 <= as_decimal(values["rate"]) < 10:
        yield f'rate: {values["rate"]} is no rate: write 12.5% as "0.125"'


def _finding_of_a_day(values: Values) -> Iterator[str]:
    if values["what"] in ON_A_DAY and "on" not in values:
        yield f'on: missing: on which day was it "{values["what"]}"?'
    if values["what"] in STEPS_TAKEN and not values.get("of"):
        yield f'of: missing: for which project or tranche was it "{values["what"]}"?'


def _met_on_a_day(values: Values) -> Iterator[str]:
    if values["outcome"] in ("met", "met_according_to") and "on" not in values:
        yield f'on: missing: on which day was it "{values["outcome"]}"?'


def _cash_is_positive(values: Values) -> Iterator[str]:
    if as_decimal(values["amount"]) <= 0:
        yield "amount: what moved is above zero; its kind says which way"


Check = Callable[[Values], Iterable[str]]

BOUNDS: Mapping[str, Callable[[str, list[str]], Iterator[str]]] = {
    "exactly": _both,
    "about": _both,
    "almost": _both,
    "range": _both,
    "up_to": _only_high,
    "at_least": _only_low,
    "over": _only_low,
}

OF_TABLE: Mapping[str, tuple[Check, ...]] = {
    "role": (_in_order("from_on", "to_on"),),
    "question": (_codes_once,),
    "pledge": (
        _in_order("opens_on", "closes_on"),
        _parent_says_additive,
        _window_has_zone,
    ),
    "project_link": (_links_two,),
    "agreement_link": (_links_two,),
    "financing_line": (_line_has_one_subject,),
    "cash_flow": (_cash_is_positive,),
}

OF_CLAIM: Mapping[str, tuple[Check, ...]] = {
    "date": (_date,),
    "quantity": (_quantity,),
    "statement": (_statement,),
    "outcome": (_met_on_a_day,),
    "reading": (_valid,),
    "finding": (_finding_of_a_day,),
    "legal_basis": (_valid, _spell_begins),
    "tariff": (_valid, _spell_begins, _rate_is_a_fraction),
}
