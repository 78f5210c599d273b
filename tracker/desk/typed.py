"""The form as it was typed: lists of texts by field name, and the parts they make up.

What was typed is kept to the letter, also where it makes no sense yet. Part 0 is the
update itself, part 1 the source that was read; the rest are added, each with a number
that is never given twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Raw = dict[str, list[str]]
HEAD, SOURCE = 0, 1
EMPTY: Mapping[str, list[str]] = {"part": [f"{HEAD}:update", f"{SOURCE}:source"]}
ON_CLAUSES = ("reading", "finding", "legal_basis", "tariff")
CLAIMS = ("date", "outcome", "quantity", "stage", "fact", "statement", *ON_CLAUSES)
COPIED = ("by", "as", "source", "via", "said_on", "language")
MOST_PARTS = 99


@dataclass(frozen=True)
class Part:
    """One claim, one new thing, or the head of the form, as typed."""

    number: int
    kind: str
    values: Mapping[str, str]

    def get(self, name: str) -> str:
        return self.values.get(name, "").strip()

    @property
    def is_claim(self) -> bool:
        return self.kind in CLAIMS

    @property
    def is_empty(self) -> bool:
        return not any(value.strip() for value in self.values.values())


def named(number: int, name: str) -> str:
    """What a field is called in the posted form."""
    return f"{number}-{name}"


def kept(posted: Mapping[str, Iterable[str]]) -> Raw:
    """Of what was posted, all that was typed: buttons and tokens are left out."""
    raw = {
        name: list(values)
        for name, values in posted.items()
        if name == "part" or name.partition("-")[0].isdecimal()
    }
    raw["part"] = _parts_named(raw)
    return raw


def _parts_named(raw: Raw) -> list[str]:
    """The head and the source first, wherever they are shown; then in their order."""
    names = [name for name in raw.get("part", []) if _is_part(name)]
    return list(dict.fromkeys([*EMPTY["part"], *names]))[:MOST_PARTS]


def _is_part(name: str) -> bool:
    number, _colon, kind = name.partition(":")
    return number.isdecimal() and len(number) < 5 and kind.isidentifier()


def parts(raw: Raw) -> list[Part]:
    found = []
    for name in _parts_named(raw):
        number, _colon, kind = name.partition(":")
        begins = f"{number}-"
        values = {
            field.removeprefix(begins): texts[-1]
            for field, texts in raw.items()
            if field.startswith(begins) and texts
        }
        found.append(Part(int(number), kind, values))
    return found


def with_part(raw: Raw, kind: str, values: Mapping[str, str]) -> tuple[Raw, int]:
    """The form with one more part, and its number."""
    number = 1 + max([part.number for part in parts(raw)] + _removed(raw))
    grown = {**raw, "part": [*_parts_named(raw), f"{number}:{kind}"]}
    grown |= {named(number, name): [text] for name, text in values.items() if text}
    return grown, number


def without_part(raw: Raw, number: int) -> Raw:
    """The form without a part; the head and the source stay."""
    if number in (HEAD, SOURCE):
        return raw
    left = [name for name in _parts_named(raw) if int(name.split(":")[0]) != number]
    begins = f"{number}-"
    rest = {name: texts for name, texts in raw.items() if not name.startswith(begins)}
    return {**rest, "part": left, "0-removed": [str(max([number, *_removed(raw)]))]}


def copied(raw: Raw, kind: str) -> dict[str, str]:
    """What a new claim takes over from the one before it."""
    before = [part for part in parts(raw) if part.is_claim]
    if kind not in CLAIMS or not before:
        return {}
    last = before[-1]
    taken = {name: last.get(name) for name in COPIED}
    deadline, of = last.get("deadline") or last.get("bears_on"), last.get("of")
    if kind in ON_CLAUSES:
        same = ("clause",) if kind != last.kind else ("clause", "of", "code", "basis")
        taken |= {name: last.get(name) for name in same}
    elif kind in ("date", "outcome"):
        taken["deadline"] = deadline
    elif kind == "statement":
        taken |= {"of": of or deadline, "bears_on": deadline}
    else:
        taken["of"] = of
    return taken


def _removed(raw: Raw) -> list[int]:
    return [int(text) for text in raw.get("0-removed", []) if text.isdecimal()]
