"""The form as it is shown: parts, fields, and what there is to say at each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tracker.desk.choices import Label
from tracker.desk.clause_parts import CLAUSE_KINDS
from tracker.desk.desk import PREVIEWED, Judged
from tracker.desk.doubles import Double
from tracker.desk.earlier import earlier_claims
from tracker.desk.echoes import echoes
from tracker.desk.fields import Field, Kind
from tracker.desk.naming import TABLES
from tracker.desk.parts import CITATION, CLAIM_KINDS
from tracker.desk.subjects import GROUPS
from tracker.desk.typed import HEAD, SOURCE, Part, named

# Which parameters a reading has depends on the rule of its clause.
RESHAPES = (("reading", "clause"), ("clause", "kind"), ("clause", "title"))
TAKEN_OVER = ("known_on", "known", "zone", "kind")


@dataclass(frozen=True)
class Input:
    """One field with what stands in it and what is said of it.

    With `reshapes` what is chosen in it decides which other fields there are.
    """

    field: Field
    name: str
    value: str
    wrong: Sequence[str]
    read: Sequence[str]
    options: str = ""
    focused: bool = False
    reshapes: bool = False

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def live(self) -> str:
        return f"m-{self.name}"


@dataclass(frozen=True)
class Section:
    """One part of the form: its fields, those rarely needed, and its own problems."""

    part: Part
    kind: Kind
    label: Label
    inputs: Sequence[Input]
    more: Sequence[Input]
    wrong: Sequence[str]
    claims: Sequence[tuple[str, str]] = ()
    known: bool = False
    place: int = 0
    echo: Double | None = None

    copied: bool = False

    @property
    def filled(self) -> int:
        """How many of the fields rarely needed hold more than the usual."""
        return sum(map(_is_unusual, self.more))

    @property
    def more_open(self) -> bool:
        """Open where something in it is wrong, or was filled in for this update."""
        typed = self.filled and not self.copied
        return bool(typed) or any(each.wrong for each in self.more)

    @property
    def lives(self) -> list[str]:
        return [each.live for each in (*self.inputs, *self.more)]


@dataclass(frozen=True)
class Page:
    """Everything the template of the form asks for."""

    sections: Sequence[Section]
    effects: Sequence[str]
    meanwhile: Sequence[str]
    previewed: bool
    problems: int
    focus: str
    known_on: str
    buttons: Sequence[tuple[str, Label]]
    groups: Sequence[tuple[Label, Sequence[tuple[str, Label]]]]
    parts: Sequence[str]

    @property
    def lives(self) -> str:
        """What a keystroke's answer replaces: words, never an input."""
        ids = [live for section in self.sections for live in section.lives]
        claims = [
            f"claims-{each.part.number}" for each in self.sections if each.part.is_claim
        ]
        own = [f"live-{each.part.number}" for each in self.sections]
        return ",".join(f"#{name}" for name in ["result", *own, *claims, *ids])


def page(judged: Judged) -> Page:
    focus = _focus(judged)
    entry = judged.built.entry
    echoed = echoes([entry.update], corrects=entry.corrects)
    shown = [_section(part, judged, focus) for part in _as_shown(judged)]
    sections = [
        replace(each, echo=echoed.get(each.part.number)) for each in _placed(shown)
    ]
    previewed = judged.payload.view == PREVIEWED and judged.is_sound
    return Page(
        sections=sections,
        effects=judged.effects,
        meanwhile=judged.payload.meanwhile,
        previewed=previewed,
        problems=sum(map(len, judged.wrong.values())) if judged.payload.view else 0,
        focus=focus,
        known_on=date_format(judged.built.known_on, "j M Y"),
        buttons=[(kind.code, kind.label) for kind in (*CLAIM_KINDS, CITATION)],
        groups=[
            (label, [(kind.code, kind.label) for kind in kinds])
            for label, kinds in (*GROUPS, (_("It says of a clause"), CLAUSE_KINDS))
        ],
        parts=[f"{each.part.number}:{each.part.kind}" for each in sections],
    )


