"""Small seed files for tests: a sound record, and rows to add to it."""

from collections.abc import Iterable

SOUND = """\
[[party]]
key = "japan"
name = "Japan"
kind = "government"

[[party]]
key = "newsx"
name = "NewsX"
kind = "outlet"

[[source]]
key = "n1"
slug = "newsx-2025-10-27"
title = "An interview"
publisher = "newsx"
language = "en"
kind = "origin"
grade = "B"
held = true

[[source]]
key = "c1"
slug = "repost-2025-10-27"
title = "A repost"
publisher = "newsx"
language = "en"
kind = "carrier"
grade = "C"
held = true

[[question]]
key = "what-is-it"
text = "What is it?"
codes = [{ code = "ceiling", text = "a ceiling" }]

[[update]]
key = "2025-10-27-interview"
headline = "An interview"
known_on = 2025-10-27
known = "exact"

[[update.claim]]
key = "what"
kind = "statement"
by = ["japan"]
words = "a ceiling"
of = ["pledge:japan-550"]
citations = [{ source = "n1" }]

[[pledge]]
key = "japan-550"
name = "Japan: US$550bn"
promisor = "japan"
beneficiary = "japan"
verb = "will"
obligor_kind = "state"
direction = "outward"
update = "2025-10-27-interview"

[[tranche]]
key = "tranche-1"
pledge = "japan-550"
number = 1
name = "First tranche"
update = "2025-10-27-interview"

[[project]]
key = "gas-power"
pledge = "japan-550"
name = "Gas power"
sector = "energy"
update = "2025-10-27-interview"

[[deadline]]
key = "first-project"
title = "First project settled"
kind = "selection"
bindingness = "official_target"
met_when = "A project is selected."
zone = "America/New_York"
bound = "by"
pledge = "japan-550"
update = "2025-10-27-interview"
"""

FIELDS = {
    "party": 'key = "meti"\nname = "METI"\nkind = "agency"\n',
    "pledge": (
        'key = "korea-350"\nname = "Korea"\npromisor = "japan"\n'
        'beneficiary = "japan"\nverb = "will"\nobligor_kind = "state"\n'
        'direction = "outward"\nupdate = "2025-10-27-interview"\n'
    ),
    "project": (
        'key = "gulflink"\npledge = "japan-550"\nname = "GulfLink"\n'
        'sector = "energy"\nupdate = "2025-10-27-interview"\n'
    ),
    "update": (
        'key = "2026-02-17-first"\nheadline = "First"\nknown_on = 2026-02-17\n'
        'known = "exact"\ncitations = [{ source = "n1" }]\n'
    ),
    "financing_line": (
        'key = "jbic-loans"\nkind = "loan"\ncurrency = "JPY"\n'
        'update = "2025-10-27-interview"\n'
    ),
}

CLAIM_FIELDS = {
    "date": 'kind = "date"\ndeadline = "first-project"\n',
    "outcome": 'kind = "outcome"\ndeadline = "first-project"\n',
    "quantity": (
        'kind = "quantity"\nof = ["pledge:japan-550"]\nbasis = "headline"\n'
        'printed = "550"\n'
    ),
    "stage": 'kind = "stage"\nof = ["project:gas-power"]\n',
    "statement": 'kind = "statement"\nof = ["pledge:japan-550"]\nwords = "..."\n',
}


def row(table: str, *lines: str) -> str:
    """A sound row of a table, at the top of its file; a line given replaces its field.

    A line such as "name" alone leaves the field out.
    """
    return f"[[{table}]]\n{_fields(FIELDS.get(table, ''), lines)}\n"


def claim(kind: str, *lines: str) -> str:
    """A claim of the update that the text before it ends with."""
    fields = f'by = ["japan"]\ncitations = [{{ source = "n1" }}]\n{CLAIM_FIELDS[kind]}'
    return f"[[update.claim]]\n{_fields(fields, lines)}\n"


def claimed(kind: str, *lines: str) -> str:
    """An update whose only claim this is, one line for the update's header."""
    return row("update", "citations") + claim(kind, *lines)


def _fields(given: str, lines: Iterable[str]) -> str:
    fields = {_name(line): line for line in [*given.splitlines(), *lines]}
    return "\n".join(line for line in fields.values() if "=" in line)


def _name(line: str) -> str:
    return line.partition("=")[0].strip()
