"""The penalty as a calculation: on the real record, by what a reader assumes."""

import csv
import io

import pytest

from tests.seeded import seeded  # noqa: F401
from tests.tracker.pages.counting import queries

PAGE = "/scenario/penalty/"
STANDS = "a basis stands on that day; its rate limit is not in the record"
CLAUSE = {"clause": "japan-550-tariff-penalty"}
FOUND = {
    "triggered": "yes",
    "consulted": "yes",
    "judged": "yes",
    "good_faith": "no",
    "failed": "yes",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def page(client, **asked):
    return client.get(PAGE, CLAUSE | asked)


def found(client, **asked):
    return page(client, **asked).context["found"]


def general(outcome):
    """The general tariff of the first reading, and on what it rests."""
    effect = next(e for e in outcome.readings[0].effects if e.component == "general")
    basis = next(row for row in outcome.bases if row.component == "general")
    return effect, basis


@pytest.mark.parametrize(
    ("on", "answer", "basis", "rate"),
    [
        ("2026-02-19", "rests on IEEPA", "IEEPA", "15%"),
        ("2026-02-21", "rests on nothing that is on record", "", ""),
        ("2026-02-23", "rests on nothing that is on record", "", ""),
        ("2026-03-01", "rests on Section 122", "Section 122", "10%"),
        ("2026-07-25", "cannot tell: effective date of Section 301", "", ""),
    ],
)
def test_the_general_tariff_rests_on_what_was_in_force(client, on, answer, basis, rate):
    _effect, row = general(found(client, on=on))

    assert (row.answer.words, row.basis, row.rate) == (answer, basis, rate)


def test_a_rate_that_another_source_gives_stands_beside_it(client):
    _effect, row = general(found(client, on="2026-03-01"))

    assert row.others == ("15%",)
    assert "15% according to another source" in page(
        client, on="2026-03-01"
    ).content.decode().replace("\n", "")


@pytest.mark.parametrize(
    ("asked", "words", "cost"),
    [
        ({}, "cannot tell: import base of general", ""),
        ({"imports_general": "100bn"}, STANDS, "15,000,000,000 a year"),
        ({"imports_general": "0"}, STANDS, "0 a year"),
    ],
)
def test_without_an_import_base_no_cost_is_told(client, asked, words, cost):
    effect, _basis = general(found(client, on="2026-03-01", rate="25", **FOUND | asked))

    assert (effect.answer.words, effect.cost) == (words, cost)


def test_a_cost_is_calculated_while_the_findings_are_missing(client):
    asked = {"on": "2026-03-01", "rate": "25", "imports_general": "100bn"}
    effect, _basis = general(found(client, **asked))

    assert effect.answer.words == (
        "cannot tell: finding on good faith, finding on a failure to fund"
    )
    assert effect.cost == "15,000,000,000 a year"


def test_the_rate_is_missing_until_the_judge_or_the_reader_sets_it(client):
    asked = FOUND | {"imports_general": "1bn"}
    effect, _basis = general(found(client, on="2026-03-01", **asked))

    assert effect.answer.words == "cannot tell: rate set by the US President"


def test_on_a_day_without_a_basis_no_tariff_can_follow(client):
    asked = FOUND | {"imports_general": "100bn", "rate": "25"}
    outcome = found(client, on="2026-02-21", **asked)
    effect, _basis = general(outcome)

    assert effect.answer.words == "no basis stands on that day"
    assert any(
        "no longer held" in line.text for line in outcome.readings[0].answer.lines
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (FOUND, "condition met (no invocation on record)"),
        (FOUND | {"judged": "no"}, "condition not met (no invocation on record)"),
        (
            FOUND | {"consulted": ""},
            "cannot tell: whether Japan consulted the United States",
        ),
    ],
)
def test_the_condition_is_met_not_met_or_cannot_be_told(client, asked, words):
    outcome = found(client, on="2026-03-01", **asked)

    assert {each.answer.words for each in outcome.readings} == {words}


def test_a_working_leads_to_clause_and_citation(client):
    lines = found(client, on="2026-03-01").readings[0].answer.lines

    assert lines[0].clause.url == "/clauses/japan-550-tariff-penalty/"
    assert "#citation-" in lines[0].citation.url


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"on": "someday"}, "on"),
        ({"rate": "much"}, "rate"),
        ({"rate": "-5"}, "rate"),
        ({"imports_general": "-5"}, "imports_general"),
        ({"triggered": "perhaps"}, "triggered"),
        ({"clause": "none"}, "clause"),
        ({"unpaid": "x"}, "unpaid"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field_and_kept(client, asked, field):
    answer = page(client, **asked)
    form = answer.context["form"]

    assert answer.context["found"] is None
    assert list(form.errors) == [field]
    assert form[field].value() == asked[field]


def test_the_working_and_the_chart_are_files_of_the_same_address(client):
    answer = page(client, on="2026-03-01", **FOUND)
    rows = csv.DictReader(
        io.StringIO(client.get(answer.context["csv"]).content.decode())
    )
    drawn = client.get(answer.context["figure"].files()["svg"])

    assert {(row["on"], row["as_of"] > row["on"]) for row in rows} == {
        ("2026-03-01", True)
    }
    assert b"Section 122" in drawn.content


def test_as_of_a_day_before_a_ruling_nothing_is_known_of_it(client):
    asked = {"on": "2026-02-19", "as_of": "2026-02-19"}
    _effect, row = general(found(client, **asked))

    assert row.basis == "IEEPA"
    assert not any("no longer held" in line.text for line in row.answer.lines)


def test_another_clause_takes_as_many_queries(client):
    one = queries(client, f"{PAGE}?clause=japan-550-tariff-penalty")

    assert queries(client, f"{PAGE}?clause=japan-550-reclaim") <= one
