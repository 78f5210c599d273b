"""The fields of every table of the seed files, as seeds/README.md has them."""

import re
from collections.abc import Mapping

from deadlines import codes as deadlines
from projects import codes as projects
from tracker.seeding.fields import (
    KEY,
    LANGUAGES,
    READ_LANGUAGES,
    Amount,
    Day,
    Fields,
    Many,
    OneOf,
    Pattern,
    Ref,
    Text,
    Whole,
    YesNo,
    Zone,
    code,
)

# The lengths are those of the columns: a text too long is told here, with its line.
KEY_FORM = "write a key in lower case with hyphens, as akazawa-ryosei"
KEYED, LONG_KEYED = Pattern(KEY, KEY_FORM, 80), Pattern(KEY, KEY_FORM, 150)
SHORT, NAME, TITLE = Text(80), Text(200), Text(300)
CODED = Pattern(
    re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*"), "write a code in lower case", 80
)
SHORT_CODE = Pattern(CODED.pattern, CODED.form, 40)
URL = Pattern(re.compile(r"https?://\S+"), "write the address from https:// on", 600)
SHA256 = Pattern(re.compile(r"[0-9a-f]{64}"), "write 64 digits 0-9 and a-f")
CURRENCY = Pattern(re.compile(r"[A-Z]{3}"), "write the currency's code, as USD")
TEXT, DAY, AMOUNT, YES_NO = Text(), Day(), Amount(), YesNo()
ZONE = Zone()
LANGUAGE, READ_LANGUAGE = OneOf(LANGUAGES), OneOf(READ_LANGUAGES)
PARTY, UPDATE, CLAIM = Ref("party"), Ref("update"), Ref("claim")
PLEDGE, TRANCHE, PROJECT = Ref("pledge"), Ref("tranche"), Ref("project")
AGREEMENT, LINE, DEADLINE = Ref("agreement"), Ref("financing_line"), Ref("deadline")
SOURCE, CLAUSE = Ref("source"), Ref("clause")

SUBJECTS = ("pledge", "tranche", "project", "agreement", "line", "party")
ALIASES = Many(Fields({"name": NAME, "language": LANGUAGE}))
ABOUT: Mapping[str, Many] = {
    "pledges": Many(PLEDGE),
    "tranches": Many(TRANCHE),
    "projects": Many(PROJECT),
    "agreements": Many(AGREEMENT),
    "deadlines": Many(DEADLINE),
}
CITATIONS = Many(
    Fields(
        {"source": SOURCE},
        {
            "locator": NAME,
            "excerpt": TEXT,
            "language": READ_LANGUAGE,
            "translation": TEXT,
            "translated_by": Text(100),
            "via": Many(SOURCE),
        },
    )
)

