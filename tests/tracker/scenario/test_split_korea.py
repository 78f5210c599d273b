"""Tax, interest diverted until a call is made up, and the test of a review."""

import csv
import io

import pytest

from tests.factories import ClauseFactory, ClauseReadingFactory, PledgeFactory

pytestmark = pytest.mark.django_db
PAGE = "/scenario/split/"
SIDES = {"investor": "Korea", "host": "United States"}
SHARES = {
    "early": {"investor": "0.5", "host": "0.5"},
    "late": {"investor": "0.1", "host": "0.9"},
}
LOAN = {"principal": "10", "index": "4", "spread": "1", "life": "10"}
ONE_DUE = {"deemed": "1", "principal": "", "life": ""}


@pytest.fixture(autouse=True)
def agreement():
    """A pledge whose split is reported, and nothing else of it."""
    clause = ClauseFactory(kind="profit_split", number="K-split")
    clause.agreement.pledges.add(PledgeFactory(slug="the-pledge"))
    read(clause, "as reported", **SIDES, **SHARES)
    return clause.agreement


def read(clause, label, **parameters):
    code = label.replace(" ", "-")
    held = {"reading": code, "label": label, "parameters": parameters}
    return ClauseReadingFactory(clause=clause, **held)


def found(client, **asked):
    return client.get(PAGE, asked).context["found"]


def names(outcome):
    return [each.name for each in outcome.readings]


@pytest.fixture
def variant(agreement):
    """The two clauses of Korea's variant beside the split."""
    review = ClauseFactory(agreement=agreement, kind="review", number="K-resplit")
    read(review, "as reported", years=20)
    effects = [{"kind": "diversion", "words": "interest goes to the host"}]
    catch_up = ClauseFactory(agreement=agreement, kind="penalty", number="K-catch-up")
    read(catch_up, "as reported", trigger="unpaid", judge="host", effects=effects)


def test_tax_is_taken_off_before_the_cash_is_shared(client):
    asked = {"cash": "2027, 3, 0, 0.6", "net_of_tax": "yes", **ONE_DUE}
    typed, before = found(client, **asked).readings

    assert (typed.name, before.name) == ("as typed", "as reported")
    assert [str(typed.investor.total), str(typed.host.total)] == ["1.04", "1.36"]
    assert str(typed.result.value.tax) == "0.60"
    assert [str(before.investor.more), str(before.host.more)] == ["0.06", "0.54"]


def test_cash_of_which_the_tax_is_not_given_is_not_taken_for_untaxed(client):
    asked = {"cash": "2027, 3, 0, 0.6\n2028, 3", "net_of_tax": "yes", **ONE_DUE}
    first = found(client, **asked).first

    assert first.shown.words == "cannot tell: tax of 2028"


def test_a_column_between_two_others_may_be_empty(client):
    asked = {"cash": "2027;3;;0.6", "net_of_tax": "yes", "carry": "1", **ONE_DUE}
    rows = found(client, **asked).rows

    assert [str(row.tax) for row in rows] == ["0.00", "0.60"]


def test_tax_above_the_cash_is_refused_and_kept(client):
    asked = {"cash": "2027, 1, 0, 2", "net_of_tax": "yes", **ONE_DUE}
    form = client.get(PAGE, asked).context["form"]

    assert "more than its cash" in str(form.non_field_errors())
    assert form["cash"].value() == "2027, 1, 0, 2"


def test_interest_is_diverted_until_the_call_is_made_up(client, variant):
    asked = {"cash": "2027 4\n2028 4", "unpaid": "0.6", **LOAN}
    outcome = found(client, **asked)
    _plain, diverted = outcome.readings

    assert names(outcome) == ["as reported", "as reported, interest diverted"]
    rows = diverted.result.value.rows
    assert [str(row.diverted) for row in rows] == ["0.50", "0.10"]
    assert [str(diverted.investor.more), str(diverted.host.more)] == ["-0.60", "0.60"]
    assert diverted.shown.lines[1].clause.words == "K-catch-up"
    assert not outcome.supposed


def test_the_two_sides_and_the_tax_add_up_to_the_cash_under_each_reading(
    client, variant
):
    cash = "2027, 1.01, 0.37, 0.13\n2028, 7.77, 0, 0.02\n2029, 0.05, 0.01, 0"
    asked = {"cash": cash, "net_of_tax": "yes", "unpaid": "0.33", **LOAN}
    readings = found(client, **asked).readings

    assert len(readings) == 4
    sums = {
        each.name: each.investor.total + each.host.total + each.result.value.tax
        for each in readings
    }
    assert {str(total) for total in sums.values()} == {"9.21"}


def test_no_interest_is_diverted_of_an_amount_typed_as_a_whole(client, variant):
    diverted = found(client, cash="2027 2", unpaid="1", **ONE_DUE).readings[1]

    assert diverted.shown.words == (
        "cannot tell: interest in the deemed amount of 2027"
    )
    assert diverted.investor is None


def test_without_a_clause_on_it_diversion_is_called_a_supposition(client):
    page = client.get(PAGE, {"cash": "2027 2", "unpaid": "1", **LOAN})

    assert page.context["found"].supposed
    assert "your supposition" in page.content.decode()
    assert "your supposition" not in client.get(PAGE).content.decode()


PAID = "2027 4\n2028 4\n2029 4"


@pytest.mark.parametrize(
    ("life", "years", "cash", "words"),
    [
        ("3", "3", PAID, "all of the amount is received within 3 years: no review"),
        ("3", "2", PAID, "part of the amount comes after 2 years: open to review"),
        ("3", "3", "2027 4", "cannot tell: deemed amounts to 2030-01-01"),
        ("3", "3", "2027 1", "cannot tell: cash flow from 2028-01-01 to 2030-01-01"),
    ],
)
def test_the_shares_may_be_reviewed_if_the_amount_comes_too_late(
    client, life, years, cash, words
):
    asked = LOAN | {"principal": "3", "life": life}
    first = found(client, cash=cash, years=years, **asked).first

    assert first.reviewed.words == words


def test_a_life_that_is_not_given_leaves_the_review_open(client):
    first = found(client, cash="2027 2", years="1", **ONE_DUE).first

    assert first.reviewed.words == "cannot tell: project life"


def test_the_years_come_from_the_record_and_nothing_else_is_supposed(client, variant):
    page = client.get(PAGE)
    form = page.context["form"]

    assert (form["years"].value(), form["unpaid"].value()) == ("20", "")
    assert form["net_of_tax"].value() == "no"
    first = page.context["found"].first
    assert first.reviewed.lines[0].clause.words == "K-resplit"


def test_no_review_is_told_where_no_years_are_given(client):
    page = client.get(PAGE, {"cash": "2027 4"})

    assert page.context["found"].reviews == []
    assert "May the shares be reviewed?" not in page.content.decode()


def test_the_file_holds_the_working_of_diversion_and_review(client, variant):
    asked = {"cash": "2027 4", "unpaid": "0.6", **LOAN}
    address = client.get(PAGE, asked).context["csv"]
    lines = list(csv.DictReader(io.StringIO(client.get(address).content.decode())))

    told = {(line["rule"], line["clause"]) for line in lines if line["clause"]}
    assert ("recovery", "K-resplit") in told
    assert ("profit_split", "K-catch-up") in told
    assert lines[-1]["text"] == "cannot tell: deemed amounts to 2037-01-01"
