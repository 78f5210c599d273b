"""The kinds of claim about clauses and tariffs, with their fields as they are shown."""

from django.utils.translation import gettext_lazy as _

from projects import codes as projects
from projects.rules.legal_basis import Component
from tracker.desk.choices import of_codes
from tracker.desk.fields import Field, Kind, asked, day, one, several
from tracker.desk.parts import BY, SAID_ON, WORDS, ends

CLAUSE = one("clause", _("Clause"), "clause")
SCOPE = several(
    "of",
    _("Only for"),
    "pledge",
    "tranche",
    "project",
    "financing_line",
    more=True,
    hint=_("empty: all it covers"),
)
BASIS_CODE = Field("code", _("Code, the same in each version"), hint=_("section-122"))
SPELL = (
    day("valid_from", _("Holds from")),
    day("directed_on", _("or directed on"), hint=_("where the first day is unknown")),
    day("valid_to", _("First day without it"), hint=_("empty: it holds on")),
    one("instrument", _("Set by"), "agreement"),
    one("ended_by", _("Ended by"), "agreement", more=True),
    Field("ended_words", _("How it ended"), more=True),
)

READING = Kind(
    "reading",
    _("Reading of a clause"),
    (
        CLAUSE,
        Field("label", _("This reading, in short")),
        Field("reading", _("Code, the same in each version"), hint=_("not-before")),
        WORDS,
        Field(
            "parameters",
            _("What the rule computes with"),
            "text",
            reads="toml",
            hint=_("days = 45, one a line, as seeds/README.md lists them"),
        ),
        asked("status", _("How well we hold it"), of_codes(projects.ClauseStatus)),
        day("valid_from", _("Holds from")),
        day("valid_to", _("First day without it"), hint=_("empty: it holds on")),
        BY,
        SAID_ON,
        *ends("reading")[:2],
        several("holders", _("Who reads it so"), "party", prefixed=False, more=True),
        SCOPE,
        *ends("reading")[2:],
    ),
)
FINDING = Kind(
    "finding",
    _("Finding on a clause"),
    (
        CLAUSE,
        asked("what", _("What is said of it"), of_codes(projects.FindingKind)),
        Field(
            "holds",
            _("It"),
            "choice",
            reads="yes",
            start="yes",
            choices=(("yes", _("holds")), ("no", _("does not hold"))),
        ),
        day("on", _("On")),
        BY,
        WORDS,
        SAID_ON,
        *ends("finding")[:2],
        SCOPE,
        *ends("finding")[2:],
    ),
)
LEGAL_BASIS = Kind(
    "legal_basis",
    _("Legal basis"),
    (
        Field("name", _("Name"), hint=_("Section 122")),
        Field("statute", _("Statute"), hint=_("Trade Act of 1974, Section 122")),
        BASIS_CODE,
        *SPELL[:4],
        BY,
        WORDS,
        SAID_ON,
        *ends("legal_basis")[:2],
        *SPELL[4:],
        *ends("legal_basis")[2:],
    ),
)
TARIFF = Kind(
    "tariff",
    _("Tariff"),
    (
        several("of", _("Pledge"), "pledge"),
        Field("component", _("Component"), hint=", ".join(Component)),
        Field("basis", _("Code of its legal basis"), hint=_("section-122")),
        Field("rate", _("Rate"), reads="rate", hint=_("15%; empty: not set")),
        *SPELL[:4],
        BY,
        WORDS,
        SAID_ON,
        *ends("tariff")[:2],
        *SPELL[4:],
        *ends("tariff")[2:],
    ),
)
CLAUSE_KINDS = (READING, FINDING, LEGAL_BASIS, TARIFF)
