"""What a part of the form is made of: its kind, and the inputs of that kind."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tracker.desk.choices import Choices, Label


@dataclass(frozen=True)
class Field:
    """One input: what it asks, and how what is typed in it is read.

    `names` are the tables that may be named in it; `many` of them with ";" between,
    `prefixed` as rows write them ("project:gulflink"). `reads` is text, day, figure,
    rate, whole, yes, toml, claim (by its link, or its number in this form) or pairs
    (one "left: right" a line, called as `pair` has it); "" is left to whoever reads the
    whole part. `needed` is a parameter that the rule of a clause cannot do without.
    """

    name: str
    label: Label
    widget: str = "line"
    names: tuple[str, ...] = ()
    many: bool = False
    prefixed: bool = False
    reads: str = "text"
    choices: Choices = ()
    more: bool = False
    start: Label = ""
    hint: Label = ""
    pair: tuple[str, str] = ("", "")
    needed: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of part: its heading, its button and its fields."""

    code: str
    label: Label
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


def choice(
    name: str, label: Label, choices: Choices, *, more: bool = False, start: str = ""
) -> Field:
    """A choice that something is chosen of from the start: the usual, or the first."""
    start = start or choices[0][0]
    return Field(name, label, "choice", choices=choices, more=more, start=start)


def asked(name: str, label: Label, choices: Choices, *, more: bool = False) -> Field:
    """A choice that is left open until somebody makes it."""
    return Field(name, label, "choice", choices=(("", "–"), *choices), more=more)


def pairs(
    name: str, label: Label, pair: tuple[str, str], hint: Label, *, more: bool = False
) -> Field:
    """Several of two texts each, one "left: right" a line."""
    return Field(name, label, "text", reads="pairs", pair=pair, more=more, hint=hint)


def day(name: str, label: Label, *, more: bool = False, hint: Label = "") -> Field:
    return Field(name, label, "day", reads="day", more=more, hint=hint)


def a_claim(name: str, label: Label, *, more: bool = False) -> Field:
    """A claim: of the record by its link, of this very form by its number."""
    return Field(name, label, "claim", reads="claim", more=more)


def one(name: str, label: Label, table: str, *, more: bool = False) -> Field:
    return Field(name, label, "names", names=(table,), more=more)


def several(
    name: str,
    label: Label,
    *tables: str,
    more: bool = False,
    prefixed: bool = True,
    hint: Label = "",
) -> Field:
    return Field(
        name,
        label,
        "names",
        names=tables,
        many=True,
        prefixed=prefixed,
        more=more,
        hint=hint,
    )


def key(hint: Label = "") -> Field:
    label = _("Name in its address")
    return Field("key", label, more=True, reads="", hint=hint or _("a-z, 0-9, hyphens"))


NAME = Field("name", _("Name"))
NAMES = pairs(
    "names",
    _("Other names, in any script"),
    ("language", "name"),
    _("ja: 日本, one a line"),
    more=True,
)
PLEDGE_OF = one("pledge", _("Pledge"), "pledge")
SUMMARY = Field("summary", _("Summary"), "text", more=True)
