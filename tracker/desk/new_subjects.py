"""Parts that bring in what claims are about: pledges, projects and deadlines."""

from django.utils.translation import gettext_lazy as _

from deadlines import codes as deadlines
from projects import codes as projects
from tracker.desk.choices import of_codes
from tracker.desk.fields import (
    NAME,
    NAMES,
    PLEDGE_OF,
    SUMMARY,
    Field,
    Kind,
    asked,
    choice,
    day,
    key,
    one,
)

BOUNDS = tuple(
    each for each in of_codes(deadlines.Bound) if each[0] != deadlines.Bound.READING
)
"""What a date limits, but for a clock: that one comes of its clause."""

PLEDGE = Kind(
    "pledge",
    _("New pledge"),
    (
        NAME,
        one("promisor", _("Promised by"), "party"),
        one("beneficiary", _("Promised to"), "party"),
        Field(
            "verb", _("Verb, as written"), hint=_("will, intends to, is expected to")
        ),
        asked("obligor_kind", _("Who is bound"), of_codes(projects.ObligorKind)),
        asked("direction", _("Direction"), of_codes(projects.Direction)),
        one("parent", _("Part of the pledge"), "pledge", more=True),
        Field(
            "additive",
            _("In that one's sum"),
            "choice",
            reads="yes",
            more=True,
            choices=(
                ("", "–"),
                ("yes", _("yes, it adds up")),
                ("no", _("no, beside it")),
            ),
        ),
        day("opens_on", _("Window opens"), more=True),
        day("closes_on", _("Window closes"), more=True),
        Field("zone", _("Zone of the window"), more=True, hint=_("America/New_York")),
        SUMMARY,
        key(),
    ),
)
TRANCHE = Kind(
    "tranche",
    _("New tranche"),
    (NAME, PLEDGE_OF, Field("number", _("Number"), reads="whole"), key()),
)
PROJECT = Kind(
    "project",
    _("New project"),
    (
        NAME,
        PLEDGE_OF,
        asked("sector", _("Sector"), of_codes(projects.Sector)),
        one("tranche", _("Tranche"), "tranche"),
        Field("place", _("Place")),
        NAMES,
        SUMMARY,
        key(),
    ),
)
PROJECT_PARTY = Kind(
    "project_party",
    _("Party in a project"),
    (
        one("project", _("Project"), "project"),
        one("party", _("Party"), "party"),
        asked("role", _("Its part"), of_codes(projects.PartyInProject)),
    ),
)
PROJECT_LINK = Kind(
    "project_link",
    _("Link between projects"),
    (
        one("from", _("Project"), "project"),
        asked("kind", _("What it is to the other"), of_codes(projects.LinkKind)),
        one("to", _("Other project"), "project"),
        Field("reason", _("Reason"), "text"),
    ),
)
DEADLINE = Kind(
    "deadline",
    _("New deadline"),
    (
        Field("title", _("Title")),
        PLEDGE_OF,
        asked("kind", _("What is due"), of_codes(deadlines.DeadlineKind)),
        asked("bindingness", _("Bound by"), of_codes(deadlines.Bindingness)),
        Field("met_when", _("Counts as met when"), "text"),
        Field("zone", _("Zone of its days"), hint=_("Asia/Tokyo")),
        choice("bound", _("Limits"), BOUNDS),
        one("obligor", _("Who must act"), "party", more=True),
        one("decider", _("Who decides that it is met"), "party", more=True),
        one("tranche", _("Tranche"), "tranche", more=True),
        one("project", _("Project"), "project", more=True),
        one("agreement", _("Agreement"), "agreement", more=True),
        Field("check_every_days", _("Check every (days)"), reads="whole", more=True),
        key(),
    ),
)
