"""manage.py evaluate: the working, the same bytes, and what is told of a wrong word."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from projects.models import CashFlow
from tests.factories import (
    CitationFactory,
    ClauseFactory,
    ClauseReadingFactory,
    FinancingLineFactory,
    PledgeFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
CAP = {"amount": "20000000000", "currency": "USD"}


@pytest.fixture
def clause():
    clause = ClauseFactory(slug="cap", number="K-cap", kind="cap", title="At most")
    ClauseReadingFactory(clause=clause, parameters=CAP)
    return clause


def run(*arguments):
    out = StringIO()
    call_command("evaluate", *arguments, stdout=out)
    return out.getvalue()


def test_the_working_ends_with_the_answer(clause):
    asked = "--clause", "cap", "--on", "2026-03-01", "--as-of", "2026-03-02"
    lines = run(*asked).splitlines()

    assert lines[0] == f"cap (K-cap At most, {clause.agreement.slug})"
    assert lines[2] == "on 2026-03-01, as of 2026-03-02"
    assert lines[5].startswith("1. At most USD 20,000,000,000 in 2026. [K-cap; source-")
    assert lines[-1] == "cannot tell: payments of 2026"


def test_the_same_inputs_give_the_same_bytes(clause):
    asked = "--clause", "cap", "--on", "2026-03-01", "--as-of", "2026-02-01"

    assert run(*asked) == run(*asked)
    assert "as of 2026-02-01" in run(*asked)


@time_machine.travel("2026-06-01T12:00Z", tick=False)
def test_what_is_known_today_counts_of_a_past_day_as_it_does_on_the_page(client):
    clause = ClauseFactory(slug="late", kind="cap")
    update = UpdateFactory(known_on=date(2026, 5, 1))
    ClauseReadingFactory(clause=clause, parameters=CAP, update=update)

    told = run("--clause", "late", "--on", "2026-03-01")

    assert "on 2026-03-01, as of 2026-06-01" in told
    page = client.get("/clauses/late/?on=2026-03-01").text
    assert "cannot tell: payments of 2026" in told
    assert "cannot tell: payments of 2026" in page


def test_what_an_effect_costs_is_no_part_of_what_is_missing():
    clause = ClauseFactory(slug="penalty", kind="penalty")
    clause.agreement.pledges.add(pledge := PledgeFactory())
    effects = [{"kind": "diversion", "words": "interest is diverted"}]
    terms = {"trigger": "unpaid", "judge": "host", "effects": effects}
    ClauseReadingFactory(clause=clause, parameters=terms)
    update = UpdateFactory(known_on=date(2026, 3, 1))
    CitationFactory(update=update)
    line = FinancingLineFactory(pledge=pledge)
    called = {"kind": "called", "on": date(2026, 3, 1), "currency": "USD"}
    CashFlow.objects.create(line=line, update=update, amount=5, **called)

    told = run("--clause", "penalty", "--on", "2026-04-01").splitlines()

    assert told[-2] == "cannot tell: whether unpaid, finding by host"
    effect = "effect: interest is diverted: an unpaid call is on record; cost 5 once"
    assert told[-1] == effect


@time_machine.travel("2026-06-01T12:00Z", tick=False)
def test_of_a_day_ahead_no_more_is_known_than_today(clause):
    told = run("--clause", "cap", "--on", "2027-03-01").splitlines()

    assert told[2] == "on 2027-03-01, as of 2026-06-01"
    assert told[3] == "a projection, as far as known by 2026-06-01"


def test_a_day_by_which_it_was_known_is_no_projection(clause):
    told = run("--clause", "cap", "--on", "2026-03-01", "--as-of", "2026-03-01")

    assert "projection" not in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--clause", "cup"], 'No clause .cup.; did you mean "cap"'),
        (["--clause", "cap", "--on", "2025-09-03"], "Its readings, on any day: as-rep"),
        (["--clause", "cap", "--as-of", "2026-01-09"], "Nothing known by 2026-01-09"),
        (["--clause", "cap", "--reading", "x"], "reading 'x' of cap"),
        (["--clause", "cap", "--on", "1 March"], "'1 March' is no day: write 2026"),
        (["--clause", "cap", "--as-of", "2199-01-01"], "lies ahead: give"),
        (["--clause", "cap", "--recorded", "then"], "'then' is no instant"),
        (["--clause", "cap", "--imports", "general"], "write general=150000000000"),
        (["--clause", "cap", "--imports", "general=-1"], "general is -1. Give a numb"),
        (["--clause", "cap", "--imports", "general=1"], "asks for it, only for: none"),
    ],
)
def test_a_wrong_word_is_told_with_what_to_write(clause, arguments, message):
    with pytest.raises(CommandError, match=message):
        run(*arguments)


def test_a_reading_is_as_it_had_been_recorded(clause):
    reading = clause.readings.get()
    before = reading.update.recorded_at.replace(year=2025).isoformat()

    with pytest.raises(CommandError, match="Nothing known by"):
        run("--clause", "cap", "--on", "2026-03-01", "--recorded", before)


def raised(**rate):
    """A penalty that raises the general tariff, to a rate or to one still to be set."""
    effect = {"kind": "tariff", "words": "raised", "component": "general", **rate}
    terms = {"trigger": "unpaid", "judge": "host", "effects": [effect]}
    clause = ClauseFactory(slug="penalty", kind="penalty")
    ClauseReadingFactory(clause=clause, parameters=terms)
    return "--clause", "penalty", "--imports"


def test_imports_that_no_reading_asks_for_are_refused_by_name():
    asked = raised()

    assert "rate set by host" in run(*asked, "general=0")
    with pytest.raises(CommandError, match=r"genral: no reading .* only for: general"):
        run(*asked, "genral=100")
    with pytest.raises(CommandError, match="base of general is -1"):
        run(*asked, "general=-1")


def test_what_cannot_be_computed_is_printed_and_ends_in_an_error(clause):
    broken = {"amount": "5", "currency": "EURO"}
    ClauseReadingFactory(clause=clause, reading="broken", parameters=broken)
    out = StringIO()

    with pytest.raises(CommandError, match="Cannot be computed: broken; see above"):
        call_command("evaluate", "--clause", "cap", stdout=out)

    assert "cannot be computed: currency: 'EURO' is none" in out.getvalue()
    assert "cannot tell: payments of" in out.getvalue()
