"""Parts that bring in who speaks, what was read, and what becomes of it."""

from django.utils.translation import gettext_lazy as _

from projects import codes as projects
from tracker.desk.choices import READ_LANGUAGE_NAMES, of_codes
from tracker.desk.fields import (
    NAME,
    NAMES,
    Field,
    Kind,
    asked,
    choice,
    day,
    key,
    one,
    pairs,
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
        NAMES,
        Field("note", _("Note"), "text", more=True),
        key(),
    ),
)
ROLE = Kind(
    "role",
    _("Role of a party"),
    (
        one("party", _("Party"), "party"),
        Field("title", _("Role or office")),
        one("organisation", _("At"), "party"),
        day("from_on", _("From"), hint=_("empty: unknown")),
        day("to_on", _("Until"), hint=_("empty: still, or unknown")),
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
QUESTION = Kind(
    "question",
    _("New question"),
    (
        Field("text", _("What several parties answer differently")),
        pairs(
            "codes",
            _("Answers it can have"),
            ("code", "text"),
            _("ceiling: a ceiling of loans and guarantees, one a line"),
        ),
        key(),
    ),
)
ACCEPTANCE = Kind(
    "acceptance",
    _("Change of mind about a claim"),
    (
        Field("claim", _("Claim"), "claim", reads="claim", hint=_("its link")),
        Field(
            "operative",
            _("From now on"),
            "choice",
            reads="yes",
            start="no",
            choices=(("no", _("no longer operative")), ("yes", _("operative"))),
        ),
        Field("reason", _("Reason"), "text"),
        day("from_on", _("Counts from"), more=True, hint=_("empty: known on")),
    ),
)