TABLES: Mapping[str, Fields] = {
    "party": Fields(
        {"key": KEYED, "name": NAME, "kind": code(projects.PartyKind)},
        {"parent": PARTY, "names": ALIASES, "note": TEXT},
    ),
    "role": Fields(
        {"party": PARTY, "title": NAME, "update": UPDATE},
        {"organisation": PARTY, "from_on": DAY, "to_on": DAY},
    ),
    "source": Fields(
        {
            "key": KEYED,
            "slug": KEYED,
            "title": TITLE,
            "publisher": PARTY,
            "language": READ_LANGUAGE,
            "kind": code(projects.SourceKind),
            "grade": code(projects.Grade),
        },
        {
            "held": YES_NO,
            "author": NAME,
            "url": URL,
            "published_on": DAY,
            "sha256": SHA256,
            "note": TEXT,
        },
    ),
    "source_status": Fields(
        {
            "source": SOURCE,
            "status": code(projects.SourceState),
            "from_on": DAY,
            "reason": TEXT,
            "update": UPDATE,
        },
    ),
    "question": Fields(
        {
            "key": KEYED,
            "text": NAME,
            "codes": Many(Fields({"code": CODED, "text": TITLE})),
        },
    ),
    "pledge": Fields(
        {
            "key": KEYED,
            "name": NAME,
            "promisor": PARTY,
            "beneficiary": PARTY,
            "verb": SHORT,
            "obligor_kind": code(projects.ObligorKind),
            "direction": code(projects.Direction),
            "update": UPDATE,
        },
        {
            "summary": TEXT,
            "parent": PLEDGE,
            "additive": YES_NO,
            "opens_on": DAY,
            "closes_on": DAY,
            "zone": ZONE,
        },
    ),
    "tranche": Fields(
        {
            "key": KEYED,
            "pledge": PLEDGE,
            "number": Whole(0),
            "name": NAME,
            "update": UPDATE,
        },
    ),
    "project": Fields(
        {
            "key": KEYED,
            "pledge": PLEDGE,
            "name": NAME,
            "sector": code(projects.Sector),
            "update": UPDATE,
        },
        {"tranche": TRANCHE, "place": NAME, "summary": TEXT, "names": ALIASES},
    ),
    "project_party": Fields(
        {
            "project": PROJECT,
            "party": PARTY,
            "role": code(projects.PartyInProject),
            "update": UPDATE,
        },
    ),
    "project_link": Fields(
        {
            "from": PROJECT,
            "to": PROJECT,
            "kind": code(projects.LinkKind),
            "reason": TEXT,
            "update": UPDATE,
        },
    ),
    "agreement": Fields(
        {
            "key": KEYED,
            "title": TITLE,
            "kind": code(projects.AgreementKind),
            "dated_on": DAY,
            "zone": ZONE,
            "legal_force": code(projects.LegalForce),
            "parties": Many(PARTY),
            "update": UPDATE,
        },
        {"pledges": Many(PLEDGE), "summary": TEXT},
    ),
    "clause": Fields(
        {
            "key": KEYED,
            "agreement": AGREEMENT,
            "number": Text(20),
            "title": NAME,
            "kind": code(projects.ClauseKind),
            "update": UPDATE,
        },
        {"paragraph": Text(40)},
    ),
    "agreement_link": Fields(
        {
            "from": AGREEMENT,
            "to": AGREEMENT,
            "kind": code(projects.AgreementLinkKind),
            "update": UPDATE,
        },
    ),
    "financing_line": Fields(
        {
            "key": KEYED,
            "kind": code(projects.Instrument),
            "currency": CURRENCY,
            "update": UPDATE,
        },
        {
            "summary": TEXT,
            "provider": PARTY,
            "projects": Many(PROJECT),
            "pledge": PLEDGE,
            "covers": LINE,
        },
    ),
    "cash_flow": Fields(
        {
            "line": LINE,
            "kind": code(projects.CashFlowKind),
            "on": DAY,
            "amount": AMOUNT,
            "currency": CURRENCY,
            "update": UPDATE,
        },
    ),
    "deadline": Fields(
        {
            "key": KEYED,
            "title": NAME,
            "kind": code(deadlines.DeadlineKind),
            "bindingness": code(deadlines.Bindingness),
            "met_when": TEXT,
            "zone": ZONE,
            "pledge": PLEDGE,
            "update": UPDATE,
        },
        {
            "bound": code(deadlines.Bound),
            "obligor": PARTY,
            "decider": PARTY,
            "tranche": TRANCHE,
            "project": PROJECT,
            "agreement": AGREEMENT,
            "check_every_days": Whole(1),
        },
    ),
    "update": Fields(
        {
            "key": LONG_KEYED,
            "headline": TITLE,
            "known_on": DAY,
            "known": code(projects.KnownPrecision),
        },
        {
            "kind": code(projects.UpdateKind),
            "note": TEXT,
            "zone": ZONE,
            **ABOUT,
            "facts": Many(TEXT),
            "citations": CITATIONS,
        },
    ),
    "acceptance": Fields(
        {
            "claim": CLAIM,
            "operative": YES_NO,
            "from_on": DAY,
            "reason": TEXT,
            "update": UPDATE,
        },
    ),
}