def name_lists() -> list[tuple[str, list[tuple[str, str]]]]:
    """The names to choose from, by table; sources are known by their address."""
    return [
        (table, [(name, slug) for name, slug in TABLES[table].all() if name])
        for table in TABLES
        if table != "source"
    ]


def _placed(sections: Iterable[Section]) -> Iterable[Section]:
    """Claims count from 1, in the order in which they will stand in the update."""
    place = 0
    for section in sections:
        place += section.part.is_claim
        yield replace(section, place=place if section.part.is_claim else 0)


def _section(part: Part, judged: Judged, focus: str) -> Section:
    kind = judged.built.kind_of(part)
    fields = asked_fields(part, kind, corrects=judged.built.entry.corrects is not None)
    inputs = [_input(part, field, judged, focus) for field in fields]
    return Section(
        part=part,
        kind=kind,
        label=kind.label,
        inputs=[each for each in inputs if not each.field.more],
        more=[each for each in inputs if each.field.more],
        wrong=judged.wrong.get((part.number, ""), ()),
        claims=earlier_claims(part, judged) if part.is_claim else (),
        known=part.kind == "source" and _is_recognised(part, judged),
        copied=bool(judged.payload.corrects),
    )


def asked_fields(part: Part, kind: Kind, *, corrects: bool) -> list[Field]:
    """A correction gives a reason, and takes over when the other became known."""
    unasked = TAKEN_OVER if corrects else ("why",)
    of_head = part.number == HEAD
    return [each for each in kind.fields if not (of_head and each.name in unasked)]


def _input(part: Part, field: Field, judged: Judged, focus: str) -> Input:
    name = named(part.number, field.name)
    at = part.number, field.name
    typed = part.values.get(field.name, "")
    usual = str(field.start) if field.widget == "choice" else ""
    options = ""
    if field.names and field.names != ("source",):
        options = f"names-{field.names[0]}" if len(field.names) == 1 else "names-any"
    elif field.widget == "claim":
        options = f"claims-{part.number}"
    return Input(
        field=field,
        name=name,
        value=typed or usual,
        wrong=judged.wrong.get(at, ()),
        read=judged.built.notes.read.get(at, ()),
        options=options,
        focused=focus == name,
        reshapes=(part.kind, field.name) in RESHAPES,
    )


def _is_unusual(shown: Input) -> bool:
    usual = str(shown.field.start) if shown.field.widget == "choice" else ""
    return shown.value.strip() not in ("", usual)


def _is_recognised(part: Part, judged: Judged) -> bool:
    """Known to the record, or not begun: nothing needs filling in beside its name."""
    text = part.get("url")
    return part.number in judged.built.sources.known or (
        not text and not part.get("title") and part.number == 1
    )


def _focus(judged: Judged) -> str:
    """Where to go on: the effects, a part just added, or the first problem."""
    payload = judged.payload
    if payload.view == PREVIEWED and judged.is_sound:
        return "result"
    for part in judged.built.parts:
        if payload.newest and part.number == payload.newest:
            kind = judged.built.kind_of(part)
            fields = [each for each in kind.fields if not each.more]
            empty = [
                each.name
                for each in fields
                if each.widget in ("line", "names", "text") and not part.get(each.name)
            ]
            return named(part.number, (empty or [fields[0].name])[0])
    if payload.view and judged.wrong:
        return _first_wrong(judged)
    if payload.corrects and not judged.built.parts[0].get("why"):
        return named(HEAD, "why")
    return "" if _as_shown(judged)[0].get("url") else named(SOURCE, "url")


def _as_shown(judged: Judged) -> list[Part]:
    """What was read comes first: it is what an analyst has in hand."""
    return sorted(judged.built.parts, key=lambda part: part.number != SOURCE)


def _first_wrong(judged: Judged) -> str:
    for part in _as_shown(judged):
        for field in judged.built.kind_of(part).fields:
            if judged.wrong.get((part.number, field.name)):
                return named(part.number, field.name)
    return "result"
