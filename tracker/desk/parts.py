"""The head of the form and the kinds of claim, with their fields as they are shown."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from deadlines import codes as deadlines
from projects import codes as projects
from tracker.desk.choices import LANGUAGE_NAMES, READ_LANGUAGE_NAMES, Label, of_codes
from tracker.desk.fields import (
    Field,
    Kind,
    a_claim,
    asked,
    choice,
    day,
    one,
    several,
)

ANYTHING = ("pledge", "tranche", "project", "agreement", "financing_line", "party")
BY = several("by", _("Said by"), "party", prefixed=False)
WORDS = Field("words", _("In words"), "text")
ACCEPT = Field("accept", _("Take as operative"), "tick", reads="")
# Why it is accepted, where that can be said before anybody looked at who says it:
# that the speaker decides, or that a source is the origin, is for the editor to write.
WHY = {
    "date": _("The latest date given."),
    "quantity": _("The figure as the cited source gives it."),
    "stage": _("The stage as the cited source gives it."),
    "fact": _("The value as the cited source gives it."),
    "reading": _("What the cited source reports it says."),
    "legal_basis": _("As the cited source has it."),
    "tariff": _("As the cited source has it."),
}


def place(*, more: bool = False) -> tuple[Field, ...]:
    """Where in a source it is to be read, in which words, and through whom it came."""
    return (
        Field("locator", _("Where in it"), reads="", more=more),
        Field("excerpt", _("Excerpt, in its own words"), "text", reads="", more=more),
        asked(
            "excerpt_language",
            _("Language of the excerpt"),
            READ_LANGUAGE_NAMES,
            more=more,
        ),
        Field("translation", _("Translation"), "text", reads="", more=more),
        Field("translated_by", _("Translated by"), reads="", more=more),
        Field(
            "via",
            _("Chain to the origin"),
            "names",
            names=("source",),
            many=True,
            reads="",
            more=more,
            hint=_("sources from carrier to origin, with ; between"),
        ),
    )


def ends(kind: str) -> tuple[Field, ...]:
    """What every claim ends with: its acceptance, then what is rarely needed."""
    return (
        ACCEPT,
        Field("accept_reason", _("because"), reads="", start=WHY.get(kind, "")),
        day(
            "accept_from_on",
            _("Counts as operative from"),
            more=True,
            hint=_("empty: known on"),
        ),
        Field("as", _("Speaker's role then"), more=True),
        choice("stance", _("Stance"), of_codes(projects.Stance), more=True),
        asked("language", _("Language of the words"), LANGUAGE_NAMES, more=True),
        Field(
            "source",
            _("Source"),
            "names",
            names=("source",),
            many=True,
            reads="",
            more=True,
            hint=_("empty: the one above; several with ; between"),
        ),
        *place(more=True),
        a_claim("supersedes", _("Takes the place of"), more=True),
        a_claim("responds_to", _("Confirms or denies"), more=True),
        Field("known_error", _("Known error in it"), "text", more=True),
    )


DEADLINE = one("deadline", _("Deadline"), "deadline")
SAID_ON = day("said_on", _("Said on"))
OF_PROJECTS = several("of", _("Projects"), "project")
OF = several("of", _("About"), *ANYTHING)

DATE = Kind(
    "date",
    _("Date given"),
    (
        DEADLINE,
        BY,
        Field("words", _("The date, in words"), hint=_("as said")),
        SAID_ON,
        Field(
            "reading",
            _("Read as"),
            "choice",
            reads="",
            start="strict",
            choices=(
                ("strict", _("strictly")),
                ("lenient", _("generously")),
                ("window", _("a window of my own")),
                ("undated", _("no date")),
                ("event_bound", _("bound to an event")),
                ("offset", _("counted from an event")),
            ),
        ),
        *ends("date")[:2],
        Field("edtf", _("Own window, in EDTF"), reads="", more=True),
        day("earliest", _("First possible day"), more=True),
        day("latest", _("Last possible day"), more=True),
        Field("event", _("Event"), reads="", more=True),
        Field("reason", _("Read so because"), reads="", more=True),
        asked(
            "reason_code", _("Why it moves"), of_codes(deadlines.ReasonCode), more=True
        ),
        Field("justification", _("Reason the speaker gives"), more=True),
        *ends("date")[2:],
    ),
)
OUTCOME = Kind(
    "outcome",
    _("Outcome"),
    (
        DEADLINE,
        asked("outcome", _("Outcome"), of_codes(deadlines.Outcome)),
        day("on", _("On")),
        BY,
        WORDS,
        SAID_ON,
        *ends("outcome"),
    ),
)
QUANTITY = Kind(
    "quantity",
    _("Quantity"),
    (
        OF,
        BY,
        asked("basis", _("Basis"), of_codes(projects.Basis)),
        Field(
            "printed", _("Amount as printed"), hint=_("US$33.3bn, over JPY 340bn, 9 GW")
        ),
        Field(
            "quoted_printed",
            _("The source's own conversion"),
            reads="",
            hint=_("about US$40bn"),
        ),
        WORDS,
        SAID_ON,
        *ends("quantity")[:2],
        Field("unit", _("Unit"), reads="", more=True, hint=_("USD, %, GW, aircraft")),
        Field("low", _("At least"), reads="", more=True),
        Field("high", _("At most"), reads="", more=True),
        asked("qualifier", _("Hedge"), of_codes(projects.Qualifier), more=True),
        Field("precision", _("Good to"), reads="", more=True),
        Field("per", _("Per"), more=True, hint=_("year")),
        Field("period", _("Period"), more=True, hint=_("FY2026")),
        Field("quoted_amount", _("Its conversion, in figures"), reads="", more=True),
        Field("quoted_unit", _("in the unit"), reads="", more=True),
        *ends("quantity")[2:],
    ),
)
STAGE = Kind(
    "stage",
    _("Stage"),
    (
        OF_PROJECTS,
        asked("stage", _("Stage"), of_codes(projects.Stage)),
        day("on", _("Reached on")),
        BY,
        WORDS,
        SAID_ON,
        *ends("stage"),
    ),
)
FACT = Kind(
    "fact",
    _("Project fact"),
    (
        OF_PROJECTS,
        asked("attribute", _("Property"), of_codes(projects.FactAttribute)),
        Field("value", _("Value")),
        BY,
        WORDS,
        SAID_ON,
        *ends("fact"),
    ),
)
STATEMENT = Kind(
    "statement",
    _("Statement"),
    (
        several("of", _("About"), *ANYTHING, "deadline"),
        BY,
        WORDS,
        SAID_ON,
        several("bears_on", _("Bears on"), "deadline", "agreement"),
        *ends("statement")[:2],
        one("question", _("Answers the question"), "question", more=True),
        Field("code", _("Answer's code"), more=True),
        *ends("statement")[2:],
    ),
)

OF_KIND: Mapping[str, Label] = {
    "speaker_correction": _(
        "A new claim from the day on which the speaker or outlet corrected itself; the "
        "old one stays. Moving a date so is no slip."
    ),
    "source_correction": _(
        "What became of a source, and since when. Claims that rest on it alone are "
        "listed to be looked at."
    ),
    "verification": _("Somebody looked, and there was nothing new."),
}
HEAD = Kind(
    "update",
    _("Update"),
    (
        Field("why", _("What was wrong"), "text", reads=""),
        Field("headline", _("Headline")),
        day("known_on", _("Known on"), hint=_("its date, else today")),
        Field("note", _("Note, in our words"), "text", more=True),
        several(
            "about",
            _("Also about"),
            "pledge",
            "tranche",
            "project",
            "agreement",
            "deadline",
            more=True,
            hint=_("beside what its claims name"),
        ),
        choice("known", _("That day is"), of_codes(projects.KnownPrecision), more=True),
        Field("zone", _("Zone of that day"), more=True, hint=_("empty: UTC")),
        choice(
            "kind",
            _("Kind"),
            tuple(
                pair
                for pair in of_codes(projects.UpdateKind)
                if pair[0] != projects.UpdateKind.OUR_CORRECTION
            ),
            more=True,
        ),
    ),
)
CITATION = Kind(
    "citation",
    _("Another citation"),
    (
        Field("claim", _("Of the claim"), "claim", reads="", hint=_("#2")),
        Field("source", _("Source"), "names", names=("source",), reads=""),
        *place(),
    ),
)
CLAIM_KINDS = (DATE, OUTCOME, QUANTITY, STAGE, FACT, STATEMENT)
