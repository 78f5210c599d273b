"""A pledge with another window, split, cap and penalty needs seed files only."""

from datetime import UTC, date, datetime

import pytest

from projects.evaluating import evaluate_pledge
from projects.models import Pledge
from projects.rules.moment import Moment
from projects.rules.result import Answer
from tracker.seeding.loading import load

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)

PARTIES = """
[[party]]
key = "freedonia"
name = "Freedonia"
kind = "government"

[[party]]
key = "sylvania"
name = "Sylvania"
kind = "government"

[[source]]
key = "gazette"
slug = "gazette-2026-01-02"
title = "The pact"
publisher = "sylvania"
language = "en"
kind = "origin"
grade = "A"

[[pledge]]
key = "freedonia-9"
name = "Freedonia: 9bn to Sylvania"
promisor = "freedonia"
beneficiary = "sylvania"
verb = "will"
obligor_kind = "state"
direction = "outward"
update = "2026-01-02-pact"

[[project]]
key = "canal"
pledge = "freedonia-9"
name = "Canal"
sector = "shipping"
update = "2026-01-02-pact"

[[financing_line]]
key = "canal-loan"
kind = "loan"
projects = ["canal"]
currency = "EUR"
update = "2026-01-02-pact"

[[agreement]]
key = "pact"
title = "The pact"
kind = "contract"
dated_on = 2026-01-02
zone = "Europe/Berlin"
legal_force = "contract"
parties = ["freedonia", "sylvania"]
pledges = ["freedonia-9"]
update = "2026-01-02-pact"
"""

CLAUSES = {
    "clock": ("funding_clock", 'bound = "not_after", days = 10, unit = "calendar_day"'),
    "term": ("term", "ends_on = 2027-12-31"),
    "split": (
        "profit_split",
        'late = { investor = "0.3", host = "0.7" }, scope = ["loan"]',
    ),
    "cap": ("cap", 'amount = "2000", currency = "EUR"'),
    "penalty": (
        "penalty",
        'trigger = "Freedonia paid late", judge = "a tribunal", effects = '
        '[{ kind = "suspension", words = "visas are suspended" }]',
    ),
}

CLAIM = """
[[update.claim]]
key = "{name}"
kind = "{kind}"
by = ["sylvania"]
citations = [{{ source = "gazette" }}]
"""


def claim(name, kind, *lines):
    return CLAIM.format(name=name, kind=kind) + "\n".join(lines) + "\n"


def seeds():
    """The pact with its clauses, then a notice, a payment and what was judged."""
    text = PARTIES
    for name, (kind, _parameters) in CLAUSES.items():
        text += (
            f'[[clause]]\nkey = "{name}"\nagreement = "pact"\nnumber = "{name}"\n'
            f'title = "{name}"\nkind = "{kind}"\nupdate = "2026-01-02-pact"\n'
        )
    text += (
        '[[update]]\nkey = "2026-01-02-pact"\nheadline = "The pact"\n'
        'known_on = 2026-01-02\nknown = "exact"\n'
    )
    for name, (_kind, parameters) in CLAUSES.items():
        text += claim(
            name,
            "reading",
            f'clause = "{name}"',
            'reading = "as-written"',
            'label = "as written"',
            'status = "verified"',
            'words = "as the pact says"',
            "valid_from = 2026-01-02",
            f"parameters = {{ {parameters} }}",
        )
    text += (
        '[[update]]\nkey = "2026-03-20-canal"\nheadline = "The canal"\n'
        'known_on = 2026-03-20\nknown = "exact"\n'
    )
    notice = 'of = ["project:canal"]', 'stage = "notified"', "on = 2026-03-01"
    text += claim("notice", "stage", *notice, 'accept = { reason = "Its own word." }')
    judged = 'clause = "penalty"', 'accept = { reason = "Its own word." }'
    text += claim("late", "finding", *judged, 'what = "triggered"')
    text += claim("judged", "finding", *judged, 'what = "judged"')
    text += claim("invoked", "finding", *judged, 'what = "invoked"', "on = 2026-03-19")
    return text + (
        '[[cash_flow]]\nline = "canal-loan"\nkind = "paid_out"\non = 2026-03-15\n'
        'amount = 1_500\ncurrency = "EUR"\nupdate = "2026-03-20-canal"\n'
        '[[cash_flow]]\nline = "canal-loan"\nkind = "distributed"\non = 2026-03-18\n'
        'amount = 100\ncurrency = "EUR"\nupdate = "2026-03-20-canal"\n'
    )


@pytest.fixture
def found(tmp_path):
    (tmp_path / "all.toml").write_text(seeds(), "utf-8")
    load(tmp_path, now=datetime(2026, 6, 1, tzinfo=UTC))
    pledge = Pledge.objects.get(slug="freedonia-9")
    rows = evaluate_pledge(pledge, on=ON, moment=Moment.at(ON))
    return {row.clause.number: row.result for row in rows}


def test_its_clock_is_counted_from_the_cited_notice(found):
    assert found["clock"].value.date == date(2026, 3, 11)
    assert not found["clock"].value.is_calculation
    assert found["clock"].answer is Answer.NOT_MET


def test_its_term_leaves_ten_days_for_the_last_notice(found):
    [last] = found["term"].value

    assert last.on == date(2027, 12, 21)


def test_its_cash_is_shared_three_to_seven(found):
    assert (found["split"].value.investor, found["split"].value.host) == (30, 70)


def test_its_cap_has_headroom(found):
    assert (found["cap"].value.paid, found["cap"].value.left) == (1500, 500)


def test_its_penalty_is_met_and_invoked_which_are_two_things(found):
    penalty = found["penalty"]

    assert penalty.answer is Answer.MET
    assert penalty.invoked.value == date(2026, 3, 19)
    assert [effect.answer for effect in penalty.value.effects] == [Answer.CANNOT_TELL]
