"""The parts that bring something new into the record, and their fields."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from deadlines import codes as deadlines
from projects import codes as projects
from tracker.desk.choices import LANGUAGE_NAMES, READ_LANGUAGE_NAMES, of_codes
from tracker.desk.fields import Field, Kind, asked, choice, day, key, one, several
from tracker.desk.parts import HEAD, OF_CLAIM

NAME = Field("name", _("Name"))
PLEDGE = one("pledge", _("Pledge"), "pledge")
SUMMARY = Field("summary", _("Summary"), "text", more=True)
CURRENCY = Field("currency", _("Currency"), hint=_("JPY"))
NATIVE = (
    Field("native", _("Name in another script"), reads="", more=True),
    asked("native_language", _("Its language"), LANGUAGE_NAMES[1:], more=True),
)
SOURCE = Kind(
    "source",
    _("Source"),
    (
        Field(
            "url",
            _("Address, or name"),
            "names",
            names=("source",),
            reads="",
            hint=_("https://… or the title of one we have"),
        ),
        Field("title", _("Title")),
        one("publisher", _("Publisher"), "party"),
        day("published_on", _("Published on"), hint=_("empty: unknown")),
        choice("language", _("Language"), READ_LANGUAGE_NAMES),
        choice("kind", _("It is"), of_codes(projects.SourceKind)),
        choice("grade", _("Grade"), of_codes(projects.Grade), start="B"),
        Field(
            "via",
            _("Chain to the origin"),
            "names",
            names=("source",),
            many=True,
            reads="",
            more=True,
            hint=_(
                "for a carrier: from whom it has it, the origin last, with ; between"
            ),
        ),
        Field("unheld", _("Not read by us, only named"), "tick", reads="", more=True),
        Field("author", _("Author"), more=True),
        Field("note", _("Note"), "text", more=True),
        key(),
    ),
)
PARTY = Kind(
    "party",
    _("New party"),
    (
        NAME,
        choice("kind", _("It is"), of_codes(projects.PartyKind), start="person"),
        one("parent", _("Part of"), "party", more=True),
        *NATIVE,
        Field("note", _("Note"), "text", more=True),
        key(),
    ),
)
PROJECT = Kind(
    "project",
    _("New project"),
    (
        NAME,
        PLEDGE,
        asked("sector", _("Sector"), of_codes(projects.Sector)),
        one("tranche", _("Tranche"), "tranche"),
        Field("place", _("Place")),
        *NATIVE,
        SUMMARY,
        key(),
    ),
)
TRANCHE = Kind(
    "tranche",
    _("New tranche"),
    (NAME, PLEDGE, Field("number", _("Number"), reads="whole"), key()),
)
DEADLINE = Kind(
    "deadline",
    _("New deadline"),
    (
        Field("title", _("Title")),
        PLEDGE,
        asked("kind", _("What is due"), of_codes(deadlines.DeadlineKind)),
        asked("bindingness", _("Bound by"), of_codes(deadlines.Bindingness)),
        Field("met_when", _("Counts as met when, on whose word"), "text"),
        Field("zone", _("Zone of its days"), hint=_("Asia/Tokyo")),
        choice("bound", _("Limits"), of_codes(deadlines.Bound)),
        one("obligor", _("Who must act"), "party", more=True),
        one("decider", _("On whose word"), "party", more=True),
        one("tranche", _("Tranche"), "tranche", more=True),
        one("project", _("Project"), "project", more=True),
        one("agreement", _("Agreement"), "agreement", more=True),
        Field("check_every_days", _("Check every (days)"), reads="whole", more=True),
        key(),
    ),
)
AGREEMENT = Kind(
    "agreement",
    _("New agreement, law or ruling"),
    (
        Field("title", _("Title")),
        asked("kind", _("It is"), of_codes(projects.AgreementKind)),
        day("dated_on", _("Dated")),
        Field("zone", _("Zone of that day"), hint=_("America/New_York")),
        asked("legal_force", _("Legal force"), of_codes(projects.LegalForce)),
        several("parties", _("Parties to it"), "party", prefixed=False),
        several("pledges", _("Pledges"), "pledge", prefixed=False),
        SUMMARY,
        key(),
    ),
)
FINANCING_LINE = Kind(
    "financing_line",
    _("New financing line"),
    (
        Field("summary", _("What it is")),
        asked("kind", _("Kind"), of_codes(projects.Instrument)),
        CURRENCY,
        one("provider", _("Provider"), "party"),
        several("projects", _("For the projects"), "project", prefixed=False),
        one("pledge", _("or for a whole pledge"), "pledge", more=True),
        one("covers", _("Stands behind the line"), "financing_line", more=True),
        key(),
    ),
)
CASH_FLOW = Kind(
    "cash_flow",
    _("Cash flow"),
    (
        one("line", _("Financing line"), "financing_line"),
        asked("kind", _("What moved"), of_codes(projects.CashFlowKind)),
        day("on", _("On")),
        Field("amount", _("Amount"), reads="figure", hint=_("JPY 250bn")),
        CURRENCY,
    ),
)
SOURCE_STATUS = Kind(
    "source_status",
    _("What became of a source"),
    (
        one("source", _("Source"), "source"),
        asked("status", _("Now"), of_codes(projects.SourceState)),
        day("from_on", _("Since")),
        Field("reason", _("Reason"), "text"),
    ),
)
BROUGHT_IN: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        SOURCE,
        PARTY,
        PROJECT,
        TRANCHE,
        DEADLINE,
        AGREEMENT,
        FINANCING_LINE,
        CASH_FLOW,
        SOURCE_STATUS,
    )
}
KINDS: Mapping[str, Kind] = {HEAD.code: HEAD, **OF_CLAIM, **BROUGHT_IN}
ADDABLE = tuple(code for code in KINDS if code != HEAD.code)
