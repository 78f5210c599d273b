"""Parts that bring in instruments and the money under them."""

from django.utils.translation import gettext_lazy as _

from projects import codes as projects
from tracker.desk.choices import of_codes
from tracker.desk.fields import SUMMARY, Field, Kind, asked, day, key, one, several

CURRENCY = Field("currency", _("Currency"), hint=_("JPY"))
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
AGREEMENT_LINK = Kind(
    "agreement_link",
    _("Link between agreements"),
    (
        one("from", _("Agreement, law or ruling"), "agreement"),
        asked("kind", _("What it does"), of_codes(projects.AgreementLinkKind)),
        one("to", _("To which"), "agreement"),
    ),
)
CLAUSE = Kind(
    "clause",
    _("New clause"),
    (
        one("agreement", _("Of the agreement"), "agreement"),
        Field("number", _("Our number"), hint=_("R12")),
        Field("title", _("What it settles")),
        asked("kind", _("Rule"), of_codes(projects.ClauseKind)),
        Field("paragraph", _("Its own paragraph"), more=True),
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
